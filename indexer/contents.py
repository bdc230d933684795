"""The contents page of an issue: where it stands, and which articles it lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import get_args

from indexer.contents_rows import Entry, Row, Side, entries_of, row_of
from indexer.document import Line
from indexer.numbering import article_number
from indexer.sections import may_name_a_section
from indexer.wording import LONGEST_HEADING, squeezed

_TITLE = re.compile(
    r"(?:이번호|이번주|금주의?|이달의|오늘의|주요|이호의)?(?:목록|목차|차례)|(?:이번호|이번주|금주의?|주요)(?:이슈|소식|내용)|目录|目錄|目次|(?:tableof)?contents|index"
)
_FIRST_LINES = 500
"""A contents page stands before what it lists: it does not begin after so many lines."""
_NOTICES = 10
"""So many lines (a copyright notice, say) may stand between its title and its first entry."""
_BETWEEN_ENTRIES = 3
"""So many lines in a row (section names, the first half of a wrapped title) may stand between two entries."""

_SECTION_NUMBER = re.compile(r"(?:0?\d|[1-9]\d|[IVX]{1,4})[.)]?")
_SUMMARY = re.compile(r"[-–—·]\s")
"""What an article is about, below its title."""
_PAGE_ALONE = re.compile(r"[1-9]\d{0,3}")
_SIDES: tuple[Side, ...] = get_args(Side)
_SURE_PAGE = re.compile(r".*\s\(?[Pp]\.?\s?\d{1,4}\)?|.*\S\s?[.·…_]{3,}\s?\d{1,4}\s?(?:쪽|면|p)?")


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
        if _TITLE.fullmatch(squeezed(line.plain)):
            start = index + 1
            if found := _with_bare_pages(lines, start):
                return replace(found, start=index)
            for end in (_end(lines, start, _has_page), _end_by_return(lines, start), _end(lines, start, _has_tab)):
                entries = _entries(lines[start:end])
                if entries:
                    return Contents(index, end, entries)
    start = next((i for i, line in enumerate(lines[:_FIRST_LINES]) if _SURE_PAGE.fullmatch(line.plain)), len(lines))
    start = _name_above(lines, start)
    end = _end(lines, start, _has_page)
    entries = _entries(lines[start:end])
    # One line that ends like a page number is not evidence enough for a page without a title.
    return Contents(start, end, entries) if len(entries) > 1 else None


def _with_bare_pages(lines: Sequence[Line], start: int) -> Contents | None:
    """The contents page with a bare number before or behind each title: they rise, and are not 1, 2, 3, but pages."""
    for bare in _SIDES:
        end = _end(lines, start, partial(_has_bare_page, bare=bare))
        pages = [page for line in lines[start:end] if (page := _bare_page(line, bare)) is not None]
        rising = len(pages) > 1 and all(one < other for one, other in pairwise(pages))
        if rising and pages != list(range(pages[0], pages[0] + len(pages))):
            entries = _entries(lines[start:end], bare)
            if entries:
                return Contents(start, end, entries)
    return None


def _bare_page(line: Line, bare: Side) -> int | None:
    return None if not line.plain or _has_page(line) else row_of(line, bare).page


def _has_bare_page(line: Line, bare: Side) -> bool:
    return _bare_page(line, bare) is not None


def _name_above(lines: Sequence[Line], start: int) -> int:
    """Where a page without a title begins: at the name of the section above its first line, if others are named too."""
    above = next((i for i in range(start - 1, -1, -1) if lines[i].plain), None)
    if above is None or start == len(lines) or not may_name_a_section(lines, above, 0):
        return start
    rest = _entries(lines[start : _end(lines, start, _has_page)])
    return above if rest and rest[0].section is None and any(entry.section for entry in rest) else start


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
        if end > start and _SUMMARY.match(line.plain):
            continue
        others += 1
        if len(line.plain) > LONGEST_HEADING or others > (_BETWEEN_ENTRIES if end > start else _NOTICES):
            break
    return end


def _end_by_return(lines: Sequence[Line], start: int) -> int:
    """Where no page is printed: the index at which a listed section or numbered title comes again, now as a heading."""
    seen: dict[str, int] = {}
    for index in range(start, min(start + _FIRST_LINES, len(lines))):
        name = squeezed(lines[index].plain)
        if name in seen and _numbered_next(lines, index):
            above = next((i for i in range(index - 1, start, -1) if lines[i].plain), start)
            new = seen.get(squeezed(lines[above].plain)) == above and may_name_a_section(lines, above, start)
            return above if new and article_number(lines[index]) is not None else index
        if name and not _SECTION_NUMBER.fullmatch(lines[index].plain):
            seen.setdefault(name, index)
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


def _entries(lines: Sequence[Line], bare: Side | None = None) -> tuple[Entry, ...]:
    """The entries in the lines of a page, which blank lines and section numbers divide into groups."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        page_below = bool(groups[-1]) and _PAGE_ALONE.fullmatch(line.plain)
        if line.plain and (page_below or not _SECTION_NUMBER.fullmatch(line.plain)):
            groups[-1].append(line)
        else:
            groups.append([])
    return entries_of([_rows(group, bare) for group in groups if group])


def _rows(group: Sequence[Line], bare: Side | None) -> list[Row]:
    """The rows of a group; a page alone in the line below its title is the title's."""
    rows: list[Row] = []
    for line in group:
        if rows and rows[-1].page is None and _PAGE_ALONE.fullmatch(line.plain):
            rows[-1] = replace(rows[-1], page=int(line.plain))
        else:
            rows.append(row_of(line, bare))
    return rows
