"""Any Unicode becomes composed, width-folded text, and every character of it knows where it was printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.analysis.characters import Folded, fold

HANGUL = "가각ㄱㅏ\u1100\u1161\u11a8㈜㉠￭"
OTHERS = "Ａ１ｶﾞéeﬃ①㎡豈\U0002f81aো“’ㆍ・—👩\u0301\ufe0f\u200b\u200d\ufeff\u00ad\u00a0\u3000\u2028\r\n\t\ud800\udfff"
any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from(HANGUL + OTHERS), max_size=20)


@pytest.mark.parametrize(
    ("printed", "folded", "reason"),
    [
        ("한글", "한글", "what is plain already stays"),
        (unicodedata.normalize("NFD", "한글 각"), "한글 각", "Hangul from a Mac is composed"),
        ("가\u11a8", "각", "a final consonant joins the syllable before it"),
        ("ㄱㅏ", "ㄱㅏ", "compatibility jamo are letters by themselves: ㄱㅏ is not 가"),
        ("ㅋㅋㅋ", "ㅋㅋㅋ", "laughter stays laughter"),
        ("ＴＣＬ　２０２２", "TCL 2022", "full-width letters, digits and space"),
        ("2\u00a0만\t6000", "2 만 6000", "every white space is a space"),
        ("가\r\n나\u2028다", "가\n\n나\n다", "but the line feeds are line feeds"),
        ("과\u200b학\u00ad기\ufeff술\u200e", "과학기술", "characters that nobody sees go"),
        ("❤\ufe0f", "❤", "so do variation selectors"),
        ("👩\u200d👧", "👩👧", "an emoji that is glued together comes apart"),
        ("①②", "12", "circled digits"),
        ("12 ㎡", "12 m2", "a squared unit is its letters"),
        ("m²", "m2", "a raised digit is a digit"),
        ("㈜서고", "(주)서고", "a company in parentheses"),
        ("ﬃ", "ffi", "a ligature is its letters"),
        ("\uf900", "豈", "a CJK compatibility ideograph is the ideograph"),
        ("‘창업’ “혁신”", "'창업' \"혁신\"", "curly quotation marks are straight"),
        ("창업ㆍ혁신・금융•지수", "창업·혁신·금융·지수", "one middle dot for all"),
        ("2021—2026〜", "2021-2026~", "one dash and one tilde for all"),
        ("TCL Odrygo", "TCL Odrygo", "case is not the business of folding"),
        ("\ud800가", "\ufffd가", "half a character is a replacement character"),
        ("", "", "nothing is nothing"),
    ],
)
def test_each_form_is_folded_to_its_plain_one(printed: str, folded: str, reason: str) -> None:
    assert fold(printed).text == folded, reason


@pytest.mark.parametrize(
    ("printed", "folded", "places", "reason"),
    [
        ("가나", "가나", [(0, 1), (1, 2)], "one to one"),
        (unicodedata.normalize("NFD", "각나"), "각나", [(0, 3), (3, 5)], "a syllable is all its jamo"),
        ("a㎡b", "am2b", [(0, 1), (1, 2), (1, 2), (2, 3)], "both characters of a unit stand where the unit stands"),
        ("가\u200b나", "가나", [(0, 1), (2, 3)], "what is hidden belongs to neither neighbour"),
        ("e\u0301!", "é!", [(0, 2), (2, 3)], "an accent belongs to its letter"),
        ("㈜", "(주)", [(0, 1)] * 3, "three characters printed as one"),
    ],
)
def test_each_folded_character_knows_where_it_was_printed(
    printed: str, folded: str, places: list[tuple[int, int]], reason: str
) -> None:
    result = fold(printed)
    assert result.text == folded
    assert spans(result) == places, reason


@settings(deadline=None)
@given(any_text)
def test_every_place_is_inside_the_original_and_they_come_in_order(printed: str) -> None:
    result = fold(printed)
    assert result.length == len(printed)
    assert all(0 <= start < end <= len(printed) for start, end in spans(result))
    assert spans(result) == sorted(spans(result))


@settings(deadline=None)
@given(any_text)
def test_what_was_printed_there_folds_to_the_character(printed: str) -> None:
    result = fold(printed)
    for character, (start, end) in zip(result.text, spans(result), strict=True):
        assert character in fold(printed[start:end]).text


@settings(deadline=None)
@given(any_text, st.data())
def test_a_longer_piece_lies_between_its_first_and_its_last_character(printed: str, data: st.DataObject) -> None:
    result = fold(printed)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    if start < end:
        assert result.span(start, end) == (result.span(start, start + 1)[0], result.span(end - 1, end)[1])


@settings(deadline=None)
@given(any_text)
@example("e\u200b\u0301")
@example("ｶﾞ")
@example("㉠\u1161")
def test_folding_twice_is_folding_once(printed: str) -> None:
    once = fold(printed).text
    assert fold(once).text == once


@settings(deadline=None)
@given(any_text)
@example("ো")
def test_composed_and_decomposed_text_fold_to_the_same(printed: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, printed) for form in ("NFC", "NFD"))
    assert fold(composed).text == fold(decomposed).text == fold(printed).text


@settings(deadline=None)
@given(any_text)
def test_the_only_white_space_left_is_space_and_line_feed(printed: str) -> None:
    assert {character for character in fold(printed).text if character.isspace()} <= {" ", "\n"}


def spans(folded: Folded) -> list[tuple[int, int]]:
    return [folded.span(at, at + 1) for at in range(len(folded.text))]
