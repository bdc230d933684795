"""The rows of a contents page: columns of section, title and page, wrapped as the page happens to be narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.document import Line
from indexer.wording import neat

_TAB = re.compile(r"\t")
_WIDE = re.compile(r"\s{2,}|\u3000")
_PAGE = re.compile(r"[Pp]\.?\s?(\d{1,4})|(\d{1,4})\s?(?:쪽|페이지|면|p)?")
_TITLE_AND_PAGE = re.compile(
    r"(.*\S)\s(?:[.·]{2,}\s?)?[Pp]\.?\s?(\d{1,4})|(.*[^\s.·])\s?[.·]{3,}\s?(?:[Pp]\.?\s?)?(\d{1,4})"
)
_TITLE_NUMBER = re.compile(r"\d{1,2}[.)](?:\s+|(?=\D))")
_SECTION_NUMBER = re.compile(r"0\d[.)]?\s+(?=\D)")
_SENTENCE_END = (".", "다", "요")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as the contents page announces it.

    `line` is the line's number in the file (from 1), `number` the place within the section (from 1),
    `section` None where the page names no sections, `page` None where it gives no page.
    """

    line: int
    section: str | None
    number: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line, cut into its columns; what is not printed is empty or None. An empty first column counts in `cells`."""

    line: int
    section: str
    title: str
    page: int | None
    cells: int

    @property
    def numbered(self) -> bool:
        return bool(_TITLE_NUMBER.match(self.title))

    @property
    def lists(self) -> bool:
        """Whether the row shows by itself that it belongs to an entry."""
        return self.page is not None or self.cells > 1 or self.numbered


def row_of(line: Line) -> Row:
    """The columns of a line: divided by tabs, or else by wide gaps, or by leader dots or a space before `P1`."""
    gap = _TAB if "\t" in line.text.rstrip() else _WIDE
    cells = [neat(cell) for cell in gap.split(line.text.rstrip())]
    page = _PAGE.fullmatch(cells[-1]) if sum(map(bool, cells)) > 1 else None
    if page:
        section = cells[0] if len(cells) > 2 else ""
        title = " ".join(filter(None, cells[1:-1])) if len(cells) > 2 else cells[0]
        return Row(line.number, section, title, int(page[1] or page[2]), len(cells))
    if len(cells) > 1:
        return Row(line.number, cells[0], " ".join(filter(None, cells[1:])), None, len(cells))
    match = _TITLE_AND_PAGE.fullmatch(line.plain)
    if match:
        return Row(line.number, "", neat(match[1] or match[3]), int(match[2] or match[4]), 1)
    return Row(line.number, "", cells[0], None, 1)


def entries_of(groups: Sequence[Sequence[Row]]) -> tuple[Entry, ...]:
    """The entries in groups of rows; a section's name stands beside its first entries, above them or alone."""
    found: list[Entry] = []
    section: str | None = None
    for group in groups:
        name, rows = _name_above(group)
        section = name or section
        if not any(row.lists for row in rows):
            continue
        for entry in _group_entries(rows):
            section = entry.section or section
            number = sum(other.section == section for other in found) + 1
            found.append(replace(entry, section=section, number=number))
    return tuple(found)


def _name_above(group: Sequence[Row]) -> tuple[str | None, Sequence[Row]]:
    """A section name on a line of its own at the top of a group, and the rows below it."""
    top, below = group[0], group[1:]
    if top.lists or top.title.endswith(_SENTENCE_END):
        return None, group
    marked = bool(_SECTION_NUMBER.match(top.title))
    if not below or marked or below[0].numbered:
        return _SECTION_NUMBER.sub("", top.title), below
    return None, group


def _group_entries(group: Sequence[Row]) -> Iterator[Entry]:
    """The entries of one group of rows, each row or two its own."""
    for rows in _parts(group):
        columns = _columns(rows)
        section = " ".join(section for section, _ in columns if section)
        title = " ".join(title for _, title in columns if title)
        page = next((row.page for row in rows if row.page is not None), None)
        if title:
            yield Entry(rows[0].line, section or None, 0, _TITLE_NUMBER.sub("", title, count=1), page)


def _parts(group: Sequence[Row]) -> list[list[Row]]:
    """The rows of each entry. A wrapped entry has its page number, the same way through a group, first or last."""
    paged = any(row.page is not None for row in group)
    page_first = group[0].page is not None
    numbered = any(row.numbered for row in group)
    parts: list[list[Row]] = []
    for row in group:
        if paged:
            begins = not parts or (row if page_first else parts[-1][-1]).page is not None
        else:
            # Names wrap as titles do: a second row of the section's column is the second half of the first.
            begins = not parts or row.numbered or (not numbered and row.cells > 1 and not row.section)
        if begins:
            parts.append([])
        parts[-1].append(row)
    return parts


def _columns(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Section and title of each row; a single cell below a row with a section name goes on with that name."""
    if not rows[0].section:
        return [(row.section, row.title) for row in rows]
    return [(row.section, row.title) if row.section or row.lists else (row.title, "") for row in rows]
