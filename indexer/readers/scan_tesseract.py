"""Tesseract, which reads the letters in a picture, as a program of its own: where a page is given to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pypdfium2 as pdfium

_DOTS_PER_INCH = 300
"""What Tesseract's makers recommend (tesseract-ocr.github.io, ImproveQuality: Rescaling)."""
_MOST_DOTS = 40_000_000
_SECONDS = 120
_NEEDED = "kor"
_WELCOME = ("chi_sim",)
_MODE = "4"
_WORD_LEVEL = "5"


class NotRead(Exception):
    """Tesseract has failed on a page, or taken too long."""


class Word(NamedTuple):
    """A word with its line's name, how sure Tesseract is of it (0 to 100), and its place in points."""

    line: tuple[str, ...]
    text: str
    sureness: float
    x0: float
    x1: float
    top: float
    bottom: float


def can_read() -> bool:
    """Whether Tesseract is installed here with what it has to know of Korean."""
    return _NEEDED in languages()


@cache
def languages() -> frozenset[str]:
    """The languages that Tesseract knows here; none if it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    return frozenset(listed.stdout.split())


def words_of(page: pdfium.PdfPage, seconds: float) -> list[Word]:
    """The words that Tesseract reads on a page in so many seconds at most. Raises NotRead."""
    spoken = "+".join([_NEEDED, *(name for name in _WELCOME if name in languages())])
    scale = min(_DOTS_PER_INCH / 72, (_MOST_DOTS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    command = ["tesseract", "-", "-", "-l", spoken, "--psm", _MODE, "--dpi", str(round(72 * scale)), "tsv"]
    # One page a process: the indexer already reads files side by side.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        run = subprocess.run(command, input=_picture(page, scale), capture_output=True, timeout=seconds, env=alone)
    except subprocess.TimeoutExpired as error:
        raise NotRead from error
    if run.returncode:
        raise NotRead
    return list(_words(run.stdout.decode("utf-8", "replace"), scale))


def _words(table: str, scale: float) -> Iterator[Word]:
    for line in table.splitlines()[1:]:
        # Tesseract's columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == _WORD_LEVEL and fields[11].strip():
            left, top, width, height = (int(field) / scale for field in fields[6:10])
            sureness, text = float(fields[10]), fields[11].strip()
            yield Word(tuple(fields[2:5]), text, sureness, left, left + width, top, top + height)


def _picture(page: pdfium.PdfPage, scale: float) -> bytes:
    """The page in grey, as a portable graymap (netpbm.sourceforge.net/doc/pgm.html)."""
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    bitmap.close()
    rows = (dots[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + b"".join(rows)
