"""Which lines of the columns make a paragraph, and which of them are headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from indexer.readers.pdf_runs import width_of_start, with_space_seen
from indexer.readers.pdf_shapes import Flow, Run, Table

_SAME_SIZE = 0.06
_NEXT_LINE = 1.22
"""A line of the same paragraph is no farther down than so many usual distances."""
_INDENT = 0.7
"""Ems by which a line begins farther in than the one above."""
_ROOM = 0.45
"""Ems that may stay free at the end of a full line."""
_SPACE = 0.3
_WIDEST_SPACE = 2.2
"""Ems; what is farther apart on a line stands in columns."""
_LARGER = 1.08
"""A heading's letters are so many times as large as those of running text."""
_MOST_LINES = 4
_LONGEST_BOLD = 120
_SAME_EDGE = 2.0
_SENTENCE_END = (".", "다", "요", "?", "!", ")", '"', "”", "。")
_SIGN = re.compile(
    r"[-–—•●○◦▪▫■□◆◇▶▷▸‣∙·※*✓✔☞]\s|[▶※•■□◆◇]|\(?\d{1,2}[.)](?!\d)|[①-⓿❶-➓]|[가나다라마바사아자차카타파하][.)]\s"
)
_LEADER = re.compile(r"(?:(?:[.·…‥]\s?){3,}|\t)\s*[Pp]?\.?\s?\d{1,4}$")


@dataclass(slots=True)
class Paragraph:
    """The lines of a paragraph, or a table. `page` is that of its first line, from 1, `last_page` that of its last.

    `spaced` says that room parts it from what stands above, `level` is that of a heading (from 1), or None.
    """

    page: int
    last_page: int
    spaced: bool
    lines: list[Run] = field(default_factory=list)
    table: Table | None = None
    level: int | None = None


class Measures:
    """What is usual in a document: the size of its running text, and how far apart lines of each size are."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        apart = defaultdict[float, Counter[float]](Counter)
        lines = [
            sorted((thing for thing in flow.things if isinstance(thing, Run)), key=lambda run: run.y) for flow in flows
        ]
        for runs in lines:
            for one, other in pairwise(runs):
                if _same_size(one, other) and 0.8 * one.size < other.y - one.y < 2.6 * one.size:
                    apart[round(one.size, 1)][round(other.y - one.y)] += len(one.text)
        self.body = usual_size(run for runs in lines for run in runs)
        self.pitches: Mapping[float, float] = {
            # Where nearly all paragraphs are one line, the nearest lines are still those that go together.
            size: min(found, key=lambda pitch: (found[pitch] < 0.2 * found.total(), pitch)) + 0.5
            for size, found in apart.items()
        }

    def pitch(self, run: Run) -> float:
        """How far apart lines of this size are, in points."""
        return self.pitches.get(round(run.size, 1), 1.7 * run.size)


def usual_size(runs: Iterable[Run]) -> float:
    """The size of running text, which most characters have, in points; 1 where there are none."""
    letters = Counter[float]()
    for run in runs:
        letters[round(run.size, 1)] += len(run.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def paragraphs_of(flows: Sequence[Flow], measures: Measures, keeps_words: bool) -> list[Paragraph]:
    """The paragraphs of a document in the order in which they are read, headings with their levels."""
    found: list[Paragraph] = []
    before: Flow | None = None
    for flow in flows:
        fresh = True
        for thing in flow.things:
            if isinstance(thing, Table):
                _add_table(found, thing, flow, fresh)
            elif not found or found[-1].table or before is None:
                found.append(Paragraph(flow.page, flow.page, True, [thing]))
            else:
                _add(found, thing, flow, before if fresh else None, measures, keeps_words)
            fresh, before = False, flow
    _set_levels(found, measures.body)
    return found


def _add_table(found: list[Paragraph], table: Table, flow: Flow, fresh: bool) -> None:
    """Adds a table, or the rest of one that a page's or a column's end has cut through a row."""
    last = found[-1].table if found and fresh else None
    if last and _is_cut(last, table):
        cut = [[*above, *below] for above, below in zip(last.rows[-1], table.rows[0], strict=True)]
        rows = [*last.rows[:-1], cut, *table.rows[1:]]
        found[-1].table = table._replace(rows=rows, opens=last.opens)
        found[-1].last_page = flow.page
    else:
        found.append(Paragraph(flow.page, flow.page, True, table=table))


def _is_cut(table: Table, rest: Table) -> bool:
    """Whether a page's or a column's end has cut through a row.

    Either no line is drawn at the cut; or the columns are the same, and what stands in some cells only goes on from
    full lines of them.
    """
    above, below = table.rows[-1], rest.rows[0]
    if len(above) != len(below):
        return False
    widths = [right - left for left, right in pairwise(table.edges)]
    others = [right - left for left, right in pairwise(rest.edges)]
    if len(widths) != len(above) or any(abs(a - b) > _SAME_EDGE for a, b in zip(widths, others, strict=True)):
        return False
    if not (table.closes and rest.opens):
        return True
    going_on = [place for place, cell in enumerate(below) if cell]
    return len(going_on) < len(below) and all(
        above[place] and _fills(above[place][-1], *table.edges[place : place + 2]) for place in going_on
    )


def _fills(run: Run, left: float, right: float) -> bool:
    """Whether a line of a cell, as far from its right edge as from its left one, has no room for another syllable."""
    return right - run.x1 - max(0.0, run.x0 - left) < run.size


def _add(
    found: list[Paragraph], run: Run, flow: Flow, before: Flow | None, measures: Measures, keeps_words: bool
) -> None:
    """Adds a line to the last paragraph, or a paragraph that begins with it. `before` is the column that just ended."""
    last = found[-1].lines
    touching = before is None and run.y - last[-1].y <= _NEXT_LINE * measures.pitch(run)
    if before is None and abs(run.y - last[-1].y) < 0.3 * run.size:
        gap = " " if run.x0 - last[-1].x1 < _WIDEST_SPACE * run.size else "\t"
        last[-1] = last[-1]._replace(text=f"{last[-1].text}{gap}{run.text}", x1=run.x1, spaced=run.spaced)
    elif _alike(last[-1], run) and (touching or before) and _goes_on(last, run, before, flow, keeps_words):
        last[-1] = with_space_seen(last[-1], run, _free(last[-1], before or flow))
        last.append(run)
        found[-1].last_page = flow.page
    else:
        found.append(Paragraph(flow.page, flow.page, not (touching and _alike(last[-1], run)), [run]))


def _alike(one: Run, other: Run) -> bool:
    return _same_size(one, other) and (one.bold == other.bold or min(len(one.text), len(other.text)) > 20)


def _same_size(one: Run, other: Run) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _goes_on(lines: Sequence[Run], run: Run, before: Flow | None, flow: Flow, keeps_words: bool) -> bool:
    """Whether a paragraph goes on with a line of the same letters, right below it or in the next column."""
    last, first = lines[-1], len(lines) == 1
    column = before or flow
    if _LEADER.search(last.text) or _room_left(last, run, column, keeps_words):
        return False
    if _SIGN.match(run.text) and (last.text.endswith(_SENTENCE_END) or _SIGN.match(lines[0].text)):
        return False
    inward = (run.x0 - flow.x0) - (last.x0 - column.x0)
    if inward > _INDENT * run.size:
        return bool(_SIGN.match(last.text)) or _centred(last, column)
    return inward > -_INDENT * run.size or first or _centred(last, column)


def _room_left(last: Run, run: Run, column: Flow, keeps_words: bool) -> bool:
    """Whether the next line's beginning would still have fitted behind a line, which therefore ended a paragraph."""
    return _free(last, column) > width_of_start(run, keeps_words) + (_SPACE + _ROOM) * run.size


