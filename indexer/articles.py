"""One article's lines, read: title, outlets, source, blocks, and what each of its characters is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.models import Block, BlockKind, Outlet
from indexer.blocks import blocks_of, kinds_of, marker_length
from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.marks import is_plain_mark, label_alone, mark_of, number_length
from indexer.numbering import article_number
from indexer.outline import Heading
from indexer.overrides import Said
from indexer.sources import (
    Credit,
    credit_line,
    credit_start,
    customary_tail,
    parse_credit,
    parse_source,
    source_line,
    title_front,
    title_tail,
)
from indexer.wording import LONGEST_HEADING, is_drawn, neat, pairs, similarity

Role = Literal["title", "outlet", "source", "marker", "body", "blank"]
Cut = tuple[int, Role]
"""From this code-point offset within its line on, the line is this."""

_NUMBER = re.compile(r"\W*\d+\W*?[.．]\s*")
_BOX = " │┃|"
_LONGEST_TAIL = 40
_SOURCE_LINES = 3
_TITLE_OF_A_TEXT = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """An article without its issue. It is the document's lines `start` to `end` (indices, half-open).

    `roles` says, for each of them by its index, what its characters are.
    """

    start: int
    end: int
    section: str | None
    title: str
    outlets: tuple[Outlet, ...]
    source_note: str | None
    page: int | None
    blocks: tuple[Block, ...]
    roles: dict[int, list[Cut]]


def piece_of(lines: Sequence[Line], heading: Heading, end: int) -> Piece:
    """The article with this heading, whose lines go on to the index `end`.

    A heading without lines gives the beginning of the text as title.
    """
    title, tail, roles = _title(lines, heading) if heading.end > heading.start else _untitled(lines, heading, end)
    head, first = _credit_below(lines, heading.end, end)
    roles |= {index: [(0, "outlet")] for index in range(heading.end, first)}
    source, last = _source(lines, first, end)
    roles |= {index: [(0, "source")] for index in range(last, end)}
    kinds = kinds_of(lines[first:last])
    roles |= _body_roles(lines, first, kinds)
    outlets = tuple(dict.fromkeys((*tail.outlets, *head.outlets, *source.outlets)))
    note = source.note or head.note
    page = heading.entry.page if heading.entry else None
    blocks = blocks_of(lines[first:last], kinds)
    return Piece(heading.start, end, heading.section, title, outlets, note, page, blocks, roles)


def whole_heading(lines: Sequence[Line], start: int, end: int) -> Heading | None:
    """The heading of a body without headings, which is one article: its first line; None if there is no text.

    A first line that is running text is no heading and stays in the body: then the heading has no lines.
    """
    first = next((index for index in range(start, end) if lines[index].plain), None)
    if first is None:
        return None
    return Heading(first, first + (len(lines[first].plain) <= LONGEST_HEADING), None, None)


def corrected(piece: Piece, said: Said) -> Piece:
    """The article with what staff say of its head in place of what was read."""
    return replace(
        piece,
        title=piece.title if said.title is None else said.title,
        section=piece.section if said.section is None else said.section or None,
        outlets=piece.outlets if said.outlets is None else said.outlets,
        page=piece.page if said.page is None else said.page or None,
    )


def _title(lines: Sequence[Line], heading: Heading) -> tuple[str, Credit, dict[int, list[Cut]]]:
    """The title without what sets it apart, the outlets behind it, and the roles of the heading's lines."""
    roles: dict[int, list[Cut]] = {index: [(0, "title")] for index in range(heading.start, heading.end)}
    # The last line may be the underline.
    texts = [line.text for line in lines[heading.start : heading.end] if not is_drawn(line.plain)] or [""]
    skipped, end = _set_apart(lines, heading)
    front = title_front(texts[0][skipped:end])
    if front:
        roles[heading.start] = [(0, "title"), (skipped, "outlet"), (skipped + front[0], "title")]
        skipped += front[0]
    texts = [texts[0][skipped:end], *(each.strip(_BOX) for each in texts[1:])]
    tail = title_tail(texts[-1])
    if heading.credited and not (tail and tail[1].certain):
        tail = customary_tail(texts[-1])
    if tail and neat(texts[-1][: tail[0]]) and _is_credit(texts, tail, heading.entry):
        roles[heading.start + len(texts) - 1].append(((skipped if len(texts) == 1 else 0) + tail[0], "outlet"))
        return _bare(" ".join([*texts[:-1], texts[-1][: tail[0]]])), tail[1], roles
    return _bare(" ".join(texts)) or lines[heading.start].plain, front[1] if front else Credit(()), roles


