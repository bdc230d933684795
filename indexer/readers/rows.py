"""Rows in the order in which they are printed: what readers of formats with paragraphs and tables fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.errors import IssueError
from indexer.document import Document, Row
from indexer.wording import plain

_SOFT_HYPHEN = "\u00ad"
_WIDEST = 63
"""A cell spans so many columns at most, as in Word; a file may claim any number."""
_LONGEST_CELL = 300
_PARAGRAPHS = 3
"""A cell of so many paragraphs that is longer than this is a text of its own, and its table a column of the page."""
_SPACES = re.compile(r"[\t\r\n ]+")


class Sheet:
    """The rows so far and the page on which the next one will stand."""

    def __init__(self, page: int = 1) -> None:
        self.rows: list[Row] = []
        self.page = page

    def line(self, text: str, heading: int | None = None) -> None:
        """One line as printed. Soft hyphens go: they are printed only where a line happens to end."""
        self.rows.append(Row(text.replace(_SOFT_HYPHEN, ""), self.page, heading))

    def gap(self) -> None:
        """The white space that a reader sees between two paragraphs: one blank row, however often it is asked for."""
        if self.rows and self.rows[-1].text.strip():
            self.rows.append(Row("", self.page))

    def add(self, rows: Iterable[Row]) -> None:
        """Rows that were collected elsewhere."""
        for row in rows:
            if row.text.strip() or (self.rows and self.rows[-1].text.strip()):
                self.rows.append(row)

    def document(self, file: str) -> Document:
        """The document of these rows. Raises IssueError if nothing is printed on any of them."""
        if not any(plain(row.text) for row in self.rows):
            raise IssueError(
                file, f"{file}: 글자가 하나도 없는 파일입니다. 그림만 있다면 글자로 된 원본을 넣어 주세요."
            )
        return Document.of_rows(file, self.rows)


class Cell:
    """A cell of a table: the rows printed in it and how many columns it spans."""

    def __init__(self, rows: Sequence[Row], span: int = 1) -> None:
        self.rows = rows
        self.span = max(1, min(span, _WIDEST))
        self.text = " ".join(filter(None, (_SPACES.sub(" ", row.text).strip() for row in rows)))


def add_table(sheet: Sheet, table: Sequence[Sequence[Cell]], layout: bool = False) -> None:
    """A table's rows, each on one line, its cells parted by tabs and an empty cell for each further column it spans.

    A table that only arranges paragraphs is given as these paragraphs: `layout` says so, or a heading in a cell, a cell
    that holds a text of several paragraphs, or that no row has two cells with text.
    """
    if layout or _arranges(table):
        for cell in (cell for row in table for cell in row):
            if cell.text:
                sheet.add(cell.rows)
        return
    for row in table:
        if any(cell.text for cell in row):
            sheet.rows.append(Row(_row_text(row), _page(row, sheet.page)))


def _row_text(row: Sequence[Cell]) -> str:
    return "\t".join(cell.text + "\t" * (cell.span - 1) for cell in row)


def _page(row: Sequence[Cell], page: int) -> int:
    return min((cell.rows[0].page for cell in row if cell.rows), default=page)


def _arranges(table: Sequence[Sequence[Cell]]) -> bool:
    if any(_holds_a_text(cell) for row in table for cell in row):
        return True
    return not any(sum(bool(cell.text) for cell in row) > 1 for row in table)


def _holds_a_text(cell: Cell) -> bool:
    if any(row.heading is not None for row in cell.rows):
        return True
    long = len(cell.text) > _LONGEST_CELL
    return long and sum(bool(row.text.strip()) for row in cell.rows) >= _PARAGRAPHS
