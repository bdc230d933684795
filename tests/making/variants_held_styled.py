"""Held-out variants in other formats: plain ones as a web page and in Markdown, hard ones with titles in tables.

How they came out is told in variants_held.py.
"""

from __future__ import annotations

from html import escape

from docx import Document
from hwpx.document import HwpxDocument

from tests.making import docx, html, hwpx, markdown
from tests.making.variants_layout import Variant, closing
from tests.making.variants_stories import Story, paged
from tests.making.variants_styled import NUMBERED, TITLES, Part, parts

_SOURCE = closing("출처: {}")
PAGED = paged(NUMBERED)


def held_linked_contents() -> Variant:
    """A web page: a list of links to the articles, h2 for sections, h3 for titles with numbers; headings are plain."""
    number = 0
    shown = [_html_contents(NUMBERED)]
    for part in parts(NUMBERED, _SOURCE):
        number += part.kind == "title"
        shown.append(_html_part(part, number))
    head = '<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"></head>'
    printed = "\n".join([head, "<body>", *shown, "</body></html>"]) + "\n"
    return Variant(printed.encode(), NUMBERED, suffix=".html")


def _html_contents(stories: tuple[Story, ...]) -> str:
    rows = "\n".join(f'<li><a href="#a{n}">{escape(s.title)}</a></li>' for n, s in enumerate(stories, 1))
    return f"<nav>\n<p>목차</p>\n<ol>\n{rows}\n</ol>\n</nav>"


def _html_part(part: Part, number: int) -> str:
    if part.kind == "table":
        return html.table(part.rows)
    if part.kind == "title":
        return f'<h3 id="a{number}">{number}. {escape(part.text)}</h3>'
    tag = {"name": "h1", "section": "h2"}.get(part.kind, "p")
    return f"<{tag}>{html.lines(part.text.split(chr(10)))}</{tag}>"


def held_setext() -> Variant:
    """Markdown: sections underlined by =, titles by -, and a contents page of links that is underlined like them."""
    shown: list[str] = []
    for part in parts(NUMBERED, _SOURCE):
        if part.kind == "section" and not any("](#" in each for each in shown):
            shown.append(_markdown_contents(NUMBERED))
        shown.append(_markdown_part(part))
    return Variant(("\n\n".join(shown) + "\n").encode(), NUMBERED, suffix=".md")


def _markdown_contents(stories: tuple[Story, ...]) -> str:
    rows = (f"{n}. [{markdown.inline(s.title)}](#article-{n})" for n, s in enumerate(stories, 1))
    return "\n".join(["목차", "====", "", *rows])


def _markdown_part(part: Part) -> str:
    if part.kind == "table":
        return markdown.table(part.rows)
    if part.kind in ("section", "title"):
        return f"{markdown.inline(part.text)}\n{('=' if part.kind == 'section' else '-') * 8}"
    return "\n".join(markdown.escaped(line.strip()) for line in part.text.split("\n"))


def held_boxed_titles() -> Variant:
    """A Word document: every title stands in a table of two cells, its number in the first; no contents page."""
    number = 0
    document = Document()
    for part in parts(TITLES, _SOURCE):
        if part.kind == "title":
            number += 1
            docx.add_table(document, ((str(number), part.text),))
        elif part.kind == "table":
            docx.add_table(document, part.rows)
        else:
            document.add_paragraph(part.text)
    return Variant(docx.save(document), TITLES, suffix=".docx")


def held_boxed_sections() -> Variant:
    """A Hangul document: sections stand in tables of one cell, the contents page is a table, titles are plain 1., 2."""
    number = 0
    listed = False
    document = HwpxDocument.new()
    for part in parts(PAGED, _SOURCE):
        if part.kind == "section" and not listed:
            listed = True
            _add_plain(document, "목 차")
            hwpx.add_table(document, _rows(PAGED))
        number += part.kind == "title"
        if part.kind in ("section", "table"):
            hwpx.add_table(document, part.rows)
        else:
            _add_plain(document, f"{number}. {part.text}" if part.kind == "title" else part.text)
        _add_plain(document, "")
    return Variant(hwpx.save(document), PAGED, suffix=".hwpx")


def _rows(stories: tuple[Story, ...]) -> tuple[tuple[str, ...], ...]:
    """The contents page: number, title, page."""
    return tuple((str(n), story.title, str(story.page)) for n, story in enumerate(stories, 1))


def _add_plain(document: HwpxDocument, text: str) -> None:
    document.add_paragraph(text, para_pr_id_ref="0", style_id_ref="0")


VARIANTS = (held_linked_contents, held_setext, held_boxed_titles, held_boxed_sections)
