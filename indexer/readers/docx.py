"""Word documents (DOCX, ISO/IEC 29500): paragraphs, lists, tables, notes and text boxes as Word prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.document import Document
from indexer.readers.archives import Archive
from indexer.readers.disguises import refuse_disguise
from indexer.readers.docx_package import Package
from indexer.readers.docx_text import Fields, Paragraph, read_paragraph
from indexer.readers.rows import Cell, Sheet, add_table
from indexer.readers.sizes import add_line, set_levels
from indexer.readers.xml_names import child, children, name_of, number, value

_WRAPPERS = ("sdtContent", "customXml", "ins", "moveTo", "smartTag")
_NEW_PAGE = ("nextPage", "oddPage", "evenPage", None)


def read_docx(data: bytes, file: str) -> Document:
    """The rows of a Word document; deleted and hidden text, headers and footers are left out.

    Pages are those that Word noted when it last saved, else those that the author began. Nothing outside the file is
    ever fetched. Raises IssueError if it is no Word document, is damaged, locked or unreasonably large.
    """
    refuse_disguise(data, file, "docx")
    package = Package(Archive(data, file, "워드 문서"))
    sheet = Sheet()
    _Body(package, sheet, Fields()).blocks(package.body())
    set_levels(sheet)
    return sheet.document(file)


class _Body:
    """Writes the blocks of a story (the text, a cell, a note, a text box) on a sheet."""

    def __init__(self, package: Package, sheet: Sheet, fields: Fields, in_note: bool = False) -> None:
        self._package, self._sheet, self._fields, self._in_note = package, sheet, fields, in_note
        self._style: str | None = None
        self._space_below = 0

    def blocks(self, parent: Any) -> None:
        """All blocks below an element, in order."""
        for element in () if parent is None else parent:
            name = name_of(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                self.blocks(child(element, "sdtContent"))
            elif name == "AlternateContent":
                self.blocks(next(iter(element), None))
            elif name in _WRAPPERS:
                self.blocks(element)

    def _paragraph(self, element: Any) -> None:
        style = self._package.styles.of(element)
        if style.breaks_before and not self._package.has_rendered_breaks and self._sheet.rows:
            self._sheet.page += 1
        read = read_paragraph(element, style, self._package, self._fields)
        lines = read.lines
        printed = [text for _, text, _ in lines]
        if not any(printed) and read.deleted_mark:
            return self._beside(read)
        sign = self._package.numbering.sign(style.list)
        alike = style.contextual and style.name == self._style
        # A heading stands apart by its letters, whatever space its style leaves.
        apart = style.heading is not None and any(printed)
        if apart or (not alike and max(self._space_below, style.above) > 0):
            self._sheet.gap()
        for place, (turns, text, letters) in enumerate(lines):
            self._sheet.page += turns
            heading = style.heading if text.strip() else None
            add_line(self._sheet, sign + text if place == 0 else text, heading, letters)
        self._sheet.page += read.turns_after
        self._style, self._space_below = (None, 1) if apart else (style.name, style.below)
        self._beside(read)
        return self._section_end(element)

    def _section_end(self, element: Any) -> None:
        """A section ends with the paragraph that holds its properties, and the next one may begin a page."""
        section = child(element, "pPr", "sectPr")
        if section is not None and not self._package.has_rendered_breaks:
            self._sheet.page += value(child(section, "type")) in _NEW_PAGE

    def _beside(self, read: Paragraph) -> None:
        """What belongs to a paragraph but is printed elsewhere: text boxes and notes, in rows of their own below it."""
        for box in read.boxes:
            _Body(self._package, self._sheet, self._fields, self._in_note).blocks(box)
        for kind, identifier, mark in [] if self._in_note else read.notes:
            inner = Sheet(self._sheet.page)
            _Body(self._package, inner, Fields(), in_note=True).blocks(self._package.note(kind, identifier))
            texts = [row.text for row in inner.rows if row.text.strip()]
            for place, text in enumerate(texts):
                self._sheet.line(f"{mark} {text.strip()}" if mark and place == 0 else text)

    def _table(self, element: Any) -> None:
        """A table; one that holds another only arranges it."""
        rows: list[list[Cell]] = []
        nested, page = False, self._sheet.page
        for row in _rows(element):
            cells = [Cell([], width) for width in (_skipped(row, "gridBefore"),) if width]
            for cell in _cells(row):
                inner = Sheet(self._sheet.page)
                _Body(self._package, inner, self._fields, self._in_note).blocks(cell)
                nested = nested or child(cell, "tbl") is not None
                cells.append(Cell(inner.rows, number(child(cell, "tcPr", "gridSpan"), otherwise=1)))
                page = max(page, inner.page)
            rows.append(cells)
            self._sheet.page = page
        spaced = self._package.styles.spaced
        if spaced or self._space_below:
            self._sheet.gap()
        add_table(self._sheet, rows, layout=nested)
        self._style, self._space_below = None, int(spaced)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table that are printed: not those deleted or hidden."""
    for element in table:
        name = name_of(element)
        if name == "tr":
            about = child(element, "trPr")
            if child(about, "del") is None and child(about, "hidden") is None:
                yield element
        elif name == "sdt":
            yield from _rows(child(element, "sdtContent") or ())
        elif name in _WRAPPERS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        name = name_of(element)
        if name == "tc":
            yield element
        elif name == "sdt":
            content = child(element, "sdtContent")
            yield from _cells(content if content is not None else ())
        elif name in _WRAPPERS:
            yield from _cells(element)


def _skipped(row: Any, name: str) -> int:
    """The columns that a row leaves out at its beginning."""
    return number(next(children(child(row, "trPr"), name), None))
