"""The rows of a contents page: columns of section, title and page, wrapped as the page happens to be narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from indexer.document import Line
from indexer.marks import NUMBER_FORMS, mark_in, number_length
from indexer.sections import LONGEST_SECTION, section_name
from indexer.wording import LONGEST_HEADING, neat

_TAB = re.compile(r"\t")
_WIDE = re.compile(r"\s{2,}|\u3000")
_UP_TO = r"(?:\s?[~–-]\s?\d{1,4})?"
_PAGE = re.compile(
    rf"[Pp]{{1,2}}\.?\s?(\d{{1,4}}){_UP_TO}|(\d{{1,4}}){_UP_TO}\s?(?:쪽|페이지|면|p)?|\((\d{{1,4}}){_UP_TO}\s?(?:쪽|페이지|면|p)\)"
)
_TITLE_AND_PAGE = re.compile(
    rf"(.*\S)\s(?:[.·…‥_]{{1,}}\s?)?\(?[Pp]{{1,2}}\.?\s?(\d{{1,4}}){_UP_TO}\)?"
    rf"|(.*[^\s.·…‥_])\s?[.·…‥_]{{2,}}\s?\(?(?:[Pp]{{1,2}}\.?\s?)?(\d{{1,4}}){_UP_TO}\s?(?:쪽|페이지|면|p)?\)?"
    rf"|(.*\S)\s(?:/\s)?\(?(\d{{1,4}}){_UP_TO}\s?(?:쪽|페이지|면|p)\)?"
)
_LEADERS = " .·…‥_"
_BARS = re.compile(r"\s+[|｜]\s+")
_NUMBER_CELL = re.compile(r"(이슈|뉴스|기사|소식|ISSUE|Issue|NEWS|News|No\.?)?\s?\d{1,2}[.)]?")
_TITLE_NUMBER = re.compile(r"\d{1,2}[.)](?:\s+|(?=\D))")
_SECTION_NUMBER = re.compile(r"0\d[.)]?\s+(?=\D)")
Side = Literal["first", "last"]
_BARE: dict[Side, re.Pattern[str]] = {
    "first": re.compile(r"[Pp]?\.?\s?(?P<page>\d{1,4})\s+(?P<title>\S.*)"),
    "last": re.compile(r"(?P<title>.*\S)\s(?P<page>\d{1,4})"),
}
_BULLET = re.compile(r"[-–—•·○●▪■□◆◇▶▷*]\s+")
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
    def form(self) -> str | None:
        """How the title is numbered, if it is."""
        if _TITLE_NUMBER.match(self.title):
            return "dot"
        return next(
            (form for form, pattern in NUMBER_FORMS.items() if form != "zero" and pattern.match(self.title)), None
        )

    @property
    def numbered(self) -> bool:
        return self.form is not None

    @property
    def may_name(self) -> bool:
        """Whether the row may be the name of a section alone."""
        return not self.lists and len(self.title) <= LONGEST_SECTION

    @property
    def marked(self) -> bool:
        """Whether an ornament stands before the title, or brackets around it."""
        return mark_in(self.title) is not None

    @property
    def bare_title(self) -> str:
        """The title without its number or the sign of a list before it."""
        number = _TITLE_NUMBER.match(self.title)
        length = number.end() if number else number_length(self.title) if self.numbered else 0
        return self.title[length:] if length else _BULLET.sub("", self.title, count=1)

    @property
    def lists(self) -> bool:
        """Whether the row shows by itself that it belongs to an entry."""
        return self.page is not None or self.cells > 1 or self.numbered


def row_of(line: Line, bare: Side | None = None) -> Row:
    """The columns of a line: divided by tabs, or else by wide gaps, or by leader dots or a space before `P1`.

    `bare`: on which side of each title this page prints the number of its page, with nothing to tell it by.
    """
    match = _BARE[bare].fullmatch(line.plain) if bare else None
    if match and len(line.plain) <= LONGEST_HEADING:
        return Row(line.number, "", neat(match["title"]), int(match["page"]), 1)
    cells = _cells(line)
    page = _PAGE.fullmatch(cells[-1]) if sum(map(bool, cells)) > 1 else None
    if page:
        section = cells[0] if len(cells) > 2 else ""
        title = " ".join(filter(None, cells[1:-1])) if len(cells) > 2 else cells[0]
        return Row(line.number, section, title, int(page[1] or page[2] or page[3]), len(cells))
    if len(cells) > 1:
        return Row(line.number, cells[0], " ".join(filter(None, cells[1:])), None, len(cells))
    # As printed first: the plain form of ① is 1, that of leaders is full stops.
    match = _TITLE_AND_PAGE.fullmatch(neat(line.text)) or _TITLE_AND_PAGE.fullmatch(line.plain)
    if match:
        title, page_number = (part for part in match.groups() if part is not None)
        return Row(line.number, "", neat(title).rstrip(_LEADERS), int(page_number), 1)
    return Row(line.number, "", cells[0], None, 1)


def _cells(line: Line) -> list[str]:
    """The columns; a first one that only counts the rows is left out."""
    if "\t" in line.text.rstrip():
        # Spaces before a line set it in; a tab before it is an empty column.
        cells = _TAB.split(line.text.rstrip())
    else:
        bars = _BARS.split(line.text.strip())
        cells = bars if len(bars) > 2 else _WIDE.split(line.text.strip())
    named = [neat(cell) for cell in cells]
    labelled = _NUMBER_CELL.fullmatch(named[0])
    return named[1:] if labelled and (len(named) > 2 or (len(named) > 1 and labelled[1])) else named


def entries_of(groups: Sequence[Sequence[Row]]) -> tuple[Entry, ...]:
    """The entries in groups of rows; a section's name stands beside its first entries, above them or alone."""
    found: list[Entry] = []
    section: str | None = None
    for group in chain.from_iterable(map(_parted, groups)):
        name, rows = _name_above(group)
        section = name or section
        if not any(row.lists for row in rows):
            continue
        for entry in _group_entries(rows):
            section = entry.section or section
            number = sum(other.section == section for other in found) + 1
            found.append(replace(entry, section=section, number=number))
    return tuple(found)


