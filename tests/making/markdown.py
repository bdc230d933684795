"""Issue 307 in Markdown, as somebody would write it who knows how."""

from __future__ import annotations

import re

from tests.making.pieces import Piece, pieces_307

_MARKS = re.compile(r"([\\`*_\[\]<>|&])")
_FIRST = re.compile(r"^(\s*)(\d+)([.)])(?=\s)|^(\s*)([-+#])", re.MULTILINE)


def markdown_307() -> str:
    """Issue 307 with # for sections, ## for titles, ### for headings, and tables with pipes."""
    return "\n\n".join(map(_piece, pieces_307())) + "\n"


def _piece(piece: Piece) -> str:
    if piece.rows:
        return table(piece.rows)
    if piece.kind == "paragraph":
        return "\n".join(escaped(line.strip()) for line in piece.lines)
    level = {"section": "#", "title": "##", "heading": "###"}[piece.kind]
    number = f"{piece.number}. " if piece.number else ""
    return f"{level} {number}{inline(' '.join(piece.lines))}"


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table, whose first row Markdown takes for its head."""
    width = max(map(len, rows))
    shown = ["| " + " | ".join(map(inline, [*row, *[""] * (width - len(row))])) + " |" for row in rows]
    return "\n".join([shown[0], "|" + " --- |" * width, *shown[1:]])


def escaped(line: str) -> str:
    """A line in which nothing is a mark."""
    text = inline(line)
    return _FIRST.sub(lambda match: f"{match[2]}\\{match[3]}" if match[2] else f"\\{match[5]}", text)


def inline(text: str) -> str:
    """A text in which nothing is a mark within a line."""
    return _MARKS.sub(r"\\\1", text)
