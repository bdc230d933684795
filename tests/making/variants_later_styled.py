"""A second set of held-out variants in other formats: plain ones in Word and Markdown, hard ones in HTML and HWPX.

How they came out is told in variants_later.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from hwpx.document import HwpxDocument

from tests.making import docx, html, hwpx, markdown
from tests.making.variants_held_houses import House
from tests.making.variants_later_houses import BANK, PLANNING, TECHNOLOGY, VENTURE
from tests.making.variants_layout import Credit, Variant, below, closing, counted, source
from tests.making.variants_stories import Story, paged, unnoted
from tests.making.variants_styled import NUMBERED, TITLES, Part

_FRONT_MATTER = """---
title: 차이나 노트 64호
date: 2022-12-14
author: 다온벤처협회
---"""
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_IN_SECTIONS = tuple(map(unnoted, NUMBERED))
_PLAIN = tuple(map(unnoted, TITLES))


def _parts(stories: tuple[Story, ...], house: House, credit: Callable[[Story], Credit]) -> Iterator[Part]:
    """An issue of a house as its paragraphs and tables, without numbers and contents page."""
    yield from _paragraphs(house.cover)
    for _, name, own in counted(stories):
        if name:
            yield Part("section", name)
        for _, story in own:
            yield Part("title", story.title)
            yield from _paragraphs(credit(story).below)
            yield from _paragraphs(story.body)
            yield from _paragraphs(credit(story).closing)
    yield from _paragraphs(house.colophon)


def _paragraphs(text: str) -> Iterator[Part]:
    """The paragraphs of a text, and its tables."""
    for paragraph in _BLANK_LINES.split(text.strip("\n ")):
        if paragraph.strip():
            yield Part("table" if "\t" in paragraph else "paragraph", paragraph.strip("\n "))


def later_word_contents() -> Variant:
    """A Word document: Word's own contents page in styles TOC 1 and TOC 2, sections as well, then Heading 1 and 2."""
    stories = paged(_IN_SECTIONS)
    number = 0
    listed = False
    document = Document()
    for part in _parts(stories, BANK, closing("출처: {}")):
        if part.kind == "section" and not listed:
            listed = True
            _add_contents(document, stories)
        number += part.kind == "title"
        if part.kind == "table":
            docx.add_table(document, part.rows)
        elif part.kind == "section":
            document.add_heading(part.text, 1)
        elif part.kind == "title":
            document.add_heading(f"{number}. {part.text}", 2)
        else:
            document.add_paragraph(part.text)
    return Variant(docx.save(document), stories, 17, suffix=".docx")


def _add_contents(document: Any, stories: tuple[Story, ...]) -> None:
    """A contents page as Word makes it of the headings."""
    for level in (1, 2):
        document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("목차")
    for _, name, own in counted(stories, anew=False):
        document.add_paragraph(f"{name}\t{own[0][1].page}", style="toc 1")
        for number, story in own:
            document.add_paragraph(f"{number}. {story.title}\t{story.page}", style="toc 2")


def later_front_matter() -> Variant:
    """Markdown of a site: number and date in a front matter, titles are links below sections, sources behind >."""
    shown = [_FRONT_MATTER]
    number = 0
    for part in _parts(_IN_SECTIONS, House("", VENTURE.colophon), below("출처: {}")):
        number += part.kind == "title"
        shown.append(_markdown_part(part, number))
    return Variant(("\n\n".join(shown) + "\n").encode(), _IN_SECTIONS, 64, suffix=".md")


def _markdown_part(part: Part, number: int) -> str:
    if part.kind == "table":
        return markdown.table(part.rows)
    if part.kind == "section":
        return f"## {markdown.inline(part.text)}"
    if part.kind == "title":
        return f"### [{markdown.inline(part.text)}](https://example.org/china/{number})"
    quoted = "> " if part.text.startswith("출처: ") else ""
    return quoted + "\n".join(markdown.escaped(line.strip()) for line in part.text.split("\n"))


def later_rules_and_strong() -> Variant:
    """A web page: titles and the headings inside articles are strong alike, but a rule stands above every title."""
    headings = {heading for story in _PLAIN for heading in story.headings}
    found = list(_parts(_PLAIN, PLANNING, closing("출처: {}")))
    last = len(found) - len(list(_paragraphs(PLANNING.colophon)))
    shown = [
        ("<hr>\n" if part.kind == "title" or place == last else "") + _html_part(part, headings)
        for place, part in enumerate(found)
    ]
    head = '<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"></head>'
    printed = "\n".join([head, "<body>", *shown, "</body></html>"]) + "\n"
    return Variant(printed.encode(), _PLAIN, 73, suffix=".html")


def _html_part(part: Part, headings: set[str]) -> str:
    if part.kind == "table":
        return html.table(part.rows)
    if part.kind == "title" or part.text in headings:
        return f"<p><strong>{escape(part.text)}</strong></p>"
    return f"<p>{html.lines(part.text.split(chr(10)))}</p>"


def later_forms() -> Variant:
    """A Hangul document: above every text a form, a table with the rows 제목 and 출처; no numbers, no contents page."""
    sources = {story.title: source(story) for story in _PLAIN}
    document = HwpxDocument.new()
    for part in _parts(_PLAIN, TECHNOLOGY, lambda _: Credit()):
        if part.kind == "title":
            credited = (("출처", sources[part.text]),) if sources[part.text] else ()
            hwpx.add_table(document, (("제목", part.text), *credited))
        elif part.kind == "table":
            hwpx.add_table(document, part.rows)
        else:
            document.add_paragraph(part.text, para_pr_id_ref="0", style_id_ref="0")
        document.add_paragraph("", para_pr_id_ref="0", style_id_ref="0")
    return Variant(hwpx.save(document), _PLAIN, 139, suffix=".hwpx")


VARIANTS = (later_word_contents, later_front_matter, later_rules_and_strong, later_forms)
