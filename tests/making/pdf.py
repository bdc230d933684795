"""Issue 307 as the PDF files that an office has: printed by a browser and by LibreOffice, in columns, scanned."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
from playwright.sync_api import sync_playwright

from tests.making.pdf_pages import page_307, titles_307
from tests.making.pdf_word import word_307

_QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
HEAD = "<div style='font-size:8pt;width:100%;padding:0 20mm'>주간 중국 창업 제 307호</div>"
FOOT = "<div style='font-size:8pt;width:100%;text-align:center'>- <span class=pageNumber></span> -</div>"


@cache
def chromium_307(style: str = "", contents: str = "table") -> bytes:
    """The issue as Chromium prints it on A4, a running head and a page number on every page.

    It is printed twice: the first print tells the pages for the contents.
    """
    first = printed(page_307({}, style, contents))
    return printed(page_307(pages_of(titles_307(), first), style, contents))


@cache
def libreoffice_307() -> bytes:
    """The issue as LibreOffice saves a Word document in PDF, printed twice as well."""
    first = saved_by_libreoffice(word_307({}), "docx")
    return saved_by_libreoffice(word_307(pages_of(titles_307(), first)), "docx")


def locked(password: str) -> bytes:
    """A PDF that opens with this password only."""
    options = {
        "EncryptFile": {"type": "boolean", "value": "true"},
        "DocumentOpenPassword": {"type": "string", "value": password},
    }
    return saved_by_libreoffice("비밀글".encode("utf-8-sig"), "txt", f"pdf:writer_pdf_Export:{json.dumps(options)}")


def saved_by_libreoffice(data: bytes, suffix: str, to: str = "pdf") -> bytes:
    """A document of a format that LibreOffice reads, as PDF."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"issue.{suffix}"
        source.write_bytes(data)
        # A profile of its own, for LibreOffice runs only once on each.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", name, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()


def scan_of(data: bytes, dots_per_inch: int = 150) -> bytes:
    """A PDF whose pages are pictures of those of another one, in JPEG, as a scanner makes them."""
    document, pictures = pdfium.PdfDocument(data), []
    for page in document:
        pictures.append(page.render(scale=dots_per_inch / 72).to_pil().convert("L"))
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=dots_per_inch)
    return buffer.getvalue()


def partly_scanned(data: bytes, numbers: Collection[int]) -> bytes:
    """A PDF of which these pages (from 1) are pictures, the others as they were."""
    document, pictures = pdfium.PdfDocument(data), pdfium.PdfDocument(scan_of(data))
    mixed = pdfium.PdfDocument.new()
    for number in range(1, len(document) + 1):
        mixed.import_pages(pictures if number in numbers else document, [number - 1])
    return saved(mixed)


def pages_from(data: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages (from 1) of another one."""
    document = pdfium.PdfDocument.new()
    document.import_pages(pdfium.PdfDocument(data), [number - 1 for number in numbers])
    return saved(document)


def saved(document: pdfium.PdfDocument) -> bytes:
    """The bytes of a PDF that was put together."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def printed(html: str, numbered: bool = True) -> bytes:
    """A page of HTML as Chromium prints it, `numbered` with a running head and page numbers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET.split())
        page = browser.new_page()
        page.set_content(html)
        data = page.pdf(
            prefer_css_page_size=True, display_header_footer=numbered, header_template=HEAD, footer_template=FOOT
        )
        browser.close()
    return data


def pages_of(titles: tuple[str, ...], data: bytes) -> dict[str, int]:
    """The page (from 1) of the body on which each title stands, by its first letters."""
    document = pdfium.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    found: dict[str, int] = {}
    for title in titles:
        start = "".join(title.split())[:12]
        found[title] = max((number for number, text in enumerate(texts, 1) if start in text), default=1)
    return found
