"""Completions of what is typed so far: which there are, in what order, and that each finds what it says."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.completion.phrases import phrases_of
from archive.completion.table import Entry, Match, Table
from archive.models import Article, Block
from archive.results import Search
from archive.search import MOST_COMPLETIONS, Archive
from archive.stored import pack, searchable_parts, unpack
from webui import create_app


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


def texts(archive: Archive, q: str) -> list[str]:
    return [entry.text for entry in archive.complete(q)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("과하", ["과학", "과학기술", "과학혁신"]),
        ("과학", ["과학", "과학기술", "과학혁신"]),
        ("곽", ["과거", "과기", "과기일보"]),
        ("ㄱㅎㅎㅅ", ["과학혁신"]),
        ("과학 혁", ["과학혁신"]),
        ("혁신", ["혁신"]),
        ("닝", ["닝보"]),
        ("宁", ["宁波"]),
        ("寧", ["宁波"]),
        ("ai", ["AI"]),
        ("AI", ["AI"]),
        ("rhkgkr", ["과학", "과학기술"]),
        ("rggt", ["과학혁신"]),
        ("ㅁㅑ", ["AI"]),
        ("텐센트ㅇ", ["텐센트연구원"]),
    ],
)
def test_issue_307(archive: Archive, typed: str, first: list[str]) -> None:
    assert texts(archive, typed)[: len(first)] == first


def test_a_title_is_found_by_a_word_in_the_middle(archive: Archive) -> None:
    assert "2022 세계 스마트제조 컨퍼런스 개최" in texts(archive, "스마트제조 컨")


@pytest.mark.parametrize("typed", ["", "  ", "뷁", "()", "*", '"', "\x00", "\ud800", "과" * 101, "a" * 10_000])
def test_what_leads_to_nothing_gives_nothing(archive: Archive, typed: str) -> None:
    assert archive.complete(typed) == ()


@given(st.text(max_size=12))
def test_anything_may_be_typed(archive: Archive, typed: str) -> None:
    assert len(archive.complete(typed)) <= MOST_COMPLETIONS


@pytest.mark.parametrize("typed", ["ㄱ", "ㅅ", "금", "중국", "디", "a", "ㅎㅅ", "科"])
def test_each_completion_finds_at_least_the_articles_it_counts(archive: Archive, typed: str) -> None:
    completions = archive.complete(typed)
    assert completions
    for entry in completions:
        assert archive.search(Search(q=entry.text)).total >= entry.count > 0


def test_a_count_is_the_number_of_articles_in_which_a_word_begins_so(archive: Archive) -> None:
    counts = {entry.text: entry.count for entry in archive.complete("금융")}
    articles = [archive.article(f"307-{number}") for number in range(1, 8)]
    standing = ["\n".join(searchable_parts(article)) for article in articles]
    assert counts["금융"] == sum(" 금융" in text or "·금융" in text or "\n금융" in text for text in standing)


@pytest.mark.parametrize("typed", ["ㄱ", "과학", "혁신"])
def test_no_two_differ_in_spelling_or_spacing_alone(archive: Archive, analyzer: Analyzer, typed: str) -> None:
    found = [analyzer.plain(text) for text in texts(archive, typed)]
    assert len(set(found)) == len(found)


def test_the_beginning_comes_before_the_beginning_of_a_word_and_that_before_the_middle(analyzer: Analyzer) -> None:
    counts = {"대과학": 9, "중국 과학": 8, "과학": 7, "과학자": 6}
    table = Table([Entry(text, count) for text, count in counts.items()], list(counts), analyzer.plain)
    expected = [(0, "과학"), (0, "과학자"), (1, "중국 과학"), (2, "대과학")]
    assert table.begun_by("과하", 10) == [Match(rank, Entry(text, counts[text])) for rank, text in expected]
    assert [match.entry.text for match in table.begun_by("과하", 2)] == ["과학", "과학자"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("과학 ㅎㅅ", "과학 혁신"),
        ("중국 정부 ㅈㅇ", "중국 정부 지원"),
        ("  과학   혁", "과학 혁신"),
        ("과학 gur", "과학 혁신"),
    ],
)
def test_the_last_of_several_words_is_completed_by_itself(archive: Archive, typed: str, offered: str) -> None:
    entries = archive.complete(typed)
    (entry,) = (each for each in entries if each.text == offered)
    words = offered.split()
    both = [number for number in range(1, 8) if all(word in archive.article(f"307-{number}").text for word in words)]
    assert 0 < entry.count <= len(both)


@pytest.mark.parametrize(
    "typed", ["과학 혁", "과학 ㅎㅅ", "중국 ㄱ", "금융 ㅎ", "중국 정부 ㅈ", "宁波 ㅁ", "과학 gur", "AI ㄱ"]
)
def test_so_completed_a_search_finds_at_least_the_articles_it_counts(archive: Archive, typed: str) -> None:
    entries = archive.complete(typed)
    assert entries and len({each.text for each in entries}) == len(entries) <= MOST_COMPLETIONS
    for entry in entries:
        assert archive.search(Search(q=entry.text)).total >= entry.count > 0


def test_what_goes_on_from_all_that_was_typed_comes_first(archive: Archive) -> None:
    found = texts(archive, "과학 혁")
    by_last_word = [each for each in found if each.startswith("과학 ")]
    assert found[0] == "과학혁신" and by_last_word and found[-len(by_last_word) :] == by_last_word


@pytest.mark.parametrize(
    "typed", ["금융 -ㅎ", '금융 "ㅎ', "금융 OR ㅎ", "(금융 ㅎ", "=금융 ㅎ", "제목:금융 ㅎ", "금융 ㅎ*", "뷁 ㅎ"]
)
def test_operators_quotation_marks_and_unknown_words_are_left_alone(archive: Archive, typed: str) -> None:
    assert not [each for each in texts(archive, typed) if each.startswith(typed.split()[0])]


def test_the_api_gives_texts_and_counts(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest", query_string={"q": "과하"})
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "no-cache"
    rows = json.loads(answer.data)
    assert rows and all(set(row) == {"text", "count"} and row["count"] > 0 for row in rows)
    assert "과학".encode() in answer.data


@pytest.mark.parametrize("path", ["", "?q=", "?q=%20", "?q=" + "a" * 5000, "?q=%00", "?q=%3Cscript%3E&q=2"])
def test_the_api_never_fails(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/suggest{path}")
    assert answer.status_code == 200 and json.loads(answer.data) == []


def test_the_last_word_of_a_title_and_the_first_of_the_text_are_two(analyzer: Analyzer) -> None:
    article = Article(
        "1", 1, 1, None, "청년 창업", (), None, date(2022, 12, 14), None, (Block("paragraph", "금융 혁신"),)
    )
    found = phrases_of(unpack(pack(article, analyzer.analyze(*searchable_parts(article)))))
    assert {"청년", "창업", "금융", "혁신"} <= found.words
    assert found.pairs == {"청년 창업", "금융 혁신"}