def _set_apart(lines: Sequence[Line], heading: Heading) -> tuple[int, int]:
    """The code-point range of a heading's first line that is title: without number, ornament, brackets around it."""
    line = lines[heading.start]
    if heading.end > heading.start + 1 and label_alone(line) is not None:
        return len(line.text), len(line.text)
    if article_number(line) is not None and (dot := _NUMBER.match(line.text)):
        return dot.end(), len(line.text)
    if number := number_length(line.text):
        return number, len(line.text)
    mark = mark_of(line)
    drawn = sum(is_drawn(each.plain) for each in lines[heading.start : heading.end])
    if mark and (heading.look == mark.look or (is_plain_mark(mark) and heading.end - drawn == heading.start + 1)):
        return mark.title
    return 0, len(line.text)


def _untitled(lines: Sequence[Line], heading: Heading, end: int) -> tuple[str, Credit, dict[int, list[Cut]]]:
    first = next(line.plain for line in lines[heading.start : end] if line.plain)
    return neat(first[:_TITLE_OF_A_TEXT]) + "…", Credit(()), {}


def _bare(title: str) -> str:
    """A title without the asterisks that mark bold type; those before its number are gone with the number."""
    return neat(title).removeprefix("**").removesuffix("**").strip()


def _is_credit(texts: Sequence[str], tail: tuple[int, Credit], entry: Entry | None) -> bool:
    """Whether what stands behind a title's dash names outlets: by the contents page's title, else by its look."""
    if entry is None:
        return tail[1].certain
    listed = pairs(entry.title[: credit_start(entry.title)])
    title = " ".join([*texts[:-1], texts[-1][: tail[0]]])
    looks_right = bool(tail[1].outlets) and len(texts[-1]) - tail[0] <= _LONGEST_TAIL
    return (tail[1].certain or looks_right) and similarity(pairs(title), listed) > similarity(
        pairs(" ".join(texts)), listed
    )


def _credit_below(lines: Sequence[Line], start: int, end: int) -> tuple[Credit, int]:
    """The outlets in the first line below a heading, and the index where the body begins."""
    index = next((i for i in range(start, end) if lines[i].plain), None)
    if index is None:
        return Credit(()), start
    credit = credit_line(lines[index])
    if credit is None and (named := source_line(lines[index])):
        credit = parse_source(lines[index].text) if len(named) <= LONGEST_HEADING else None
    if credit is None and len(lines[index].plain) <= _LONGEST_TAIL:
        alone = parse_credit(lines[index].text)
        credit = alone if alone.certain else None
    return (credit, index + 1) if credit and credit.outlets else (Credit(()), start)


def _source(lines: Sequence[Line], start: int, end: int) -> tuple[Credit, int]:
    """The outlets and note of an article's last lines, and the index where the body ends."""
    last = next((i for i in range(end - 1, start - 1, -1) if lines[i].plain), start - 1)
    first = None
    for index in range(last, max(last - _SOURCE_LINES, start - 1), -1):
        if not lines[index].plain:
            break
        # A source right below a table is that table's.
        if source_line(lines[index]) and not (index > start and "\t" in lines[index - 1].text):
            first = index
    if first is None:
        credit = credit_line(lines[last]) if last >= start else None
        return (credit, last) if credit and credit.certain else (Credit(()), end)
    return parse_source(" ".join(line.text for line in lines[first : last + 1])), first


def _body_roles(lines: Sequence[Line], start: int, kinds: Sequence[BlockKind | None]) -> dict[int, list[Cut]]:
    roles: dict[int, list[Cut]] = {}
    for index, kind in enumerate(kinds, start):
        marker = marker_length(lines[index]) if kind == "heading" else 0
        roles[index] = [(0, "marker"), (marker, "body")] if marker else [(0, "body")]
    return roles
