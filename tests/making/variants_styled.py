"""Variants in other formats, where no number and no contents page tells what a title is, only its style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any, Literal, NamedTuple

from docx import Document
from docx.shared import Pt
from hwpx.document import HwpxDocument

from archive.checked import Sureness
from tests.making import docx, html, hwpx, markdown
from tests.making.variants_layout import Credit, Variant, as_in_307, closing, counted, nothing
from tests.making.variants_stories import (
    COLOPHON,
    COVER,
    CUP,
    FORUM,
    PAPER,
    PLAN,
    RANKS,
    SMART,
    Story,
    moved,
    renumbered,
    unpaged,
)

Kind = Literal["name", "section", "title", "heading", "table", "paragraph"]
_LEVELS: dict[Kind, int] = {"section": 1, "title": 2, "heading": 3}
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")

SECTIONS = unpaged(
    [
        renumbered(moved(PLAN, "정책 동향"), nothing),
        renumbered(moved(RANKS, "정책 동향"), nothing),
        moved(SMART, "현장을 가다"),
        renumbered(moved(PAPER, "기업과 투자"), nothing),
        renumbered(moved(CUP, "기업과 투자"), nothing),
        moved(FORUM, "센터 소식"),
    ]
)
"""Articles in sections of other names; the headings inside have no numbers either."""
TITLES = unpaged([moved(story, None) for story in (SMART, CUP, PLAN, PAPER, RANKS, FORUM)])
"""Articles without sections; the headings inside have the numbers of issue 307."""

NUMBERED = tuple(moved(story, new.section) for new in SECTIONS for story in TITLES if story.title == new.title)
"""Articles in those sections; the headings inside have the numbers of issue 307."""


class Part(NamedTuple):
    """What an editor types as one paragraph, or as one table, whose cells are parted by tabs."""

    kind: Kind
    text: str

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(line.split("\t")) for line in self.text.split("\n"))


def parts(stories: tuple[Story, ...], credit: Callable[[Story], Credit] = as_in_307) -> Iterator[Part]:
    """An issue from its cover to its colophon, without numbers and contents page."""
    first, _, rest = COVER.partition("\n")
    yield Part("name", first)
    yield from _paragraphs(rest)
    for _, name, own in counted(stories):
        if name:
            yield Part("section", name)
        for _, story in own:
            yield from _article(story, credit(story))
    yield from _paragraphs(COLOPHON)


def _article(story: Story, credit: Credit) -> Iterator[Part]:
    yield Part("title", story.title + credit.behind)
    yield from _paragraphs(credit.below)
    for part in _paragraphs(story.body):
        yield part._replace(kind="heading") if part.text in story.headings else part
    yield from _paragraphs(credit.closing)


def _paragraphs(text: str) -> Iterator[Part]:
    for paragraph in _BLANK_LINES.split(text.strip("\n ")):
        if paragraph.strip():
            yield Part("table" if "\t" in paragraph else "paragraph", paragraph.strip("\n "))


def docx_heading_styles() -> Variant:
    """A Word document: Heading 1 for sections, 2 for titles, 3 for headings; no numbers, no contents page."""
    document = Document()
    for part in parts(SECTIONS):
        _add_docx(document, part, _LEVELS.get(part.kind))
    return _variant(docx.save(document), SECTIONS, ".docx", "likely")


def docx_titles_only() -> Variant:
    """A Word document: its name in the style Title, the titles in Heading 1, nothing else; no sections."""
    document = Document()
    for part in parts(TITLES, closing("출처: {}")):
        _add_docx(document, part, {"name": 0, "title": 1}.get(part.kind))
    return _variant(docx.save(document), TITLES, ".docx", "likely")


def docx_bold_titles() -> Variant:
    """A Word document whose titles are bold paragraphs, an empty one above each; no styles, no sections."""
    document = Document()
    for part in parts(TITLES):
        if part.kind == "title":
            document.add_paragraph()
            document.add_paragraph().add_run(part.text).bold = True
        else:
            _add_docx(document, part, None)
    return _variant(docx.save(document), TITLES, ".docx", None)


def docx_large_titles() -> Variant:
    """A Word document: sections and titles are set by hand in larger letters; no styles, no empty paragraphs."""
    sizes: dict[Kind, int] = {"name": 24, "section": 18, "title": 14}
    document = Document()
    for part in parts(NUMBERED):
        if part.kind in sizes:
            document.add_paragraph().add_run(part.text).font.size = Pt(sizes[part.kind])
        else:
            _add_docx(document, part, None)
    return _variant(docx.save(document), NUMBERED, ".docx", None)


def _add_docx(document: Any, part: Part, level: int | None) -> None:
    if part.kind == "table":
        docx.add_table(document, part.rows)
    elif level is None:
        document.add_paragraph(part.text)
    else:
        document.add_heading(part.text, level)


def html_headings() -> Variant:
    """A web page: h1 for its name, h2 for sections, h3 for titles, h4 for headings; no numbers, no contents page."""
    levels: dict[Kind, int] = {"name": 1, "section": 2, "title": 3, "heading": 4}
    return _variant(_html(parts(SECTIONS), levels), SECTIONS, ".html", "likely")


def html_titles_only() -> Variant:
    """A web page: h2 for titles, nothing else is marked, not even its name; no sections."""
    return _variant(_html(parts(TITLES), {"title": 2}), TITLES, ".html", "likely")


def html_letter_sizes() -> Variant:
    """A mail: nothing is a heading, but sections and titles are bold and larger; one line a div, in a layout table."""
    sizes: dict[Kind, int] = {"name": 28, "section": 22, "title": 18}
    rows = "".join(
        f"<tr><td style='padding:8px'>{_mail_part(part, sizes.get(part.kind))}</td></tr>\n" for part in parts(NUMBERED)
    )
    page = f"<html><body style='font-size:14px'>\n<table width='640'>\n{rows}</table>\n</body></html>\n"
    return _variant(page.encode(), NUMBERED, ".html", None)


def _mail_part(part: Part, size: int | None) -> str:
    if part.kind == "table":
        return html.table(part.rows)
    look = "<b><span style='font-size:{}px'>{}</span></b>" if size else "{1}"
    lines = (look.format(size, escape(line)) for line in part.text.split("\n"))
    return "".join(f"<div>{line}</div>" for line in lines) + "<div><br></div>"


def _html(found: Iterator[Part], levels: dict[Kind, int]) -> bytes:
    shown = "\n".join(_html_part(part, levels.get(part.kind)) for part in found)
    head = '<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"><title>뉴스레터</title></head>'
    return f"{head}\n<body>\n{shown}\n</body></html>\n".encode()


def _html_part(part: Part, level: int | None) -> str:
    if part.kind == "table":
        return html.table(part.rows)
    tag = f"h{level}" if level else "p"
    return f"<{tag}>{html.lines(part.text.split(chr(10)))}</{tag}>"


def markdown_headings() -> Variant:
    """Markdown: # for its name, ## for sections, ### for titles, #### for headings; no numbers, no contents page."""
    signs: dict[Kind, str] = {"name": "#", "section": "##", "title": "###", "heading": "####"}
    return _variant(_markdown(parts(SECTIONS), signs), SECTIONS, ".md", "likely")


