"""All completions of one archive, found by the keys that were pressed so far.

Keys are kept in one long string, a line for each entry, the most frequent entry first: a search in it finds the best
first and stops there, however little was typed.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

import zstandard

from archive import hangul
from archive.analysis.characters import fold
from archive.completion.judging import letters

KEPT = "completions"
"""The name under which an engine keeps the table."""

VERSION = 1
"""Raised whenever `as_bytes` writes something else."""

LONGEST = 100
"""Code points of a query that anything is looked for with; nothing to be completed is as long."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be completed to, and the number of articles in which it stands."""

    text: str
    count: int


class Match(NamedTuple):
    """An entry and where it has what was typed: 0 at its beginning, 1 where a word of it begins, 2 inside a word."""

    rank: int
    entry: Entry


class Table:
    """Entries, the most frequent first, no two alike but for spelling or spacing.

    `typed` is for each what judging.Judged.typed gives; `plain` is Analyzer.plain.
    """

    def __init__(self, entries: Sequence[Entry], typed: Sequence[str], plain: Callable[[str], str]) -> None:
        self._entries = entries
        self._typed = typed
        self._plain = plain

    @cached_property
    def _by_keys(self) -> _Index:
        return _Index(self._typed, hangul.keys)

    @cached_property
    def _by_initials(self) -> _Index:
        return _Index(self._typed, hangul.initials)

    @property
    def entries(self) -> Sequence[Entry]:
        """All that may be completed to, the most frequent first."""
        return self._entries

    def as_bytes(self) -> bytes:
        texts, counts = [entry.text for entry in self._entries], [entry.count for entry in self._entries]
        value = json.dumps([VERSION, texts, counts, self._typed], ensure_ascii=False)
        return zstandard.ZstdCompressor().compress(value.encode("utf-8", "surrogatepass"))

    @classmethod
    def from_bytes(cls, stored: bytes, plain: Callable[[str], str]) -> Table | None:
        """The table that `as_bytes` wrote; None where another version of this program did."""
        value = json.loads(zstandard.ZstdDecompressor().decompress(stored).decode("utf-8", "surrogatepass"))
        if value[0] != VERSION:
            return None
        _, texts, counts, typed = value
        return cls(list(map(Entry, texts, counts)), typed, plain)

    def begun_by(self, q: str, most: int) -> list[Match]:
        """At most `most` entries that go on from `q`, best first; read as typed on the wrong keyboard if none does.

        Spaces and signs do not count, nor does case; consonants alone are initials.
        """
        if len(q) > LONGEST:
            return []
        keys = hangul.keys(letters(self._plain(q)))
        slips = (hangul.keys_of_latin(letters(fold(q).text)), hangul.latin_of_keys(keys))
        for read in (keys, *(slip for slip in slips if slip != keys)):
            if found := self._read(read, most):
                return found
        return []

    def _read(self, keys: str, most: int) -> list[Match]:
        if not keys or hangul.is_vowel(keys[0]):
            return []
        index = self._by_initials if hangul.is_consonants(keys) else self._by_keys
        return [Match(rank, self._entries[at]) for at, rank in islice(index.having(keys), most)]


def _tails(typed: str) -> Iterator[str]:
    """What is typed from its second word on, from its third, and so forth."""
    words = typed.split(" ")
    return ("".join(words[at:]) for at in range(1, len(words)))


class _Index:
    """Lines of keys: whole entries, and what is left of them from each later word on with the entry's number."""

    def __init__(self, typed: Sequence[str], read: Callable[[str], str]) -> None:
        whole = [words.replace(" ", "") for words in typed]
        tails = [(at, tail) for at, words in enumerate(typed) if " " in words for tail in _tails(words)]
        self._whole = _Lines(read("\n".join(("", *whole))))
        self._tails = _Lines(read("\n".join(("", *(tail for _, tail in tails)))))
        self._numbers = [number for number, _ in tails]

    def having(self, keys: str) -> Iterator[tuple[int, int]]:
        """(entry, rank) of all that have these keys, each once, the best first."""
        found: dict[int, int] = {}
        ranked = (
            ((at, 0) for at in self._whole.having(f"\n{keys}")),
            ((self._numbers[at], 1) for at in self._tails.having(f"\n{keys}")),
            ((at, 2) for at in self._whole.having(keys)),
        )
        for matches in ranked:
            for at, rank in matches:
                if at not in found:
                    found[at] = rank
                    yield at, rank


class _Lines:
    """Lines in one string, each behind a line feed."""

    def __init__(self, joined: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in joined.split("\n")[1:])]
        self._joined = joined

    def having(self, part: str) -> Iterator[int]:
        """The numbers of the lines that have this part, in order."""
        at = self._joined.find(part)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._joined.find(part, self._starts[number + 1])
