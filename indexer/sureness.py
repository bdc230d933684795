"""How sure the splitter is of an article's beginning, by the evidence that speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.checked import Doubt, Evidence, Found, Sureness
from indexer.by_look import PAINTED
from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.layout import Part
from indexer.marks import any_number, mark_of
from indexer.numbering import article_number
from indexer.outline import Outline
from indexer.wording import pairs, similarity

_WEIGHTS: dict[Evidence, int] = {
    "hand": 4,
    "contents": 3,
    "contents_weak": 2,
    "number": 2,
    "style": 2,
    "look": 2,
    "section": 1,
    "place": 1,
}
_SURE, _LIKELY = 4, 2
_SAME_TITLE = 0.75
"""As in matching, where a line without a number has only its likeness to show."""
_ORDER: tuple[Sureness, ...] = ("sure", "likely", "unsure")
_SERIOUS: set[Doubt] = {"page_differs", "very_short", "very_long"}


def evidence_of(lines: Sequence[Line], outline: Outline, parts: Sequence[Part]) -> list[tuple[Evidence, ...]]:
    """What speaks for each part, in order."""
    named = {mark.name for mark in outline.sections}
    before: dict[str | None, int] = {}
    found: list[tuple[Evidence, ...]] = []
    for part in parts:
        section, number = part.heading.section, _number(lines[part.heading.start])
        follows = number is not None and number in (1, before.get(section, 0) + 1)
        before[section] = before.get(section, 0) if number is None else number
        found.append(tuple(_evidence(lines, part, follows, section in named)))
    return found


def _evidence(lines: Sequence[Line], part: Part, follows: bool, below_section: bool) -> Iterator[Evidence]:
    heading = part.heading
    if part.by_hand:
        yield "hand"
    if heading.entry:
        printed = " ".join(line.plain for line in lines[heading.start : max(heading.end, heading.start + 1)])
        yield "contents" if alike(heading.entry, printed) >= _SAME_TITLE else "contents_weak"
    if follows:
        yield "number"
    if below_section:
        yield "section"
    if lines[heading.start].heading is not None:
        yield "style"
    if heading.look == "place":
        yield "place"
    elif heading.look and heading.look in _looks(lines[heading.start]):
        yield "look"


def _looks(line: Line) -> tuple[str, ...]:
    """The looks that set a line apart."""
    mark = mark_of(line)
    return (mark.look if mark else "", *PAINTED)


def _number(line: Line) -> int | None:
    number = article_number(line)
    return any_number(line) if number is None else number


def alike(entry: Entry, title: str) -> float:
    """The likeness of an article's title to its line of the contents page."""
    return similarity(pairs(entry.title), pairs(title))


def weighed(evidence: Iterable[Evidence]) -> Sureness:
    """How sure an article's beginning is, by what speaks for it."""
    weight = sum(_WEIGHTS[each] for each in evidence)
    return "sure" if weight >= _SURE else "likely" if weight >= _LIKELY else "unsure"


def doubted(found: Found, doubts: Iterable[Doubt]) -> Sureness:
    """How sure an article is, with what is strange about it: one word less, unless staff have put it right."""
    serious = bool(_SERIOUS.intersection(doubts)) and not found.corrected
    return _ORDER[min(_ORDER.index(found.sureness) + serious, len(_ORDER) - 1)]


def least(several: Iterable[Sureness]) -> Sureness:
    """The least sure of several."""
    return max(several, key=_ORDER.index, default="sure")
