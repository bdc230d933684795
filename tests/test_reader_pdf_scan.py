"""Pages that are pictures: read where Tesseract is installed, and otherwise a sentence that says what to install."""

from __future__ import annotations

import io
import shutil
from difflib import SequenceMatcher

import pypdfium2 as pdfium
import pytest

from archive.errors import IssueError
from indexer.readers import scan
from indexer.readers.pdf import read_pdf
from tests.making.pdf import chromium_307, scan_of

PAGES = [2, 3]
READ = 0.88
"""Of the characters Tesseract 5.3 with Debian's `kor` and `chi_sim` reads nine in ten on these pages."""


def scanned() -> tuple[bytes, str]:
    """Two pages as pictures, and their text."""
    document = pdfium.PdfDocument.new()
    document.import_pages(pdfium.PdfDocument(chromium_307()), PAGES)
    buffer = io.BytesIO()
    document.save(buffer)
    return scan_of(buffer.getvalue()), read_pdf(buffer.getvalue(), "x.pdf").text


def test_a_scan_is_read() -> None:
    assert shutil.which("tesseract"), "apt-get install tesseract-ocr tesseract-ocr-kor tesseract-ocr-chi-sim"
    data, text = scanned()
    found = read_pdf(data, "x.pdf")
    known, read = "".join(text.split()), "".join(found.text.split())
    same = sum(block.size for block in SequenceMatcher(None, known, read, autojunk=False).get_matching_blocks())
    assert same >= READ * len(known)
    assert {line.page for line in found.lines} == {1, 2}
    assert found.by_machine and not read_pdf(chromium_307(), "x.pdf").by_machine


def test_without_tesseract_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_languages", frozenset)
    message = r"^issues/x\.pdf: 글자 없이 그림으로만 된 PDF\(스캔\)입니다\. tesseract-ocr, .*읽습니다\.$"
    with pytest.raises(IssueError, match=message):
        read_pdf(scan_of(chromium_307(), 20), "issues/x.pdf")


def test_pictures_without_letters_are_refused() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(300, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(IssueError, match=r"^x\.pdf: 글자가 없는 그림뿐이어서"):
        read_pdf(buffer.getvalue(), "x.pdf")


def test_a_scan_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MAX_SCANNED_PAGES", 1)
    with pytest.raises(IssueError, match=r"스캔한 쪽이 2쪽이나 됩니다"):
        read_pdf(scanned()[0], "x.pdf")
