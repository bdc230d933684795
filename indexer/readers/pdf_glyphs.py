"""The printed characters and drawn lines of a PDF page, each with its place: where pdfium is asked for text."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from math import atan2, hypot, pi
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.readers.pdf_shapes import Glyph, Rule, Sheet

_MOST_SHAPES = 20_000
_THIN = 3.0
"""A drawn shape is a line if it is at most so many points thick."""
_SHORTEST_RULE = 4.0
_HYPHENS = {0x02, 0xFFFE}
"""What pdfium says for a hyphen at the end of a line, which it takes for no part of the word."""
_BOLD = 600
_BOLD_NAMES = (b"bold", b"black", b"heavy")
_NAME_BYTES = 256
_WIDE_CHARACTER = 0.92
"""How much of an em an East Asian character takes at least, where the font's own width is not to be had."""


class TooManyGlyphs(Exception):
    """A page has more characters than are read."""


class _Style(NamedTuple):
    """What the characters of one text object share: size, quarter turns to the left, weight, font."""

    size: float
    turn: int
    bold: bool
    font: int


def sheet_of(page: pdfium.PdfPage, most: int) -> Sheet:
    """The characters and lines of a page, turned so that most of its text runs from left to right.

    Characters that run in another direction are in `Sheet.aside`, in the file's order.
    Raises TooManyGlyphs if there are more than `most`, and PdfiumError if the page cannot be read.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > most:
            raise TooManyGlyphs
        found = list(_glyphs(textpage.raw, page.get_height(), count))
    finally:
        textpage.close()
    turn = Counter(style.turn for _, style in found).most_common(1)[0][0] if found else 0
    upright = [glyph for glyph, style in found if style.turn == turn]
    aside = "".join(glyph.text for glyph, style in found if style.turn != turn)
    return Sheet(upright, list(_rules(page, turn)), aside.strip())


def _glyphs(raw: Any, height: float, count: int) -> Iterator[tuple[Glyph, _Style]]:
    styles: dict[int | None, _Style] = {}
    high = 0
    for index in range(count):
        if pdfium_c.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        text, high = _text(code, high), 0
        thing = pdfium_c.FPDFText_GetTextObject(raw, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value
        style = styles.get(key) or styles.setdefault(key, _style(raw, index, thing))
        yield _placed(raw, index, text, style, height), style


def _text(code: int, high: int) -> str:
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
    if code in _HYPHENS:
        return "-"
    return chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"


def _style(raw: Any, index: int, thing: Any) -> _Style:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(raw, index, matrix)
    size = abs(pdfium_c.FPDFText_GetFontSize(raw, index)) * hypot(matrix.c, matrix.d)
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(raw, index, name, _NAME_BYTES, flags)
    named = any(word in name.value.lower() for word in _BOLD_NAMES)
    bold = named or pdfium_c.FPDFText_GetFontWeight(raw, index) >= _BOLD
    font = ctypes.cast(pdfium_c.FPDFTextObj_GetFont(thing), ctypes.c_void_p).value or 0
    return _Style(size or 1.0, round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4, bold, font)


def _placed(raw: Any, index: int, text: str, style: _Style, height: float) -> Glyph:
    x, y, loose = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    pdfium_c.FPDFText_GetLooseCharBox(raw, index, loose)
    along, down = _turned(x.value, y.value, style.turn)
    ends = [_turned(*corner, style.turn)[0] for corner in ((loose.left, loose.bottom), (loose.right, loose.top))]
    end = max(*ends, along)
    # Some fonts give a character's ink for its width; side bearings would then look like spaces.
    if min(ends) > along and east_asian_width(text) in "WF":
        end = max(end, along + _WIDE_CHARACTER * style.size)
    return Glyph(text, along, end, down if style.turn else height + down, style.size, style.bold, style.font)


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """How far along its line, and how far down the page, a point of the page is, where y counts upwards."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _rules(page: pdfium.PdfPage, turn: int) -> Iterator[Rule]:
    """The thin lines, and the edges of the drawn frames, of a page."""
    height = 0.0 if turn else page.get_height()
    count = min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_SHAPES)
    for index in range(count):
        shape = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(shape) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium_c.FPDFPageObj_GetBounds(shape, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        xs, ys = zip(_turned(left, bottom, turn), _turned(right, top, turn), strict=True)
        box = Rule(min(xs), min(ys) + height, max(xs), max(ys) + height)
        yield from _edges(box, shape)


def _edges(box: Rule, shape: Any) -> Iterator[Rule]:
    width, depth = box.x1 - box.x0, box.bottom - box.top
    if max(width, depth) < _SHORTEST_RULE:
        return
    if min(width, depth) <= _THIN:
        yield box
    elif _is_frame(shape):
        yield Rule(box.x0, box.top, box.x1, box.top)
        yield Rule(box.x0, box.bottom, box.x1, box.bottom)
        yield Rule(box.x0, box.top, box.x0, box.bottom)
        yield Rule(box.x1, box.top, box.x1, box.bottom)


def _is_frame(shape: Any) -> bool:
    """Whether a shape is a rectangle whose outline is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, fill, stroke)
    return bool(stroke.value) and pdfium_c.FPDFPath_CountSegments(shape) in (4, 5)
