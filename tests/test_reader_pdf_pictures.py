"""Which pages are scans: a picture over most of the page, and no text but a running head or a page number."""

from __future__ import annotations

import io
from base64 import b64encode
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from indexer.readers.pdf import read_pdf
from indexer.readers.pdf_pictures import is_picture
from indexer.readers.scan_tesseract import can_read
from tests.making.pdf import chromium_307, pages_from, printed, saved

SHEET = "<style>@page { size: A4; margin: 0 } body { margin: 0 } div { position: absolute; left: 20mm }</style>"
HEAD = "<div style='top: 10mm'>주간 중국 창업 제 307호</div>"
FOOT = "<div style='top: 280mm'>- 12 -</div>"
TEXT = "<div style='top: 200mm; width: 170mm'>" + "과학 혁신 금융 개혁 시범구를 건설한다. " * 12 + "</div>"
TITLE = "<div style='top: 120mm; font-size: 40pt'>주간 중국 창업</div>"


@cache
def page_of_307() -> bytes:
    """A page of text as a picture in JPEG."""
    return jpeg(pdfium.PdfDocument(chromium_307())[3].render(scale=1.5))


def jpeg(bitmap: pdfium.PdfBitmap) -> bytes:
    buffer = io.BytesIO()
    bitmap.to_pil().convert("L").save(buffer, "JPEG")
    return buffer.getvalue()


def with_picture(height: int, *others: str, picture: bytes | None = None) -> bytes:
    """A page with a picture over its whole width and so many of its 297 mm, and what is printed on it."""
    source = b64encode(picture or page_of_307()).decode()
    image = f"<img src='data:image/jpeg;base64,{source}' style='width: 210mm; height: {height}mm; display: block'>"
    return printed(SHEET + image + "".join(others), numbered=False)


def first(data: bytes) -> pdfium.PdfPage:
    return pdfium.PdfDocument(data)[0]


@pytest.mark.parametrize("furniture", [[], [FOOT], [HEAD, FOOT]], ids=["nothing", "page number", "head and number"])
def test_a_picture_of_a_page_is_a_scan_whatever_stands_in_its_margins(furniture: list[str]) -> None:
    assert is_picture(first(with_picture(290, *furniture)))


@pytest.mark.parametrize(
    ("height", "others"),
    [(140, [HEAD, TEXT, FOOT]), (290, [TEXT]), (290, [TITLE]), (120, [FOOT])],
    ids=["an article with a photo", "text on a picture", "a cover", "a small picture"],
)
def test_a_page_with_text_or_a_smaller_picture_is_none(height: int, others: list[str]) -> None:
    assert not is_picture(first(with_picture(height, *others)))


def test_a_colour_made_of_a_few_dots_is_no_picture() -> None:
    bitmap = pdfium.PdfBitmap.new_native(4, 4, pdfium_c.FPDFBitmap_Gray)
    assert not is_picture(first(with_picture(290, picture=jpeg(bitmap))))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_may_lie_in_the_file_in_any_way(turn: int) -> None:
    document = pdfium.PdfDocument(with_picture(290, FOOT))
    document[0].set_rotation(turn)
    assert is_picture(first(saved(document)))


@pytest.mark.parametrize(("scale", "scan"), [(0.95, True), (0.5, False)])
def test_a_scan_may_lie_in_a_drawing_of_its_own(scale: float, scan: bool) -> None:
    source, document = pdfium.PdfDocument(with_picture(297)), pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    form = pdfium_c.FPDF_NewFormObjectFromXObject(pdfium_c.FPDF_NewXObjectFromPage(document, source, 0))
    pdfium_c.FPDFPageObj_SetMatrix(form, pdfium_c.FS_MATRIX(scale, 0, 0, scale, 10, 10))
    pdfium_c.FPDFPage_InsertObject(page, form)
    page.gen_content()
    assert is_picture(first(saved(document))) is scan


def test_a_scan_with_the_letters_that_a_copier_saw_is_text() -> None:
    document = pdfium.PdfDocument(pages_from(chromium_307(), [4]))
    page = document[0]
    picture = pdfium.PdfImage.new(document)
    picture.load_jpeg(io.BytesIO(page_of_307()))
    picture.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page.insert_obj(picture)
    page.gen_content()
    data = saved(document)
    assert not is_picture(first(data))
    assert read_pdf(data, "x.pdf").text == read_pdf(pages_from(chromium_307(), [4]), "x.pdf").text


def test_what_the_file_says_of_a_scanned_page_is_kept_and_not_read_twice() -> None:
    document = pdfium.PdfDocument(pages_from(chromium_307(), [5]))
    document.import_pages(pdfium.PdfDocument(with_picture(290, "<div style='top: 285mm'>가나다-12-라마바</div>")))
    found = read_pdf(saved(document), "x.pdf")
    lines = [line.text for line in found.lines if line.page == 2]
    assert sum("12" in line and "라마바" in line for line in lines) == 1
    assert found.by_machine == ((2,) if can_read() else ())
