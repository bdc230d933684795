"""The order in which a page is read: bands from top to bottom, and in a band of columns one column after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from indexer.readers.pdf_runs import Gutter
from indexer.readers.pdf_shapes import Run, Thing

_NARROWEST = 8.0
"""Points that two columns are apart at least."""
_MARGIN = 0.15
"""A gutter is not in the outermost part of a page's text, as the indent of a list or a column of numbers is."""
_FEWEST = (3, 2)
"""So many lines the columns of a band have at least, the left one and the right one."""
_MOST_COLUMNS = 6
"""What has more columns is a table."""
_EMS = 9
"""A column of running text is at least so wide."""
_FULL = 0.8
_FULL_LINES = 0.4
"""Of a column's lines this part fills the column to `_FULL` at least; in a table cells are as long as they are."""
_LARGER = 1.15
_SAME_START = 2
_SAME_EDGE = 4.0
"""Points by which a gutter's edges differ from page to page at most."""


class Band(NamedTuple):
    """Things of a page that make one column, `place` (from 0) of `columns`."""

    place: int
    columns: int
    things: list[Thing]


def bands_of(things: Sequence[Thing], known: Sequence[Gutter] = ()) -> list[Band]:
    """The columns of a page in the order in which they are read; where there are none, one band of all.

    `known` are gutters of other pages, which need less evidence here.
    """
    return list(_bands(things, known, 0, 1))


def gutters_of(things: Sequence[Thing]) -> list[Gutter]:
    """The free room between the columns of a page."""
    found: list[Gutter] = []
    for rows in _stretches(things):
        gutter = _gutter(rows, ())
        if gutter:
            found += [gutter, *(inner for side in _sides(rows, gutter) for inner in gutters_of(side))]
    return found


def _bands(things: Sequence[Thing], known: Sequence[Gutter], place: int, columns: int) -> Iterator[Band]:
    plain: list[Thing] = []
    stretches = _stretches(things)
    for number, rows in enumerate(stretches):
        gutter = _gutter(rows, known)
        if gutter is None:
            plain += [thing for row in rows for thing in row]
            continue
        for part in _parts(rows, gutter, last=number + 1 == len(stretches)):
            left, right = _sides(part, gutter)
            if not right:
                plain += left
                continue
            if plain:
                yield Band(place, columns, plain)
                plain = []
            yield from _bands(left, known, 2 * place, 2 * columns)
            yield from _bands(right, known, 2 * place + 1, 2 * columns)
    if plain:
        yield Band(place, columns, plain)


def _rows(things: Sequence[Thing]) -> list[list[Thing]]:
    """Things side by side, from top to bottom, those of a row from left to right."""
    rows: list[list[Thing]] = []
    bottom = 0.0
    for thing in sorted(things, key=lambda thing: (thing.top, thing.x0)):
        # Letters of neighbouring lines may touch, so a little overlap makes no row.
        if rows and thing.top < bottom - 0.35 * (thing.bottom - thing.top):
            rows[-1].append(thing)
            bottom = max(bottom, thing.bottom) if isinstance(thing, Run) else thing.bottom
        else:
            rows.append([thing])
            bottom = thing.bottom
    return [sorted(row, key=lambda thing: (thing.x0, thing.top)) for row in rows]


def _stretches(things: Sequence[Thing]) -> list[list[list[Thing]]]:
    """The rows in groups, each as long as one gutter goes through it."""
    if not things:
        return []
    left, right = min(thing.x0 for thing in things), max(thing.x1 for thing in things)
    span = (left + _MARGIN * (right - left), right - _MARGIN * (right - left))
    groups: list[list[list[Thing]]] = []
    free: list[Gutter] = []
    for row in _rows(things):
        own = _free(row, *span)
        both = _meet(free, own)
        if not both:
            groups.append([])
            both = own
        groups[-1].append(row)
        free = both
    return groups


def _free(row: Sequence[Thing], left: float, right: float) -> list[Gutter]:
    """Where, from `left` to `right`, nothing stands in a row."""
    found: list[Gutter] = []
    edge = left
    for thing in sorted(row, key=lambda thing: thing.x0):
        found.append((edge, min(thing.x0, right)))
        edge = max(edge, thing.x1)
    found.append((edge, right))
    return [(start, end) for start, end in found if end - start >= _NARROWEST]


