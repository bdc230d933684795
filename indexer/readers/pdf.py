"""PDF files: the text layer read as a person reads the page, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pypdfium2 as pdfium

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.pdf_columns import gutters_of
from indexer.readers.pdf_glyphs import TooManyGlyphs, sheet_of
from indexer.readers.pdf_opening import opened
from indexer.readers.pdf_paragraphs import usual_size
from indexer.readers.pdf_pictures import is_picture
from indexer.readers.pdf_rows import rows_of
from indexer.readers.pdf_runs import COLUMNS_APART, runs_of
from indexer.readers.pdf_shapes import Leaf
from indexer.readers.pdf_tables import ruled_tables
from indexer.readers.scan import read_pages, read_scan

MAX_GLYPHS = 5_000_000
"""So many characters a file may have in all."""
MAX_GLYPHS_OF_PAGE = 100_000
"""A page of A4 in letters that can still be read holds a tenth of this."""

_FEWEST_UNKNOWN = 20
"""A page with so many letters of which the file tells none is as good as a picture."""


def read_pdf(data: bytes, file: str) -> Document:
    """The paragraphs of a PDF file, each a row with the pages on which it stands.

    Running heads and page numbers are left out; larger and bolder lines have heading levels; a table's row is a row.
    Scripts in the file are not run. Pages that are pictures are read by machine (`scan`), as far as that is possible.
    Raises IssueError if the file cannot be read, has a password, too many pages or characters, or no text.
    """
    document = opened(data, file)
    try:
        pages = list(_pages(document, file))
        printed = [page.leaf for page in pages if not page.pictured]
        if any(map(_has_text, printed)):
            size = usual_size(run for leaf in printed for run in leaf.runs)
            scan = read_pages(document, [page.leaf for page in pages if page.pictured], size)
        else:
            scan = read_scan(document, [page.leaf for page in pages], file)
    finally:
        document.close()
    leaves = [scan.leaves.get(page.leaf.number, page.leaf) for page in pages]
    found = Document.of_rows(file, rows_of(leaves))
    read = tuple(scan.leaves)
    return replace(found, by_machine=read, unread=scan.unread, wordless=scan.wordless, notice=scan.notice)


class _Page(NamedTuple):
    """A page as the file prints it, and whether that is a picture."""

    leaf: Leaf
    pictured: bool


def _pages(document: pdfium.PdfDocument, file: str) -> Iterator[_Page]:
    """The pages of a file, in runs of text."""
    room = MAX_GLYPHS
    for index in range(len(document)):
        try:
            page = document[index]
            sheet = sheet_of(page, min(room, MAX_GLYPHS_OF_PAGE))
            pictured = is_picture(page)
        except pdfium.PdfiumError as error:
            message = f"{file}: {index + 1}쪽이 손상되어 읽을 수 없습니다. 원본 프로그램에서 PDF로 다시 저장해 주세요."
            raise IssueError(file, message) from error
        except TooManyGlyphs as error:
            message = f"{file}: {index + 1}쪽에 글자가 너무 많아 읽지 않습니다. 뉴스레터가 맞는지 확인해 주세요."
            raise IssueError(file, message) from error
        room -= len(sheet.glyphs)
        gutters = gutters_of(ruled_tables(runs_of(sheet.glyphs, sheet.rules, part=COLUMNS_APART), sheet.rules))
        leaf = Leaf(index + 1, runs_of(sheet.glyphs, sheet.rules, gutters), sheet.rules, gutters, sheet.aside)
        yield _Page(leaf, pictured or _tells_nothing(leaf))
        page.close()


def _has_text(leaf: Leaf) -> bool:
    return any(run.known for run in leaf.runs)


def _tells_nothing(leaf: Leaf) -> bool:
    """Whether a page has letters, and the file does not tell a single one of them."""
    return not _has_text(leaf) and sum(len(run.text) for run in leaf.runs) >= _FEWEST_UNKNOWN
