"""Where articles stand in a PDF: from the page of their first line to that of their last, block by block."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pypdfium2 as pdfium
import pytest

from archive.checked import Found
from archive.models import Article
from indexer.document import Document, Row
from indexer.parse import Parsed, parse_bytes
from tests.making.pdf import chromium_307, libreoffice_307
from tests.making.pdf_pages import COLUMNS
from tests.split_helpers import FILE, text_307, visible

PRINTS: dict[str, Callable[[], bytes]] = {
    "one column": chromium_307,
    "two columns": lambda: chromium_307(COLUMNS),
    "LibreOffice": libreoffice_307,
}
FIRST = 8
"""So many letters of a block are looked for on its page: it may go on overleaf."""

prints = pytest.mark.parametrize("name", PRINTS)


@cache
def parsed(name: str) -> Parsed:
    return parse_bytes(PRINTS[name](), "307-2022-12-14.pdf")


@cache
def texts(name: str) -> list[str]:
    """The letters of each page, as pdfium gives them."""
    document = pdfium.PdfDocument(PRINTS[name]())
    return [visible(page.get_textpage().get_text_bounded()) for page in document]


def found(name: str) -> list[tuple[Article, Found]]:
    parse = parsed(name)
    assert parse.check
    rows = [row.found for row in parse.check.rows if row.found]
    return list(zip(parse.issue.articles, rows, strict=True))


@prints
def test_a_block_begins_on_the_page_where_its_first_letters_are(name: str) -> None:
    for article, row in found(name):
        assert len(row.block_pages) == len(article.blocks)
        for block, page in zip(article.blocks, row.block_pages, strict=True):
            assert visible(block.text)[:FIRST] in texts(name)[page - 1], (article.id, block.text)


@prints
def test_an_article_ends_on_the_page_where_its_last_letters_are(name: str) -> None:
    for article, row in found(name):
        last = article.source_note or article.text
        assert row.printed_page and row.last_page
        assert row.printed_page <= row.block_pages[0] <= row.block_pages[-1] <= row.last_page
        assert visible(last)[-FIRST:] in texts(name)[row.last_page - 1], article.id


def test_an_article_may_end_where_a_later_page_has_the_rest_of_its_last_paragraph() -> None:
    assert any(row.block_pages[-1] < (row.last_page or 0) for _, row in found("one column"))


def test_a_format_without_pages_has_none() -> None:
    check = parse_bytes(text_307().encode(), FILE).check
    assert check
    rows = [row.found for row in check.rows if row.found]
    assert {(row.printed_page, row.last_page, row.block_pages) for row in rows} == {(None, None, ())}


def test_a_line_ends_on_the_page_on_which_it_begins_if_nothing_else_is_said() -> None:
    lines = Document.of_rows("x.pdf", [Row("가", 2), Row("나", 2, None, 4)]).lines
    assert [(line.page, line.last_page) for line in lines] == [(2, 2), (2, 4)]
