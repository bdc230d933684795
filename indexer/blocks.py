"""The blocks of an article: its lines by kind, touching lines of one kind together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from archive.models import Block, BlockKind
from indexer.document import Line
from indexer.numbering import (
    Numbered,
    chains,
    ends_like_a_sentence,
    heads_texts,
    numbered,
    subheading_number,
    syllable_number,
)
from indexer.sources import source_line

_CAPTION = re.compile(
    r"[\[(<【]?(?:사진|그림|표|도표|차트|그래프|이미지|자료|图|表|圖|fig(?:ure)?|table|photo)\.?"
    r"(?:\s?\d{1,3}\s?[)\]>.:】-]|\s?:)(?=\s|\D|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\(?\s?(?:\*(?!\*)|※)|(?:편집자\s?)?주\s?:")
_LIST = re.compile(
    r"[-–]\s|[ㅇo]\s|[▷•○●◦▪▫■□◆◇▸‣➢·∙✓✔☞]\s?\S"
    r"|\(?\d{1,2}\)\s?\S|\d{1,2}\.\s|[ivx]{1,4}[.)]\s|[가나다라마바사아자차카타파하][.)]\s"
)
_CIRCLED_NUMBER = re.compile(r"\W*[①-⓿❶-➓]")
_MARKER = re.compile(r"\W*?[-–—]\W*(?=\w)")
_LONGEST_STYLED = 120
"""A longer line in a heading's style is a text that somebody set in it."""
_ALONE = ("heading", "caption")
"""Kinds whose lines are each a block of their own."""


def blocks_of(lines: Sequence[Line], kinds: Sequence[BlockKind | None]) -> tuple[Block, ...]:
    """The blocks in an article's lines, whose kinds are given; together they hold every printed character of them but
    the markers of headings.

    White space around a line is kept in tables only, where it stands for empty cells.
    """
    found: list[Block] = []
    for (kind, _), group in groupby(enumerate(kinds), lambda pair: (pair[1], pair[0] if pair[1] in _ALONE else None)):
        if kind is not None:
            found.append(Block(kind, "\n".join(_printed(lines[i], kind) for i, _ in group)))
    return tuple(found)


def kinds_of(lines: Sequence[Line]) -> list[BlockKind | None]:
    """The kind of each line, None for blank ones."""
    headings = _headings(lines)
    kinds = [("heading" if i in headings else _kind(line)) if line.plain else None for i, line in enumerate(lines)]
    return [_checked(kinds, lines, i) for i in range(len(lines))]


def marker_length(line: Line) -> int:
    """How many code points of a heading's line are a list marker (`- 1) 제목`), which is no part of the heading."""
    match = _MARKER.match(line.text)
    return match.end() if match else 0


def is_plain_text(line: Line) -> bool:
    """Whether a line is text as such: no item of a list, no caption or note, no row of a table, no numbered heading."""
    return _kind(line) == "paragraph" and subheading_number(line) is None


def _printed(line: Line, kind: BlockKind) -> str:
    if kind == "table":
        return line.text
    return line.text[marker_length(line) if kind == "heading" else 0 :].strip()


def _kind(line: Line) -> BlockKind:
    """The kind that a line with text shows by itself."""
    if "\t" in line.text.strip(" "):
        return "table"
    if _CAPTION.match(line.plain) or source_line(line) is not None:
        return "caption"
    if _NOTE.match(line.plain):
        return "note"
    if _LIST.match(line.plain) or _CIRCLED_NUMBER.match(line.text):
        return "list"
    return "paragraph"


def _checked(kinds: Sequence[BlockKind | None], lines: Sequence[Line], index: int) -> BlockKind | None:
    """The kind of a line among others: one row of two cells is no table, only a line with a tab in it."""
    if kinds[index] != "table" or "table" in (*kinds[max(index - 1, 0) : index], *kinds[index + 1 : index + 2]):
        return kinds[index]
    cells = [cell for cell in lines[index].text.split("\t") if cell.strip()]
    return "table" if len(cells) > 2 else "paragraph"


def _headings(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that head the texts below them: by the file's format, or 1), 2), 3) … or 가., 나., 다. …
    that do not rather list things."""
    runs = chains(numbered(lines, subheading_number)) + chains(numbered(lines, syllable_number))
    counted = {item.index for run in runs if _are_headings(run, lines) for item in run}
    return counted | {index for index, line in enumerate(lines) if _is_styled(line)}


def _is_styled(line: Line) -> bool:
    short = line.heading is not None and 0 < len(line.plain) <= _LONGEST_STYLED
    return short and _kind(line) in ("paragraph", "list")


def _are_headings(run: Sequence[Numbered], lines: Sequence[Line]) -> bool:
    if run[0].number != 1 or not heads_texts(run):
        return False
    # A single 1) has no sequence to show; what ends like a sentence is one.
    return len(run) > 1 or not ends_like_a_sentence(lines[run[0].index])
