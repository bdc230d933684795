"""Lines of the body that head sections and articles, by what the contents page says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from indexer.contents import Contents
from indexer.contents_rows import Entry
from indexer.document import Line
from indexer.numbering import Numbered, article_number, numbered
from indexer.plans import Plan, next_text, with_sections_above
from indexer.sections import LONGEST_SECTION, SectionHeading, section_above, section_name
from indexer.wording import pairs, similarity, squeezed

_SAME_NAME = 0.8


def section_headings(
    lines: Sequence[Line], contents: Contents, matched: Mapping[int, Entry]
) -> tuple[SectionHeading, ...]:
    """The lines that head the sections which the contents page names, in order; those not found are left out.

    A section's line stands before its first matched article and after the article before that; `matched` gives the
    entry of each heading by the heading's index.
    """
    found: list[SectionHeading] = []
    for name in contents.sections:
        own = [index for index, entry in sorted(matched.items()) if entry.section == name]
        last = max((index for index in matched if not own or index < own[0]), default=contents.end - 1)
        start = max(contents.end, found[-1].index + 1 if found else 0, last + 1 if own else 0)
        stop = own[0] if own else len(lines)
        index = _line_named(lines, name, start, stop, last_one=bool(own))
        if index is not None:
            # The body's line shows where a name that is wrapped on the contents page has spaces.
            printed = section_name(lines[index].text)
            found.append(SectionHeading(index, printed if squeezed(printed) == squeezed(name) else name, name))
    return tuple(found)


def sections_above(lines: Sequence[Line], start: int, matched: Mapping[int, Entry]) -> tuple[SectionHeading, ...]:
    """The lines that head sections where the contents page names none: short ones right above the articles numbered 1,
    or, where articles are counted through, those above articles that look like the first one.

    Only if there is one above the first article, for sections are named throughout or not at all.
    """
    ordered = sorted(matched)
    firsts = [index for place, index in enumerate(ordered) if place == 0 or article_number(lines[index]) == 1]
    if len(firsts) == 1:
        # Counted through all sections.
        return with_sections_above(lines, Plan("contents", (), tuple(ordered)), start).sections
    above = [section_above(lines, index, start) for index in firsts]
    if not above or above[0] is None:
        return ()
    return tuple(SectionHeading(index, section_name(lines[index].text)) for index in above if index is not None)


def sections_among(lines: Sequence[Line], matched: Mapping[int, Entry]) -> dict[int, SectionHeading]:
    """The sections that a contents page lists as it lists articles: nothing stands between their line and the next."""
    found = {
        index: SectionHeading(index, section_name(lines[index].text))
        for index in matched
        if next_text(lines, index) in matched and len(lines[index].plain) <= LONGEST_SECTION
    }
    return found if 2 * len(found) <= len(matched) else {}


def _line_named(lines: Sequence[Line], name: str, start: int, stop: int, last_one: bool) -> int | None:
    """The line that is this name and nothing else: the last one before an article, or the first one anywhere."""
    wanted, letters = squeezed(name), pairs(name)
    indices = range(start, stop)
    for index in reversed(indices) if last_one else indices:
        text = lines[index].plain
        if not text or len(text) > 2 * LONGEST_SECTION:
            continue
        names = {squeezed(text), squeezed(section_name(lines[index].text))}
        if wanted in names or similarity(pairs(text), letters) >= _SAME_NAME:
            return index
    return None


def missing_headings(
    lines: Sequence[Line], start: int, sections: Sequence[SectionHeading], matched: Mapping[int, Entry]
) -> list[int]:
    """Lines that head articles which the contents page does not list, as their numbers show.

    Such a number takes up where the article before it left off and leaves room for the one after it; a run that begins
    again at 1 inside an article is a list.
    """
    marks = sorted({start - 1, *(mark.index for mark in sections), *matched, len(lines)})
    heads = {item.index: item for item in numbered(lines, article_number, start)}
    extra: list[int] = []
    for here, there in pairwise(marks):
        before = article_number(lines[here]) if here in matched else 0
        after = article_number(lines[there]) if there in matched else None
        if before is None or (there in matched and after is None):
            continue
        room = [heads[index] for index in range(here + 1, there) if index in heads]
        extra.extend(_taking_up(room, before, after))
    return extra


def _taking_up(items: Sequence[Numbered], before: int, after: int | None) -> Iterator[int]:
    """The items that continue the count from `before` and stay below `after`, lists among them left out."""
    listed = 0
    for item in items:
        if (item.number == 1 and before > 0) or (listed and item.number == listed + 1):
            listed = item.number
        elif item.number == before + 1 and item.letters and (after is None or item.number < after):
            before, listed = item.number, 0
            yield item.index
