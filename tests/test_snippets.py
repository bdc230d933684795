"""What of an article is shown: whole sentences, and no cut within a bracket, a word or a name."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.highlight import Highlighted
from archive.results import Passage, Search, Span
from archive.search import Archive
from archive.sentences import CLOSING, LENGTH, brackets, cut, sentences
from archive.snippets import lead, snippets
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, write

LONG = "시장을 넓히고 있는 것으로 나타났으며 "
QUERIES = (
    "과학혁신 금융", "중국", "디지털 휴먼", "인공지능", "월드컵", "항저우", "스탠다드차타드은행", "메타버스", "은행",
    "투자", "창업", "양추안동", "텐센트", "가전", "TCL", "보험회사", "혁신 중소기업", "과기일보", "포럼", "산업",
    "시범구", "백서", "주임", "상하이", "서비스", "브랜드", "연구원", "플랫폼", "지수", "선전",
)  # fmt: skip
"""Thirty words that stand in issue 307, among them those beside its long brackets."""


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("2022. 12. 14. 열렸다. 끝났다.", ["2022. 12. 14. 열렸다.", "끝났다."], "a date has stops of its own"),
        ("1. 혁신형 기업이다. 둘째다.", ["1. 혁신형 기업이다.", "둘째다."], "a number counts what follows"),
        ("J. K. 롤링이 썼다. 팔렸다.", ["J. K. 롤링이 썼다.", "팔렸다."], "initials belong to the name"),
        ("Apple Inc. 는 크다. 그렇다.", ["Apple Inc. 는 크다.", "그렇다."], "a short form of a company"),
        (
            "올랐다(다만 내렸다. 또 올랐다.) 끝.",
            ["올랐다(다만 내렸다. 또 올랐다.)", "끝."],
            "a bracket is closed first",
        ),
        ("그는 “좋다. 아주 좋다”고 했다. 끝.", ["그는 “좋다. 아주 좋다”고 했다.", "끝."], "so is a quotation"),
        ("그는 (웃었다. 끝났다.", ["그는 (웃었다.", "끝났다."], "what is never closed holds nothing together"),
        ("’11년 늘었다. 줄었다.", ["’11년 늘었다.", "줄었다."], "an apostrophe opens nothing"),
        ("(하나\n둘. 셋)", ["(하나", "둘.", "셋)"], "a line ends in any case"),
        ("6.5배다. 좋다!  그런가? ", ["6.5배다.", "좋다!", "그런가?"], "a point within a number is none"),
        ("A등급이다. B. 그 밖이다.", ["A등급이다.", "B. 그 밖이다."], "a letter alone counts, too"),
    ],
)
def test_a_sentence_ends_where_it_is_whole(text: str, expected: list[str], reason: str) -> None:
    assert parts(text) == expected, reason


def test_a_bracket_that_is_longer_than_a_glance_holds_nothing_together() -> None:
    text = f"그는 (웃었다. {LONG * 12}끝났다.) 다음이다."
    assert parts(text)[0] == "그는 (웃었다."


def shown(text: str, word: str) -> str:
    start = text.index(word)
    (found,) = snippets(Highlighted(Passage(""), Passage(""), Passage(text, (Span(start, start + len(word)),))))
    return found.text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{LONG * 5}금융과 양추안동[杨传东, 스탠다드차타드은행 총경리 겸 {LONG * 2}행장]이 {LONG * 6}", "[杨传东"),
        (f"{LONG * 8}두칭칭(杜卿卿, 과학혁신센터 {LONG}주임)과 금융을 {LONG * 9}", "주임)"),
        (f"{LONG * 3}금융과 {LONG * 4}Standard Chartered Bank China Limited 화동구역 {LONG * 6}", "Standard"),
        (f"{LONG * 8}금융과 {LONG * 5}닝보 (宁波 {LONG})이다 {LONG * 6}", "(宁波"),
    ],
)
def test_a_long_sentence_is_not_cut_within_a_bracket_or_a_latin_name(text: str, whole: str) -> None:
    found = shown(text, "금융")
    assert len(found) <= LENGTH
    pairs = brackets(text, 0, len(text))
    start = text.index(found)
    edges = (start, start + len(found))
    assert not [pair for pair in pairs for edge in edges if pair[0] < edge <= pair[1]]
    assert whole not in found or not found.endswith(("Standard", "Chartered", "Bank", "China"))


def test_a_long_sentence_ends_behind_a_clause_where_that_costs_little() -> None:
    text = f"금융은 {'말을 이어 갔고 ' * 15}크게 늘었고, {'말을 이어 갔고 ' * 15}"
    assert shown(text, "금융").endswith("늘었고,")


@settings(deadline=None)
@given(
    text=st.text(st.sampled_from("가나다 a.,()[]“”\"'\n1"), min_size=LENGTH, max_size=5 * LENGTH),
    at=st.integers(0, LENGTH - 20),
    size=st.integers(1, 20),
)
def test_a_part_of_any_text_holds_what_must_be_shown(text: str, at: int, size: int) -> None:
    left, right = cut(text, (0, len(text)), (at, at + size))
    assert 0 <= left <= at and at + size <= right <= len(text)
    assert right - left <= LENGTH


@settings(deadline=None)
@given(st.text(st.sampled_from("가나 .?()“”<>\n2"), max_size=400))
def test_sentences_of_any_text_leave_out_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(parts(text)).split()) == "".join(text.split())
    bounds = list(sentences(text, 0, len(text)))
    assert all(one[1] <= other[0] for one, other in pairwise(bounds))


@settings(deadline=None)
@given(st.text(st.sampled_from('가()[]“”"<'), max_size=60))
def test_brackets_are_pairs_that_do_not_cross(text: str) -> None:
    pairs = brackets(text, 0, len(text))
    assert all(CLOSING[text[opened]] == text[closed] for opened, closed in pairs)
    assert not [1 for a, b in pairs for c, d in pairs if a < c < b < d]


@pytest.fixture(scope="module")
def wide(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Issue 307, and every article of it once more with no ends of sentences, so that each snippet has to be cut."""
    texts = {"307__txt": ISSUE_307.read_text(encoding="utf-8")}
    corpus = write(tmp_path_factory.mktemp("wide"), **texts)
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    rows = [
        {"id": f"run-on-{n}", "title": "이음", "date": "2022-12-14", "text": run_on(Archive(engine, analyzer), n)}
        for n in range(1, 8)
    ]
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    write(corpus, run_on__jsonl=lines)
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


