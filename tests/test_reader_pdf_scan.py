"""Pages that are pictures: read where Tesseract is installed, and otherwise a sentence that says what to install."""

from __future__ import annotations

import shutil
from difflib import SequenceMatcher
from functools import cache

import pypdfium2 as pdfium
import pytest

from archive.errors import IssueError
from indexer.document import Document
from indexer.parse import parse_bytes
from indexer.readers import scan, scan_tesseract
from indexer.readers.pdf import read_pdf
from tests.making.pdf import chromium_307, pages_from, partly_scanned, saved, scan_of
from tests.split_helpers import visible

FILE = "307-2022-12-14.pdf"
PAGES = [3, 4]
READ = 0.88
"""Of the characters Tesseract 5.3 with Debian's `kor` and `chi_sim` reads nine in ten on these pages."""


@cache
def printed() -> bytes:
    """Two pages of the first article."""
    return pages_from(chromium_307(), PAGES)


@cache
def mixed() -> bytes:
    """Four pages of issue 307, the third of them scanned."""
    return partly_scanned(pages_from(chromium_307(), [3, 4, 5, 6]), {3})


@cache
def read(data: bytes) -> Document:
    assert shutil.which("tesseract"), "apt-get install tesseract-ocr tesseract-ocr-kor tesseract-ocr-chi-sim"
    return read_pdf(data, FILE)


def text_on(document: Document, *pages: int) -> str:
    return visible("".join(line.text for line in document.lines if line.page in pages))


def likeness(known: str, text: str) -> float:
    """The part of the known letters that a text has, in their order."""
    blocks = SequenceMatcher(None, known, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(known)


def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_tesseract, "languages", frozenset)


def test_a_scan_is_read() -> None:
    found = read(scan_of(printed()))
    assert likeness(visible(read_pdf(printed(), FILE).text), visible(found.text)) >= READ
    assert {line.page for line in found.lines} == {1, 2}
    assert found.by_machine == (1, 2) and read_pdf(printed(), FILE).by_machine == ()


def test_a_scanned_page_among_others_is_read_in_its_place() -> None:
    found, known = read(mixed()), read_pdf(pages_from(chromium_307(), [3, 4, 5, 6]), FILE)
    assert (found.by_machine, found.unread, found.wordless, found.notice) == ((3,), (), (), "")
    pages = [line.page for line in found.lines]
    assert pages == sorted(pages) and set(pages) == {1, 2, 3, 4}
    assert likeness(text_on(known, 3), text_on(found, 3)) >= READ
    assert text_on(found, 1) == text_on(known, 1)


def test_the_letters_of_a_scanned_page_are_as_large_as_those_of_the_others() -> None:
    lines = [line for line in read(mixed()).lines if line.page == 3 and len(line.text) > 120]
    assert lines and {line.heading for line in lines} == {None}


def test_without_tesseract_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    message = r"^issues/x\.pdf: 글자 없이 그림으로만 된 PDF\(스캔\)입니다\. tesseract-ocr, .*읽습니다\.$"
    with pytest.raises(IssueError, match=message):
        read_pdf(scan_of(chromium_307(), 20), "issues/x.pdf")


def test_without_tesseract_the_other_pages_are_read_and_a_warning_names_those(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    data = partly_scanned(pages_from(chromium_307(), [3, 4, 5, 6, 7]), {3, 4})
    parsed = parse_bytes(data, FILE)
    (warning,) = [warning for warning in parsed.issue.warnings if warning.line is None and "그림" in warning.message]
    assert warning.message.startswith("3, 4쪽은 그림뿐이라 읽지 못했습니다. tesseract-ocr")
    assert parsed.check and (parsed.check.unread, parsed.check.by_machine) == ((3, 4), ())
    known = read_pdf(pages_from(chromium_307(), [3, 4, 5, 6, 7]), FILE)
    found = read_pdf(data, FILE)
    assert text_on(found, 1) == text_on(known, 1) and text_on(found, 5) == text_on(known, 5)


@pytest.mark.parametrize(("name", "value"), [("SECONDS", 0.01), ("SECONDS_OF_FILE", 0.0), ("MAX_SCANNED_PAGES", 0)])
def test_a_page_that_takes_too_long_costs_itself(monkeypatch: pytest.MonkeyPatch, name: str, value: float) -> None:
    monkeypatch.setattr(scan, name, value)
    found = read_pdf(mixed(), FILE)
    assert (found.by_machine, found.unread) == ((), (3,))
    assert found.notice.startswith("3쪽은 그림뿐인데 Tesseract가 읽지 못했거나") and found.notice.endswith("주세요.")
    assert text_on(found, 1, 2, 4) and not text_on(found, 3)


def test_a_page_that_stands_on_its_head_is_not_taken_for_text() -> None:
    document = pdfium.PdfDocument(mixed())
    document[2].set_rotation(180)
    found = read(saved(document))
    assert (found.by_machine, found.unread) == ((), (3,)) and not text_on(found, 3)


def test_a_picture_without_letters_is_no_reason_to_worry() -> None:
    document = pdfium.PdfDocument(pages_from(chromium_307(), [3]))
    document.import_pages(pdfium.PdfDocument(scan_of(blank())), [0])
    found = read(saved(document))
    assert (found.by_machine, found.unread, found.wordless, found.notice) == ((), (), (2,), "")


def blank() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    return saved(document)


def test_pictures_without_letters_are_refused() -> None:
    with pytest.raises(IssueError, match=r"^x\.pdf: 글자가 없는 그림뿐이어서"):
        read_pdf(blank(), "x.pdf")


def test_a_scan_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MAX_SCANNED_PAGES", 1)
    with pytest.raises(IssueError, match=r"스캔한 쪽이 2쪽이나 됩니다"):
        read_pdf(scan_of(printed()), "x.pdf")
