"""The first hits in better order: what of the question is written in a text, and nothing else, counts for it."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import Analyzer, Question
from archive.rerank import NOUN_BIGRAM, NOUN_RUN, TRIGRAM, gains
from archive.results import Search
from archive.search import Archive

texts = st.lists(st.text("가나다라", max_size=12), max_size=5)


def test_gains_as_worked_out_by_hand() -> None:
    """One of two texts of the same length holds three letters, the run and both its pairs of letters, the other one
    pair: idf is ln(1 + 1.5 / 1.5) = ln 2 where one has it, ln(1 + 0.5 / 2.5) where both; a count of one gains all."""
    question = Question(("과학",), ("과학사",), "과학사")
    assert gains(question, ["근대과학사개론", "과학과역사실험"]) == [
        pytest.approx(log(2) * (TRIGRAM + NOUN_RUN + NOUN_BIGRAM) + NOUN_BIGRAM * log(1 + 0.5 / 2.5)),
        pytest.approx(NOUN_BIGRAM * log(1 + 0.5 / 2.5)),
    ]


def test_nouns_gain_more_where_they_are_written_often_and_the_text_is_short() -> None:
    question = Question(("과학사",), ("과학사",), "과학사")
    once, twice, long = gains(question, ["과학사와개론", "과학사와과학사", "과학사와" + "가" * 40])
    assert twice > once > long > 0


def test_a_question_of_which_nothing_is_written_changes_nothing() -> None:
    assert gains(Question(("말",), ("낱말",), "낱말들"), ["과학", ""]) == [0.0, 0.0]
    assert gains(Question(), ["과학"]) == [0.0]
    assert gains(Question(("말",), ("낱말",), "낱말들"), []) == []


@given(st.text("가나다라", max_size=8), texts)
def test_gains_are_never_negative_and_do_not_depend_on_the_order_of_the_hits(plain: str, texts: list[str]) -> None:
    question = Question((), (plain,) if len(plain) > 1 else (), plain)
    gained = gains(question, texts)
    assert min(gained, default=0.0) >= 0.0
    assert gains(question, texts[::-1]) == pytest.approx(gained[::-1])


def test_a_question_is_read_whole(analyzer: Analyzer) -> None:
    question = analyzer.question("중국정부는 언제 과학혁신 금융개혁을 시작했나?")
    assert question.runs == ("중국정부", "과학혁신", "금융개혁", "시작")
    assert question.plain == "중국정부는언제과학혁신금융개혁을시작했나"
    assert {"중국", "정부", "과학", "혁신", "금융", "개혁", "시작"} <= set(question.terms)


def test_pages_of_reordered_hits_neither_repeat_nor_skip(archive: Archive) -> None:
    whole = [hit.article.id for hit in archive.search(Search("중국 금융", match="any", per_page=100)).hits]
    pages = [
        hit.article.id
        for page in range(1, 5)
        for hit in archive.search(Search("중국 금융", match="any", per_page=2, page=page)).hits
    ]
    assert pages == whole and len(whole) == 7
