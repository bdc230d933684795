"""Names that nobody has, drawn by a law under which new ones never stop coming.

A pool of real sentences has so many words and no more, while the words of real text go on growing with about the root
of its length (Heaps' law). Here the k-th commonest name is drawn with a probability of about (k + SHIFT) ** -EXPONENT
(Mandelbrot's form of Zipf's law), of endlessly many names: among n draws there are then some n ** (1 / EXPONENT)
different ones, once n is well above SHIFT.
"""

from __future__ import annotations

import random

from archive.analysis import TokenStream
from archive.analysis.letters import letters
from benchmarks.scale.pieces import Piece

EXPONENT = 1.75
SHIFT = 4_000
MOST = 10**12
_STRIDE = 7_368_787
"""A prime: steps of it through all names of one length visit each once, and two in a row are unlike."""

_SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현"
_GIVEN = (
    "가강건겸경광교국규근금기길나남녕누다단담대덕도동두라란래려련로루리린림마만명모무문미민방배백범별보본부"
    "빈사산상새서석선설섭성세소솔송수숙순승시신아안애양언여연열영예오옥온완요용우욱운원월위유윤율은을의이인일"
)
_KINDS = ("전자", "테크", "바이오", "소재", "모터스", "반도체", "로보틱스", "에너지", "물산", "캐피털", "연구소")


def drawn(chance: random.Random) -> int:
    """The place of a name in the order of frequency, the commonest first (0)."""
    return int(min(MOST, SHIFT * ((1.0 - chance.random()) ** (-1.0 / (EXPONENT - 1.0)) - 1.0)))


def name(place: int) -> str:
    """The name at this place: persons, and one in three a company; no two places have the same."""
    if place % 3:
        return _person(place // 3 * 2 + place % 3 - 1)
    return _company(place // 3)


def is_made(word: str) -> bool:
    """Whether a word is built as these names are."""
    stem = next((word[: -len(kind)] for kind in _KINDS if word.endswith(kind)), "")
    if len(stem) >= 3:
        return set(stem) <= set(_GIVEN)
    return len(word) >= 3 and word[0] in _SURNAMES and set(word[1:]) <= set(_GIVEN)


def piece(word: str) -> Piece:
    """A name as it is analyzed where Kiwi knows it for one: a single morpheme."""
    return Piece(word, TokenStream([word], [0], [len(word)]), letters(word, {0}, {len(word)}))


def _person(number: int) -> str:
    longer, rest = _scattered(number, len(_SURNAMES) * len(_GIVEN) ** 2)
    rest, surname = divmod(rest, len(_SURNAMES))
    return _SURNAMES[surname] + _syllables(rest, 2) + _syllables(longer, 0)


def _company(number: int) -> str:
    longer, rest = _scattered(number, len(_KINDS) * len(_GIVEN) ** 3)
    rest, kind = divmod(rest, len(_KINDS))
    return _syllables(rest, 3) + _syllables(longer, 0) + _KINDS[kind]


def _scattered(number: int, space: int) -> tuple[int, int]:
    """How often a number has gone round a space, and a place in it that no other number of that round has."""
    rounds, rest = divmod(number, space)
    return rounds, rest * _STRIDE % space


def _syllables(number: int, least: int) -> str:
    """A number in syllables for digits, the lowest first, at least so many of them."""
    found = ""
    while number or len(found) < least:
        number, digit = divmod(number, len(_GIVEN))
        found += _GIVEN[digit]
    return found
