"""jieba's dictionary without reading all of it: an archive in Korean asks for few of its 350,000 words.

As a dictionary of Python's it takes 65 MB and most of a second at every start; here it stays as it is in its file, and
the words that begin with a character are read when the first of them is asked for.
"""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_COUNT = re.compile(rb" ([0-9]+) ")


class ChineseWords:
    """How frequent each word is: 0 for what only begins one, nothing for any other. As much of a `dict` as jieba uses.

    `lines` are jieba's: word, frequency and part of speech, in UTF-8.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._read: dict[str, dict[str, int]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._beginning_with(word[:1])

    def __getitem__(self, word: str) -> int:
        return self._beginning_with(word[:1])[word]

    def get(self, word: str, otherwise: int | None = None) -> int | None:
        """The frequency of a word, or something else where it is not there."""
        return self._beginning_with(word[:1]).get(word, otherwise)

    @cached_property
    def total(self) -> int:
        """The sum of all frequencies."""
        return sum(map(int, _COUNT.findall(self._lines)))

    def _beginning_with(self, character: str) -> dict[str, int]:
        words = self._read.get(character)
        if words is None:
            words = self._read[character] = _words(self._lines_of(character))
        return words

    def _lines_of(self, character: str) -> list[str]:
        starts, keys = self._places
        first, last = (int(np.searchsorted(keys, _key(character.encode()), side)) for side in ("left", "right"))
        return [self._lines[at : self._lines.find(b"\n", at)].decode() for at in starts[first:last].tolist()]

    @cached_property
    def _places(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Where lines begin, and the bytes of their first characters, in order of these and then of the file."""
        data = np.frombuffer(self._lines + b"\n\0\0\0\0", np.uint8)
        starts = np.concatenate(([0], np.flatnonzero(data == ord("\n"))[:-1] + 1))
        starts = starts[data[starts] != ord("\n")]
        keys = np.zeros(len(starts), np.uint32)
        size = 1 + (data[starts] >= 0xC0).astype(int) + (data[starts] >= 0xE0) + (data[starts] >= 0xF0)
        for place in range(4):
            keys = np.where(place < size, keys << 8 | data[starts + place], keys)
        order = np.argsort(keys, kind="stable")
        return starts[order], keys[order]


def _key(character: bytes) -> int:
    return int.from_bytes(character, "big")


def _words(lines: list[str]) -> dict[str, int]:
    words = {word: int(count) for word, count, *_ in (line.split(" ") for line in lines)}
    for word in list(words):
        for size in range(1, len(word)):
            words.setdefault(word[:size], 0)
    return words
