"""Moving between engines: nothing is analyzed again, every answer stays, and the way back costs nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.analysis import Analyzer
from archive.engines import open_engine
from archive.engines.contract import SCORE_TOLERANCE, Document, Engine
from archive.engines.memory import MemoryEngine
from archive.errors import EngineAway, IndexUnavailable
from archive.fingerprint import FINGERPRINT
from archive.records import SourceRecord
from archive.results import Results, Search
from archive.search import Archive
from indexer.moving import BATCH, Moved, move
from indexer.pipeline import Report, update
from tests.conftest import CORPUS, ROOT, no_progress
from tests.corpora import issue, ready, write
from tests.in_process import IN_PROCESS, opened
from tests.opensearch.engines import fresh_settings

GOLDEN = [case["query"] for case in json.loads((ROOT / "tests/golden/searches.json").read_text(encoding="utf-8"))]
OTHERS = [name for name in IN_PROCESS if name != "whoosh"]


def never() -> Analyzer:
    raise AssertionError("the language models were loaded")


def indexed(corpus: Path, engine: Engine, load: Callable[[], Analyzer]) -> Report:
    return update(corpus, engine, load, no_progress)


def move_to(engine: Engine, *others: Engine) -> Moved | None:
    return move(engine, others, no_progress)


def counts(report: Report) -> tuple[int, int, int]:
    return report.added, report.updated, report.removed


def kept_by(engine: Engine) -> list[Any]:
    """Everything that an engine keeps and does not read."""
    snapshot = engine.snapshot()
    records = snapshot.sources()
    keys = sorted(key for record in records.values() for key in SourceRecord.from_bytes(record).articles)
    return [dict(records), snapshot.stored(keys), {name: snapshot.kept(name) for name in snapshot.kept_names()}]


def answer(results: Results) -> Results:
    """All of it but what no two runs, or no two engines, have alike to the last digit."""
    hits = tuple(replace(hit, score=0.0) for hit in results.hits)
    return replace(results, hits=hits, took=0.0, generation="")


def assert_same_answers(engines: Iterable[Engine], analyzer: Analyzer, queries: Iterable[str]) -> None:
    one, other = (Archive(engine, analyzer) for engine in engines)
    for query in queries:
        a, b = (archive.search(Search(query, per_page=100)) for archive in (one, other))
        assert answer(a) == answer(b), query
        assert [hit.score for hit in b.hits] == pytest.approx([hit.score for hit in a.hits], abs=SCORE_TOLERANCE)


@pytest.fixture
def whoosh(tmp_path: Path) -> Engine:
    return opened("whoosh", tmp_path / "index")


@pytest.fixture(params=[*OTHERS, "opensearch"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Another engine, whose index lies beside that of Whoosh, or on a server."""
    if request.param != "opensearch":
        yield opened(request.param, tmp_path / "index")
        return
    with fresh_settings("2") as settings:
        yield open_engine(settings)


def test_everything_is_carried_over_and_nothing_analyzed(whoosh: Engine, other: Engine, analyzer: Analyzer) -> None:
    indexed(CORPUS, whoosh, lambda: analyzer)
    moved = move_to(other, whoosh)
    assert moved is not None and (moved.origin, moved.articles) == ("whoosh", 7)
    assert kept_by(other) == kept_by(whoosh) and other.snapshot().fingerprint == FINGERPRINT
    generation = other.snapshot().generation
    assert counts(indexed(CORPUS, other, never)) == (0, 0, 0)
    assert other.snapshot().generation == generation, "the run after a move has nothing to do"


def test_the_other_way_round_too(whoosh: Engine, other: Engine, analyzer: Analyzer) -> None:
    indexed(CORPUS, other, lambda: analyzer)
    moved = move_to(whoosh, other)
    assert moved is not None and moved.origin == other.name
    assert kept_by(whoosh) == kept_by(other) and counts(indexed(CORPUS, whoosh, never)) == (0, 0, 0)


def test_every_golden_search_has_the_same_answer_after_a_move(
    whoosh: Engine, other: Engine, analyzer: Analyzer
) -> None:
    indexed(CORPUS, whoosh, lambda: analyzer)
    move_to(other, whoosh)
    assert_same_answers((whoosh, other), analyzer, GOLDEN)


def test_there_and_back_with_a_corpus_that_changes_in_between(
    tmp_path: Path, whoosh: Engine, other: Engine, analyzer: Analyzer
) -> None:
    corpus = write(tmp_path / "corpus", a__txt=issue(307), b__jsonl=ready("b1", "과학 혁신") + ready("b2", "금융"))
    indexed(corpus, whoosh, lambda: analyzer)
    stayed = whoosh.snapshot().generation
    write(corpus, b__jsonl=ready("b1", "과학 혁신과 금융"), c__txt=issue(308, "2022.12.21"))
    assert move_to(other, whoosh) is not None
    assert counts(indexed(corpus, other, lambda: analyzer)) == (1, 1, 0)
    assert whoosh.snapshot().generation == stayed, "the index that was moved from is left alone"
    assert move_to(whoosh, other) is None, "the way back needs no move"
    assert counts(indexed(corpus, whoosh, lambda: analyzer)) == (1, 1, 0)
    assert kept_by(other) == kept_by(whoosh)
    assert_same_answers((whoosh, other), analyzer, GOLDEN)


