"""From an issue as it was split to what a person checks: rows of the contents page beside the articles found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf
from statistics import median
from typing import get_args

from archive.checked import Check, Doubt, Found, Listed, Outside, OutsideRole, Pair
from indexer.check_pages import block_pages, has_pages, last_page, visible
from indexer.contents_rows import Entry
from indexer.document import Document
from indexer.layout import Part, Settled, layout_of
from indexer.outline import outline_of
from indexer.overrides import NOTHING
from indexer.sources import title_tail
from indexer.splitter import SplitResult, prepared
from indexer.sureness import doubted, evidence_of, least, weighed
from indexer.wording import squeezed

_VERY_SHORT = 100
"""Characters. The shortest notice of an issue has several times as many."""
_VERY_LONG = 10_000
_TIMES_AS_LONG = 4
"""An article is very long if it also has so many times the characters of a usual one of its issue."""
_OUTLET_USUAL = 0.5
"""Where more than this part of the articles name an outlet, the others are asked for theirs."""
_SHORTENED = 8
"""A title of so many letters that is the beginning of another is that title, shortened."""
_SHOWN = 2_000
"""Characters of a text outside of articles that are kept."""

_OUTSIDE: tuple[OutsideRole, ...] = get_args(OutsideRole)
_ROLES: dict[str, OutsideRole] = {role: role for role in _OUTSIDE}


def checked(document: Document, result: SplitResult) -> Check:
    """The contents page beside the articles found, and what stands outside of them."""
    found = _found(document, result)
    usual = _usual(document, result, found)
    rows = [
        _pair(part, one, result, tuple(_doubts(part, one, usual)))
        for part, one in zip(result.layout.parts, found, strict=True)
    ]
    entries = result.outline.contents.entries if result.outline.contents else ()
    rows = list(_in_order(rows, result.layout.parts, entries, result.layout.settled))
    outside = tuple(_outside(document, result))
    known = [row.found.sureness for row in rows if row.found]
    strange = any(map(_is_strange, rows)) or any(each.role == "outside" for each in outside)
    sureness = least([*known, "likely"] if strange else known)
    every, own = _characters(document, result)
    scan = (document.by_machine, document.unread, document.wordless, document.notice)
    return Check(sureness, tuple(rows), outside, every, own, *scan)


def _is_strange(row: Pair) -> bool:
    """Whether contents page and body do not agree, and nobody has said that they need not."""
    return row.match == "missing" or (row.match == "extra" and row.found is not None and not row.found.corrected)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What articles of an issue are like: do they name outlets; the most characters of one that is not very long; how
    many pages of the file each stands behind the page that the contents page gives (None if that varies).

    `placed` are the first lines (indices) of those whose length staff have settled.
    """

    outlets: bool
    most: float
    offset: int | None
    placed: frozenset[int]


def _usual(document: Document, result: SplitResult, found: Sequence[Found]) -> _Usual:
    outlets = sum(bool(one.outlets) for one in found) > _OUTLET_USUAL * len(found)
    usual = median(one.length for one in found) if len(found) > 1 else inf
    offset = _page_offset(document, result.layout.parts)
    return _Usual(outlets, max(_VERY_LONG, _TIMES_AS_LONG * usual), offset, _placed(document, result))


def _found(document: Document, result: SplitResult) -> list[Found]:
    """The articles, in order."""
    lines, parts = document.lines, result.layout.parts
    paged = has_pages(document)
    pages = block_pages(document, result)
    evidence = evidence_of(lines, result.outline, parts)
    return [
        Found(
            id=article.id,
            line=lines[part.heading.start].number,
            title=article.title,
            section=article.section,
            outlets=tuple(outlet.name for outlet in article.outlets),
            page=article.page,
            printed_page=lines[part.heading.start].page if paged else None,
            last_page=last_page(lines, part) if paged else None,
            block_pages=begins if paged else (),
            length=len(article.text),
            sureness=weighed(known),
            evidence=known,
            corrected=part.by_hand,
        )
        for part, article, known, begins in zip(parts, result.issue.articles, evidence, pages, strict=True)
    ]


def _pair(part: Part, found: Found, result: SplitResult, doubts: tuple[Doubt, ...]) -> Pair:
    pair = Pair("matched", doubts, None, replace(found, sureness=doubted(found, doubts)))
    if part.heading.entry:
        return replace(pair, listed=_listed(part.heading.entry))
    return replace(pair, match="extra" if result.outline.contents else "unlisted")