def run_on(archive: Archive, ordinal: int) -> str:
    return " ".join(archive.article(f"307-{ordinal}").text.replace(". ", ", ").split())


@pytest.mark.parametrize("query", QUERIES)
def test_no_snippet_of_the_newsletter_is_cut_within_a_bracket_or_a_word(wide: Archive, query: str) -> None:
    hits = wide.search(Search(query)).hits
    assert hits
    for hit in hits:
        text = hit.article.text
        for snippet in hit.snippets:
            if snippet.text not in text:
                continue  # the line of the source, which is never cut
            start = text.index(snippet.text)
            end = start + len(snippet.text)
            near = brackets(text, max(start - LENGTH, 0), min(end + LENGTH, len(text)))
            short = [(opened, closed) for opened, closed in near if closed - opened < LENGTH // 2]
            assert not [text[o : c + 1] for o, c in short for edge in (start, end) if o < edge <= c], snippet.text
            assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
            assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())


def test_the_lead_is_as_many_first_sentences_as_are_read_at_a_glance() -> None:
    text = "첫 문장이다. 둘째 문장이다.\n" + LONG * 20
    assert lead(text).text == "첫 문장이다. 둘째 문장이다."
    assert lead(LONG * 20).cut_after and len(lead(LONG * 20).text) <= LENGTH
    assert lead(" \n ").text == ""
