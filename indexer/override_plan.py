"""The articles of an issue while staff's corrections are made: where each begins, where it has to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.models import Outlet
from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.layout import Layout, Part, Settled, marks_of, next_mark, part_of
from indexer.matching import heading_end
from indexer.outline import Heading, Outline
from indexer.overrides import NOTHING, Said
from indexer.wording import LONGEST_HEADING, pairs, similarity

_ALIKE = 0.4
"""Less alike than this, a line is not the printed form of a title, nor a title that of a contents entry."""
_MOST_LINES = 3
"""As in matching: a printed title has no more lines with text in them."""


@dataclass(slots=True, eq=False)
class Start:
    """A line (`heading.start`) at which an article begins. `found_at` is where the splitter saw it begin, if it did.

    `stop` is the index after its last line where staff say it; `inherits` says that it has the section of the article
    before it.
    """

    heading: Heading
    found_at: int | None
    said: Said = NOTHING
    stop: int | None = None
    dropped: bool = False
    by_hand: bool = False
    inherits: bool = False

    @property
    def index(self) -> int:
        return self.heading.start

    @property
    def lowest(self) -> int:
        """The line from which on the article's end is looked for: what it had when it was found stays in it."""
        return self.index if self.found_at is None else max(self.index, self.found_at)


class Plan:
    """Starts in order. Its methods change them as they are told; whether that can be, is for the caller to know."""

    def __init__(self, lines: Sequence[Line], outline: Outline, found: Layout) -> None:
        self.outline = outline
        self.found = found
        self._lines = lines
        self.starts = [Start(part.heading, part.heading.start) for part in found.parts]
        self.by_ordinal = dict(enumerate(self.starts, 1))
        self._sections = [mark.index for mark in outline.sections]
        self._merged: list[Entry] = []

    def join(self, first: int, last: int, outlets: Sequence[Outlet]) -> None:
        """The articles found as `first` to `last` (ordinals) are one, headed as the first of them."""
        kept, end = self.by_ordinal[first], self.by_ordinal[last].index
        gone = [self.by_ordinal[ordinal] for ordinal in range(first + 1, last + 1)]
        self.starts = [start for start in self.starts if start not in gone]
        self._sections = [index for index in self._sections if not kept.index < index < end]
        entries = [start.heading.entry for start in (kept, *gone) if start.heading.entry]
        kept.heading = replace(kept.heading, entry=next(iter(entries), None))
        self._merged += entries[1:]
        kept.said, kept.by_hand = Said(outlets=tuple(dict.fromkeys(outlets))), True

    def begin(self, index: int, said: Said, stop: int | None) -> None:
        """An article begins at a line."""
        entry = self._entry_for(said.title or self._lines[index].plain)
        section, inherits = self._section(index, entry)
        heading = Heading(index, self._title_end(index, said, entry, None), section, entry)
        self.starts.append(Start(heading, None, said, stop, by_hand=True, inherits=inherits))
        self.starts.sort(key=lambda start: start.index)

    def change(self, start: Start, index: int, said: Said, stop: int | None) -> None:
        """An article begins at this line, with this head; it ends where it did if `stop` is None."""
        end = self._title_end(index, said, start.heading.entry, start)
        start.heading = replace(start.heading, start=index, end=end)
        outlets = start.said.outlets if said.outlets is None else said.outlets
        start.said, start.stop, start.by_hand = replace(said, outlets=outlets), stop, True

    def room_for_start(self, start: Start) -> range:
        """The lines at which an article may begin without another one losing its own beginning."""
        before = [each for each in self.starts if each.index < start.index][-1:]
        after = [each.index for each in self.starts if each.index > start.index][:1]
        least = max((max(each.index + 1, each.stop or 0) for each in before), default=0)
        return range(least, min([*after, len(self._lines)]))

    def room_for_end(self, index: int, start: Start | None) -> range:
        """The lines with which an article that begins at `index` may end."""
        after = [each.index for each in self.starts if each is not start and each.index > index][:1]
        return range(index, min([*after, len(self._lines)]))

    def natural_end(self, index: int, start: Start | None) -> int:
        """Where an article that begins at `index`, `start` or a new one, ends if nobody says anything."""
        return next_mark(self._marks(index, without=start), max(index, start.lowest if start else index))

    def layout(self) -> Layout:
        """The articles as they are now, and the lines that were taken from them and belong to none."""
        marks = self._marks()
        aside: set[int] = set()
        parts: list[Part] = []
        section: str | None = None
        begins = [start.index for start in self.starts[1:]]
        for start, below in zip(self.starts, [*begins, len(self._lines)], strict=True):
            heading = replace(start.heading, section=section) if start.inherits else start.heading
            section = heading.section if start.said.section is None else start.said.section or None
            # Two articles may both have been moved up, the lower one to above where the upper one was found.
            end = min(next_mark(marks, start.lowest), below)
            stop = min(end if start.stop is None else start.stop, below)
            aside.update(range(stop, end))
            if start.found_at is not None:
                aside.update(range(start.found_at, start.index))
            if start.dropped:
                aside.update(range(start.index, stop))
            else:
                parts.append(replace(part_of(heading, stop), said=start.said, by_hand=start.by_hand))
        owned = (index for part in parts for index in range(part.heading.start, part.end))
        return Layout(tuple(parts), frozenset(aside.difference(owned)), self._settled())

    def _marks(self, *more: int, without: Start | None = None) -> list[int]:
        starts = (start.index for start in self.starts if start is not without)
        return marks_of([*starts, *more], self._sections, self.outline, self._lines)

    def _settled(self) -> dict[Entry, Settled]:
        settled: dict[Entry, Settled] = dict.fromkeys(self._merged, "merged")
        return settled | {s.heading.entry: "dropped" for s in self.starts if s.dropped and s.heading.entry}

    def _entry_for(self, title: str) -> Entry | None:
        """The line of the contents page that announces an article of this title, if no other article has it."""
        taken = {start.heading.entry for start in self.starts}
        entries = self.outline.contents.entries if self.outline.contents else ()
        free = [entry for entry in entries if entry not in taken]
        best = max(free, key=lambda entry: _likeness(entry.title, title), default=None)
        return best if best and _likeness(best.title, title) >= _ALIKE else None

    def _title_end(self, index: int, said: Said, entry: Entry | None, found: Start | None) -> int:
        """The index after the printed title at a line, which is that line's own if none of it is printed there.

        `found` is what the splitter took for the article's heading, before it is moved.
        """
        if said.title is not None:
            ends = {index, heading_end(self._lines, index, Entry(0, None, 0, said.title, None))}
            # A title may be printed in parts, of which the splitter has seen the last.
            if found and index <= found.index and self._texts(index, found.heading.end) <= _MOST_LINES:
                ends.add(found.heading.end)
            end = max(sorted(ends), key=lambda end: self._printed(index, end, said.title or ""))
            if end > index or found is None or found.index != index:
                return end
        if found and found.index == index:
            return found.heading.end
        return heading_end(self._lines, index, entry) if len(self._lines[index].plain) <= LONGEST_HEADING else index

    def _texts(self, start: int, end: int) -> int:
        """How many of the lines `start` to `end` have text."""
        return sum(bool(line.plain) for line in self._lines[start:end])

    def _printed(self, start: int, end: int, title: str) -> float:
        """How like a title the lines `start` to `end` are, 0 if they are not like it at all."""
        likeness = _likeness(" ".join(line.plain for line in self._lines[start:end]), title) if end > start else 0.0
        return likeness if likeness >= _ALIKE else 0.0

    def _section(self, index: int, entry: Entry | None) -> tuple[str | None, bool]:
        """The section of an article that begins at a line, and whether it is that of the article before it.

        It is that of its entry, of the section heading right above, or of the article in which the line stands.
        """
        marks = self.outline.sections
        if entry and entry.section:
            return next((mark.name for mark in marks if mark.listed == entry.section), entry.section), False
        if index < self.outline.body_start:
            return None, False
        above = max((mark for mark in marks if mark.index < index), key=lambda mark: mark.index, default=None)
        before = max((start.index for start in self.starts if start.index < index), default=-1)
        if above and above.index > before and above.index in self._sections:
            return above.name, False
        return None, before >= 0


def _likeness(one: str, other: str) -> float:
    return similarity(pairs(one), pairs(other))
