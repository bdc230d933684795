"""Which words each article of an archive has, and how often: made when it is indexed, kept with the index.

Articles stand in order of time, words in order of how many articles have them: the first article of a word is the
lowest number, and the steps between the numbers of an article's words are small.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import zstandard
from numpy.typing import NDArray

KEPT = "words"
"""The name under which an engine keeps the vocabulary."""

MOST_COUNTED = 255
"""A word that stands more often in an article is counted as so often."""

Numbers = NDArray[np.int64]


class Row(NamedTuple):
    """An article: its id, its day (an ordinal), the number of its issue, or -1."""

    article: str
    day: int
    issue: int


class Vocabulary:
    """`rows` are articles in order of time, `words` all words; `lengths` says how many different words each article
    has, `numbers` which ones (ascending), `times` how often it has each."""

    def __init__(
        self,
        rows: Sequence[Row] = (),
        words: Sequence[str] = (),
        lengths: Numbers | None = None,
        numbers: Numbers | None = None,
        times: Numbers | None = None,
    ) -> None:
        self.rows = rows
        self.words = words
        self.lengths = _nothing() if lengths is None else lengths
        self.numbers = _nothing() if numbers is None else numbers
        self.times = _nothing() if times is None else times

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each article by its id."""
        return {row.article: at for at, row in enumerate(self.rows)}

    @cached_property
    def of_row(self) -> Numbers:
        """For each entry of `numbers` the row that it belongs to."""
        return np.repeat(np.arange(len(self.rows)), self.lengths)

    @cached_property
    def first(self) -> Numbers:
        """The first row in which each word stands."""
        first = np.full(len(self.words), len(self.rows))
        # Of several values for one place numpy keeps the last: here the one of the earliest row.
        first[self.numbers[::-1]] = self.of_row[::-1]
        return first

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each word."""
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def having(self) -> Numbers:
        """For each word the number of articles that have it."""
        return np.bincount(self.numbers, minlength=len(self.words))

    def articles(self, rows: Numbers) -> Numbers:
        """For each word the number of these articles that have it."""
        chosen = np.zeros(len(self.rows), dtype=np.bool_)
        chosen[rows] = True
        return np.bincount(self.numbers[chosen[self.of_row]], minlength=len(self.words))

    def mentions(self, row: int) -> dict[int, int]:
        """The words of one article, with how often each stands in it."""
        end = int(self.lengths[: row + 1].sum())
        start = end - int(self.lengths[row])
        return dict(zip(self.numbers[start:end].tolist(), self.times[start:end].tolist(), strict=True))

    @classmethod
    def from_bytes(cls, stored: bytes | None) -> Vocabulary:
        """The vocabulary that `as_bytes` wrote; an empty one of nothing."""
        if stored is None:
            return cls()
        head, *columns = _parts(stored)
        value = json.loads(head.decode("utf-8", "surrogatepass"))
        rows = [Row(*row) for row in zip(value["articles"], value["days"], value["issues"], strict=True)]
        lengths, steps, times = (_from_planes(column) for column in columns)
        return cls(rows, value["words"].split("\n") if value["words"] else [], lengths, np.cumsum(steps), times)

    def as_bytes(self) -> bytes:
        """Some 10 % of the text in UTF-8."""
        articles, days, issues = zip(*self.rows, strict=True) if self.rows else ((), (), ())
        head = {"articles": articles, "days": days, "issues": issues, "words": "\n".join(self.words)}
        steps = np.diff(self.numbers, prepend=0)
        columns = (_as_planes(column) for column in (self.lengths, steps, self.times))
        return b"".join(
            _sized(each) for each in (json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass"), *columns)
        )


def _nothing() -> Numbers:
    return np.zeros(0, dtype=np.int64)


def _as_planes(numbers: Numbers) -> bytes:
    """All first bytes, then all second ones, and so forth: most of the later ones are alike."""
    return numbers.astype("<i4").view(np.uint8).reshape(-1, 4).T.tobytes()


def _from_planes(planes: bytes) -> Numbers:
    return np.frombuffer(planes, dtype=np.uint8).reshape(4, -1).T.copy().view("<i4").reshape(-1).astype(np.int64)


def _sized(data: bytes) -> bytes:
    packed = zstandard.ZstdCompressor(level=9).compress(data)
    return len(packed).to_bytes(4, "big") + packed


def _parts(stored: bytes) -> list[bytes]:
    parts, at = [], 0
    while at < len(stored):
        size = int.from_bytes(stored[at : at + 4], "big")
        parts.append(zstandard.ZstdDecompressor().decompress(stored[at + 4 : at + 4 + size]))
        at += 4 + size
    return parts
