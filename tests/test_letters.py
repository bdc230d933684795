"""Every printed letter is marked with what begins before it and what ends after it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.analysis.letters import BEGINS_MORPHEME, BEGINS_WORD, ENDS, MARKS, letters, plain, units
from archive.analysis.scripts import is_syllable


@pytest.mark.parametrize(
    ("text", "word", "begins_word", "on_borders", "reason"),
    [
        ("인도와 손을 잡았다.", "인도", True, True, "the country, with a particle"),
        ("문재인도 왔다.", "인도", False, False, "the end of a name and a particle are not the country"),
        ("대한민국 정부는", "민국", False, False, "half of a word is not a word"),
        ("과학혁신금융을 논했다.", "혁신", False, True, "a part of a compound stands between morphemes"),
        ("과학혁신금융을 논했다.", "학혁", False, False, "letters across a border are no word"),
        ("자신의 일이다.", "신의", False, False, "신의 is not in 자신의"),
        ("중국은행이", "은행", False, True, "a bank that is written together with its country"),
    ],
)
def test_the_marks_tell_a_word_from_its_letters_inside_others(
    analyzer: Analyzer, text: str, word: str, begins_word: bool, on_borders: bool, reason: str
) -> None:
    marks = marks_of(analyzer, text, word)
    assert (marks[0] in BEGINS_WORD) is begins_word, reason
    assert (marks[0] in BEGINS_WORD + BEGINS_MORPHEME and marks[-1] in ENDS) is on_borders, reason


def test_six_marks_are_three_beginnings_with_and_without_an_end() -> None:
    assert len(set(MARKS)) == 6
    assert len(BEGINS_WORD) == len(BEGINS_MORPHEME) == 2
    assert not set(BEGINS_WORD) & set(BEGINS_MORPHEME)
    inner = set(MARKS) - set(BEGINS_WORD + BEGINS_MORPHEME)
    for beginning in (set(BEGINS_WORD), set(BEGINS_MORPHEME), inner):
        assert len(beginning) == 2
        assert len(beginning & set(ENDS)) == 1


def test_marks_are_one_character_that_no_unit_is_mistaken_for(analyzer: Analyzer) -> None:
    terms = analyzer.analyze("W 금융 w.m M E e").letters.terms
    assert terms == ["Ww", *terms[1:3], "Ww", "W.", "Wm", "Wm", "We", "We"]
    assert [term[1:] for term in terms[1:3]] == ["금", "융"]


@pytest.mark.parametrize(("starts", "ends"), list(product([{0}, {0, 1}, {0, 1, 2}], [{3}, {1, 3}, {1, 2, 3}])))
def test_a_mark_says_whether_a_word_or_a_morpheme_begins_and_whether_one_ends(starts: set[int], ends: set[int]) -> None:
    for at, token in enumerate(letters("가나다", starts, ends)):
        mark = token.term[0]
        assert (mark in BEGINS_WORD) == (at == 0)
        assert (mark in BEGINS_MORPHEME) == (at > 0 and at in starts)
        assert (mark in ENDS) == (at + 1 in ends or at == 2)


@settings(deadline=None)
@given(
    st.text(st.sampled_from("가나다힣ab1 \n中,ㅋ"), max_size=15),
    st.sets(st.integers(0, 15)),
    st.sets(st.integers(0, 15)),
)
def test_only_between_two_syllables_can_there_be_anything_but_the_borders_of_words(
    text: str, begins: set[int], ends: set[int]
) -> None:
    for token in letters(text, begins, ends):
        after_syllable = is_syllable(text[token.start]) and is_syllable(text[token.start - 1 : token.start])
        before_syllable = is_syllable(text[token.end - 1]) and is_syllable(text[token.end : token.end + 1])
        assert (token.term[0] in BEGINS_WORD) == (not after_syllable)
        assert (token.term[0] in BEGINS_MORPHEME) == (after_syllable and token.start in begins)
        assert (token.term[0] in ENDS) == (not before_syllable or token.end in ends)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("과학 혁신", ["과", "학", "혁", "신"]),
        ("tcl 65인치", ["tcl", "65", "인", "치"]),
        ("科技日报", ["科", "技", "日", "报"]),
        ("1,500", ["1500"]),
        ("12,345,678", ["12345678"]),
        ("1,50", ["1", ",", "50"]),
        ("2022,500", ["2022", ",", "500"]),
        ("r&d", ["r", "&", "d"]),
        ("ㅋㅋ", ["ㅋ", "ㅋ"]),
    ],
)
def test_a_unit_is_a_character_or_a_run_of_latin_or_digits(text: str, found: list[str]) -> None:
    assert units(text) == found


@settings(deadline=None)
@given(st.text(max_size=30))
def test_units_leave_out_nothing_but_white_space(text: str) -> None:
    assert "".join(units(text)) == "".join(text.split())
    assert [token.term[1:] for token in letters(text, (), ())] == units(text)
    assert all(text[token.start : token.end] == token.term[1:] for token in letters(text, (), ()))


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from("İIßΣσςⅣǅ"), max_size=20))
def test_plain_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text, str)) == len(text)


@pytest.mark.parametrize(
    ("text", "other"), [("ΟΔΟΣ", "οδος"), ("οδος", "οδοσ"), ("TCL", "tcl"), ("ÉCOLE", "école"), ("МОСКВА", "москва")]
)
def test_plain_text_knows_no_case(text: str, other: str) -> None:
    assert plain(text, str) == plain(other, str)


def marks_of(analyzer: Analyzer, text: str, word: str) -> str:
    """The marks of the letters of a word that stands once in a text of Hangul."""
    start = text.index(word)
    return "".join(
        token.term[0] for token in analyzer.analyze(text).letters if start <= token.start < start + len(word)
    )
