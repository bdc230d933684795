"""Token streams as they are stored: by what in them does not follow from the printed text.

Nearly every letter of the analysis is what is printed, in lower case, and nearly every content word too. So the printed
text is taken apart by plain rules (archive.printed), and only the differences are kept: letters that folding has
changed, words whose form is not the printed one, and where within a printed word a morpheme begins or ends. Any streams
can be stored so; those of another text only take more room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, pairwise

import numpy as np
from numpy.typing import NDArray

from archive.analysis.letters import MARKS
from archive.analysis.tokens import BREAK
from archive.packing import (
    Numbers,
    unpacked_bytes,
    unpacked_numbers,
    unpacked_text,
)
from archive.printed import Codes, Printed

Changes = tuple[list[int], list[str]] | None
"""Places (steps from one to the next), and what stands there; None for none."""

Others = tuple[list[int], list[int], list[str], list[int], list[int]] | None
"""Which printed units are no letters of the stream (steps), and the letters that are not printed so: their places in
the stream (steps), units, starts and lengths. None where every letter is printed as it is."""


class StoredWords:
    """The stream of words. `joined` are its terms joined by spaces, one before the first and one after the last.

    `starts` and `ends` are code-point offsets of the searchable text. Each part is unpacked when it is first asked for:
    to mark a hit, most of it is not needed.
    """

    def __init__(self, printed: Printed, offsets: bytes, others: Changes) -> None:
        self._printed = printed
        self._packed_offsets = offsets
        self._others = others

    @cached_property
    def terms(self) -> list[str]:
        text = self._printed.text
        terms = [text[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]
        for place, term in self._not_printed.items():
            terms[place] = term
        return terms

    @cached_property
    def joined(self) -> str:
        return f" {' '.join(self.terms)} "

    def places(self, row: Sequence[str]) -> Iterator[int]:
        """Positions at which these terms stand in a row, each behind the one before it or within it."""
        for place in self._places(row[0]):
            if all(self._term(place + step) == term for step, term in enumerate(row[1:], 1)):
                yield place

    def _places(self, term: str) -> Sequence[int]:
        """Positions of one term, found by where it is printed."""
        places = [place for place, other in self._not_printed.items() if other == term]
        text, at, found = self._printed.text, -1, list[int]()
        while (at := text.find(term, at + 1)) >= 0:
            found.append(at)
        for place in self._beginning_at(found) if found else ():
            if self.ends[place] - self.starts[place] == len(term) and place not in self._not_printed:
                places.append(place)
        return sorted(places)

    def _beginning_at(self, offsets: list[int]) -> list[int]:
        """Positions of the words that begin at these offsets."""
        starts = self.starts
        if self._are_in_order:
            first, last = (np.searchsorted(starts, offsets, side).tolist() for side in ("left", "right"))
            return [place for one, end in zip(first, last, strict=True) for place in range(one, end)]
        return np.flatnonzero(np.isin(starts, offsets)).tolist()

    @cached_property
    def _are_in_order(self) -> bool:
        return bool(np.all(self.starts[1:] >= self.starts[:-1]))

    def _term(self, place: int) -> str | None:
        if place >= len(self.starts):
            return None
        return self._not_printed.get(place) or self._printed.text[self.starts[place] : self.ends[place]]

    @cached_property
    def _not_printed(self) -> Mapping[int, str]:
        """Terms by their positions, where they are not what is printed."""
        return read_changes(self._others)

    @property
    def starts(self) -> Numbers:
        return self._offsets[0]

    @property
    def ends(self) -> Numbers:
        return self._offsets[1]

    @cached_property
    def _offsets(self) -> tuple[Numbers, Numbers]:
        gaps, lengths = unpacked_numbers(self._packed_offsets, 2)
        ends = np.cumsum(gaps + lengths, dtype=np.int32)
        return ends - lengths, ends


class StoredLetters:
    """The stream of letters: `units` joined as words are, `marks`, the first character of each term, and the rest.

    `borders` are two bits for each character of `printed.text`: whether a morpheme ends before it and whether one
    begins with it, where syllables touch. None where they do not tell all of the marks, or the units are not what
    `printed` has: then the stream has to be asked, which takes longer.
    """

    def __init__(self, printed: Printed, marks: bytes, others: Others) -> None:
        self.printed = printed
        self._packed_marks = marks
        self._others = others

    @property
    def borders(self) -> bytes | None:
        return None if self._others else self._borders

    @cached_property
    def units(self) -> str:
        return f" {' '.join(self._changed[0])} " if self._others else self.printed.units

    @cached_property
    def joined(self) -> str:
        return f" {' '.join(self.terms)} "

    @property
    def terms(self) -> list[str]:
        return list(map(str.__add__, self.marks, each_unit(self.units, len(self.marks))))

    @property
    def plain(self) -> str:
        """All letters and digits in a row, without signs."""
        return "".join(filter(str.isalnum, self.units)) if self._others else self.printed.letters

    @property
    def starts(self) -> Numbers:
        return self._changed[1] if self._others else self.printed.spans[0]

    @property
    def ends(self) -> Numbers:
        return self._changed[2] if self._others else self.printed.spans[1]

    @cached_property
    def marks(self) -> str:
        if self._borders is None:
            return unpacked_text(self._packed_marks[1:])
        firsts = self._changed[3] if self._others else self.printed.codes[self.starts]
        return marks_of(firsts, self.starts, self.ends, self._borders)

    @cached_property
    def _borders(self) -> bytes | None:
        kind, packed = self._packed_marks[:1], self._packed_marks[1:]
        return unpacked_bytes(packed) if kind == BORDERS else None

    @cached_property
    def _changed(self) -> tuple[list[str], Numbers, Numbers, Codes]:
        return _with_others(self.printed, self._others)


BORDERS, SPELT = b"b", b"s"
"""How marks are kept: as borders of morphemes, or as they are."""


def as_changes(made: Mapping[int, str]) -> Changes:
    """What `read_changes` reads; `made` in order of place."""
    return (steps(list(made)), list(made.values())) if made else None


def read_changes(made: Changes) -> Mapping[int, str]:
    """Places, and what stands there."""
    return dict(zip(accumulate(made[0]), made[1], strict=True)) if made else {}


def first_characters(units: Sequence[str]) -> Codes:
    """The first character of each unit; BREAK for one that is empty."""
    firsts = "".join([unit[:1] or BREAK for unit in units])
    return np.frombuffer(firsts.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def touching(firsts: Codes, starts: Numbers, ends: Numbers) -> NDArray[np.intp]:
    """The places of letters that are syllables and have a syllable right before them."""
    syllables = (firsts >= ord("가")) & (firsts <= ord("힣"))
    return np.flatnonzero(syllables[1:] & syllables[:-1] & (starts[1:] == ends[:-1])) + 1


def marks_of(firsts: Codes, starts: Numbers, ends: Numbers, borders: bytes) -> str:
    """The marks of archive.analysis.letters: what begins (a word, a morpheme, nothing), and whether a morpheme ends."""
    places = touching(firsts, starts, ends)
    bits = np.unpackbits(np.frombuffer(borders, dtype=np.uint8)).reshape(-1, 2)[starts[places]]
    begins = np.zeros(len(firsts), dtype=np.intp)
    begins[places] = 2 - bits[:, 1]
    goes_on = np.zeros(len(firsts), dtype=np.intp)
    goes_on[places - 1] = 1 - bits[:, 0]
    marks = np.where(firsts == ord(BREAK), firsts, _CODES[2 * begins + goes_on])
    return marks.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


_CODES = np.array(list(map(ord, MARKS)), dtype="<u4")


def _with_others(printed: Printed, others: Others) -> tuple[list[str], Numbers, Numbers, Codes]:
    """The units of the stream, their starts and ends, and their first characters."""
    removed, places, added, added_starts, lengths = others or ([], [], [], [], [])
    starts, ends = printed.spans
    kept = np.ones(len(starts), dtype=np.bool_)
    kept[list(accumulate(removed))] = False
    at = list(accumulate(places))
    units = list(compress(each_unit(printed.units, len(starts)), kept.tolist()))
    for place, unit in zip(at, added, strict=True):
        units.insert(place, unit)
    ours = np.ones(len(units), dtype=np.bool_)
    ours[at] = False
    bounds = np.empty((2, len(units)), dtype=np.int32)
    bounds[:, ours] = starts[kept], ends[kept]
    bounds[:, ~ours] = added_starts, np.add(added_starts, lengths)
    firsts = np.empty(len(units), dtype="<u4")
    firsts[ours], firsts[~ours] = printed.codes[starts[kept]], first_characters(added)
    return units, bounds[0], bounds[1], firsts


def each_unit(units: str, count: int) -> list[str]:
    return units[1:-1].split(" ") if count else []


def steps(places: Sequence[int]) -> list[int]:
    return [second - first for first, second in pairwise([0, *places])]
