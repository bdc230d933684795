"""Hangul by the keys of a two-set keyboard: what is typed so far is a beginning of what will be typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import hangul

SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]
syllables = st.text(st.sampled_from(SYLLABLES), max_size=12)


def test_each_syllable_is_typed_in_two_to_five_keys_that_no_other_has() -> None:
    typed = [hangul.keys(syllable) for syllable in SYLLABLES]
    assert len(set(typed)) == len(SYLLABLES) == 11_172
    assert {len(keys) for keys in typed} == {2, 3, 4, 5}


def test_whatever_a_syllable_shows_while_it_is_typed_begins_its_keys() -> None:
    for syllable in SYLLABLES:
        keys = hangul.keys(syllable)
        for end in range(1, len(keys) + 1):
            shown = hangul.typed(keys[:end])
            assert hangul.keys(shown) == keys[:end]
        assert len(shown) == 1


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("과학", "ㄱㅗㅏㅎㅏㄱ"),
        ("과하", "ㄱㅗㅏㅎㅏ"),
        ("곽", "ㄱㅗㅏㄱ"),
        ("값", "ㄱㅏㅂㅅ"),
        ("까", "ㄲㅏ"),
        ("ㄳ", "ㄱㅅ"),
        ("ㅘ", "ㅗㅏ"),
        ("AI 2", "AI 2"),
    ],
)
def test_keys(text: str, keys: str) -> None:
    assert hangul.keys(text) == keys


@given(syllables)
def test_keys_make_the_text_they_are_of(text: str) -> None:
    assert hangul.typed(hangul.keys(text)) == text


@given(syllables)
def test_a_text_typed_on_the_wrong_keyboard_is_read(text: str) -> None:
    latin = hangul.latin_of_keys(hangul.keys(text))
    assert latin.isascii()
    assert hangul.typed(hangul.keys_of_latin(latin)) == text


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, categories=["Ll"]), max_size=20))
def test_latin_letters_typed_on_a_hangul_keyboard_are_read(text: str) -> None:
    assert hangul.latin_of_keys(hangul.keys_of_latin(text)) == text


def test_the_wrong_keyboard_by_hand() -> None:
    assert hangul.typed(hangul.keys_of_latin("rhkgkr")) == "과학"
    assert hangul.keys_of_latin("RkQ") == "ㄲㅏㅃ"
    assert hangul.latin_of_keys(hangul.keys("먀")) == "ai"


@given(st.text(max_size=20), syllables)
def test_initials_are_one_for_each_syllable_and_nothing_else_changes(other: str, text: str) -> None:
    initials = hangul.initials(text)
    assert len(initials) == len(text) and (not text or hangul.is_consonants(initials))
    assert all(hangul.keys(each)[0] == initial for each, initial in zip(text, initials, strict=True))
    kept = "".join(each for each in other if each not in SYLLABLES)
    assert hangul.initials(kept) == kept


def test_initials_by_hand() -> None:
    assert hangul.initials("과학혁신") == "ㄱㅎㅎㅅ"
    assert not hangul.is_consonants("ㄱㅏ") and not hangul.is_consonants("")


@pytest.mark.parametrize(
    ("typed_text", "meant"),
    [
        ("rhkgkr", "과학"),
        ("rhkgkr rmadbd", "과학 금융"),
        ("ㅁㅑ", "ai"),
        ("과학", None),
        ("kic!", None),
        ("2022", None),
        ("", None),
    ],
)
def test_keys_pressed_with_the_wrong_keyboard_are_read_as_the_other(typed_text: str, meant: str | None) -> None:
    assert hangul.other_keyboard(typed_text) == meant
