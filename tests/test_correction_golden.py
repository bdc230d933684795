"""Real slips and what must be offered first for them in issue 307; real words for which nothing may be offered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from archive.results import Search
from archive.search import Archive

GOLDEN = Path(__file__).parent / "golden"
SLIPS = [line.split("\t") for line in (GOLDEN / "typing_errors.tsv").read_text(encoding="utf-8").splitlines()]
ABSENT = (GOLDEN / "absent_words.txt").read_text(encoding="utf-8").split()


def test_there_are_enough_of_both() -> None:
    assert len(SLIPS) >= 60 and len(ABSENT) >= 30


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_what_was_meant_comes_first_with_the_hits_that_it_has(archive: Archive, typed: str, meant: str) -> None:
    found = archive.search(Search(typed))
    assert found.total == 0, "a slip that finds something is no slip"
    assert found.offers, "nothing is offered"
    first = found.offers[0]
    assert (first.kind, first.q) == ("spelling", meant)
    assert first.count == archive.search(Search(meant)).total > 0


@pytest.mark.parametrize("word", ABSENT)
def test_for_a_word_that_is_meant_nothing_is_offered(archive: Archive, word: str) -> None:
    found = archive.search(Search(word))
    assert found.total == 0 and found.offers == ()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("과학혁싱 금융", ["과학혁신 금융", "금융"]),
        ("과학 혁싱 -보험", ["과학 혁신 -보험"]),
        ("제목:(금웅 OR 혁싱)", ["제목:(금융 OR 혁신)"]),
        ('"과학 혁싱"', ['"과학 혁신"']),
        ("매체:과기일보 과핟", ["매체:과기일보 과학"]),
        ("=혁싱 =금융", ["=혁신 =금융", "=금융"]),
        ("상하이과학센터", ["상하이 과학 센터"]),
        ("메타버스산업", ["메타버스 산업"]),
        ("금융 양자컴퓨터학", ["금융"]),
        ("과학 혁싱 금붕어", ["과학 혁신"]),
        ("과학 금붕어 코끼리", ["과학"]),
        ("과핟 혁싱 금웅 창엄 투쟈 산엄 기엽", []),
        ("-혁싱", []),
        ('"혁싱', []),
    ],
)
def test_whole_queries_are_corrected(archive: Archive, typed: str, offered: list[str]) -> None:
    found = archive.search(Search(typed))
    assert [offer.q for offer in found.offers] == offered == list(found.suggestions)
    assert_each_finds_what_it_counts(archive, found.search, offered)


def test_filters_count(archive: Archive) -> None:
    everywhere = archive.search(Search("혁싱")).offers[0].count
    section = archive.search(Search("혁신")).facets.sections[0]
    search = Search("혁싱")
    filtered = archive.search(Search("혁싱", filters=type(search.filters)(sections=(section.value,)))).offers[0]
    assert filtered.count == section.count < everywhere


def test_any_word_is_corrected_where_none_is_found(archive: Archive) -> None:
    found = archive.search(Search("혁싱 과핟", match="any"))
    assert [offer.q for offer in found.offers] == ["혁신 과학"]


def assert_each_finds_what_it_counts(archive: Archive, search: Search, queries: Iterable[str]) -> None:
    counts = {offer.q: offer.count for offer in archive.search(search).offers}
    for q in queries:
        assert archive.search(Search(q)).total == counts[q]
