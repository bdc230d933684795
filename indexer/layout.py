"""Which lines each article has: from its heading to the next heading of an article or a section, or another border."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from indexer.articles import whole_heading
from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.outline import Heading, Outline
from indexer.overrides import NOTHING, Said

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

    All are indices of lines; borders are the ends of cover, contents page, body and file.
    """
    return sorted({*starts, *sections, outline.cover_end, outline.body_start, outline.body_end, len(lines)})


def next_mark(marks: Sequence[int], index: int) -> int:
    """The first mark after a line."""
    return marks[bisect_right(marks, index)]
