"""Which pages of a PDF are pictures, as scanned ones are: covered by one, with no text but in their margins."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_COVERED = 0.7
"""Pictures cover at least this part of a scanned page. A photo above or beside an article covers less."""
_MARGIN = 0.12
"""Running heads and page numbers stand in the outermost part of a page; a title on a cover's picture does not."""
_MOST_LETTERS = 100
"""So many letters of running heads and page numbers a scanned page has at most."""
_DOTS_PER_POINT = 0.5
"""A scan has more dots than that; a picture of a few dots is a colour behind the text."""
_STEPS = 24
"""The page is looked at in so many places across, and as many down."""
_MOST_SHAPES = 20_000
_MOST_PICTURES = 500
_DEEPEST = 4
_REPLACEMENT = 0xFFFD


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class _Matrix(NamedTuple):
    """How a form's points are placed on the page that shows it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def placed(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: _Matrix) -> _Matrix:
        """This matrix in a form that itself is placed by another one."""
        e, f = outer.placed(self.e, self.f)
        return _Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


def is_picture(page: pdfium.PdfPage) -> bool:
    """Whether a page is a picture, with no text on it but in its margins.

    A scan below which a copier has put the letters that it saw is text. Raises PdfiumError if it cannot be read.
    """
    sheet = _Box(*page.get_bbox())
    boxes = list(_boxes(page))
    return bool(boxes) and _covered(sheet, boxes) >= _COVERED and not _has_text(page, sheet)


def _covered(sheet: _Box, boxes: list[_Box]) -> float:
    """The part of a page that lies under pictures."""
    width, height = sheet.right - sheet.left, sheet.top - sheet.bottom
    steps = [(step + 0.5) / _STEPS for step in range(_STEPS)]
    places = [(sheet.left + x * width, sheet.bottom + y * height) for x in steps for y in steps]
    return sum(any(box.holds(x, y) for box in boxes) for x, y in places) / len(places)


def _has_text(page: pdfium.PdfPage, sheet: _Box) -> bool:
    """Whether a page has text besides running heads and page numbers. Letters that the file does not tell are none."""
    across, down = _MARGIN * (sheet.right - sheet.left), _MARGIN * (sheet.top - sheet.bottom)
    inner = _Box(sheet.left + across, sheet.bottom + down, sheet.right - across, sheet.top - down)
    textpage = page.get_textpage()
    try:
        letters = 0
        for index in range(textpage.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
            if code in (0, _REPLACEMENT) or chr(code).isspace():
                continue
            letters += 1
            if letters > _MOST_LETTERS or inner.holds(*_place(textpage.raw, index)):
                return True
    finally:
        textpage.close()
    return False


def _place(raw: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    return x.value, y.value


def _boxes(page: pdfium.PdfPage) -> Iterator[_Box]:
    """Where the pictures of a page are."""
    count = min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_SHAPES)
    shapes = (pdfium_c.FPDFPage_GetObject(page.raw, index) for index in range(count))
    for found, box in enumerate(_pictures(shapes, _Matrix(), 0)):
        if found == _MOST_PICTURES:
            return
        yield box


def _pictures(shapes: Iterator[Any], matrix: _Matrix, depth: int) -> Iterator[_Box]:
    """The pictures among shapes of a page, or of a form (a drawing of its own) that `matrix` places on it."""
    for shape in shapes:
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield from _picture(shape, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = min(pdfium_c.FPDFFormObj_CountObjects(shape), _MOST_SHAPES)
            inner = (pdfium_c.FPDFFormObj_GetObject(shape, index) for index in range(count))
            yield from _pictures(inner, _matrix(shape).within(matrix), depth + 1)


def _matrix(shape: Any) -> _Matrix:
    found = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(shape, found)
    return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _picture(shape: Any, matrix: _Matrix) -> Iterator[_Box]:
    """The place of a picture, if it shows anything."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFImageObj_GetImagePixelSize(shape, width, height):
        return
    if not pdfium_c.FPDFPageObj_GetBounds(shape, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [matrix.placed(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    box = _Box(min(xs), min(ys), max(xs), max(ys))
    if max(width.value, height.value) >= _DOTS_PER_POINT * max(box.right - box.left, box.top - box.bottom):
        yield box
