"""Scans: pages that are pictures, as far as Tesseract can read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import monotonic

import pypdfium2 as pdfium

from archive.check_words import pages_words
from archive.errors import IssueError
from indexer.readers.pdf_columns import gutters_of
from indexer.readers.pdf_runs import COLUMNS_APART, runs_of
from indexer.readers.pdf_shapes import Glyph, Leaf, Run
from indexer.readers.scan_tesseract import NotRead, Word, can_read, words_of

MAX_SCANNED_PAGES = 300
"""A page takes some seconds, so that no more pages of a file are read by machine."""

SECONDS = 120.0
"""After so long a page is given up."""
SECONDS_OF_FILE = 480.0
"""After so long the pages that are left of a file are given up, or a worker would be stopped with all that it read."""
_LEAST_SURE = 20
"""Words of which Tesseract is less sure (of 100) are specks and parts of pictures."""
_LEAST_SURE_OF_LINE = 55
"""So are lines of which most words are less sure. Of print Tesseract is sure by 90 (by 66 at 60 dots per inch), of
pages that stand on their heads by 48 at most, of photos by 40 at most."""
_SURE_PART = 0.5
"""A page of which no larger part is sure is not read; and if it has so many letters or more, it should have been."""
_MANY_LETTERS = 200
_ALIKE = 0.3
"""Lines whose height is so near to the usual one are printed in letters of one size."""
_SIZE = 1.15
"""A font's size, in heights of the printed part of a line of Hangul."""
_TO_INSTALL = "tesseract-ocr, tesseract-ocr-kor, tesseract-ocr-chi-sim을 설치하고"
_CLEARER = "바로 세워 더 또렷하게 스캔하거나 글자가 있는 PDF를 넣어 주세요."

_Line = list[Word]


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read of pages that are pictures.

    `leaves` are the pages on which letters were seen, by their numbers. `unread` are the numbers of those that could
    not be read, and `notice` says so in Korean, and what to do. `wordless` are those of pages that show no letters.
    """

    leaves: dict[int, Leaf] = field(default_factory=dict)
    unread: tuple[int, ...] = ()
    wordless: tuple[int, ...] = ()
    notice: str = ""


def read_pages(document: pdfium.PdfDocument, pages: Sequence[Leaf], size: float | None) -> Scan:
    """The pages of a file that are pictures, where others have text.

    `pages` have what the file itself prints on them, a page number perhaps, which is kept. `size` is that of the other
    pages' running text in points, to which that of these is brought; None where there are no others.
    """
    if not pages:
        return Scan()
    numbers = tuple(page.number for page in pages)
    if not can_read():
        said = f"{_TO_INSTALL} seogo index --rebuild로 다시 색인하면 읽습니다."
        return Scan({}, numbers, notice=f"{pages_words(numbers)}은 그림뿐이라 읽지 못했습니다. {said}")
    lines = _lines_by_page(document, pages[:MAX_SCANNED_PAGES])
    unread = tuple(number for number in numbers if number not in lines)
    wordless = tuple(number for number in numbers if lines.get(number) == [])
    said = f"{pages_words(unread)}은 그림뿐인데 Tesseract가 읽지 못했거나 너무 오래 걸렸습니다. {_CLEARER}"
    return Scan(dict(_leaves(pages, lines, size)), unread, wordless, said if unread else "")


def read_scan(document: pdfium.PdfDocument, pages: Sequence[Leaf], file: str) -> Scan:
    """The pages of a file that are all pictures. Raises IssueError if none of them can be read."""
    if not can_read():
        message = f"글자 없이 그림으로만 된 PDF(스캔)입니다. {_TO_INSTALL} 다시 색인하면 읽습니다."
        raise IssueError(file, f"{file}: {message}")
    if len(pages) > MAX_SCANNED_PAGES:
        message = f"스캔한 쪽이 {len(pages):,}쪽이나 됩니다(많아야 {MAX_SCANNED_PAGES}쪽). 나누어 주세요."
        raise IssueError(file, f"{file}: {message}")
    found = read_pages(document, pages, None)
    if not found.leaves:
        message = f"글자가 없는 그림뿐이어서 읽을 수 없습니다. {_CLEARER}"
        raise IssueError(file, f"{file}: {found.notice or message}")
    return found


def _lines_by_page(document: pdfium.PdfDocument, pages: Sequence[Leaf]) -> dict[int, list[_Line]]:
    """The lines that are seen on each page that can be read; none on one that shows no letters."""
    found: dict[int, list[_Line]] = {}
    end = monotonic() + SECONDS_OF_FILE
    for page in pages:
        seconds = min(SECONDS, end - monotonic())
        if seconds <= 0:
            break
        try:
            lines = _seen(words_of(document[page.number - 1], seconds), page)
        except NotRead:
            continue
        if lines is not None:
            found[page.number] = lines
    return found


def _seen(words: Sequence[Word], page: Leaf) -> list[_Line] | None:
    """The lines that are surely letters, beside what the file itself says; None if there should be more of them."""
    printed = [run for run in page.runs if run.known]
    own = [word for word in words if not any(_overlap(word, run) for run in printed)]
    lines = list(_lines(own))
    seen = sum(len(word.text) for word in own if word.sureness >= _LEAST_SURE)
    if sum(len(word.text) for line in lines for word in line) > _SURE_PART * seen:
        return lines
    return [] if seen < _MANY_LETTERS else None


def _overlap(word: Word, run: Run) -> bool:
    """Whether a word is seen where the file itself says what is printed."""
    middle = (word.top + word.bottom) / 2
    return run.top <= middle <= run.bottom and word.x0 < run.x1 and run.x0 < word.x1


def _lines(words: Sequence[Word]) -> Iterator[_Line]:
    lines: dict[tuple[str, ...], _Line] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    for line in lines.values():
        if median(word.sureness for word in line) >= _LEAST_SURE_OF_LINE:
            yield [word for word in line if word.sureness >= _LEAST_SURE]


def _leaves(pages: Sequence[Leaf], lines: dict[int, list[_Line]], size: float | None) -> Iterator[tuple[int, Leaf]]:
    """The pages on which lines were seen, with these and what the file itself says."""
    heights = [_height(line) for page in lines.values() for line in page]
    usual = median(heights) if heights else 1.0
    for page in pages:
        seen = lines.get(page.number)
        if seen:
            glyphs = [glyph for line in seen for glyph in _glyphs(line, usual, size or usual)]
            gutters = gutters_of(runs_of(glyphs, part=COLUMNS_APART))
            runs = [*(run for run in page.runs if run.known), *runs_of(glyphs, gutters=gutters)]
            yield page.number, page._replace(runs=runs, gutters=gutters)


def _height(line: _Line) -> float:
    return _SIZE * median(word.bottom - word.top for word in line)


def _glyphs(line: _Line, usual: float, size: float) -> Iterator[Glyph]:
    """The words of a line as characters on one baseline.

    Heights differ with the letters of a line, so only clearly other ones than the `usual`, which is `size`, are
    another size.
    """
    height, bottom = _height(line), median(word.bottom for word in line)
    own = size if abs(height - usual) <= _ALIKE * usual else height * size / usual
    for word in line:
        yield Glyph(word.text, word.x0, word.x1, bottom, own, False, 0)
