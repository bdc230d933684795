"""A file of the corpus as lines of characters, every one of them accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from indexer.wording import plain

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n)|([^\r\n]+)\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` counts from 1 through the file, `page` from 1, `start` in code points of `Document.text`.

    `text` is as printed, without `ending` (the line break, or nothing at the end of a page).
    `plain` is the form that decisions look at, never shown: see `wording.plain`.
    """

    number: int
    page: int
    start: int
    text: str
    ending: str
    plain: str

    @property
    def end(self) -> int:
        """The code-point offset after the line break."""
        return self.start + len(self.text) + len(self.ending)


@dataclass(frozen=True)
class Document:
    """What a reader makes of a file. `file` is its path below the corpus; a format without pages has one page."""

    file: str
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The decoded text: what every offset in a `Line` or a `Span` counts in."""
        return "".join(line.text + line.ending for line in self.lines)

    @classmethod
    def of_pages(cls, file: str, pages: Iterable[str]) -> Document:
        """The document whose pages hold these texts; line breaks are CR LF, LF and CR, and nothing else."""
        return cls(file, tuple(_lines(pages)))


def _lines(pages: Iterable[str]) -> Iterator[Line]:
    number = start = 0
    for page, text in enumerate(pages, 1):
        for match in _LINE.finditer(text):
            number += 1
            printed = match[1] if match[3] is None else match[3]
            line = Line(number, page, start, printed, match[2] or "", plain(printed))
            start = line.end
            yield line
