"""How far two words are on the keyboard, what is found near a word, and where a word may be cut."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import hangul
from archive.correction.distance import distance
from archive.correction.keyboard import ANY, CONFUSED, LEFT_OUT, NEIGHBOUR, swaps
from archive.correction.lexicon import Lexicon, Near
from archive.correction.spacing import cuts

KEYS = st.text("ㄱㄲㄴㅅㅗㅏㅐㅔㅓolia安1", max_size=7)


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("과학", "과학", 0),
        ("과핚", "과학", CONFUSED),
        ("반도채", "반도체", CONFUSED),
        ("과햑", "과학", NEIGHBOUR),
        ("항조우", "항저우", NEIGHBOUR),
        ("과ㅏ학", "과학", NEIGHBOUR),
        ("과핛", "과학", ANY),
        ("과하", "과학", LEFT_OUT),
        ("고하", "과학", 2 * LEFT_OUT),
        ("ㅗㄱㅏ학", "과학", NEIGHBOUR),
        ("openal", "openai", CONFUSED),
        ("huwei", "huawei", LEFT_OUT),
        ("科技日抱", "科技日报", ANY),
        ("", "가", 2 * LEFT_OUT),
        ("가", "", 2 * ANY),
    ],
)
def test_a_slip_costs_what_fingers_and_ears_make_of_it(typed: str, meant: str, cost: int) -> None:
    assert distance(hangul.keys(typed), hangul.keys(meant)) == cost


def test_no_slip_is_so_cheap_that_two_are_one_or_three_are_two() -> None:
    cheapest = min(CONFUSED, NEIGHBOUR, LEFT_OUT, ANY)
    assert 2 * cheapest > ANY and 3 * cheapest > 2 * ANY


@given(st.sampled_from("ㅂㅃㅈㄷㄱㄲㅅㅛㅕㅑㅐㅒㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋqwertyuiopl安1"))
def test_if_one_key_is_taken_for_another_so_is_that_one_for_the_first(key: str) -> None:
    for other, cost in swaps(key).items():
        assert swaps(other)[key] == cost and (cost == 0) == (other == key)


@given(KEYS, KEYS)
def test_the_distance_is_that_of_the_textbook(typed: str, meant: str) -> None:
    assert distance(typed, meant) == textbook(typed, meant)


@given(KEYS, KEYS)
def test_only_a_word_itself_is_at_no_distance(typed: str, meant: str) -> None:
    assert (distance(typed, meant) == 0) == (typed == meant)


def textbook(typed: str, meant: str) -> int:
    """Optimal string alignment by its definition: the cheapest way to part with the last keys of both."""

    @cache
    def rest(i: int, j: int) -> int:
        ways = [0] if i == j == 0 else []
        if i:
            twice = i > 1 and typed[i - 2] == typed[i - 1]
            ways.append(rest(i - 1, j) + (NEIGHBOUR if twice else ANY))
        if j:
            ways.append(rest(i, j - 1) + LEFT_OUT)
        if i and j:
            ways.append(rest(i - 1, j - 1) + swaps(typed[i - 1]).get(meant[j - 1], ANY))
        if i > 1 and j > 1 and typed[i - 2 : i] == meant[j - 2 : j][::-1]:
            ways.append(rest(i - 2, j - 2) + NEIGHBOUR)
        return min(ways)

    return rest(len(typed), len(meant))


WORDS = {"과학": 6, "과하": 1, "과거": 2, "혁신": 6, "텐센트": 1, "科技日报": 3, "openai": 2, "ai": 9}


def test_a_lexicon_finds_what_is_near_and_as_printed() -> None:
    lexicon = Lexicon(WORDS, {"openai": "OpenAI"})
    assert lexicon.near("과핛", ANY) == [Near("과학", ANY, 6)]
    assert lexicon.near("openal", ANY) == [Near("OpenAI", CONFUSED, 2)]
    assert lexicon.near("科技日抱", ANY, longer=False) == [Near("科技日报", ANY, 3)]
    assert lexicon.near("科技日", ANY, longer=False) == []
    assert lexicon.near("뷁", 2 * ANY) == [] == lexicon.near("과" * 50, ANY)
    assert (lexicon.count("혁신"), lexicon.count("혁싱"), len(lexicon)) == (6, 0, len(WORDS))
    assert lexicon.is_given("OpenAI") and not lexicon.is_given("과학")


def test_an_empty_lexicon_has_nothing_near() -> None:
    assert Lexicon({}, {}).near("과학", 2 * ANY) == []


@given(st.sets(st.text("가각간나낙ㄱab安", min_size=1, max_size=4), max_size=12), st.text("가각나낙ab安", max_size=4))
def test_nothing_near_is_overlooked(words: set[str], typed: str) -> None:
    found = {near.text for near in Lexicon(dict.fromkeys(words, 1), {}).near(typed, 2 * ANY)}
    keys = hangul.keys(typed)
    assert found == {word for word in words if distance(keys, hangul.keys(word)) <= 2 * ANY}


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("인공지능반도체산업", [["인공지능", "반도체산업"], ["인공지능", "반도체", "산업"]]),
        ("인공지능", []),
        ("반도체양추", []),
        ("산업", []),
        ("", []),
        ("산업" * 21, []),
    ],
)
def test_a_word_is_cut_into_words_that_occur(text: str, ways: list[list[str]]) -> None:
    counts = {"인공지능": 9, "반도체": 5, "산업": 7, "반도체산업": 1, "안동": 3}
    assert cuts(text, lambda part: counts.get(part, 0)) == ways


def test_of_ways_with_as_many_parts_the_one_of_frequent_words_comes_first() -> None:
    counts = {"가나": 1, "다라마": 9, "가나다": 5, "라마": 5}
    assert cuts("가나다라마", lambda part: counts.get(part, 0)) == [["가나다", "라마"]]