def _meet(some: Sequence[Gutter], others: Sequence[Gutter]) -> list[Gutter]:
    met = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(start, end) for start, end in met if end - start >= _NARROWEST]


def _gutter(rows: Sequence[Sequence[Thing]], known: Sequence[Gutter]) -> Gutter | None:
    """The gutter of a stretch of rows, if what stands on both sides of it is columns of text."""
    things = [thing for row in rows for thing in row]
    left, right = min(thing.x0 for thing in things), max(thing.x1 for thing in things)
    free = [(left, right)]
    for row in rows:
        free = _meet(free, _free(row, left, right))
    inner = [(start, end) for start, end in free if start > left and end < right]
    if len(inner) >= _MOST_COLUMNS:
        return None
    found = [gutter for gutter in inner if _is_known(rows, gutter, known) or _parts_columns(rows, gutter, inner)]
    return max(found, key=lambda gutter: gutter[1] - gutter[0], default=None)


def _is_known(rows: Sequence[Sequence[Thing]], gutter: Gutter, known: Sequence[Gutter]) -> bool:
    """Whether a gutter is where other pages have one, and a line begins to its right where a column does there."""
    start = min(thing.x0 for thing in _sides(rows, gutter)[1])
    return any(
        gutter[0] <= left + _SAME_EDGE and right - _SAME_EDGE <= gutter[1] and abs(start - right) <= _SAME_EDGE
        for left, right in known
    )


def _sides(rows: Sequence[Sequence[Thing]], gutter: Gutter) -> tuple[list[Thing], list[Thing]]:
    things = [thing for row in rows for thing in row]
    middle = sum(gutter) / 2
    return [thing for thing in things if thing.x1 <= middle], [thing for thing in things if thing.x0 >= middle]


def _parts_columns(rows: Sequence[Sequence[Thing]], gutter: Gutter, gutters: Sequence[Gutter]) -> bool:
    """Whether running text stands on both sides of a gutter, up to the next of `gutters` or the edge."""
    left, right = _sides(rows, gutter)
    start = max((sum(other) / 2 for other in gutters if other < gutter), default=float("-inf"))
    end = min((sum(other) / 2 for other in gutters if other > gutter), default=float("inf"))
    beside = [thing for thing in left if thing.x0 > start], [thing for thing in right if thing.x1 < end]
    return all(map(_is_column, beside, _FEWEST))


def _is_column(things: Sequence[Thing], fewest: int) -> bool:
    runs = [thing for thing in things if isinstance(thing, Run)]
    if len(runs) < fewest:
        return False
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    if right - left < _EMS * median(run.size for run in runs):
        return False
    return sum(run.x1 - run.x0 >= _FULL * (right - left) for run in runs) >= _FULL_LINES * len(runs)


def _parts(rows: list[list[Thing]], gutter: Gutter, last: bool) -> Iterator[list[list[Thing]]]:
    """The rows of a stretch, parted where a short heading stands across its columns; `last` on the page or not."""
    usual = median([thing.size for row in rows for thing in row if isinstance(thing, Run)] or [0.0])
    start = 0
    for index, row in enumerate(rows):
        if start <= index and _is_across(row, _sides(rows, gutter), usual, last):
            yield from filter(None, (rows[start:index], [row]))
            start = index + 1
    if start < len(rows):
        yield rows[start:]


def _is_across(row: Sequence[Thing], sides: tuple[list[Thing], list[Thing]], usual: float, last: bool) -> bool:
    """Whether a row of the left column is a heading for which the right column makes room."""
    left, right = sides
    if not all(isinstance(thing, Run) and thing in left and thing.size > _LARGER * usual for thing in row):
        return False
    top, bottom = row[0].top - 0.5 * usual, row[0].bottom + 0.5 * usual
    if any(thing.top < bottom and thing.bottom > top for thing in right):
        return False
    tops = [min((thing.top for thing in side if thing.top > row[0].bottom), default=None) for side in sides]
    # At the end of a page, a left column that is longer than the right one has headings of its own; and below a
    # heading across the columns both begin anew.
    return not last if tops[0] is None or tops[1] is None else abs(tops[0] - tops[1]) <= _SAME_START * usual
