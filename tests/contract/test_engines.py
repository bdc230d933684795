"""The engines' contract, sentence by sentence, held against every engine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from archive.engines.contract import (
    Dates,
    Engine,
    Every,
    Keyword,
    Near,
    Node,
    Phrase,
    Request,
    Slot,
    Some,
    Without,
)
from archive.errors import IndexUnavailable
from tests.contract.documents import document

EVERYTHING = Every()


def phrase(words: str, field: str = "words") -> Phrase:
    return Phrase(field, tuple(Slot(frozenset({word})) for word in words.split()))


def fill(engine: Engine, *documents: object, source: str = "a.txt", rebuild: bool = False) -> None:
    with engine.writer("made by a test", rebuild=rebuild) as writer:
        writer.put(source, b"record of " + source.encode(), documents)  # type: ignore[arg-type]


def keys(engine: Engine, match: Node, **options: object) -> list[str]:
    return [hit.key for hit in engine.snapshot().search(Request(match, **options)).hits]  # type: ignore[arg-type]


def test_without_an_index_there_is_nothing_to_search(engine: Engine) -> None:
    with pytest.raises(IndexUnavailable):
        engine.snapshot()


def test_an_empty_index_answers(engine: Engine) -> None:
    with engine.writer("made by a test"):
        pass
    response = engine.snapshot().search(Request(EVERYTHING))
    assert (response.total, response.hits, response.months) == (0, (), ())
    assert response.facets == {"section": (), "outlet": (), "year": (), "month": ()}


@pytest.mark.parametrize(
    ("match", "found"),
    [
        (phrase("과학"), ["1", "2"]),
        (phrase("과학 혁신"), ["1"]),
        (phrase("혁신 과학"), []),
        (phrase("혁신 혁신"), ["3"]),
        (phrase("과학", "title_words"), []),
        (Phrase("words", (Slot(prefixes=("혁",)), Slot(frozenset({"금융", "과학"})))), ["1"]),
        (Phrase("words", (Slot(suffixes=("신",)),)), ["1", "3"]),
        (Phrase("words", (Slot(infixes=("업",)),)), ["3"]),
        (Phrase("words", (Slot(infixes=("과",)),)), []),
        (Near((phrase("과학"), phrase("금융")), 1), ["1"]),
        (Near((phrase("금융"), phrase("과학")), 1), ["1"]),
        (Near((phrase("과학"), phrase("금융")), 0), []),
        (Every((phrase("과학"), phrase("금융"))), ["1"]),
        (Some((phrase("과학"), phrase("혁신"))), ["1", "2", "3"]),
        (Some(), []),
        (Every((phrase("과학"), Without(phrase("금융")))), ["2"]),
        (Without(phrase("과학")), ["3"]),
        (Keyword("section", frozenset({"뉴스"})), ["2"]),
        (Dates(738000, 738001), ["1", "2"]),
        (Dates(738002, None), ["3"]),
    ],
)
def test_what_each_node_matches(engine: Engine, match: Node, found: list[str]) -> None:
    fill(
        engine,
        document("1", "과학 혁신 금융", date=738000),
        document("2", "과학 인재", title="중국", date=738001, section=["뉴스"]),
        document("3", "혁신 혁신 기업", date=738002),
    )
    assert keys(engine, match, sort="oldest") == found
    assert engine.snapshot().count(match, {}) == len(found)


def test_a_phrase_far_into_a_long_text_is_found(engine: Engine) -> None:
    fill(engine, document("1", "말 " * 70_000 + "과학 혁신"), document("2", "과학 " + "말 " * 70_000 + "혁신"))
    assert keys(engine, phrase("과학 혁신")) == ["1"]


def test_a_phrase_of_many_letters_is_found_whole(engine: Engine) -> None:
    letters = [f"{'MW'[at % 2]}{chr(0xAC00 + at)}" for at in range(80)]
    fill(engine, document("1-1", " ".join(letters)), document("1-2", " ".join(letters[:70] + letters[:10])))
    slots = tuple(Slot(frozenset({letter, "x"})) for letter in letters)
    assert keys(engine, Phrase("letters", slots)) == ["1-1"]
    assert keys(engine, Phrase("letters", slots[:60])) == ["1-1", "1-2"]
    assert keys(engine, Phrase("letters", slots[60:] + slots[:10])) == []
    assert keys(engine, Without(Phrase("letters", slots))) == ["1-2"]


def test_bm25_as_worked_out_by_hand(engine: Engine) -> None:
    """Two documents of lengths 1 and 3, mean 2: idf = ln(1 + 1.5/1.5), k1 part = 1.2 * (0.25 + 0.75 * length/2)."""
    from math import log

    from archive.engines.contract import Weighted

    fill(engine, document("1", "과학"), document("2", "말 말 말"))
    hits = engine.snapshot().search(Request(EVERYTHING, (Weighted("words", "과학", 2.0),))).hits
    assert (hits[0].key, hits[1].key) == ("1", "2")
    assert hits[0].score == pytest.approx(2 * log(2) / (1 + 1.2 * (0.25 + 0.375)))
    assert hits[1].score == 0.0


def test_equal_scores_come_newest_first_then_by_key(engine: Engine) -> None:
    old, new = 738001, 738002
    fill(
        engine, document("7-10", date=old), document("7-2", date=old), document("c", date=new), document("b", date=old)
    )
    assert keys(engine, EVERYTHING) == ["c", "7-2", "7-10", "b"]
    assert keys(engine, EVERYTHING, sort="oldest") == ["7-2", "7-10", "b", "c"]
    assert keys(engine, EVERYTHING, offset=1, limit=1) == ["7-2"]
    assert keys(engine, EVERYTHING, offset=9) == []


def test_a_facet_ignores_its_own_filter_and_the_histogram_obeys_all(engine: Engine) -> None:
    day = date(2022, 12, 14).toordinal()
    fill(
        engine,
        document("1", date=day, section=["뉴스"], outlet=["과기일보"]),
        document("2", date=day - 365, section=["뉴스"], outlet=["과기일보", "신화사"]),
        document("3", date=day, section=["창업"]),
    )
    filters: dict[str, Node] = {"section": Keyword("section", frozenset({"뉴스"})), "date": Dates(day, day)}
    response = engine.snapshot().search(Request(EVERYTHING, filters=filters))
    assert response.total == 1
    assert response.facets["section"] == (("뉴스", 1), ("창업", 1))
    assert response.facets["outlet"] == (("과기일보", 1),)
    assert response.facets["year"] == (("2021", 1), ("2022", 1))
    assert response.facets["month"] == (("2021-12", 1), ("2022-12", 1))
    assert response.months == (("2022-12", 1),)


def test_a_source_is_replaced_and_removed_as_a_whole(engine: Engine) -> None:
    fill(engine, document("1", "옛"), document("2", "옛"))
    fill(engine, document("9", "옛"), source="b.txt")
    before = engine.snapshot()
    fill(engine, document("1", "새"))
    assert keys(engine, EVERYTHING, sort="oldest") == ["1", "9"]
    assert keys(engine, phrase("옛")) == ["9"]
    with engine.writer("made by a test") as writer:
        writer.remove("a.txt")
        writer.remove("never.txt")
    assert dict(engine.snapshot().sources()) == {"b.txt": b"record of b.txt"}
    assert len(engine.snapshot()) == 1
    assert [hit.key for hit in before.search(Request(EVERYTHING, sort="oldest")).hits] == ["1", "2", "9"], (
        "a snapshot moved"
    )
    assert before.stored(["2", "none"]) == [document("2", "옛").stored, None]


def test_a_change_that_fails_leaves_everything_as_it_was(engine: Engine) -> None:
    fill(engine, document("1"))
    generation = engine.snapshot().generation
    for rebuild in (False, True):
        with pytest.raises(ZeroDivisionError), engine.writer("other", rebuild=rebuild) as writer:
            writer.put("b.txt", b"", [document("2")])
            writer.remove("a.txt")
            raise ZeroDivisionError
        assert keys(engine, EVERYTHING) == ["1"]
        assert engine.snapshot().generation == generation
    fill(engine, document("3"), source="c.txt")
    assert keys(engine, EVERYTHING) == ["1", "3"], "a failed change blocks the next"


def test_what_is_kept_changes_with_the_change_that_keeps_it(engine: Engine) -> None:
    fill(engine, document("a-1", words="금융"))
    assert engine.snapshot().kept("names") is None
    with engine.writer("made by a test") as writer:
        writer.keep("names", b"first")
        writer.keep("names", b"second")
        writer.keep("other", b"\x00\xff")
    kept = engine.snapshot()
    with pytest.raises(RuntimeError), engine.writer("made by a test") as writer:
        writer.keep("names", b"third")
        raise RuntimeError
    with engine.writer("made by a test") as writer:
        writer.remove("a.txt")
    assert (kept.kept("names"), kept.kept("other"), len(kept)) == (b"second", b"\x00\xff", 1)
    assert sorted(kept.kept_names()) == ["names", "other"]
    assert (engine.snapshot().kept("names"), len(engine.snapshot())) == (b"second", 0)
    assert list(kept.sources()) == ["a.txt"] and not engine.snapshot().sources()
    fill(engine, rebuild=True)
    assert engine.snapshot().kept("names") is None


def test_a_rebuild_starts_from_nothing(engine: Engine) -> None:
    fill(engine, document("1"))
    first = engine.snapshot()
    with engine.writer("newer analysis", rebuild=True) as writer:
        writer.put("b.txt", b"", [document("2")])
        assert keys(engine, EVERYTHING) == ["1"], "a rebuild shows before it is done"
    assert keys(engine, EVERYTHING) == ["2"]
    assert (first.fingerprint, engine.snapshot().fingerprint) == ("made by a test", "newer analysis")
    assert first.generation != engine.snapshot().generation


def test_an_unchanged_index_gives_the_same_snapshot(engine: Engine) -> None:
    fill(engine, document("1"))
    assert engine.snapshot() is engine.snapshot()


def test_values_of_keyword_fields_are_counted(engine: Engine) -> None:
    fill(engine, document("1", outlet=["신화사"]), document("2", outlet=["신화사", "과기일보"]))
    assert dict(engine.snapshot().values("outlet")) == {"신화사": 2, "과기일보": 1}
    assert dict(engine.snapshot().values("section")) == {}


def test_terms_come_with_the_documents_that_hold_them(engine: Engine) -> None:
    fill(engine, document("1", words="과학 혁신 과학"), document("2", words="과학"))
    fill(engine, document("3", words="금융"), source="b.txt")
    assert dict(engine.snapshot().terms("words")) == {"과학": 2, "혁신": 1, "금융": 1}
    assert dict(engine.snapshot().terms("title_words")) == {}


def test_terms_of_what_was_put_later_are_there(engine: Engine) -> None:
    fill(engine, document("1", words="과학 혁신"))
    fill(engine, document("1", words="과학 금융"))
    counts = engine.snapshot().terms("words")
    assert counts["금융"] == 1 and counts["과학"] >= 1


def test_an_answer_without_facets_has_the_hits_and_the_total(engine: Engine) -> None:
    fill(engine, document("1", section=["뉴스"]), document("2"))
    response = engine.snapshot().search(Request(EVERYTHING, facets=False, limit=1))
    assert (response.total, len(response.hits), response.facets, response.months) == (2, 1, {}, ())


def test_how_an_index_stands(engine: Engine) -> None:
    assert engine.standing() is None
    before = datetime.now(UTC) - timedelta(seconds=2)
    fill(engine, document("1", "과학"), document("2"))
    standing = engine.standing()
    assert standing is not None
    assert (standing.articles, standing.fingerprint) == (2, "made by a test")
    assert standing.size > 0
    assert before <= standing.written <= datetime.now(UTC) + timedelta(seconds=2)
