"""A corpus that is changed while it is read: what a run has not read it says, and the next run has all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.results import Search
from archive.search import Archive
from indexer.pipeline import Report, update
from tests.conftest import no_progress
from tests.corpora import ready, write


def removed(path: Path) -> None:
    path.unlink()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def replaced(path: Path) -> None:
    draft = path.with_name(".draft")
    draft.write_text(ready("b1", "바뀐 글"), encoding="utf-8")
    draft.replace(path)


def renamed(path: Path) -> None:
    path.rename(path.with_name("z.jsonl"))


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus", a__jsonl=ready("a1", "과학 금융"), b__jsonl=ready("b1", "과학 혁신"))


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        (removed, {"a1"}),
        (made_a_folder, {"a1"}),
        (truncated, {"a1", "b1"}),
        (emptied, {"a1", "b1"}),
        (replaced, {"a1", "b1"}),
        (renamed, {"a1", "b1"}),
    ],
)
def test_what_happens_between_listing_and_reading_is_in_the_index_after_the_next_run(
    corpus: Path, tmp_path: Path, analyzer: Analyzer, change: Callable[[Path], None], holds: set[str]
) -> None:
    """The files are listed before the progress is first told. What was read before of an unreadable file stays."""
    engine = WhooshEngine(tmp_path / "index")
    run(corpus, engine, analyzer)
    changes = iter([change])

    def when_listed(done: int, total: int) -> None:
        for each in changes:
            each(corpus / "issues" / "b.jsonl")

    report = run(corpus, engine, analyzer, when_listed)
    assert {error.file for error in report.failed} <= {"issues/b.jsonl"} and ids(engine, analyzer) == {"a1", "b1"}
    run(corpus, engine, analyzer)
    assert ids(engine, analyzer) == holds


def test_a_file_that_is_gone_is_told_and_forgotten_by_the_next_run(
    corpus: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    engine = WhooshEngine(tmp_path / "index")
    run(corpus, engine, analyzer)
    path = corpus / "issues" / "b.jsonl"
    (error,) = run(corpus, engine, analyzer, lambda done, total: path.unlink(missing_ok=True)).failed
    assert str(error) == "issues/b.jsonl: 읽으려는 사이에 없어졌습니다. seogo index를 한 번 더 해 주세요."
    assert run(corpus, engine, analyzer).removed == 1
    assert ids(engine, analyzer) == {"a1"}


def test_a_file_that_somebody_is_writing_is_left_for_the_next_run(
    corpus: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    """Half of a file would be articles that end in the middle."""
    engine, path = WhooshEngine(tmp_path / "index"), corpus / "issues" / "b.jsonl"
    begun, ended = Event(), Event()

    def write_on() -> None:
        with path.open("ab", buffering=0) as file:
            # So long that to read it takes many times as long as to write to it once.
            file.truncate(256_000_000)
            while not ended.is_set():
                file.write(b"\n")
                begun.set()

    writing = Thread(target=write_on)
    writing.start()
    begun.wait()
    try:
        (error,) = run(corpus, engine, analyzer).failed
    finally:
        ended.set()
        writing.join()
    assert "읽는 동안 바뀌었습니다" in str(error) and ids(engine, analyzer) == {"a1"}
    write(corpus, b__jsonl=ready("b1", "과학 혁신"))
    assert run(corpus, engine, analyzer).added == 1


def test_a_whole_folder_that_is_gone_is_told(corpus: Path, tmp_path: Path, analyzer: Analyzer) -> None:
    engine = WhooshEngine(tmp_path / "index")
    run(corpus, engine, analyzer)

    def when_listed(done: int, total: int) -> None:
        if (corpus / "issues").exists():
            (corpus / "issues").rename(corpus / "elsewhere")

    assert len(run(corpus, engine, analyzer, when_listed).failed) == 2
    assert ids(engine, analyzer) == {"a1", "b1"}, "nothing is forgotten that may come back"


def run(
    corpus: Path, engine: WhooshEngine, analyzer: Analyzer, progress: Callable[[int, int], None] = no_progress
) -> Report:
    return update(corpus, engine, lambda: analyzer, progress)


def ids(engine: WhooshEngine, analyzer: Analyzer) -> set[str]:
    return {hit.article.id for hit in Archive(engine, analyzer).search(Search(per_page=100)).hits}
