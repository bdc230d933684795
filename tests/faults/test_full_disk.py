"""A disk that is full: told in a sentence, the old index answers on, and the next run with room mends everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.contract import Engine
from archive.errors import IndexUnavailable, IndexUnwritable
from archive.results import Search
from archive.search import Archive
from indexer.moving import move
from indexer.pipeline import Report, update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from tests.faults.conftest import Disk
from tests.in_process import IN_PROCESS, opened
from tests.test_command_line import seogo

# Whoosh leaves files open when writing them fails; nothing of ours holds them.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LEFT = (0, 5_000, 100_000)
"""Bytes left on the disk: enough for nothing, for a lock, for some files."""


@pytest.fixture(params=IN_PROCESS)
def name(request: pytest.FixtureRequest) -> str:
    engine: str = request.param
    return engine


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus", a__txt=issue(307), b__jsonl=ready("b1", "과학 혁신"))


def run(corpus: Path, engine: Engine, analyzer: Analyzer, *, rebuild: bool = False) -> Report:
    return update(corpus, engine, lambda: analyzer, no_progress, rebuild=rebuild)


def grow(corpus: Path) -> None:
    """More than any of LEFT has room for."""
    write(corpus, **{f"c{number}__txt": issue(number) for number in range(400, 403)})


def ids(engine: Engine, analyzer: Analyzer, query: str = "") -> set[str]:
    return {hit.article.id for hit in Archive(engine, analyzer).search(Search(query, per_page=100)).hits}


@pytest.mark.parametrize(("left", "rebuild"), [*((left, False) for left in LEFT), (100_000, True)])
def test_the_old_index_answers_and_the_next_run_mends_it(
    disk: Disk, corpus: Path, analyzer: Analyzer, name: str, left: int, rebuild: bool
) -> None:
    index = disk.place / "index"
    run(corpus, opened(name, index), analyzer)
    before, held = ids(opened(name, index), analyzer), []
    grow(corpus)
    disk.fill(left)
    for _ in range(3):
        with pytest.raises(IndexUnwritable, match="가득") as told:
            run(corpus, opened(name, index), analyzer, rebuild=rebuild)
        assert str(index) in str(told.value)
        held.append(len(list(index.rglob("*"))))
    assert ids(opened(name, index), analyzer) == before
    assert held[0] == held[1] == held[2], "files pile up"
    disk.empty()
    assert run(corpus, opened(name, index), analyzer).added == 3
    assert len([path for path in index.iterdir() if path.is_dir()]) == 1, "something that failed has stayed"
    assert len(ids(opened(name, index), analyzer, "과학혁신 금융")) == 3 * 4


def test_a_first_index_that_finds_no_room_leaves_none(disk: Disk, corpus: Path, analyzer: Analyzer, name: str) -> None:
    grow(corpus)
    disk.fill(100_000)
    with pytest.raises(IndexUnwritable, match="가득"):
        run(corpus, opened(name, disk.place / "index"), analyzer)
    with pytest.raises(IndexUnavailable):
        opened(name, disk.place / "index").snapshot()
    disk.empty()
    assert run(corpus, opened(name, disk.place / "index"), analyzer).added == 5


def test_the_engine_that_kept_its_writer_goes_on_when_there_is_room(
    disk: Disk, corpus: Path, analyzer: Analyzer, name: str
) -> None:
    """As in a server that indexes in its own process."""
    engine = opened(name, disk.place / "index")
    run(corpus, engine, analyzer)
    grow(corpus)
    disk.fill(100_000)
    with pytest.raises(IndexUnwritable):
        run(corpus, engine, analyzer)
    assert "b1" in ids(engine, analyzer)
    disk.empty()
    assert run(corpus, engine, analyzer).added == 3


def test_a_move_that_finds_no_room_leaves_both_as_they_were(
    disk: Disk, corpus: Path, analyzer: Analyzer, name: str
) -> None:
    other = next(each for each in IN_PROCESS if each != name)
    run(corpus, opened(other, disk.place / "index"), analyzer)
    disk.fill(20_000)
    with pytest.raises(IndexUnwritable, match="가득"):
        move(opened(name, disk.place / "index"), [opened(other, disk.place / "index")], no_progress)
    with pytest.raises(IndexUnavailable, match=f"--engine {name}"):
        opened(name, disk.place / "index").snapshot()
    assert "307-1" in ids(opened(other, disk.place / "index"), analyzer)
    disk.empty()
    assert move(opened(name, disk.place / "index"), [opened(other, disk.place / "index")], no_progress) is not None


@pytest.mark.parametrize(("name", "where"), [("whoosh", "beside"), ("tantivy", "beside"), ("whoosh", "inside")])
def test_what_a_killed_run_has_left_gives_its_room_back_first(
    disk: Disk, corpus: Path, analyzer: Analyzer, name: str, where: str
) -> None:
    """Whoosh changes the folder that is its index; all else is made in a folder beside it."""
    index = disk.place / "index"
    run(corpus, opened(name, index), analyzer)
    (place,) = (path for path in index.iterdir() if path.is_dir())
    if where == "beside":
        place = index / f"{name}-dead"
        place.mkdir()
    disk.fill()
    (disk.place / "filler").rename(place / "MAIN_dead.pst")
    grow(corpus)
    assert run(corpus, opened(name, index), analyzer).added == 3
    assert not (place / "MAIN_dead.pst").exists()


def test_the_command_says_it_in_one_sentence(disk: Disk, corpus: Path) -> None:
    at = ("--corpus", corpus, "--index", disk.place / "index")
    disk.fill(50_000)
    failed = seogo("index", *at)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "가득" in failed.stderr and len(failed.stderr.strip().splitlines()) == 1
    disk.empty()
    assert "새로 2" in seogo("index", *at).stdout
