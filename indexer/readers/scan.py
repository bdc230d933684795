"""Scans: pages that are pictures, read by Tesseract where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.pdf_columns import gutters_of
from indexer.readers.pdf_opening import opened
from indexer.readers.pdf_rows import rows_of
from indexer.readers.pdf_runs import COLUMNS_APART, runs_of
from indexer.readers.pdf_shapes import Glyph, Leaf

MAX_SCANNED_PAGES = 300
"""A page takes some seconds, so a file of more pages is not read by machine."""

_DOTS_PER_INCH = 300
"""What Tesseract's makers recommend (tesseract-ocr.github.io, ImproveQuality: Rescaling)."""
_MOST_DOTS = 40_000_000
_SECONDS = 120
"""After so long a page is given up, and with it the file."""
_NEEDED = "kor"
_WELCOME = ("chi_sim",)
_LEAST_SURE = 20
"""Words of which Tesseract is less sure (of 100) are specks and parts of pictures."""
_ALIKE = 0.3
"""Lines whose height is so near to the usual one are printed in letters of one size."""
_SIZE = 1.15
"""A font's size, in heights of the printed part of a line of Hangul."""
_MODE = "4"
_WORD_LEVEL = "5"


class _Word(NamedTuple):
    """A word with its line's name, and its place in points."""

    line: tuple[str, ...]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float


def read_scan(data: bytes, file: str) -> Document:
    """The text of a PDF of pictures, as far as Tesseract can read it. Raises IssueError if it cannot be read."""
    languages = _languages()
    if _NEEDED not in languages:
        raise IssueError(file, f"{file}: {_how_to_install()}")
    document = opened(data, file)
    try:
        if len(document) > MAX_SCANNED_PAGES:
            message = f"스캔한 쪽이 {len(document):,}쪽이나 됩니다(많아야 {MAX_SCANNED_PAGES}쪽). 나누어 주세요."
            raise IssueError(file, f"{file}: {message}")
        spoken = "+".join([_NEEDED, *(name for name in _WELCOME if name in languages)])
        pages = [list(_words(document[index], spoken, file)) for index in range(len(document))]
    finally:
        document.close()
    if not any(pages):
        message = "글자가 없는 그림뿐이어서 읽을 수 없습니다. 글자가 있는 PDF나 더 또렷한 스캔을 넣어 주세요."
        raise IssueError(file, f"{file}: {message}")
    return replace(Document.of_rows(file, rows_of(_leaves(pages))), by_machine=True)


def _how_to_install() -> str:
    return (
        "글자 없이 그림으로만 된 PDF(스캔)입니다. tesseract-ocr, tesseract-ocr-kor, tesseract-ocr-chi-sim을 "
        "설치하고 다시 색인하면 읽습니다."
    )


@cache
def _languages() -> frozenset[str]:
    """The languages that Tesseract knows here; none if it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    return frozenset(listed.stdout.split())


def _words(page: pdfium.PdfPage, languages: str, file: str) -> Iterator[_Word]:
    """The words that Tesseract reads on a page."""
    scale = min(_DOTS_PER_INCH / 72, (_MOST_DOTS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    command = ["tesseract", "-", "-", "-l", languages, "--psm", _MODE, "--dpi", str(round(72 * scale)), "tsv"]
    # One page a process: the indexer already reads files side by side.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        run = subprocess.run(command, input=_picture(page, scale), capture_output=True, timeout=_SECONDS, env=alone)
    except subprocess.TimeoutExpired as error:
        raise _not_read(file) from error
    if run.returncode:
        raise _not_read(file)
    for line in run.stdout.decode("utf-8", "replace").splitlines()[1:]:
        # Tesseract's columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == _WORD_LEVEL and fields[11].strip() and float(fields[10]) >= _LEAST_SURE:
            left, top, width, height = (int(field) / scale for field in fields[6:10])
            yield _Word(tuple(fields[2:5]), fields[11].strip(), left, left + width, top, top + height)


def _not_read(file: str) -> IssueError:
    message = "스캔한 쪽을 Tesseract가 읽지 못했습니다. 더 또렷하게 스캔하거나 글자가 있는 PDF를 넣어 주세요."
    return IssueError(file, f"{file}: {message}")


def _picture(page: pdfium.PdfPage, scale: float) -> bytes:
    """The page in grey, as a portable graymap (netpbm.sourceforge.net/doc/pgm.html)."""
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    bitmap.close()
    rows = (dots[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + b"".join(rows)


def _leaves(pages: Sequence[Sequence[_Word]]) -> list[Leaf]:
    lines = [_lines(words) for words in pages]
    usual = median(_height(line) for page in lines for line in page)
    leaves: list[Leaf] = []
    for number, page in enumerate(lines, 1):
        glyphs = [glyph for line in page for glyph in _glyphs(line, usual)]
        gutters = gutters_of(runs_of(glyphs, part=COLUMNS_APART))
        leaves.append(Leaf(number, runs_of(glyphs, gutters=gutters), [], gutters, ""))
    return leaves


def _lines(words: Sequence[_Word]) -> list[list[_Word]]:
    lines: dict[tuple[str, ...], list[_Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return list(lines.values())


def _height(line: Sequence[_Word]) -> float:
    return _SIZE * median(word.bottom - word.top for word in line)


def _glyphs(line: Sequence[_Word], usual: float) -> Iterator[Glyph]:
    """The words of a line as characters on one baseline.

    Heights differ with the letters of a line, so only clearly other ones than the `usual` are another size.
    """
    height, bottom = _height(line), median(word.bottom for word in line)
    size = usual if abs(height - usual) <= _ALIKE * usual else height
    for word in line:
        yield Glyph(word.text, word.x0, word.x1, bottom, size, False, 0)
