"""Hangul documents made by python-hwpx, as HWPX and as binary HWP 5."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hwpx.document import HwpxDocument

from tests.making.pieces import pieces_307


def save(document: Any) -> bytes:
    """The bytes of a document of python-hwpx as HWPX."""
    return bytes(document.to_bytes())


def save_binary(document: Any) -> bytes:
    """The bytes of a document of python-hwpx as HWP 5."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.hwp"
        document.save_to_path(str(path))
        return path.read_bytes()


def document_307() -> Any:
    """Issue 307: an empty paragraph between two as Hangul's users type it, articles numbered by Hangul, real tables."""
    document = HwpxDocument.new()
    document.page.set_header(text="머리말: 주간 중국 창업")
    numbers = ""
    for piece in pieces_307():
        if piece.kind == "section":
            numbers = add_pattern(document, [("DIGIT", 1)])[0]
        if piece.rows:
            add_table(document, piece.rows)
        elif piece.kind == "title":
            document.add_paragraph(piece.lines[0], para_pr_id_ref=numbers)
        else:
            document.add_paragraph("\n".join(piece.lines), para_pr_id_ref="0", style_id_ref="0")
        document.add_paragraph("", para_pr_id_ref="0", style_id_ref="0")
    return document


def add_pattern(document: Any, levels: list[tuple[str, int]]) -> list[str]:
    """A new pattern of numbers, with a format and a start for each level; the paragraph shapes that use it."""
    given = [{"numFormat": kind, "start": str(start)} for kind, start in levels]
    return [str(each) for each in document.styles.ensure_numbering(kind="number", levels=given)]


def add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> Any:
    """A table with these cells."""
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.set_cell_text(row, column, text)
    return table