def markdown_two_levels() -> Variant:
    """Markdown: # for sections, ## for titles; headings 1) are plain text; no numbers, no contents page."""
    return _variant(_markdown(parts(NUMBERED), {"section": "#", "title": "##"}), NUMBERED, ".md", "likely")


def _markdown(found: Iterator[Part], signs: dict[Kind, str]) -> bytes:
    return ("\n\n".join(_markdown_part(part, signs.get(part.kind)) for part in found) + "\n").encode()


def _markdown_part(part: Part, sign: str | None) -> str:
    if part.kind == "table":
        return markdown.table(part.rows)
    if sign:
        return f"{sign} {markdown.inline(part.text)}"
    return "\n".join(markdown.escaped(line.strip()) for line in part.text.split("\n"))


def hwpx_outline_styles() -> Variant:
    """A Hangul document: styles 개요 1, 2, 3 for sections, titles, headings, their numbers turned off."""
    document = HwpxDocument.new()
    for part in parts(SECTIONS):
        if part.kind == "table":
            hwpx.add_table(document, part.rows)
        else:
            level = _LEVELS.get(part.kind)
            style = str(document.styles.resolve(f"개요 {level}").id) if level else "0"
            document.add_paragraph(part.text, para_pr_id_ref="0", style_id_ref=style)
        document.add_paragraph("", para_pr_id_ref="0", style_id_ref="0")
    return _variant(hwpx.save(document), SECTIONS, ".hwpx", "likely")


def _variant(data: bytes, stories: tuple[Story, ...], suffix: str, least: Sureness | None) -> Variant:
    return Variant(data, stories, least=least, suffix=suffix)


VARIANTS = (
    docx_heading_styles,
    docx_titles_only,
    docx_bold_titles,
    docx_large_titles,
    html_headings,
    html_titles_only,
    html_letter_sizes,
    markdown_headings,
    markdown_two_levels,
    hwpx_outline_styles,
)
