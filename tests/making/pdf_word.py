"""Issue 307 as a Word document to be printed: a cover, a contents page with leader dots, tables, numbered pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.making.pdf_pages import SUBHEADING, blocks_307, cover_lines_307, listed_307, notice_307
from tests.split_helpers import SECTION_LINES

_FONT = "Noto Sans CJK KR"
_WIDTH = Mm(170)


def word_307(pages: Mapping[str, int]) -> bytes:
    """The issue in DOCX, with `pages` (from 1, by title) printed on its contents page."""
    document = new_document()
    _set_up(document)
    for number, line in enumerate(cover_lines_307()):
        document.add_paragraph(line, style="Title" if number == 0 else None)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    _add_contents(document, pages)
    for block in blocks_307():
        _add_block(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Any) -> None:
    for name, size in (("Normal", 10.5), ("Title", 26), ("Heading 1", 18), ("Heading 2", 14), ("Heading 3", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        style.paragraph_format.space_after = Pt(8)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.header.paragraphs[0].text = cover_lines_307()[0]
    _add_page_number(section.footer.paragraphs[0])


def _add_page_number(paragraph: Any) -> None:
    """Adds the field that prints a page's number (ECMA-376 part 1, 17.16.5.44)."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add_contents(document: Any, pages: Mapping[str, int]) -> None:
    document.add_heading("목록", 1)
    document.add_paragraph(notice_307())
    for number, (name, titles) in enumerate(listed_307(), 1):
        document.add_heading(f"0{number} {name}", 3)
        for title in titles:
            paragraph = document.add_paragraph(f"{title}\t{pages.get(title, 1)}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _add_block(document: Any, block: str) -> None:
    lines = block.split("\n")
    if SECTION_LINES.match(block + "\n\n"):
        document.add_heading(block, 1)
    elif any("\t" in line for line in lines):
        rows = [line.split("\t") for line in lines]
        table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    elif re.match(r"\d\. ", block):
        document.add_heading(block, 2)
    elif SUBHEADING.match(block) and len(lines) == 1:
        document.add_heading(block, 3)
    else:
        document.add_paragraph(block)