def _parted(group: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """A group cut before each row that names a section amid numbered titles."""
    begin = 0
    page_last = group[-1].page is not None
    for index in range(1, len(group) - 1):
        before, row, after = group[index - 1 : index + 2]
        # Where pages stand behind titles, a row before which there is none is the rest of a title.
        announces = after.numbered or (row.marked and after.lists)
        if row.may_name and announces and (before.page or not page_last):
            yield group[begin:index]
            begin = index
    yield group[begin:]


def _name_above(group: Sequence[Row]) -> tuple[str | None, Sequence[Row]]:
    """A section name on a line of its own at the top of a group, and the rows below it."""
    top, below = group[0], group[1:]
    announced = below and top.form and below[0].form and top.form != below[0].form
    if announced and top.page is None and top.cells == 1:
        return section_name(top.bare_title), below
    marked = bool(_SECTION_NUMBER.match(top.title)) or (top.may_name and section_name(top.title) != top.title)
    if top.lists or (top.title.endswith(_SENTENCE_END) and not marked):
        return None, group
    if not below or marked or below[0].numbered or (top.marked and below[0].lists):
        return section_name(_SECTION_NUMBER.sub("", top.title)), below
    return None, group


def _group_entries(group: Sequence[Row]) -> Iterator[Entry]:
    """The entries of one group of rows, each row or two its own."""
    for rows in _parts(group):
        columns = _columns(rows)
        section = " ".join(section for section, _ in columns if section)
        title = replace(rows[0], title=" ".join(title for _, title in columns if title)).bare_title
        page = next((row.page for row in rows if row.page is not None), None)
        if title:
            yield Entry(rows[0].line, section or None, 0, title, page)


def _parts(group: Sequence[Row]) -> list[list[Row]]:
    """The rows of each entry. A wrapped entry has its page number, the same way through a group, first or last."""
    paged = any(row.page is not None for row in group)
    page_first = group[0].page is not None
    numbered = any(row.numbered for row in group)
    parts: list[list[Row]] = []
    for row in group:
        said = bool(_BULLET.match(row.title)) or not page_first
        if paged and numbered and said and not row.lists and parts and parts[-1][-1].page is not None:
            # What stands below a title and its page, before the next number, says what the article is about.
            continue
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
