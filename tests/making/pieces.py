"""Issue 307 as pieces that an editor would type: what every generator of a format is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from archive.models import Article
from indexer.contents_rows import Entry
from indexer.document import Line
from tests.split_helpers import split_text, text_307

Kind = Literal["paragraph", "contents", "table", "section", "title", "heading"]


@dataclass(frozen=True)
class Piece:
    """`lines` of a paragraph that the author broke; of a heading its one line, of a title without its number.

    `rows` are a table's, or the contents table's (section, title, page).
    """

    kind: Kind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    number: int | None = None


@cache
def pieces_307() -> tuple[Piece, ...]:
    """Issue 307 from its cover to its colophon."""
    document, result = split_text(text_307())
    outline = result.outline
    contents = outline.contents
    assert contents is not None
    before = [line for line in document.lines[: contents.end] if "\t" not in line.text]
    notices = [piece for piece in _paragraphs(before) if piece.lines[0] not in ("01", "02", "03")]
    found = [*notices, *_contents_tables(contents.entries)]
    sections = [mark.index for mark in outline.sections]
    section: str | None = None
    ends = [heading.start for heading in outline.headings[1:]] + [outline.body_end]
    for heading, article, end in zip(outline.headings, result.issue.articles, ends, strict=True):
        if heading.section != section:
            section = heading.section
            found.append(Piece("section", (section or "",)))
        number, _, title = document.lines[heading.start].text.partition(". ")
        found.append(Piece("title", (title,), number=int(number)))
        inside = [line for i, line in enumerate(document.lines[heading.end : end], heading.end) if i not in sections]
        found += _body(inside, article)
    return (*found, *_paragraphs(document.lines[outline.body_end :]))


def _contents_tables(entries: tuple[Entry, ...]) -> list[Piece]:
    found: list[Piece] = []
    for place, (section, group) in enumerate(groupby(entries, lambda entry: entry.section), 1):
        rows = [(section or "" if i == 0 else "", entry.title, f"P{entry.page}") for i, entry in enumerate(group)]
        found += [Piece("paragraph", (f"{place:02}",)), Piece("contents", rows=tuple(rows))]
    return found


def _body(lines: list[Line], article: Article) -> list[Piece]:
    headings = {block.text for block in article.blocks if block.kind == "heading"}
    tables = {row for block in article.blocks if block.kind == "table" for row in block.text.split("\n")}
    found: list[Piece] = []
    for piece in _paragraphs(lines):
        if piece.lines[0].strip().removeprefix("- ") in headings:
            found.append(Piece("heading", piece.lines))
        elif piece.lines[0] in tables:
            found.append(Piece("table", rows=tuple(tuple(line.split("\t")) for line in piece.lines)))
        else:
            found.append(piece)
    return found


def _paragraphs(lines: list[Line] | tuple[Line, ...]) -> list[Piece]:
    """Touching lines together."""
    groups = groupby(lines, lambda line: bool(line.plain))
    return [Piece("paragraph", tuple(line.text for line in group)) for printed, group in groups if printed]
