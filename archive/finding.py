"""Where a leaf of a plan stands in an article, by its stored streams.

Nearly every leaf is a row of known letters or words, so it is found as a string, many times faster than by a pattern;
only slots that are open at one end need one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.engines.contract import Phrase, Slot
from archive.plan import Leaf
from archive.stored import StoredStreams


@dataclass(frozen=True, slots=True)
class Finder:
    """How one leaf is found.

    `row` are its words or letters joined by spaces, one before the first and one after the last; empty where a slot is
    open, and `pattern` finds it. `marks` tells which marks may stand at which place of the row. `needle` are letters
    that every occurrence has, signs apart.
    """

    leaf: Leaf
    in_words: bool
    row: str
    marks: tuple[tuple[int, str], ...]
    needle: str
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, leaf: Leaf) -> Finder:
        phrase = leaf.phrase
        if phrase.field.endswith("words"):
            terms = [min(slot.terms, default="") for slot in phrase.slots]
            known = all(slot == Slot(frozenset({term})) for slot, term in zip(phrase.slots, terms, strict=True))
            return cls(leaf, True, _row(terms) if known else "", (), "", None if known else _pattern(phrase))
        units = [_unit(slot) for slot in phrase.slots]
        sure = [unit for unit in units if unit is not None]
        known = len(sure) == len(units)
        needle = "".join(filter(str.isalnum, sure))
        marks = tuple((place, _marks(slot)) for place, slot in enumerate(phrase.slots))
        return cls(leaf, False, _row(sure) if known else "", marks, needle, None if known else _pattern(phrase))

    def places(self, stored: StoredStreams, letters: str | None) -> Iterator[tuple[int, int]]:
        """Positions of the first and the last token of each occurrence, in order."""
        if not self.in_words and letters is not None and self.needle not in letters:
            return
        if self.pattern is not None:
            yield from _matches((stored.words if self.in_words else stored.letters).joined, self.pattern)
            return
        size = self.row.count(" ") - 2
        for first in _positions(stored.words.joined if self.in_words else stored.letters.units, self.row):
            if self._is_marked(stored.letters.marks, first):
                yield first, first + size

    def begins(self, stored: StoredStreams) -> Iterator[int] | None:
        """Positions at which it begins, those within each other too; None where a slot is open."""
        if self.pattern is not None:
            return None
        joined = stored.words.joined if self.in_words else stored.letters.units
        found = _positions(joined, self.row, overlapping=True)
        return found if self.in_words else (at for at in found if self._is_marked(stored.letters.marks, at))

    def _is_marked(self, marks: str, first: int) -> bool:
        return all(marks[first + place] in allowed for place, allowed in self.marks)


def _row(terms: list[str]) -> str:
    return f" {' '.join(terms)} "


def _unit(slot: Slot) -> str | None:
    """The letter that a slot takes under any of its marks; None where it takes others too."""
    units = {term[1:] for term in slot.terms}
    return units.pop() if len(units) == 1 and slot == Slot(slot.terms) else None


def _marks(slot: Slot) -> str:
    return "".join(sorted({term[0] for term in slot.terms}))


def _positions(joined: str, row: str, *, overlapping: bool = False) -> Iterator[int]:
    step = 1 if overlapping else len(row) - 1
    position, counted, at = 0, 0, joined.find(row)
    while at >= 0:
        position += joined.count(" ", counted, at)
        counted = at
        yield position
        at = joined.find(row, at + step)


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
