"""A file of the corpus as lines of characters, every one of them accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from archive.errors import IssueError
from indexer.wording import plain

MOST_LINES = 500_000
"""Lines of a file; issue 307 has some thousand. To split more takes minutes and all the memory that a worker has."""

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n)|([^\r\n]+)\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` counts from 1 through the file, `page` from 1, `start` in code points of `Document.text`.

    `text` is as printed, without `ending` (the line break, or nothing at the end of a page).
    `plain` is the form that decisions look at, never shown: see `wording.plain`. `heading` is the level, from 1, of a
    line that its format marks as a heading (Word's styles, HTML's h1 to h6, a larger letter in a PDF); None elsewhere.
    `last_page` is the page on which it ends, as a paragraph that a page's end has cut does on a later one.
    `counts_else`: a number in it is not that of the issue, as in 선저우 15호; see `cover.with_numbers_told_apart`.
    """

    number: int
    page: int
    start: int
    text: str
    ending: str
    plain: str
    heading: int | None
    last_page: int
    counts_else: bool = False

    @property
    def end(self) -> int:
        """The code-point offset after the line break."""
        return self.start + len(self.text) + len(self.ending)


class Row(NamedTuple):
    """A line as a reader gives it: no line break in it, its page counted from 1 and never going back.

    `last_page` is given where it ends on another page than the one on which it begins.
    """

    text: str
    page: int = 1
    heading: int | None = None
    last_page: int | None = None


@dataclass(frozen=True)
class Document:
    """What a reader makes of a file. `file` is its path below the corpus; a format without pages has one page.

    `by_machine` are the pages (from 1, in order) whose letters were guessed from pictures of them: some are wrong.
    `unread` are those that are pictures and could not be read; `notice` says in Korean why, and what to do. `wordless`
    are pictures on which no letters were seen.
    """

    file: str
    lines: tuple[Line, ...]
    by_machine: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    wordless: tuple[int, ...] = ()
    notice: str = ""

    @cached_property
    def text(self) -> str:
        """The decoded text: what every offset in a `Line` or a `Span` counts in."""
        return "".join(line.text + line.ending for line in self.lines)

    @classmethod
    def of_pages(cls, file: str, pages: Iterable[str]) -> Document:
        """The document whose pages hold these texts; line breaks are CR LF, LF and CR, and nothing else."""
        return cls(file, tuple(_lines(pages)))

    @classmethod
    def of_rows(cls, file: str, rows: Iterable[Row]) -> Document:
        """The document of these lines, each ended by a line feed. A table's row is one line, its cells parted by tabs.

        Whatever breaks a line inside a row becomes a space.
        """
        return cls(file, tuple(_numbered(rows)))


def too_many_lines(file: str) -> IssueError:
    """What to say of a file with more than MOST_LINES lines."""
    return IssueError(
        file, f"{file}: 줄이 {MOST_LINES:,}줄을 넘어 읽지 않았습니다. 한 호의 글만 남기거나 여러 파일로 나누어 주세요."
    )


def _numbered(rows: Iterable[Row]) -> Iterator[Line]:
    start = 0
    for number, row in enumerate(rows, 1):
        text = _BREAK.sub(" ", row.text)
        line = Line(number, row.page, start, text, "\n", plain(text), row.heading, row.last_page or row.page)
        start = line.end
        yield line


def _lines(pages: Iterable[str]) -> Iterator[Line]:
    number = start = 0
    for page, text in enumerate(pages, 1):
        for match in _LINE.finditer(text):
            number += 1
            printed = match[1] if match[3] is None else match[3]
            line = Line(number, page, start, printed, match[2] or "", plain(printed), None, page)
            start = line.end
            yield line
