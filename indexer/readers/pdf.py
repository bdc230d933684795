"""PDF files: the text layer read as a person reads the page, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.pdf_columns import gutters_of
from indexer.readers.pdf_glyphs import TooManyGlyphs, sheet_of
from indexer.readers.pdf_opening import opened
from indexer.readers.pdf_rows import rows_of
from indexer.readers.pdf_runs import COLUMNS_APART, runs_of
from indexer.readers.pdf_shapes import Leaf
from indexer.readers.pdf_tables import ruled_tables
from indexer.readers.scan import read_scan

MAX_GLYPHS = 5_000_000
"""So many characters a file may have in all."""
MAX_GLYPHS_OF_PAGE = 100_000
"""A page of A4 in letters that can still be read holds a tenth of this."""

_NO_TEXT = "\ufffd \t"


def read_pdf(data: bytes, file: str) -> Document:
    """The paragraphs of a PDF file, each a row with the page on which it begins.

    Running heads and page numbers are left out; larger and bolder lines have heading levels; a table's row is a row.
    Scripts in the file are not run. A file of pictures only is read by `scan.read_scan`.
    Raises IssueError if the file cannot be read, has a password, too many pages or characters, or no text.
    """
    document = opened(data, file)
    try:
        leaves = list(_leaves(document, file))
    finally:
        document.close()
    if not any(run.text.strip(_NO_TEXT) for leaf in leaves for run in leaf.runs):
        return read_scan(data, file)
    return Document.of_rows(file, rows_of(leaves))


def _leaves(document: pdfium.PdfDocument, file: str) -> Iterator[Leaf]:
    """The pages of a file, in runs of text."""
    room = MAX_GLYPHS
    for index in range(len(document)):
        try:
            page = document[index]
            sheet = sheet_of(page, min(room, MAX_GLYPHS_OF_PAGE))
        except pdfium.PdfiumError as error:
            message = f"{file}: {index + 1}쪽이 손상되어 읽을 수 없습니다. 원본 프로그램에서 PDF로 다시 저장해 주세요."
            raise IssueError(file, message) from error
        except TooManyGlyphs as error:
            message = f"{file}: {index + 1}쪽에 글자가 너무 많아 읽지 않습니다. 뉴스레터가 맞는지 확인해 주세요."
            raise IssueError(file, message) from error
        room -= len(sheet.glyphs)
        gutters = gutters_of(ruled_tables(runs_of(sheet.glyphs, sheet.rules, part=COLUMNS_APART), sheet.rules))
        yield Leaf(index + 1, runs_of(sheet.glyphs, sheet.rules, gutters), sheet.rules, gutters, sheet.aside)
        page.close()
