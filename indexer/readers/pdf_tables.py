"""Tables: cells between drawn lines, or what stands in columns row for row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.readers.pdf_runs import with_space_seen
from indexer.readers.pdf_shapes import Cell, Rule, Run, Table, Thing

_TOUCH = 2.5
"""Drawn lines meet if they are so many points apart at most."""
_MOST_RULES = 4_000
"""A page with more drawn lines shows a map or a picture."""
_NEXT_LINE = 1.3
"""A line of a cell is no farther below the one before it than so many usual distances of lines."""


class _Grid(NamedTuple):
    across: list[Rule]
    down: list[Rule]


def ruled_tables(runs: Sequence[Run], rules: Sequence[Rule]) -> list[Thing]:
    """The runs of a page, and instead of those between drawn lines the tables that these make."""
    left: list[Thing] = list(runs)
    for grid in _grids(rules) if len(rules) <= _MOST_RULES else []:
        xs = _levels(rule.x0 for rule in grid.down)
        ends = [end for rule in grid.down for end in (rule.top, rule.bottom)]
        ys = _levels([*(rule.top for rule in grid.across), *([min(ends), max(ends)] if ends else [])])
        if len(xs) < 3 or len(ys) < 2:
            continue
        inside = [run for run in left if isinstance(run, Run) and _inside(run, xs, ys)]
        opens, closes = (_closed(grid, xs[0], xs[1], y) for y in (ys[0], ys[-1]))
        # A frame around two columns of text is no table, but one row may be what a page's end has cut from one.
        if inside and (len(ys) > 2 or len(xs) > 3 or not (opens and closes)):
            # All rows first: what spans rows is added to a cell of an earlier one.
            rows = [row for row in list(_ruled_rows(inside, grid, xs, ys)) if any(row)]
            taken = set(inside)
            left = [thing for thing in left if not (isinstance(thing, Run) and thing in taken)]
            left.append(Table(rows, xs[0], xs[-1], ys[0], ys[-1], tuple(xs), opens, closes))
    return left


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """The drawn lines in groups that touch."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.top, rule.x0)):
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(other for group in touched for other in group)])
    return [_Grid([r for r in group if r.across], [r for r in group if not r.across]) for group in groups]


def _touch(one: Rule, other: Rule) -> bool:
    apart = max(one.x0 - other.x1, other.x0 - one.x1, one.top - other.bottom, other.top - one.bottom)
    return apart <= _TOUCH


