"""Tantivy's generations on disk: nothing that is dead stays, and questions that are too broad for it are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.engines.contract import Near, Phrase, Request, Slot
from archive.engines.tantivy import TantivyEngine
from benchmarks.growth import ARTICLES, ISSUES, engine_in, sizes_of
from tests.contract.documents import RESTORE, document

UPDATES = 30
"""`python -m benchmarks.growth` makes a thousand."""


def test_updates_leave_no_dead_segments(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    engine = engine_in(folder, "tantivy")
    sizes = sizes_of(engine, folder, UPDATES)
    once = next(sizes)
    assert max(sizes) < 1.5 * once
    assert len(engine.snapshot()) == ISSUES * ARTICLES
    assert len(list(folder.iterdir())) == 3, "the lock, the pointer and one generation"


def test_a_generation_shares_the_files_of_the_one_before(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, RESTORE)
    before: dict[str, int] = {}
    for number in range(2):
        with engine.writer("test") as writer:
            writer.put(f"{number}.txt", b"", [document(f"{number}-{at}", "낱말 " * 50) for at in range(100)])
        held = engine.snapshot()
        files = {path.name: path.stat().st_ino for path in tmp_path.glob("tantivy-*/articles/*.store")}
        assert files.items() > before.items()
        before = files
    assert len(held) == 200


@pytest.fixture
def many_terms(tmp_path: Path) -> TantivyEngine:
    """More terms than Tantivy expands in a phrase (16,384), each once."""
    engine = TantivyEngine(tmp_path, RESTORE)
    with engine.writer("test") as writer:
        numbers = [f"w{number}" for number in range(20_000)]
        writer.put("a", b"", [document("1", " ".join(numbers)), document("2", "w7 x")])
    return engine


@pytest.mark.parametrize("field", ["words", "letters"])
def test_a_phrase_of_more_terms_than_tantivy_expands_is_found(many_terms: TantivyEngine, field: str) -> None:
    numbers = Slot(prefixes=("w",))
    for slots, keys in (((numbers, numbers), ["1"]), ((numbers, Slot(frozenset({"x"}))), ["2"])):
        assert keys == [hit.key for hit in many_terms.snapshot().search(Request(Phrase(field, slots))).hits]


@pytest.mark.parametrize("field", ["words", "letters"])
def test_near_such_a_phrase_is_found_too(many_terms: TantivyEngine, field: str) -> None:
    numbers, last = Phrase(field, (Slot(prefixes=("w",)),)), Phrase(field, (Slot(frozenset({"x"})),))
    found = many_terms.snapshot().search(Request(Near((last, numbers), 0))).hits
    assert [hit.key for hit in found] == ["2"]


def test_terms_that_no_engine_would_take_lose_no_article(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, RESTORE)
    with engine.writer("test") as writer:
        writer.put("a", b"", [document("1", f"{'가' * 30_000} \ud800 끝")])
    for term in ("끝", "가" * 30_000, "\ud800"):
        assert engine.snapshot().count(Phrase("words", (Slot(frozenset({term})),)), {}) == 1, term[:10]
