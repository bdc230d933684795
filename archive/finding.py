"""Where a leaf of a plan stands in an article, by its stored streams.

Nearly every leaf is a row of known letters, which is looked for in the printed text, or of known words, which is found
as a string; only slots that are open at one end, and articles whose letters are not those that are printed, need the
whole stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from archive.engines.contract import Phrase, Slot
from archive.plan import Leaf
from archive.printed_rows import PrintedRow
from archive.stored import StoredStreams


@dataclass(frozen=True, slots=True)
class Finder:
    """How one leaf is found, or several that are the same row of letters under different marks.

    `row` are its words or letters; none where a slot is open, and `pattern` finds it. `marks` tells for each leaf which
    marks may stand at which place of a row of letters, `printed` how it is printed. `needle` are letters that every
    occurrence has, signs apart.
    """

    leaf: Leaf
    in_words: bool
    row: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    needle: str
    printed: PrintedRow | None
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, leaf: Leaf) -> Finder:
        phrase = leaf.phrase
        if phrase.field.endswith("words"):
            terms = [min(slot.terms, default="") for slot in phrase.slots]
            known = all(slot == Slot(frozenset({term})) for slot, term in zip(phrase.slots, terms, strict=True))
            return cls(leaf, True, tuple(terms) if known else (), ((),), "", None, None if known else _pattern(phrase))
        units = [_unit(slot) for slot in phrase.slots]
        sure = [unit for unit in units if unit is not None]
        known = len(sure) == len(units)
        needle = "".join(filter(str.isalnum, "".join(sure)))
        marks = tuple(map(_marks, phrase.slots))
        if not known:
            return cls(leaf, False, (), (marks,), needle, None, _pattern(phrase))
        return cls(leaf, False, tuple(sure), (marks,), needle, PrintedRow.of(sure, (marks,)), None)

    @classmethod
    def of_all(cls, leaves: Iterable[Leaf]) -> list[Finder]:
        """Finders of all leaves: a word begins with its letters, or a morpheme does, and its row is looked for once."""
        found: dict[tuple[object, ...], Finder] = {}
        for number, finder in enumerate(map(cls.of, leaves)):
            leaf = finder.leaf
            alone = finder.in_words or finder.pattern is not None
            key = (number,) if alone else (leaf.word, leaf.way, leaf.phrase.field, finder.row)
            found[key] = found[key]._with(finder) if key in found else finder
        return list(found.values())

    def _with(self, other: Finder) -> Finder:
        marks = (*self.marks, *other.marks)
        return replace(self, marks=marks, printed=PrintedRow.of(self.row, marks))

    def spans(self, stored: StoredStreams, letters: str | None) -> Iterator[tuple[int, int]]:
        """Where each occurrence begins and ends (code-point offsets of the searchable text), in order; `letters`
        (stored.unpack_letters), where they are at hand, save looking for what is not there."""
        if not self.in_words and letters is not None and self.needle not in letters:
            return
        borders = self._borders(stored)
        if self.printed and borders is not None:
            yield from self.printed.spans_apart(stored.letters.printed, borders)
            return
        stream = stored.words if self.in_words else stored.letters
        for first, last in self._places(stored):
            yield int(stream.starts[first]), int(stream.ends[first : last + 1].max())

    def _places(self, stored: StoredStreams) -> Iterator[tuple[int, int]]:
        """Positions of the first and the last token of each occurrence, in order."""
        if self.pattern is not None:
            yield from _matches((stored.words if self.in_words else stored.letters).joined, self.pattern)
            return
        found = {each: None for way in range(len(self.marks)) for each in self._apart(stored, way)}
        for first in sorted(found):
            yield first, first + len(self.row) - 1

    def _apart(self, stored: StoredStreams, way: int) -> Iterator[int]:
        """Positions at which it begins in one way, without those that begin within one before."""
        free = 0
        for first in self._begins(stored, way):
            if first >= free:
                free = first + len(self.row)
                yield first

    def begins(self, stored: StoredStreams) -> Iterator[int] | None:
        """Positions at which it begins, those within each other too; None where a slot is open. Of one leaf only."""
        if self.pattern is not None:
            return None
        borders = self._borders(stored)
        if self.printed and borders is not None:
            printed = self.printed.spans(stored.letters.printed, borders)
            starts = np.fromiter((start for start, _ in printed), dtype=np.int32)
            return iter(np.searchsorted(stored.letters.starts, starts).tolist() if len(starts) else ())
        return self._begins(stored)

    def _borders(self, stored: StoredStreams) -> bytes | None:
        """What the marks of printed letters are read from; None where the stream has to be asked."""
        return stored.letters.borders if self.printed else None

    def _begins(self, stored: StoredStreams, way: int = 0) -> Iterator[int]:
        if self.in_words:
            return stored.words.places(self.row)
        marks, found = stored.letters.marks, _positions(stored.letters.units, f" {' '.join(self.row)} ")
        return (
            at for at in found if all(marks[at + place] in allowed for place, allowed in enumerate(self.marks[way]))
        )


def _unit(slot: Slot) -> str | None:
    """The letter that a slot takes under any of its marks; None where it takes others too."""
    units = {term[1:] for term in slot.terms}
    return units.pop() if len(units) == 1 and slot == Slot(slot.terms) else None


def _marks(slot: Slot) -> str:
    return "".join(sorted({term[0] for term in slot.terms}))


def _positions(joined: str, row: str) -> Iterator[int]:
    position, counted, at = 0, 0, joined.find(row)
    while at >= 0:
        position += joined.count(" ", counted, at)
        counted = at
        yield position
        at = joined.find(row, at + 1)


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """The phrase over terms joined by spaces; the look-behind lets occurrences overlap by their space."""
    return re.compile("(?<= )" + " ".join(map(_alternatives, phrase.slots)) + "(?= )")


def _alternatives(slot: Slot) -> str:
    parts = [f"{re.escape(prefix)}[^ ]*" for prefix in slot.prefixes]
    parts += [f"[^ ]*{re.escape(suffix)}" for suffix in slot.suffixes]
    parts += [f"[^ ]+?{re.escape(infix)}[^ ]*" for infix in slot.infixes]
    parts += [re.escape(term) for term in sorted(slot.terms)]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def _matches(joined: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position, counted = -1, 0
    for match in pattern.finditer(joined):
        position += joined.count(" ", counted, match.start())
        counted = match.start()
        yield position, position + match.group().count(" ")
