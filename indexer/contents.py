"""The contents page of an issue: where it stands, and which articles it lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.contents_rows import Entry, entries_of, row_of
from indexer.document import Line
from indexer.numbering import article_number
from indexer.wording import LONGEST_HEADING, squeezed

_TITLES = {"목록", "목차", "차례", "目录", "目錄", "目次", "contents", "tableofcontents"}
_FIRST_LINES = 500
"""A contents page stands before what it lists: it does not begin after so many lines."""
_NOTICES = 10
"""So many lines (a copyright notice, say) may stand between its title and its first entry."""
_BETWEEN_ENTRIES = 3
"""So many lines in a row (section names, the first half of a wrapped title) may stand between two entries."""

_SECTION_NUMBER = re.compile(r"(?:0?\d|[1-9]\d|[IVX]{1,4})[.)]?")
_SURE_PAGE = re.compile(r".*\s[Pp]\.?\s?\d{1,4}")


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents page: the half-open range `start` to `end` of indices into the document's lines, and its entries."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections in order, each once."""
        return tuple(dict.fromkeys(entry.section for entry in self.entries if entry.section))


def find_contents(lines: Sequence[Line]) -> Contents | None:
    """The contents page among a document's lines, or None. Known by its title, or by a run of page numbers."""
    for index, line in enumerate(lines[:_FIRST_LINES]):
        if squeezed(line.plain) in _TITLES:
            start = index + 1
            for end in (_end(lines, start, _has_page), _end_by_return(lines, start), _end(lines, start, _has_tab)):
                entries = _entries(lines[start:end])
                if entries:
                    return Contents(index, end, entries)
    start = next((i for i, line in enumerate(lines[:_FIRST_LINES]) if _SURE_PAGE.fullmatch(line.plain)), len(lines))
    end = _end(lines, start, _has_page)
    entries = _entries(lines[start:end])
    # One line that ends like a page number is not evidence enough for a page without a title.
    return Contents(start, end, entries) if len(entries) > 1 else None


def _end(lines: Sequence[Line], start: int, is_entry: Callable[[Line], bool]) -> int:
    """The index after the last entry and what is wrapped below it; `start` if there is no entry."""
    end, others = start, 0
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.plain or _SECTION_NUMBER.fullmatch(line.plain):
            continue
        if is_entry(line) or (end == index > start and _continues(lines, index)):
            end, others = index + 1, 0
            continue
        others += 1
        if len(line.plain) > LONGEST_HEADING or others > (_BETWEEN_ENTRIES if end > start else _NOTICES):
            break
    return end


def _end_by_return(lines: Sequence[Line], start: int) -> int:
    """Where no page is printed: the index at which a listed section or numbered title comes again, now as a heading."""
    seen: set[str] = set()
    for index in range(start, min(start + _FIRST_LINES, len(lines))):
        name = squeezed(lines[index].plain)
        if name in seen and _numbered_next(lines, index):
            return index
        if name and not _SECTION_NUMBER.fullmatch(lines[index].plain):
            seen.add(name)
    return start


def _has_page(line: Line) -> bool:
    return 0 < len(line.plain) <= LONGEST_HEADING and row_of(line).page is not None


def _has_tab(line: Line) -> bool:
    return 0 < len(line.plain) <= LONGEST_HEADING and "\t" in line.text


def _continues(lines: Sequence[Line], index: int) -> bool:
    """Whether the line right below an entry is its second half, and not the first heading of the body."""
    return "\t" in lines[index].text or not _numbered_next(lines, index)


def _numbered_next(lines: Sequence[Line], index: int) -> bool:
    """Whether this line or the next one with text is numbered like an article."""
    following = next((line for line in lines[index + 1 : index + 10] if line.plain), lines[index])
    return article_number(lines[index]) is not None or article_number(following) is not None


def _entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """The entries in the lines of a page, which blank lines and section numbers divide into groups."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.plain and not _SECTION_NUMBER.fullmatch(line.plain):
            groups[-1].append(line)
        else:
            groups.append([])
    return entries_of([list(map(row_of, group)) for group in groups if group])
