"""Issue 307 as a page of HTML to be printed: a cover, a contents table with real page numbers, figures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from indexer.contents_rows import Entry
from indexer.document import Document
from indexer.outline import outline_of
from tests.split_helpers import SECTION_LINES, body_307, cover_307, text_307

STYLE = """
@page { size: A4; margin: 22mm 20mm }
body { margin: 0; font: 10.5pt/1.6 'Noto Sans CJK KR', sans-serif; overflow-wrap: anywhere }
.cover { padding-top: 60mm } .cover h1 { font-size: 28pt } .cover, .contents { break-after: page }
.contents table { width: 100%; border-collapse: collapse } .contents td { padding: 2mm; vertical-align: top }
.contents th { width: 24mm; text-align: left; vertical-align: top; padding: 2mm }
.contents td:last-child { width: 10mm; text-align: right }
.leader { display: flex; align-items: flex-end }
.leader span { flex: 1; overflow: hidden; height: 1.6em; margin: 0 1mm }
h1 { font-size: 18pt } h2 { font-size: 14pt } h3 { font-size: 11.5pt } p { margin: 0 0 3mm; text-align: justify }
h1, h2, h3, p { break-after: auto } figure { margin: 0; height: 35mm; background: #ddd }
.body table { border-collapse: collapse; margin: 3mm 0; font-size: 9pt }
.body td { border: .5pt solid; padding: 1mm 2mm }
"""
COLUMNS = "@page { margin: 18mm } .body { columns: 2; column-gap: 9mm; font-size: 9.5pt } h1 { column-span: all }"
KEEP_ALL = "body { word-break: keep-all }"
LEFT = "p { text-align: left }"
LEADERS = "leaders"
"""The contents page as lines with leader dots, instead of a table of three columns."""

SUBHEADING = re.compile(r"(?:- )?\d{1,2}\) ")
"""How a heading within an article begins."""


def page_307(pages: Mapping[str, int], style: str = "", contents: str = "table") -> str:
    """The issue in HTML, with `pages` (from 1, by title) printed on its contents page."""
    listed = "".join(_contents(pages, contents))
    return (
        f"<!doctype html><html lang=ko><meta charset=utf-8><title>307</title><style>{STYLE}{style}</style>"
        f"<div class=cover>{_cover()}</div><div class=contents><h1>목록</h1>{listed}</div>"
        f"<div class=body>{''.join(_body())}</div>"
    )


def titles_307() -> tuple[str, ...]:
    """The titles of the articles as the contents page gives them."""
    return tuple(entry.title for entry in _entries())


def listed_307() -> list[tuple[str, list[str]]]:
    """The sections with the titles of their articles, as the contents page gives them."""
    names = list(dict.fromkeys(str(entry.section) for entry in _entries()))
    return [(name, [entry.title for entry in _entries() if entry.section == name]) for name in names]


def cover_lines_307() -> list[str]:
    """The lines of the cover."""
    return list(filter(None, cover_307().split("\n")))


def notice_307() -> str:
    """What stands above the contents, in lines."""
    return text_307().partition("목록\n")[2].split("\n01\n")[0].strip()


def blocks_307() -> list[str]:
    """The body's paragraphs, tables and headings, their lines parted by line feeds."""
    return [block.strip("\n") for block in re.split(r"\n(?:\s*\n)+", body_307())]


def _entries() -> tuple[Entry, ...]:
    contents = outline_of(Document.of_pages("307.txt", [text_307()]).lines).contents
    assert contents is not None
    return contents.entries


def _cover() -> str:
    first, *others = cover_lines_307()
    return f"<h1>{escape(first)}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in others)


def _contents(pages: Mapping[str, int], kind: str) -> Iterator[str]:
    yield f"<p>{escape(notice_307())}</p>".replace("\n", "<br>")
    for number, (name, titles) in enumerate(listed_307(), 1):
        own = [(escape(title), pages.get(title, 1)) for title in titles]
        yield from _dotted(f"0{number} {name}", own) if kind == LEADERS else _ruled_off(number, name, own)


def _ruled_off(number: int, name: str, own: list[tuple[str, int]]) -> Iterator[str]:
    yield f"<p>0{number}</p><table>"
    for place, (title, page) in enumerate(own):
        head = f"<th rowspan={len(own)}>{name}</th>" if place == 0 else ""
        yield f"<tr>{head}<td>{title}</td><td>P{page}</td></tr>"
    yield "</table>"


def _dotted(name: str, own: list[tuple[str, int]]) -> Iterator[str]:
    yield f"<h3>{name}</h3>"
    yield from (f"<p class=leader>{title}<span>{'.' * 400}</span>{page}</p>" for title, page in own)


def _body() -> Iterator[str]:
    for block in blocks_307():
        lines = block.split("\n")
        if SECTION_LINES.match(block + "\n\n"):
            yield f"<h1>{escape(block)}</h1>"
        elif any("\t" in line for line in lines):
            yield "<table>" + "".join(map(_row, lines)) + "</table>"
        elif re.match(r"\d\. ", block):
            yield f"<h2>{escape(block)}</h2>"
        else:
            yield from _text(lines)


def _text(lines: list[str]) -> Iterator[str]:
    if re.match(r"(?:사진|그림|표) \d\)", lines[0]):
        yield "<figure></figure>"
    tag = "h3" if SUBHEADING.match(lines[0]) and len(lines) == 1 else "p"
    yield f"<{tag}>" + "<br>".join(map(escape, lines)) + f"</{tag}>"


def _row(line: str) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")) + "</tr>"
