"""What a slip on the keyboard costs: 10 for any key that is wrong, missing or too many, less where fingers slip often.

Keys are those of the two-set keyboard (`archive.hangul.keys`), lower-case Latin letters, and any other character as
itself. No slip is cheaper than 7, so that three never cost as little as two (20), nor two as little as one (10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from archive import hangul

ANY = 10
"""A key for another, or one too many."""

NEIGHBOUR = 8
"""The key beside it, the same key twice, or two keys in the wrong order."""

LEFT_OUT = 8
"""A key too few. At 10 the word meant came first for 85 of 215 such slips, at 8 for 120 (benchmarks.typing_errors)."""

CONFUSED = 7
"""Shift forgotten or too long (ㄱ and ㄲ), ㅐ and ㅔ, which sound alike, l and I, which look alike."""

_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
_PLACES = {key: (left + at, row) for row, (keys, left) in enumerate(_ROWS) for at, key in enumerate(keys)}
_REACH = 1.3
"""Keys whose middles are so many key widths apart, or fewer, are neighbours."""

_ALIKE = ("ㅐㅔ", "ㅒㅖ", "li")
_LATIN = "".join(keys for keys, _ in _ROWS)
_HANGUL = "ㅂㅃㅈㅉㄷㄸㄱㄲㅅㅆㅛㅕㅑㅐㅒㅔㅖㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"


@cache
def swaps(key: str) -> Mapping[str, int]:
    """The cost of every other key in place of this one that does not cost ANY; the key itself costs nothing."""
    return {key: 0, **dict(_swaps(key))}


def _swaps(key: str) -> Iterator[tuple[str, int]]:
    same = next((keys for keys in (_LATIN, _HANGUL) if key in keys), "")
    yield from ((other, NEIGHBOUR) for other in same if other != key and _are_neighbours(key, other))
    yield from ((other, CONFUSED) for other in same if other != key and _place(key) == _place(other))
    yield from ((pair.replace(key, ""), CONFUSED) for pair in _ALIKE if key in pair)


def _place(key: str) -> tuple[float, int]:
    return _PLACES[hangul.latin_of_keys(key).lower()]


def _are_neighbours(one: str, other: str) -> bool:
    (x, y), (other_x, other_y) = _place(one), _place(other)
    return (x - other_x) ** 2 + (y - other_y) ** 2 <= _REACH**2
