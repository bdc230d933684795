"""Token streams as archive.stored_streams reads them: what in them does not follow from the printed text."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from archive.analysis import TokenStream
from archive.analysis.letters import MARKS
from archive.packing import Numbers, packed_bytes, packed_numbers, packed_text
from archive.printed import Printed
from archive.stored_streams import (
    BORDERS,
    SPELT,
    Changes,
    Others,
    as_changes,
    each_unit,
    first_characters,
    marks_of,
    steps,
    touching,
)

_KIND_OF = np.array([MARKS.find(chr(code)) for code in range(0x80)])
"""The place of each mark in MARKS; -1 for what is none."""


def packed_words(printed: Printed, stream: TokenStream) -> tuple[bytes, Changes]:
    """What StoredWords reads: the gap before each word (below 0 it overlaps the one before) with its length, and the
    terms that are not what is printed."""
    starts, ends = np.array(stream.starts, dtype=np.int32), np.array(stream.ends, dtype=np.int32)
    before = np.concatenate((np.zeros(1, dtype=np.int32), ends))[: len(ends)]
    offsets = packed_numbers(starts - before, ends - starts)
    text = printed.text
    spelt = [text[start:end] for start, end in zip(stream.starts, stream.ends, strict=True)]
    pairs = zip(range(len(spelt)), stream.terms, spelt, strict=True)
    return offsets, as_changes({place: term for place, term, as_printed in pairs if term != as_printed})


class GivenLetters:
    """A stream of letters as it is held against a print, each part of it worked out once."""

    def __init__(self, stream: TokenStream) -> None:
        self.stream = stream
        self.units = [term[1:] for term in stream.terms]
        self.joined = f" {' '.join(self.units)} "
        self.starts = np.array(stream.starts, dtype=np.int32)
        self.ends = np.array(stream.ends, dtype=np.int32)

    @property
    def marks(self) -> str:
        return "".join([term[0] for term in self.stream.terms])

    def is_printed(self, printed: Printed) -> bool:
        """Whether every letter is printed as it is."""
        starts, ends = printed.spans
        same = np.array_equal(starts, self.starts) and np.array_equal(ends, self.ends)
        return same and self.joined == printed.units

    def changes(self, printed: Printed) -> Mapping[int, str]:
        """Where single letters of the stream are other characters than what is printed (traditional ones, say)."""
        if self.is_printed(printed):
            return {}
        text = printed.text
        each = zip(self.units, self.stream.starts, self.stream.ends, strict=True)
        # Nearly every letter is printed so, and that is asked first.
        return {
            start: unit
            for unit, start, end in each
            if text[start:end] != unit and end == start + 1 and len(unit) == 1 and text[start:end].strip()
        }


def packed_letters(printed: Printed, letters: GivenLetters) -> tuple[bytes, Others]:
    """What StoredLetters reads."""
    return _packed_marks(printed, letters), _others(printed, letters)


def _packed_marks(printed: Printed, letters: GivenLetters) -> bytes:
    marks, starts = letters.marks, letters.starts
    if not len(starts) or (int(starts.min()) >= 0 and int(starts.max()) < len(printed.text)):
        firsts = first_characters(letters.units)
        borders = _borders(marks, touching(firsts, starts, letters.ends), starts, len(printed.text))
        if marks_of(firsts, starts, letters.ends, borders) == marks:
            return BORDERS + packed_bytes(borders)
    return SPELT + packed_text(marks)


def _borders(marks: str, places: NDArray[np.intp], starts: Numbers, size: int) -> bytes:
    codes = np.frombuffer(marks.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _KIND_OF[np.minimum(codes, len(_KIND_OF) - 1)]
    bits = np.zeros((size, 2), dtype=np.bool_)
    bits[starts[places], 0] = kinds[places - 1] % 2 == 0
    bits[starts[places], 1] = kinds[places] // 2 == 1
    return np.packbits(bits).tobytes()


def _others(printed: Printed, letters: GivenLetters) -> Others:
    if letters.is_printed(printed):
        return None
    starts, ends = printed.spans
    ours = list(zip(each_unit(printed.units, len(starts)), starts.tolist(), ends.tolist(), strict=True))
    theirs = list(zip(letters.units, letters.stream.starts, letters.stream.ends, strict=True))
    removed, added = [], []
    at = 0
    for place, letter in enumerate(theirs):
        while at < len(ours) and ours[at] != letter and ours[at][1] <= letter[1]:
            removed.append(at)
            at += 1
        if at < len(ours) and ours[at] == letter:
            at += 1
        else:
            added.append((place, *letter))
    removed += range(at, len(ours))
    of_added = [start for _, _, start, _ in added], [end - start for _, _, start, end in added]
    return steps(removed), steps([place for place, *_ in added]), [unit for _, unit, *_ in added], *of_added
