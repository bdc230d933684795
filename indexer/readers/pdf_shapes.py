"""What is on a PDF page, as values. All lengths are points; `y` counts from the page's top edge downwards."""

from __future__ import annotations

from typing import NamedTuple

_UNKNOWN = "\ufffd \t"


class Glyph(NamedTuple):
    """A character on its baseline `y`, from `x0` to `x1`; `size` is that of its font as printed.

    `text` is a code point, U+FFFD where the file does not tell which one is drawn. `font` is only good for comparing.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    font: int


class Rule(NamedTuple):
    """A thin line that is drawn from (`x0`, `top`) to (`x1`, `bottom`): across if it is wider than it is high."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def across(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


class Sheet(NamedTuple):
    """A page: its characters, its thin lines, and `aside`, text that runs in another direction than the rest."""

    glyphs: list[Glyph]
    rules: list[Rule]
    aside: str


class Run(NamedTuple):
    """Characters side by side without a wide gap: a line of a column, or a cell's line. `text` has its spaces.

    `spaced` says that the file itself has a space after the last character.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool = False

    @property
    def known(self) -> bool:
        """Whether the file tells any of its characters."""
        return bool(self.text.strip(_UNKNOWN))

    @property
    def top(self) -> float:
        """About where its letters begin."""
        return self.y - 0.85 * self.size

    @property
    def bottom(self) -> float:
        """About where its letters end."""
        return self.y + 0.2 * self.size


Cell = list[Run]
"""The lines of a table's cell."""


class Table(NamedTuple):
    """The rows of a table, each a list of cells, and the place it takes on its page.

    `opens` and `closes` say that a line is drawn above the first row and below the last one: a row without it goes
    on from the column before, or in the next one. `edges` are where its columns begin and end (x), if lines are drawn.
    """

    rows: list[list[Cell]]
    x0: float
    x1: float
    top: float
    bottom: float
    edges: tuple[float, ...] = ()
    opens: bool = True
    closes: bool = True


Thing = Run | Table
"""What takes a place in the reading order of a page."""


class Leaf(NamedTuple):
    """A page (`number` from 1) as runs of text in no particular order, with its thin lines and its turned text.

    `gutters` are the rooms between its columns, from x to x.
    """

    number: int
    runs: list[Run]
    rules: list[Rule]
    gutters: list[tuple[float, float]]
    aside: str


class Flow(NamedTuple):
    """Things that are read one below the other: a column of a page, `place` the first (0) or a later one of `columns`.

    Its lines may reach from `x0` to `x1`.
    """

    page: int
    place: int
    columns: int
    x0: float
    x1: float
    things: list[Thing]
