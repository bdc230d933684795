"""Answers of a cluster where they are long, deep, or come from many shards, and points in time that are gone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from archive.analysis.letters import MARKS
from archive.engines.contract import (
    Document,
    Engine,
    Every,
    Near,
    Node,
    Phrase,
    Request,
    Slot,
    Some,
    Weighted,
    Without,
    in_order,
)
from archive.engines.memory import MemoryEngine
from archive.engines.opensearch import OpenSearchEngine
from archive.engines.opensearch import terms as opensearch_terms
from archive.engines.opensearch.server import Server
from archive.errors import EngineAway
from archive.settings import Settings
from tests.contract.documents import document, stored
from tests.opensearch.engines import engine_of, fresh_settings

MANY = 10_300
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def settings() -> Iterator[Settings]:
    with fresh_settings("2") as settings:
        yield settings


@pytest.fixture
def engine(settings: Settings) -> OpenSearchEngine:
    return engine_of(settings)


def fill(engine: Engine, documents: list[Document]) -> None:
    with engine.writer("made by a test") as writer:
        writer.put("a.txt", b"record", documents)


def keys(engine: Engine, match: Node) -> list[str]:
    return [hit.key for hit in engine.snapshot().search(Request(match)).hits]


def of(*terms: str) -> Slot:
    return Slot(frozenset(terms))


def under(marks: str, unit: str) -> Slot:
    return Slot(frozenset(mark + unit for mark in marks))


@pytest.fixture(scope="module")
def many() -> Iterator[tuple[Settings, MemoryEngine]]:
    """An archive of more articles than a page can reach into, and the specification of it."""
    documents = [
        document(f"{number % 97}-{number}", "과학 " * (number % 3) + "말", date=738000 + number % 50)
        for number in range(MANY)
    ]
    memory = MemoryEngine()
    with ExitStack() as stack:
        settings = stack.enter_context(fresh_settings("2"))
        for each in (memory, engine_of(settings)):
            fill(each, documents)
        yield settings, memory


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize(
    ("offset", "limit"), [(0, MANY), (9_990, 30), (MANY - 5, 20), (MANY, 5), (10_000, 0), (5, MANY - 10)]
)
def test_a_page_is_the_same_however_deep_it_lies(
    many: tuple[Settings, MemoryEngine], sort: str, offset: int, limit: int
) -> None:
    settings, memory = many
    request = Request(Every(), sort=sort, offset=offset, limit=limit)  # type: ignore[arg-type]
    expected, got = (engine.snapshot().search(request) for engine in (memory, engine_of(settings)))
    assert [hit.key for hit in got.hits] == [hit.key for hit in expected.hits]
    assert (got.total, got.facets, got.months) == (expected.total, expected.facets, expected.months)


def test_a_deep_page_by_relevance_goes_on_where_the_one_before_ends(many: tuple[Settings, MemoryEngine]) -> None:
    settings, _ = many
    request = Request(Every(), (Weighted("words", "과학"),), facets=False, limit=MANY)
    snapshot = engine_of(settings).snapshot()
    whole = snapshot.search(request).hits
    assert [(-hit.score) for hit in whole] == sorted(-hit.score for hit in whole)
    assert snapshot.search(replace(request, offset=9_995, limit=20)).hits == whole[9_995:10_015]
    assert snapshot.search(replace(request, offset=4_000, limit=6_200)).hits == whole[4_000:10_200]


def test_all_that_is_stored_is_read_in_the_order_asked(many: tuple[Settings, MemoryEngine]) -> None:
    settings, memory = many
    asked = [*(f"{number % 97}-{number}" for number in range(MANY - 1, 0, -41)), "none", "0-0", "0-0"]
    assert engine_of(settings).snapshot().stored(asked) == memory.snapshot().stored(asked)


def test_many_shards_give_the_scores_of_one(settings: Settings) -> None:
    words = ["과학", "혁신", "금융", "말"]
    documents = [
        document(f"{n}", " ".join(words[(n + i * i) % 4] for i in range(n % 7)), section=[words[n % 4]])
        for n in range(60)
    ]
    sharded, memory = engine_of(replace(settings, opensearch_shards=5)), MemoryEngine()
    for engine in (sharded, memory):
        fill(engine, documents)
    request = Request(Every(), (Weighted("words", "과학"), Weighted("letters", "혁신", 0.5)), limit=60)
    expected, got = (engine.snapshot().search(request) for engine in (memory, sharded))
    scores = {hit.key: hit.score for hit in expected.hits}
    assert [hit.score for hit in got.hits] == pytest.approx([scores[hit.key] for hit in got.hits], rel=1e-5)
    assert got.facets == expected.facets
    assert Server(settings).ask("GET", f"/{settings.opensearch_index}/_count")["_shards"]["total"] == 5


def test_a_point_in_time_that_ran_out_is_opened_anew_while_nothing_has_changed(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    fill(engine, [document("1"), document("2")])
    held = engine.snapshot()
    forget_points(settings)
    assert held.stored(["2"]) == [document("2").stored]
    assert [hit.key for hit in held.search(Request(Every())).hits] == ["1", "2"]


def test_a_point_in_time_that_ran_out_does_not_become_another_generation(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    fill(engine, [document("1")])
    held = engine.snapshot()
    fill(engine, [document("2")])
    forget_points(settings)
    with pytest.raises(EngineAway, match="그동안 색인이 바뀌었습니다"):
        held.search(Request(Every()))
    assert keys(engine, Every()) == ["2"]


def forget_points(settings: Settings) -> None:
    """As if all points in time had run out."""
    Server(settings).change("DELETE", "/_search/point_in_time/_all")


def test_a_snapshot_that_nobody_holds_gives_its_point_in_time_back_when_the_next_is_opened(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    fill(engine, [document("1")])
    before = points(settings)
    for number in range(5):
        assert engine.snapshot().search(Request(Every())).total == 1
        fill(engine, [document(f"{number}")])
    engine.snapshot()
    assert len(points(settings) - before) <= 2


def test_a_program_that_ends_leaves_no_point_in_time(engine: OpenSearchEngine, settings: Settings) -> None:
    fill(engine, [document("1")])
    before = points(settings)
    program = (
        "import sys; from tests.opensearch.engines import engine_of, settings_for; "
        "snapshot = engine_of(settings_for(*sys.argv[1:])).snapshot(); print(len(snapshot))"
    )
    command = [sys.executable, "-c", program, settings.opensearch_url, settings.opensearch_index]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "1\n"
    assert points(settings) == before


def points(settings: Settings) -> set[str]:
    """Points in time that the cluster keeps open."""
    return {point["pit_id"] for point in Server(settings).ask("GET", "/_search/point_in_time/_all")["pits"]}


def test_what_is_kept_may_be_larger_than_a_row(engine: OpenSearchEngine) -> None:
    large = bytes(range(256)) * 40_000
    with engine.writer("made by a test") as writer:
        writer.keep("words", large)
        writer.keep("empty", b"")
        writer.put("a.txt", large[::-1], [])
    snapshot = engine.snapshot()
    assert snapshot.kept("words") == large and snapshot.kept("empty") == b"" and snapshot.kept("none") is None
    assert dict(snapshot.sources()) == {"a.txt": large[::-1]}


ODD = [
    "\ufdd0",
    "a\u001fb",
    "a\u3000b",
    "\ufdd2",
    "\ufdd4",
    "과\ufdd4학",
    "*",
    "?\\",
    "w",
    "W",
    "Wab",
    "\x00",
    "x" * 9000,
    "𠀀",
]


@pytest.mark.parametrize("field", ["words", "letters"])
def test_terms_are_opaque_whatever_signs_they_have(engine: OpenSearchEngine, field: str) -> None:
    fill(engine, [stored(f"{n}", 738000, {field: [term, "뒤"]}, {}) for n, term in enumerate(ODD)])
    for number, term in enumerate(ODD):
        assert keys(engine, Phrase(field, (of(term),))) == [str(number)]
        assert keys(engine, Phrase(field, (of(term, "none"), of("뒤", "옆")))) == [str(number)]
        weighed = engine.snapshot().search(Request(Every(), (Weighted(field, term),), limit=1)).hits
        assert weighed[0].key == str(number) and weighed[0].score > 0


def test_open_slots_take_what_they_say_in_fields_with_marks(engine: OpenSearchEngine) -> None:
    terms = ["Wabc", "wabd", ".xab", "ab", "W", "Mab", "Wa*c"]
    memory = MemoryEngine()
    for each in (engine, memory):
        fill(each, [stored(f"{n}", 738000, {"letters": [term, "W뒤"]}, {}) for n, term in enumerate(terms)])
    slots = [
        Slot(prefixes=("Wab",)),
        Slot(prefixes=tuple(sorted(mark + "ab" for mark in MARKS))),
        Slot(prefixes=("W",)),
        Slot(suffixes=("ab",)),
        Slot(suffixes=("Wabc", "c")),
        Slot(infixes=("ab",)),
        Slot(infixes=("b", "*")),
        Slot(frozenset({".xab"}), prefixes=("a",)),
        Slot(prefixes=("힣",)),
    ]
    for slot in slots:
        for phrase in (Phrase("letters", (slot,)), Phrase("letters", (slot, of("W뒤")))):
            assert keys(engine, phrase) == keys(memory, phrase), phrase


def test_the_marks_are_those_of_the_analysis() -> None:
    assert opensearch_terms.MARKS == MARKS


def test_nearness_of_phrases_within_phrases_is_what_the_contract_says(engine: OpenSearchEngine) -> None:
    long, inner, far = (Phrase("words", tuple(of(term) for term in terms.split())) for terms in ("a b c d e", "b", "x"))
    near = Near((long, inner, far), 0)
    memory = MemoryEngine()
    for each in (engine, memory):
        fill(each, [document("1", "x 1 2 a b c d e"), document("2", "x 1 2 3 4 5 6 7 8 9 a b c d e")])
    assert keys(memory, near) == ["1"], "Lucene measures one position here"
    assert keys(engine, near) == ["1"]
    assert keys(engine, Without(near)) == ["2"]


def test_a_question_of_more_clauses_than_lucene_takes_is_answered(engine: OpenSearchEngine) -> None:
    phrases = [Phrase("letters", (of(f"W{n}", f"w{n}"), under(MARKS, "나"), of(f"E{n}", f"W{n}"))) for n in range(2000)]
    fill(engine, [stored("1", 738000, {"letters": ["w7", "m나", "E7", "W9", ".나", "W9"]}, {}), document("2")])
    assert keys(engine, Some(tuple(phrases))) == ["1"]
    assert keys(engine, Every((Some(tuple(phrases[:8])), Some(tuple(phrases))))) == ["1"]
    assert keys(engine, Every((Some(tuple(phrases[:7])), Some(tuple(phrases))))) == []
    assert keys(engine, Without(Some(tuple(phrases)))) == ["2"]
    assert keys(engine, Every(tuple(Without(phrase) for phrase in phrases))) == ["2"]
    assert keys(engine, Some(tuple(phrases[20:]))) == []


def test_keys_are_put_in_order_by_the_cluster_as_the_contract_does(engine: OpenSearchEngine) -> None:
    mixed = [
        "307-2",
        "307-10",
        "307",
        "a",
        "a1",
        "a01",
        "a-",
        "",
        "-",
        "10",
        "9",
        "0a",
        "가-1",
        "가\x00",
        "가",
        "가\x00\x01",
    ]
    assert sorted(mixed, key=opensearch_terms.order) == sorted(mixed, key=lambda key: (in_order(key), key))
    named = [key for key in mixed if key and key != "a01"]
    fill(engine, [document(key) for key in named])
    assert keys(engine, Every()) == sorted(named, key=in_order)
