"""What was understood of a query is said back in correct Korean and English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.language import LANGUAGES, OWN, speak
from archive.query import parse
from archive.understood import notices, sentence, understood

FIRST, LAST = "1 Dec 2022", "31 Dec 2022"


@pytest.fixture
def in_english() -> Iterator[None]:
    speak("en")
    yield
    speak(OWN)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("금융", "금융이 나오는 글"),
        ("백서", "백서가 나오는 글"),
        ("금융 백서", "금융과 백서가 모두 나오는 글"),
        ("백서 금융", "백서와 금융이 모두 나오는 글"),
        ("과학 혁신 금융", "과학과 혁신과 금융이 모두 나오는 글"),
        ("서울", "서울이 나오는 글"),
        ("TCL", "TCL이(가) 나오는 글"),
        ("TCL 2022 中", "TCL과(와) 2022과(와) 中이(가) 모두 나오는 글"),
        ('"과학 혁신"', "“과학 혁신”이 나오는 글"),
        ('"혁신 도시"', "“혁신 도시”가 나오는 글"),
        ("=닝보", "=닝보가 나오는 글"),
        ("과학*", "과학…에 맞는 글"),
        ("과학 AND 혁신", "과학 그리고 혁신에 맞는 글"),
        ("과학 OR 혁신", "과학 또는 혁신에 맞는 글"),
        ("(과학 OR 혁신) 금융", "(과학 또는 혁신) 그리고 금융에 맞는 글"),
        ("과학 OR 혁신 금융", "과학 또는 (혁신 그리고 금융)에 맞는 글"),
        ("-금융", "금융 제외에 맞는 글"),
        ("-(과학 OR 혁신)", "(과학 또는 혁신) 제외에 맞는 글"),
        ("제목:금융", "제목의 금융에 맞는 글"),
        ("제목:(과학 OR 혁신)", "제목의 (과학 또는 혁신)에 맞는 글"),
        ('"과학 금융"~5', "과학, 금융(서로 5낱말 안)에 맞는 글"),
        ("섹션:뉴스", "섹션 ‘뉴스’에 맞는 글"),
        ("매체:과기일보", "매체 ‘과기일보’에 맞는 글"),
        ("호:307", "호 ‘307’에 맞는 글"),
        ("날짜:2022-12", "날짜 2022-12-01~2022-12-31에 맞는 글"),
        ("날짜:2022..", "날짜 2022-01-01~에 맞는 글"),
        ("", ""),
        ('""', ""),
    ],
)
def test_each_query_is_said_back(typed: str, said: str) -> None:
    assert understood(parse(typed), any_word=False) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("금융 백서", "금융이나 백서가 하나라도 나오는 글"),
        ("백서 금융", "백서나 금융이 하나라도 나오는 글"),
        ("금융", "금융이 나오는 글"),
        ('"과학 혁신" 금융', "“과학 혁신” 또는 금융에 맞는 글"),
        ("과학 AND 금융", "과학 그리고 금융에 맞는 글"),
    ],
)
def test_any_word_is_said_to_be_enough(typed: str, said: str) -> None:
    assert understood(parse(typed), any_word=True) == said


@pytest.mark.parametrize(
    ("typed", "any_word", "said"),
    [
        ("금융", False, "Articles with 금융"),
        ("금융 백서", False, "Articles with both 금융 and 백서"),
        ("과학 혁신 금융", False, "Articles with all of 과학, 혁신 and 금융"),
        ("금융 백서", True, "Articles with at least one of 금융 or 백서"),
        ('"과학 혁신"', False, "Articles with “과학 혁신”"),
        ("과학*", False, "Articles that match: words beginning with 과학"),
        ("과학 AND 혁신", False, "Articles that match: 과학 and 혁신"),
        ("과학 OR 혁신 금융", False, "Articles that match: 과학 or (혁신 and 금융)"),
        ("금융 -보험", False, "Articles that match: 금융 and not 보험"),
        ("제목:금융", False, "Articles that match: 금융 in the title"),
        ('"과학 금융"~5', False, "Articles that match: 과학 and 금융 within 5 words of each other"),
        ('"과학 금융"~1', False, "Articles that match: 과학 and 금융 within 1 word of each other"),
        ("매체:과기일보", False, "Articles that match: outlet ‘과기일보’"),
        ("날짜:2022-12", False, f"Articles that match: dated {FIRST} to {LAST}"),
        ("날짜:2022-12..", False, f"Articles that match: dated {FIRST} or later"),
        ("날짜:..2022-12", False, f"Articles that match: dated {LAST} or earlier"),
        ("", False, ""),
    ],
)
def test_each_query_is_said_back_in_english(typed: str, any_word: bool, said: str, in_english: None) -> None:
    assert understood(parse(typed), any_word) == said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("과학혁신 금융", ["과학혁신", "금융"]),
        ('"과학 혁신" OR 제목:금융', ["과학 혁신", "금융"]),
        ('과학* "중국 투자"~5', ["과학", "중국", "투자"]),
        ("섹션:뉴스 -보험", ["보험"]),
    ],
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_that_were_typed_and_nothing_else_stand_out(typed: str, words: list[str], code: str) -> None:
    speak(code)
    assert [piece.text for piece in sentence(parse(typed), any_word=False) if piece.word] == words
    speak(OWN)


def test_what_is_not_wanted_is_no_alternative_even_where_any_word_is_enough() -> None:
    said = understood(parse("과학 혁신 -금융"), any_word=True)
    assert "금융 제외" in said
    assert "또는 금융 제외" not in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("금융", ()),
        ("금융 AND 혁신", ()),
        ('"금융', ("따옴표나 괄호, 연산자가 맞지 않아 적힌 낱말만으로 찾았습니다.",)),
        ("금융 & ?", ("찾을 글자가 없는 것은 뺐습니다: & ?",)),
    ],
)
def test_what_was_done_otherwise_than_typed_is_told(typed: str, told: tuple[str, ...]) -> None:
    assert notices(parse(typed)) == told


def test_a_misreading_tells_what_was_left_out_too() -> None:
    assert len(notices(parse("금융 AND"))) == 2


@given(st.text(max_size=30) | st.text('금융a "()-|*=~:제목', max_size=20), st.booleans())
def test_whatever_is_understood_is_said_in_one_sentence(typed: str, any_word: bool) -> None:
    query = parse(typed)
    assert bool(understood(query, any_word)) == (query.node is not None)
