"""The words of an archive with their counts, found by nearness to what was typed.

Words of one length stand together as rows of numbers. Beside each stands a set of 64 bits, those of its keys: a slip
changes at most two of them, so that all words but a few are ruled out by one look at their bits (the signature filter
of Boytsov 2011, section 6.3) before any distance is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive import hangul
from archive.budget import look
from archive.correction.distance import Codes, distances
from archive.correction.keyboard import CONFUSED

LONGEST = 40
"""Keys of a word that is kept or looked for."""

_BITS = 64
_BITS_OF_A_SLIP = 2


@dataclass(frozen=True, slots=True)
class Near:
    """A word as it is printed, the cost of the slips to it, and the number of articles that have it."""

    text: str
    cost: int
    count: int


@dataclass(frozen=True, slots=True)
class _Row:
    """All words of one length: their numbers, the codes of their keys and the bits of them."""

    numbers: NDArray[np.int32]
    codes: Codes
    bits: NDArray[np.uint64]


class Lexicon:
    """Words by their plain form (Analyzer.plain); `spelt` gives the printed spelling of names and phrases."""

    def __init__(self, counts: Mapping[str, int], spelt: Mapping[str, str]) -> None:
        self._counts = counts
        self._spelt = spelt
        self._given = frozenset(spelt.values())
        self._words = list(counts)
        pressed = [hangul.keys(word) for word in self._words]
        self._numbers = {key: number for number, key in enumerate(sorted(set().union(*pressed)))}
        self._rows = _rows(pressed, self._numbers)

    def __len__(self) -> int:
        return len(self._words)

    def count(self, plain: str) -> int:
        """How many articles have this word, given in plain form."""
        return self._counts.get(plain, 0)

    def is_given(self, printed: str) -> bool:
        """Whether it is a name or a phrase, and not only a term, which may be the stem of a verb."""
        return printed in self._given

    def near(self, plain: str, most: int, *, longer: bool = True) -> list[Near]:
        """The words no further than `most` (`keyboard`), in no order; with `longer` false only those as long."""
        keys = hangul.keys(plain)
        if len(keys) > LONGEST:
            return []
        reach = most // CONFUSED if longer else 0
        lengths = range(len(keys) - reach, len(keys) + reach + 1)
        return [near for length in lengths if length in self._rows for near in self._of(length, keys, most)]

    def _of(self, length: int, keys: str, most: int) -> Iterable[Near]:
        look()
        row = self._rows[length]
        kept = np.bitwise_count(row.bits ^ _bits(keys)) <= _BITS_OF_A_SLIP * (most // CONFUSED)
        numbers = row.numbers[kept]
        costs = distances(keys, row.codes[kept], self._numbers)
        for at in np.flatnonzero(costs <= most):
            word = self._words[numbers[at]]
            yield Near(self._spelt.get(word, word), int(costs[at]), self._counts[word])


def _rows(pressed: list[str], codes: Mapping[str, int]) -> dict[int, _Row]:
    by_length: dict[int, list[int]] = {}
    for number, keys in enumerate(pressed):
        if 0 < len(keys) <= LONGEST:
            by_length.setdefault(len(keys), []).append(number)
    return {length: _row(numbers, pressed, codes) for length, numbers in by_length.items()}


def _row(numbers: list[int], pressed: list[str], codes: Mapping[str, int]) -> _Row:
    return _Row(
        np.array(numbers, dtype=np.int32),
        np.array([[codes[key] for key in pressed[number]] for number in numbers], dtype=np.uint16),
        np.array([_bits(pressed[number]) for number in numbers], dtype=np.uint64),
    )


def _bits(keys: str) -> np.uint64:
    bits = 0
    for key in keys:
        bits |= 1 << ord(key) % _BITS
    return np.uint64(bits)