def _levels(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _middle(run: Run) -> float:
    return run.y - 0.3 * run.size


def _inside(run: Run, xs: Sequence[float], ys: Sequence[float]) -> bool:
    return xs[0] - _TOUCH < (run.x0 + run.x1) / 2 < xs[-1] + _TOUCH and ys[0] < _middle(run) < ys[-1]


def _ruled_rows(runs: Sequence[Run], grid: _Grid, xs: Sequence[float], ys: Sequence[float]) -> Iterator[list[Cell]]:
    """The cells of each row; what spans several rows stands in the first of them."""
    spanning: dict[tuple[float, float], Cell] = {}
    for top, bottom in pairwise(ys):
        own = [run for run in runs if top <= _middle(run) < bottom]
        row: list[Cell] = []
        for left, right in pairwise(_walls(grid, xs, (top + bottom) / 2)):
            lines = [run for run in own if left <= min(max((run.x0 + run.x1) / 2, xs[0]), xs[-1] - _TOUCH) < right]
            cell = spanning.pop((left, right), None)
            row.append(_cell(lines, left, right) if cell is None else [])
            if cell is None:
                cell = row[-1]
            else:
                cell.extend(_cell(lines, left, right))
            if not _closed(grid, left, right, bottom):
                spanning[left, right] = cell
        yield row


def _walls(grid: _Grid, xs: Sequence[float], y: float) -> list[float]:
    """The lines (x) that are drawn through a row with the middle `y`, and the table's edges."""
    drawn = _levels(rule.x0 for rule in grid.down if rule.top - _TOUCH <= y <= rule.bottom + _TOUCH)
    return [xs[0], *(x for x in drawn if xs[0] + _TOUCH < x < xs[-1] - _TOUCH), xs[-1]]


def _cell(runs: Sequence[Run], left: float, right: float) -> Cell:
    """The lines of a cell with these edges, as far from the right one as from the left one at least."""
    lines = sorted(runs, key=lambda run: (run.y, run.x0))
    edge = right - max(0.0, min((run.x0 - left for run in lines), default=0.0))
    seen = [with_space_seen(run, following, edge - run.x1) for run, following in pairwise(lines)]
    return [*seen, *lines[-1:]]


def _closed(grid: _Grid, left: float, right: float, y: float) -> bool:
    """Whether a line is drawn below a cell."""
    middle = (left + right) / 2
    return any(abs(rule.top - y) <= _TOUCH and rule.x0 <= middle <= rule.x1 for rule in grid.across)


def aligned_tables(things: Sequence[Thing], pitches: Mapping[float, float]) -> list[Thing]:
    """The things of a column from top to bottom, and instead of rows that stand in columns the tables they make.

    `pitches` says how far apart the lines of a paragraph are, by their size.
    """
    rows = _baselines(things)
    found: list[Thing] = []
    index = 0
    while index < len(rows):
        end = _table_end(rows, index) if len(rows[index]) > 1 else index
        if end > index + 1:
            found.append(_aligned([run for row in rows[index:end] for run in row if isinstance(run, Run)], pitches))
        else:
            end = index + 1
            found += rows[index]
        index = end
    return found


def _baselines(things: Sequence[Thing]) -> list[list[Thing]]:
    rows: list[list[Thing]] = []
    last: Run | None = None
    for thing in sorted(things, key=lambda thing: thing.bottom if isinstance(thing, Table) else thing.y):
        if isinstance(thing, Run) and last and thing.y - last.y <= 0.3 * min(thing.size, last.size):
            rows[-1].append(thing)
        else:
            rows.append([thing])
        last = thing if isinstance(thing, Run) else None
    return [sorted(row, key=lambda thing: thing.x0) for row in rows]


def _table_end(rows: Sequence[Sequence[Thing]], start: int) -> int:
    """The index after the last row that has its cells in the same columns; `start` + 1 if there is no other."""
    columns = [(thing.x0, thing.x1) for thing in rows[start]]
    end = start + 1
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if not all(isinstance(thing, Run) for thing in row):
            break
        wider = _merged([*columns, *((thing.x0, thing.x1) for thing in row)])
        if len(wider) < len(columns) or len(wider) > len(columns) + 1:
            break
        if len(row) == 1 and _far(rows[index - 1], row):
            break
        columns = wider
        # A single cell goes on with the table only if a row comes after it, or if it is no text of the first column.
        if len(row) > 1 or row[0].x0 > columns[1][0] - 1:
            end = index + 1
    return end


def _far(above: Sequence[Thing], row: Sequence[Thing]) -> bool:
    return row[0].top - max(thing.bottom for thing in above) > 2.5 * (row[0].bottom - row[0].top)


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans, those that overlap as one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _aligned(runs: Sequence[Run], pitches: Mapping[float, float]) -> Table:
    columns = _merged((run.x0, run.x1) for run in runs)
    inside = [[run for run in runs if left <= run.x0 <= right] for left, right in columns]
    rows = _rows_by_blocks([_blocks(column, pitches) for column in inside]) or _rows_by_lines(runs, columns)
    return Table(rows, columns[0][0], columns[-1][1], min(run.top for run in runs), max(run.bottom for run in runs))


def _blocks(column: Sequence[Run], pitches: Mapping[float, float]) -> list[Cell]:
    """The lines of a column in groups that are as close as the lines of a paragraph."""
    blocks: list[Cell] = []
    for run in sorted(column, key=lambda run: (run.y, run.x0)):
        near = _NEXT_LINE * pitches.get(round(run.size, 1), 1.6 * run.size)
        if blocks and run.y - blocks[-1][-1].y <= near:
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return blocks


def _rows_by_blocks(columns: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """A row for each block of the column that has most, with the others that are beside it, and one for each that is
    beside none; no rows if two blocks of a column meet in one.
    """
    anchor = max(reversed(columns), key=len)
    rows: list[list[Cell]] = [[[] for _ in columns] for _ in anchor]
    alone: list[list[Cell]] = []
    for place, blocks in enumerate(columns):
        for block in blocks:
            row = max(range(len(anchor)), key=lambda index: _overlap(anchor[index], block))
            if _overlap(anchor[row], block) < 0:
                alone.append([block if column is blocks else [] for column in columns])
            elif rows[row][place]:
                return []
            else:
                rows[row][place] = block
    return sorted([*rows, *alone], key=lambda row: min(cell[0].y for cell in row if cell)) if len(rows) > 1 else []


def _overlap(one: Cell, other: Cell) -> float:
    """By how many points two blocks stand side by side; negative: how far one is below the other."""
    return min(one[-1].bottom, other[-1].bottom) - max(one[0].top, other[0].top)


def _rows_by_lines(runs: Sequence[Run], columns: Sequence[tuple[float, float]]) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for row in _baselines(runs):
        cells: list[Cell] = [[] for _ in columns]
        for run in row:
            if isinstance(run, Run):
                cells[next(i for i, (left, right) in enumerate(columns) if left <= run.x0 <= right)].append(run)
        found.append(cells)
    return found
