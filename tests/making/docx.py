"""Word documents made by python-docx, with what it has no call for written as XML beside it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.making.pieces import Piece, pieces_307


def save(document: Any) -> bytes:
    """The bytes of a document of python-docx."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def docx_307() -> bytes:
    """Issue 307: headings as styles, articles numbered by Word, real tables, lines broken by shift-enter."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "머리글: 주간 중국 창업"
    document.sections[0].footer.paragraphs[0].text = "꼬리글 - 12 -"
    pattern = add_pattern(document, [("decimal", "%1.")])
    number = 0
    for piece in pieces_307():
        if piece.kind == "section":
            number = add_list(document, pattern, start=1)
        _add(document, piece, number)
    return save(document)


def _add(document: Any, piece: Piece, number: int) -> None:
    if piece.kind in ("table", "contents"):
        add_table(document, piece.rows)
        return
    level = {"section": 1, "title": 2, "heading": 3}.get(piece.kind)
    text = "\n".join(piece.lines)
    paragraph = document.add_heading(text, level) if level else document.add_paragraph(text)
    if piece.kind == "title":
        put_in_list(paragraph, number)


def add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> Any:
    """A table with these cells."""
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    return table


def add_pattern(document: Any, levels: list[tuple[str, str]]) -> int:
    """A pattern of numbers (abstractNum) with a format and a text (`%1.`) for each level; returns its number."""
    root = document.part.numbering_part.element
    taken = [int(each.get(qn("w:abstractNumId"))) for each in root.findall(qn("w:abstractNum"))]
    identifier = max(taken, default=0) + 1
    inside = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(levels)
    )
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">{inside}</w:abstractNum>'
    root.insert(0, parse_xml(xml))
    return identifier


def add_list(document: Any, pattern: int, start: int | None = None) -> int:
    """A list after a pattern, counting anew from `start` if that is given; returns its number."""
    root = document.part.numbering_part.element
    number = root.add_num(pattern)
    if start is not None:
        number.add_lvlOverride(0).add_startOverride(start)
    return int(number.numId)


def put_in_list(paragraph: Any, number: int, level: int = 0) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = level
