"""Korean readings (음) of Han characters, and how a reading is written at the start of a word.

The readings are those of the Unicode Han Database (`readings.tsv` names version and licence). The initial-sound rule
is 한글 맞춤법 (Korean orthography), chapter 3 section 5, articles 10 to 12: 女 녀 is 여 in 여성, 李 리 is 이 in 이순신.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from archive.names.conversion import traditional

DATA = Path(__file__).with_name("readings.tsv")
"""A path in the file system, since the program that makes the table writes it too."""

CACHED_CHARACTERS = 32768
MOST = 4
"""So many readings of one name are given at most."""

_FIRST_SYLLABLE = 0xAC00
_OF_INITIAL = 21 * 28
_NIEUN, _RIEUL, _IEUNG = 2, 5, 11
# ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ: before these ㄴ and ㄹ fall away, before the others ㄹ becomes ㄴ.
_SOFT_VOWELS = frozenset({2, 6, 7, 12, 17, 20})


def at_start(reading: str) -> str:
    """A reading as it is written where a word begins: 녀 as 여, 리 as 이, 락 as 낙; most stay."""
    place = ord(reading[0]) - _FIRST_SYLLABLE
    initial, rest = divmod(place, _OF_INITIAL)
    if initial not in (_NIEUN, _RIEUL):
        return reading
    soft = rest // 28 in _SOFT_VOWELS
    written = _IEUNG if soft else _NIEUN
    return chr(_FIRST_SYLLABLE + written * _OF_INITIAL + rest) + reading[1:]


@lru_cache(maxsize=CACHED_CHARACTERS)
def of_character(character: str) -> tuple[str, ...]:
    """Every reading of one character, the usual one first; none for what is no Han character with a Korean reading."""
    return _table().get(character, ())


@lru_cache(maxsize=CACHED_CHARACTERS)
def written(character: str) -> frozenset[str]:
    """Every syllable that may stand for the character somewhere in a word: its readings, and each as it starts one."""
    readings = of_character(character)
    return frozenset(readings) | frozenset(map(at_start, readings))


def of_name(name: str) -> tuple[str, ...]:
    """Readings of a whole Chinese name, simplified or traditional, the usual one first, at most MOST of them.

    The initial-sound rule is applied to the first syllable. None if a character of it has no Korean reading.
    """
    of_each = [of_character(character) for character in traditional(name)]
    if not of_each or not all(of_each):
        return ()
    joined = ("".join((at_start(first), *others)) for first, *others in product(*of_each))
    return tuple(islice(dict.fromkeys(islice(joined, MOST * MOST)), MOST))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    ranked: dict[str, list[tuple[int, str]]] = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        reading, *columns = line.split("\t")
        for rank, characters in enumerate(columns if not line.startswith("#") else ()):
            for character in characters:
                ranked.setdefault(character, []).append((rank, reading))
    return {character: tuple(reading for _, reading in sorted(found)) for character, found in ranked.items()}