def test_a_file_of_many_articles_is_carried_over_whole(
    tmp_path: Path, whoosh: Engine, other: Engine, analyzer: Analyzer
) -> None:
    corpus = write(tmp_path / "corpus", a__jsonl="".join(ready(f"a{n}", f"글 {n}") for n in range(2 * BATCH + 1)))
    indexed(corpus, whoosh, lambda: analyzer)
    moved = move_to(other, whoosh)
    assert moved is not None and moved.articles == len(other.snapshot()) == 2 * BATCH + 1
    assert kept_by(other) == kept_by(whoosh)


def test_progress_is_told_file_by_file(tmp_path: Path, whoosh: Engine, analyzer: Analyzer) -> None:
    corpus = write(tmp_path / "corpus", a__jsonl=ready("a1", "하나"), b__jsonl=ready("b1", "둘"))
    indexed(corpus, whoosh, lambda: analyzer)
    told: list[tuple[int, int]] = []
    move(MemoryEngine(), [whoosh], lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_an_index_that_can_be_gone_on_with_is_left_alone(whoosh: Engine, other: Engine) -> None:
    put(whoosh, "a.txt", [])
    put(other, "b.txt", [])
    assert move_to(other, whoosh) is None
    assert list(other.snapshot().sources()) == ["b.txt"]


def test_an_index_that_would_be_built_anew_is_filled_instead(whoosh: Engine, other: Engine) -> None:
    put(whoosh, "a.txt", [])
    put(other, "old.txt", [], fingerprint="format-0 of long ago")
    assert move_to(other, whoosh) is not None
    assert list(other.snapshot().sources()) == ["a.txt"] and other.snapshot().fingerprint == FINGERPRINT


def test_an_index_that_was_made_otherwise_is_not_taken(whoosh: Engine) -> None:
    put(whoosh, "a.txt", [], fingerprint="format-0 of long ago")
    assert move_to(MemoryEngine(), whoosh, MemoryEngine()) is None


def test_of_several_the_one_that_was_changed_last_is_taken(tmp_path: Path) -> None:
    first, last, target = opened("whoosh", tmp_path / "1"), opened("whoosh", tmp_path / "2"), MemoryEngine()
    put(last, "last.txt", [])
    put(first, "first.txt", [])
    for path in (tmp_path / "1").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert move_to(target, first, last) is not None
    assert list(target.snapshot().sources()) == ["last.txt"]


def test_without_another_index_there_is_nothing_to_move(tmp_path: Path, whoosh: Engine) -> None:
    assert move_to(whoosh) is None and move_to(whoosh, opened("whoosh", tmp_path / "none"), MemoryEngine()) is None
    with pytest.raises(IndexUnavailable):
        whoosh.snapshot()


@pytest.mark.parametrize(
    ("stored", "articles"),
    [(b"\0\0\0\x09junk", ["9-1"]), (b"", ["9-1"]), (None, ["9-1"])],
    ids=["junk", "empty", "gone"],
)
def test_what_cannot_be_read_is_built_from_the_corpus(
    whoosh: Engine, other: Engine, analyzer: Analyzer, stored: bytes | None, articles: list[str]
) -> None:
    documents = [] if stored is None else [Document("9-1", 738000, {}, {}, stored)]
    put(whoosh, "a.txt", documents, articles=articles)
    assert move_to(other, whoosh) is None
    with pytest.raises(IndexUnavailable):
        other.snapshot()
    assert counts(indexed(CORPUS, other, lambda: analyzer)) == (1, 0, 0)


def test_a_record_that_cannot_be_read_stops_the_move(whoosh: Engine, other: Engine) -> None:
    with whoosh.writer(FINGERPRINT) as writer:
        writer.put("a.txt", b"{}", [])
    assert move_to(other, whoosh) is None


def test_a_move_that_is_stopped_leaves_nothing(whoosh: Engine, other: Engine, analyzer: Analyzer) -> None:
    indexed(CORPUS, whoosh, lambda: analyzer)

    def stop(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(other, [whoosh], stop)
    with pytest.raises(IndexUnavailable):
        other.snapshot()
    assert move_to(other, whoosh) is not None


def test_an_engine_that_is_away_is_told_and_one_to_move_from_is_passed_over(whoosh: Engine) -> None:
    with pytest.raises(EngineAway):
        move_to(Away(), whoosh)
    put(whoosh, "a.txt", [])
    assert move_to(MemoryEngine(), Away(), whoosh) is not None


class Away(MemoryEngine):
    """An engine whose server does not answer."""

    def snapshot(self) -> Any:
        raise EngineAway("away")

    def standing(self) -> Any:
        raise EngineAway("away")


def put(
    engine: Engine,
    source: str,
    documents: list[Document],
    *,
    articles: list[str] | None = None,
    fingerprint: str = FINGERPRINT,
) -> None:
    record = SourceRecord("", (), tuple(articles or ()))
    with engine.writer(fingerprint) as writer:
        writer.put(source, record.as_bytes(), documents)
