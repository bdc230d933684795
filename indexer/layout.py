"""Which lines each article has: from its heading to the next heading of an article or a section, or another border."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from indexer.articles import whole_heading
from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.outline import Heading, Outline
from indexer.overrides import NOTHING, Said
from indexer.wording import is_drawn, squeezed

_NOTICE = 10
"""Letters. A shorter line may come again by chance."""

Settled = Literal["dropped", "merged"]


@dataclass(frozen=True, slots=True)
class Part:
    """An article's lines: its heading and, up to the index `end`, what follows.

    `said` is what staff say of its head; `by_hand` whether they say anything of it at all.
    """

    heading: Heading
    end: int
    said: Said = NOTHING
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts in order, and the indices of lines that staff set aside.

    `settled` are the lines of the contents page whose articles staff have dropped, or merged into others.
    """

    parts: tuple[Part, ...]
    aside: frozenset[int] = frozenset()
    settled: Mapping[Entry, Settled] = field(default_factory=dict)


def layout_of(lines: Sequence[Line], outline: Outline) -> Layout:
    """The articles as the outline shows them; one for the whole body where it shows no heading; none without text."""
    headings: Sequence[Heading] = outline.headings
    if not headings:
        whole = whole_heading(lines, outline.body_start, outline.body_end)
        headings = [whole] if whole else []
    starts = [heading.start for heading in headings]
    marks = marks_of(starts, [mark.index for mark in outline.sections], outline, lines)
    return Layout(tuple(part_of(heading, next_mark(marks, heading.start)) for heading in headings))


def part_of(heading: Heading, end: int) -> Part:
    """The part whose lines go on to `end`; a wrapped heading never goes on into the next part."""
    return Part(replace(heading, end=min(heading.end, end)), end)


def marks_of(starts: Iterable[int], sections: Iterable[int], outline: Outline, lines: Sequence[Line]) -> list[int]:
    """Where an article ends at the latest: at the next article, section heading, or border of the issue, in order.

    All are indices of lines; borders are the ends of cover, contents page, body and file. A rule right above one of
    them, or a notice of the cover that is printed again, ends the article already.
    """
    marks = {*starts, *sections, outline.cover_end, outline.body_start, outline.body_end, len(lines)}
    notices = notices_of(lines, outline)
    return sorted(marks | {_above(lines, mark, outline.body_start, notices) for mark in marks})


def notices_of(lines: Sequence[Line], outline: Outline) -> frozenset[str]:
    """The longer lines of the cover, and of the contents page before its first entry, by their letters."""
    entries = outline.contents.entries if outline.contents else ()
    end = min((entry.line - 1 for entry in entries), default=outline.cover_end)
    letters = (squeezed(line.plain) for line in lines[:end])
    return frozenset(each for each in letters if len(each) >= _NOTICE)


def is_furniture(line: Line, notices: Collection[str]) -> bool:
    """Whether a line is a rule, or repeats a notice."""
    return is_drawn(line.plain) or squeezed(line.plain) in notices


def _above(lines: Sequence[Line], mark: int, start: int, notices: Collection[str]) -> int:
    """The first of the lines right above a mark, blank ones among them, that are furniture; the mark if none is."""
    first = mark
    for index in range(mark - 1, start - 1, -1):
        if is_furniture(lines[index], notices):
            first = index
        elif lines[index].plain:
            break
    return first


def next_mark(marks: Sequence[int], index: int) -> int:
    """The first mark after a line."""
    return marks[bisect_right(marks, index)]
