"""Headings that only their letters mark: set larger than running text, or bold where running text is not.

A reader notes the letters of each line while it writes it (`add_line`); when all are written, these are compared
(`set_levels`), as a PDF's are in `pdf_paragraphs`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.blocks import kinds_of
from indexer.document import Document, Line, Row
from indexer.readers.rows import Sheet
from indexer.sources import credit_line
from indexer.wording import LONGEST_HEADING

_LARGER = 1.08
"""A heading's letters are so many times as large as those of running text."""
_LONGEST_BOLD = 120
_BOLD = 0.0
"""Stands for bold letters no larger than running text, which rank behind all larger ones."""
_QUOTES = "\"'”’)）]」』》〉 "
_STOPS = (".", "。")
_HEADING_KINDS = ("heading", "paragraph", "list")


class Letters(NamedTuple):
    """How letters are printed: their size in points, and whether they are bold."""

    size: float
    bold: bool


class LetteredRow(Row):
    """A line whose letters are known. `letters` are the smallest on it, and bold only if all are."""

    letters: Letters | None = None


def letters_of_all(before: Letters | None, text: str, letters: Letters) -> Letters | None:
    """The letters of a line (as `LetteredRow.letters`) that goes on with `text`, printed in `letters`.

    `before` are those of the line so far, None if there are none yet. Signs and spaces are no letters: the mark before
    a bold title is often plain.
    """
    if not any(map(str.isalnum, text)):
        return before
    return letters if before is None else Letters(min(before.size, letters.size), before.bold and letters.bold)


def add_line(sheet: Sheet, text: str, heading: int | None, letters: Letters | None) -> None:
    """Write a line on a sheet. If its format does not mark it as a heading (`heading`, from 1), its letters may."""
    sheet.line(text, heading)
    if heading is None and letters is not None:
        row = LetteredRow(*sheet.rows[-1])
        row.letters = letters
        sheet.rows[-1] = row


def set_levels(sheet: Sheet) -> None:
    """Give levels to the lines of a whole sheet that only their letters mark as headings, and white space around them.

    The larger the letters the farther out the level, below all headings that the format marks; bold lines come last.
    """
    levels = _levels(sheet.rows)
    if levels:
        sheet.rows = list(_spaced(sheet.rows, levels))


class _Usual(NamedTuple):
    """The letters that most characters of a document have: their size in points, and whether most are bold."""

    size: float
    bold: bool


def _levels(rows: Sequence[Row]) -> dict[int, int]:
    """The level of each line that its letters mark, by its index."""
    known = {i: row.letters for i, row in enumerate(rows) if isinstance(row, LetteredRow) and row.letters}
    usual = _usual(rows, known)
    groups: dict[float, list[int]] = defaultdict(list)
    for index, letters in known.items():
        rank = _rank(letters, usual)
        if rank is not None:
            groups[rank].append(index)
    level = max((row.heading or 0 for row in rows), default=0)
    found: dict[int, int] = {}
    for rank in sorted(groups, reverse=True):
        heads = [i for i in groups[rank] if _may_head(rows[i], LONGEST_HEADING if rank else _LONGEST_BOLD)]
        # Letters in which mostly sentences are printed are those of another text.
        if heads and 2 * len(heads) >= len(groups[rank]):
            level += 1
            found.update(dict.fromkeys(heads, level))
    return found


def _usual(rows: Sequence[Row], known: Mapping[int, Letters]) -> _Usual:
    sizes = Counter[float]()
    bold = 0
    for index, letters in known.items():
        sizes[round(letters.size, 1)] += len(rows[index].text)
        bold += len(rows[index].text) * letters.bold
    return _Usual(sizes.most_common(1)[0][0] if sizes else 0.0, 2 * bold >= sizes.total())


def _rank(letters: Letters, usual: _Usual) -> float | None:
    """The size of letters larger than running text, to half a point; `_BOLD` if they are only that; None if neither."""
    if letters.size > _LARGER * usual.size:
        return round(2 * letters.size) / 2
    return _BOLD if letters.bold and not usual.bold and _LARGER * letters.size > usual.size else None


def _may_head(row: Row, longest: int) -> bool:
    """Whether a line reads like a heading: no sentence with a full stop, no caption, note or source."""
    line = Document.of_rows("", [row]).lines[0]
    if not 0 < len(line.plain) <= longest or _is_sentence(line):
        return False
    return credit_line(line) is None and kinds_of([line])[0] in _HEADING_KINDS


def _is_sentence(line: Line) -> bool:
    """Whether a full stop ends the line; behind a Latin letter it may be that of `Inc.`, behind another an ellipsis."""
    text = line.plain.rstrip(_QUOTES)
    before = text[-2:-1]
    return text.endswith(_STOPS) and before != "." and not (before.isascii() and before.isalpha())


def _spaced(rows: Sequence[Row], levels: Mapping[int, int]) -> Iterator[Row]:
    """The rows with their levels; a heading stands apart by its letters, whatever space the file puts around it."""
    for index, row in enumerate(rows):
        beside = index and (index in levels or index - 1 in levels) and levels.get(index) != levels.get(index - 1)
        if beside and row.text.strip() and rows[index - 1].text.strip():
            yield Row("", row.page)
        yield row._replace(heading=levels[index]) if index in levels else row
