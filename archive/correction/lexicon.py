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
        # All at once: one by one, what it takes to begin each would take longest. No word has white space in it.
        pressed = hangul.keys("\n".join(self._words)).split("\n") if self._words else []
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
        own = _bits(_code_points(keys).reshape(1, -1))
        kept = np.bitwise_count(row.bits ^ own) <= _BITS_OF_A_SLIP * (most // CONFUSED)
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
    return {length: _row(length, numbers, pressed, codes) for length, numbers in by_length.items()}


def _row(length: int, numbers: list[int], pressed: list[str], codes: Mapping[str, int]) -> _Row:
    keys = _code_points("".join(map(pressed.__getitem__, numbers))).reshape(-1, length)
    code_of = np.zeros(int(keys.max()) + 1, dtype=np.uint16)
    for key in map(chr, np.unique(keys).tolist()):
        code_of[ord(key)] = codes[key]
    return _Row(np.array(numbers, dtype=np.int32), code_of[keys], _bits(keys))


def _bits(keys: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The set of the keys of each word, of which a row of code points is given."""
    each = np.left_shift(np.uint64(1), (keys % _BITS).astype(np.uint64))
    sets: NDArray[np.uint64] = np.bitwise_or.reduce(each, axis=1)
    return sets


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
