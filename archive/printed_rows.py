"""A row of letters looked for where it is printed: in the text itself, without taking all of it apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from archive.analysis.letters import MARKS, WORD_AND_END
from archive.analysis.scripts import DIGIT, LATIN, is_run, is_syllable
from archive.printed import Printed


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """Units (archive.analysis.letters) in a row; `ends` are the marks that the first and the last may have, one pair or
    several."""

    units: tuple[str, ...]
    ends: tuple[tuple[str, str], ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, units: Sequence[str], marks: Sequence[Sequence[str]]) -> PrintedRow | None:
        """The row with the marks allowed at each place, in one way or several; None where the text cannot tell."""
        plain = all(len(unit) == 1 or is_run(unit) for unit in units)
        if not units or not plain or any(set(each) != set(MARKS) for of_way in marks for each in of_way[1:-1]):
            return None
        pattern = re.compile(r"\s*".join(map(_as_printed, units)))
        return cls(tuple(units), tuple((of_way[0], of_way[-1]) for of_way in marks), pattern)

    def spans(self, printed: Printed, borders: bytes) -> Iterator[tuple[int, int]]:
        """Where the row begins and ends (code-point offsets), in order and within each other too; `borders` as
        StoredLetters has them."""
        return ((start, end) for start, end, _ in self._found(printed, borders))

    def spans_apart(self, printed: Printed, borders: bytes) -> Iterator[tuple[int, int]]:
        """The same without those that begin within one of the same way before."""
        free = [0] * len(self.ends)
        for start, end, ways in self._found(printed, borders):
            new = [way for way in ways if start >= free[way]]
            for way in new:
                free[way] = end
            if new:
                yield start, end

    def _found(self, printed: Printed, borders: bytes) -> Iterator[tuple[int, int, list[int]]]:
        """Where the row begins and ends, and in which ways its marks allow it."""
        text, at, last_is_run = printed.text, 0, is_run(self.units[-1])
        while match := self.pattern.search(text, at):
            start, end = match.span()
            at = start + 1
            first = _mark(text, borders, start)
            last = WORD_AND_END if last_is_run else _mark(text, borders, end - 1)
            ways = [way for way, (firsts, lasts) in enumerate(self.ends) if first in firsts and last in lasts]
            if ways and self._is_whole(printed, start, end):
                yield start, end, ways

    def _is_whole(self, printed: Printed, start: int, end: int) -> bool:
        """Whether numbers and commas in it are whole ones, where commas stand between thousands."""
        if "," not in printed.text or not any(unit.isdigit() or unit == "," for unit in self.units):
            return True
        starts, ends = printed.spans
        first, last = int(np.searchsorted(starts, start)), int(np.searchsorted(ends, end))
        bounded = first < len(starts) and last < len(ends) and starts[first] == start and ends[last] == end
        return bool(bounded) and last - first + 1 == len(self.units)


def _as_printed(unit: str) -> str:
    if not is_run(unit):
        return re.escape(unit)
    kind = DIGIT if unit.isdigit() else LATIN
    return f"(?<![{kind}])(?:{'|'.join(dict.fromkeys((unit, _grouped(unit) if kind == DIGIT else unit)))})(?![{kind}])"


def _grouped(number: str) -> str:
    """With commas between thousands."""
    first = len(number) % 3
    groups = [number[:first], *(number[at : at + 3] for at in range(first, len(number), 3))]
    return ",".join(filter(None, groups))


def _mark(text: str, borders: bytes, at: int) -> str:
    """The mark of the letter that begins there (archive.analysis.letters)."""
    if not is_syllable(text[at]):
        return WORD_AND_END
    followed = is_syllable(text[at + 1 : at + 2])
    ends = not followed or _bit(borders, 2 * (at + 1))
    begins = 0 if not at or not is_syllable(text[at - 1]) else 1 if _bit(borders, 2 * at + 1) else 2
    return MARKS[2 * begins + (not ends)]


def _bit(data: bytes, number: int) -> bool:
    return bool(data[number >> 3] >> (7 - (number & 7)) & 1)
