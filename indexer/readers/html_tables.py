"""A table of a web page while it is read: its cells put in their columns, spans and all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from indexer.document import Row
from indexer.readers.html_looks import Looks
from indexer.readers.rows import Cell

_MOST_COLUMNS = 63
_MOST_ROWS = 65534
"""As HTML bounds them (HTML Living Standard, 4.9.11); columns as in Word."""


class TableFrame:
    """An open table. `depth` is how many columns of text were open when it began.

    `layout` says that its author declares it as no table; `nested` that it holds another one.
    """

    def __init__(self, looks: Looks, depth: int) -> None:
        self.depth = depth
        self.layout = looks.attributes.get("role", "").strip().lower() in ("presentation", "none")
        self.nested = False
        self.rows: list[list[Cell]] = []
        self.columns = self.rows_down = 1
        self._below: dict[int, int] = {}
        self._column = 0

    def start_row(self) -> None:
        """A new row begins, in which cells that began above still take their columns."""
        self.rows.append([])
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        self._column = 0

    def add_cell(self, rows: Sequence[Row]) -> None:
        """The next cell, `columns` wide and `rows_down` deep."""
        if not self.rows:
            self.start_row()
        while self._column in self._below and self._column < _MOST_COLUMNS:
            self.rows[-1].append(Cell([]))
            self._column += 1
        self.rows[-1].append(Cell(rows, self.columns))
        for column in range(self._column, self._column + self.columns):
            if self.rows_down > 1:
                self._below[column] = self.rows_down
        self._column += self.columns


def span(element: Any, name: str) -> int:
    """How many columns or rows a cell takes."""
    match = re.match(r"\s*(\d{1,5})", element.get(name) or "")
    most = _MOST_COLUMNS if name == "colspan" else _MOST_ROWS
    return max(1, min(int(match[1]), most)) if match else 1