def _listed(entry: Entry) -> Listed:
    """An entry; outlets behind a dash are printed in its title and told apart only where they are certain."""
    tail = title_tail(entry.title)
    outlets = tuple(outlet.name for outlet in tail[1].outlets) if tail and tail[1].certain else ()
    return Listed(entry.line, entry.title, entry.section, outlets, entry.page)


def _placed(document: Document, result: SplitResult) -> frozenset[int]:
    """The first lines (indices) of the articles of which staff have said where they begin or end."""
    parts = [part for part in result.layout.parts if part.by_hand]
    if not parts:
        return frozenset()
    decided = prepared(document).lines
    natural = layout_of(decided, outline_of(decided, result.outline.cover.newsletter)).parts
    lines = {(part.heading.start, part.end) for part in natural}
    # What is said of no head is said of the lines, even if these are left as they were found.
    moved = (part for part in parts if part.said == NOTHING or (part.heading.start, part.end) not in lines)
    return frozenset(part.heading.start for part in moved)


def _doubts(part: Part, found: Found, usual: _Usual) -> Iterator[Doubt]:
    """What is strange about an article, but for what staff have said about it."""
    entry = part.heading.entry
    if entry and part.said.title is None and not _same_title(entry.title, found.title):
        yield "title_differs"
    paged = entry is not None and part.said.page is None and None not in (entry.page, found.printed_page, usual.offset)
    if entry and paged and (found.printed_page or 0) - (entry.page or 0) != usual.offset:
        yield "page_differs"
    if usual.outlets and not found.outlets and part.said.outlets is None:
        yield "outlet_missing"
    if part.heading.start in usual.placed:
        return
    if found.length < _VERY_SHORT:
        yield "very_short"
    if found.length > usual.most:
        yield "very_long"


def _same_title(listed: str, printed: str) -> bool:
    """Whether two titles have the same letters, or one is the other shortened."""
    tail = title_tail(listed)
    one = squeezed(listed[: tail[0]] if tail and tail[1].certain else listed)
    shorter, longer = sorted([one, squeezed(printed)], key=len)
    return shorter == longer or (len(shorter) >= _SHORTENED and longer.startswith(shorter))


def _page_offset(document: Document, parts: Sequence[Part]) -> int | None:
    """How many pages of the file most articles stand behind the page that the contents page gives; None if it varies.

    A cover is often not counted; and a file may have been printed anew, so that its pages are no longer those.
    """
    lines = document.lines
    if lines[-1].page == 1:
        return None
    listed = [(part.heading.start, part.heading.entry.page) for part in parts if part.heading.entry]
    offsets = Counter(lines[start].page - page for start, page in listed if page is not None)
    ((offset, count),) = offsets.most_common(1) or [(0, 0)]
    return offset if count > 1 and 2 * count > offsets.total() else None


def _in_order(
    rows: Sequence[Pair], parts: Sequence[Part], entries: Sequence[Entry], settled: Mapping[Entry, Settled]
) -> Iterator[Pair]:
    """The rows with those of entries that have no article, which come where the contents page has them."""
    places = {entry: place for place, entry in enumerate(entries)}
    taken = {part.heading.entry for part in parts}
    done = 0
    for row, part in zip(rows, parts, strict=True):
        until = places.get(part.heading.entry, 0) if part.heading.entry else 0
        yield from _missing(entries[done:until], taken, settled)
        done = max(done, until)
        yield row
    yield from _missing(entries[done:], taken, settled)


def _missing(entries: Sequence[Entry], taken: set[Entry | None], settled: Mapping[Entry, Settled]) -> Iterator[Pair]:
    for entry in entries:
        if entry not in taken:
            yield Pair(settled.get(entry, "missing"), (), _listed(entry), None)


def _outside(document: Document, result: SplitResult) -> Iterator[Outside]:
    """The furniture, neighbours of one kind together whatever blank lines are between them."""
    numbers = {line.start: line.number for line in document.lines}
    shown = (span for span in result.spans if span.role != "blank")
    for role, group in groupby(shown, key=lambda span: _ROLES.get(span.role)):
        if role:
            spans = list(group)
            text = document.text[spans[0].start : spans[-1].end]
            yield Outside(numbers[spans[0].start], role, visible(text), text.strip()[:_SHOWN])


def _characters(document: Document, result: SplitResult) -> tuple[int, int]:
    """The visible characters of the file, and those of them that are in articles."""
    own = sum(visible(document.text[span.start : span.end]) for span in result.spans if span.article)
    return visible(document.text), own