def _free(run: Run, column: Flow) -> float:
    """The points that a line leaves free in its column, at its end or, if it is centred, on both sides."""
    return column.x1 - run.x1 + (run.x0 - column.x0 if _centred(run, column) else 0)


def _centred(run: Run, column: Flow) -> bool:
    left, right = run.x0 - column.x0, column.x1 - run.x1
    return left > run.size and abs(left - right) < 0.5 * run.size


def _set_levels(paragraphs: Sequence[Paragraph], body: float) -> None:
    """Gives levels to what is printed larger than running text, the largest first, and after them to bold lines."""
    texts = [paragraph for paragraph in paragraphs if 0 < len(paragraph.lines) <= _MOST_LINES]
    sizes = sorted({_size(each) for each in texts if _size(each) > _LARGER * body}, reverse=True)
    levels = {size: level for level, size in enumerate(sizes, 1)}
    for paragraph in texts:
        short = sum(len(run.text) for run in paragraph.lines) <= _LONGEST_BOLD
        if _size(paragraph) in levels:
            paragraph.level = levels[_size(paragraph)]
        elif short and all(run.bold for run in paragraph.lines) and _size(paragraph) > body / _LARGER:
            paragraph.level = len(sizes) + 1


def _size(paragraph: Paragraph) -> float:
    return round(2 * median(run.size for run in paragraph.lines)) / 2


def groups_of_lines(flows: Sequence[Flow], measures: Measures) -> Iterator[list[Run]]:
    """The document's lines in groups of full lines that follow each other, for learning how lines end."""
    for flow in flows:
        group: list[Run] = []
        for thing in flow.things:
            if not isinstance(thing, Run):
                continue
            if group and not (_same_size(group[-1], thing) and _touches(group[-1], thing, flow, measures)):
                yield group
                group = []
            group.append(thing)
        yield group


def _touches(last: Run, run: Run, flow: Flow, measures: Measures) -> bool:
    return 0 < run.y - last.y <= _NEXT_LINE * measures.pitch(run) and flow.x1 - last.x1 < 1.3 * run.size
