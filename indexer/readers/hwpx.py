"""Hangul documents as XML (HWPX, KS X 6101): paragraphs, lists, tables, notes and text boxes as Hangul prints them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from indexer.document import Document
from indexer.readers.archives import Archive
from indexer.readers.disguises import refuse_disguise
from indexer.readers.hwpx_styles import Header
from indexer.readers.hwpx_text import Deletion, Paragraph, read_paragraph
from indexer.readers.rows import Cell, Sheet, add_table
from indexer.readers.sizes import add_line, set_levels
from indexer.readers.xml_names import child, children, name_of, number, value

_SECTION = re.compile(r"(?:.*/)?section(\d+)\.xml", re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"
_PACKAGE = "Contents/content.hpf"
_HEADER = "Contents/header.xml"


def read_hwpx(data: bytes, file: str) -> Document:
    """The rows of a Hangul document; deleted text, memos, headers and footers are left out.

    Pages turn where the author turned them and with each section. Raises IssueError if it is no HWPX, is damaged,
    locked or unreasonably large.
    """
    refuse_disguise(data, file, "hwpx")
    archive = Archive(data, file, "한글 문서(HWPX)")
    if b"encryption-data" in (archive.read(_MANIFEST) or b""):
        raise archive.locked()
    sections = list(_sections(archive))
    if not sections:
        raise archive.damaged()
    header = Header(archive.xml(_HEADER))
    sheet = Sheet()
    for place, section in enumerate(sections):
        sheet.page += place > 0
        header.begin_section(section)
        _Body(header, sheet, Deletion()).blocks(section)
    set_levels(sheet)
    return sheet.document(file)


def _sections(archive: Archive) -> Iterator[Any]:
    """The sections in the order in which the package lists them, else by their numbers."""
    names = {name.lower(): name for name in archive.names}
    listed = [names[each.lower()] for each in _listed(archive) if each.lower() in names]
    numbered = sorted((int(match[1]), name) for name in archive.names if (match := _SECTION.fullmatch(name)))
    for name in listed or [name for _, name in numbered]:
        root = archive.xml(name)
        if root is not None:
            yield root


def _listed(archive: Archive) -> Iterator[str]:
    root = archive.xml(_PACKAGE)
    items = {value(each, "id"): value(each, "href") or "" for each in children(child(root, "manifest"), "item")}
    for reference in children(child(root, "spine"), "itemref"):
        target = items.get(value(reference, "idref")) or ""
        if _SECTION.fullmatch(target):
            # Some programs write the place in the archive, some the place beside the list.
            yield target
            yield posixpath.join(posixpath.dirname(_PACKAGE), target)


class _Body:
    """Writes the paragraphs of a story (a section, a cell, a note, a text box) on a sheet."""

    def __init__(self, header: Header, sheet: Sheet, deletion: Deletion) -> None:
        self._header, self._sheet, self._deletion = header, sheet, deletion
        self._space_below = 0

    def blocks(self, parent: Any) -> None:
        """All paragraphs below an element, in order."""
        for element in () if parent is None else parent:
            if name_of(element) == "p":
                self._paragraph(element)

    def _paragraph(self, element: Any) -> None:
        style = self._header.style(value(element, "paraPrIDRef"), value(element, "styleIDRef"))
        if self._sheet.rows and (number(element, "pageBreak") or style.breaks_before):
            self._sheet.page += 1
        read = read_paragraph(element, self._deletion, self._header)
        for shape in read.before:
            self._object(shape)
        self._lines(element, read)
        for shape in read.after:
            self._object(shape)
        for mark, note in read.notes:
            self._note(mark, note)

    def _lines(self, element: Any, read: Paragraph) -> None:
        """The paragraph's own lines; none where it only holds what is printed in its place."""
        printed = read.printed
        if not printed and (read.before or read.after or read.deleted):
            return
        style = self._header.style(value(element, "paraPrIDRef"), value(element, "styleIDRef"))
        sign = self._header.sign(style) if printed else ""
        apart = printed and style.heading is not None
        if apart or max(self._space_below, style.above) > 0:
            self._sheet.gap()
        for place, (line, letters) in enumerate(zip(read.lines, read.letters, strict=True)):
            heading = style.heading if line.strip() else None
            add_line(self._sheet, sign + line if place == 0 else line, heading, letters)
        self._space_below = 1 if apart else style.below

    def _object(self, element: Any) -> None:
        """A table, a shape with text in it, or a picture with its caption."""
        caption = child(element, "caption")
        above = value(caption, "side") in ("TOP", "LEFT")
        if above:
            self._story(child(caption, "subList"))
        if name_of(element) == "tbl":
            self._table(element)
        else:
            self._shape(element)
        if not above:
            self._story(child(caption, "subList"))

    def _shape(self, element: Any) -> None:
        for each in element:
            name = name_of(each)
            if name == "drawText":
                self._story(child(each, "subList"))
            elif name != "caption" and (name == "tbl" or child(each, "drawText") is not None or name == "container"):
                self._object(each)

    def _story(self, paragraphs: Any) -> None:
        _Body(self._header, self._sheet, self._deletion).blocks(paragraphs)

    def _note(self, mark: str, note: Any) -> None:
        inner = Sheet(self._sheet.page)
        _Body(self._header, inner, Deletion()).blocks(child(note, "subList"))
        texts = [row.text for row in inner.rows if row.text.strip()]
        for place, text in enumerate(texts):
            self._sheet.line(f"{mark} {text.strip()}" if place == 0 else text)

    def _table(self, element: Any) -> None:
        rows: list[list[Cell]] = []
        nested = False
        for row in children(element, "tr"):
            cells: list[Cell] = []
            column = 0
            for cell in sorted(children(row, "tc"), key=lambda each: number(child(each, "cellAddr"), "colAddr")):
                inner = Sheet(self._sheet.page)
                _Body(self._header, inner, self._deletion).blocks(child(cell, "subList"))
                nested = nested or any(name_of(each) == "tbl" for each in cell.iter())
                # Columns without a cell belong to one that began above.
                missing = min(number(child(cell, "cellAddr"), "colAddr", column), column + 63) - column
                cells += [Cell([]) for _ in range(missing)]
                cells.append(Cell(inner.rows, number(child(cell, "cellSpan"), "colSpan", 1)))
                column += max(missing, 0) + cells[-1].span
            rows.append(cells)
        if self._space_below or self._header.spaced:
            self._sheet.gap()
        add_table(self._sheet, rows, layout=nested)
        self._space_below = int(self._header.spaced)
