"""The outline of an issue: its contents page, the lines that head sections and articles, and where the body ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.colophon import colophon_start
from indexer.contents import Contents, find_contents
from indexer.contents_rows import Entry
from indexer.cover import Cover, read_cover, tells_of_the_issue
from indexer.document import Line
from indexer.headings import missing_headings, section_headings, sections_above, sections_among
from indexer.matching import heading_end, match_entries, match_out_of_order
from indexer.plans import Plan, with_names_again
from indexer.sections import SectionHeading
from indexer.sources import customary_tail
from indexer.unlisted import plan_of

_FIRST_LINES = 30
_MOST = 0.6
"""Where more than so many titles end alike, it is a custom of the issue."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines `start` to `end` (indices, half-open) that head an article; `entry` is its line of the contents page.

    `look` names what the issue's headings have in common, where that is how they were found: see `plans.Plan`.
    `credited`: what stands behind a dash or in brackets at its end are outlets, as in the other titles of the issue.
    """

    start: int
    end: int
    section: str | None
    entry: Entry | None
    look: str | None = None
    credited: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Where everything is, in indices of the document's lines.

    The cover ends at `cover_end`, the body goes from `body_start` to `body_end`; `headings` may be empty.
    """

    cover: Cover
    cover_end: int
    contents: Contents | None
    body_start: int
    sections: tuple[SectionHeading, ...]
    headings: tuple[Heading, ...]
    body_end: int


def outline_of(lines: Sequence[Line], newsletter: str | None = None) -> Outline:
    """The outline of a document's lines, by its contents page or, without one, by the numbers in its body.

    `newsletter` is its name, where somebody knows better than the cover.
    """
    contents = find_contents(lines)
    start = contents.end if contents else 0
    if contents and 2 * contents.start > len(lines):
        # Listed at last: what stands before it is read by itself.
        before = outline_of(lines[: contents.start], newsletter)
        known = match_out_of_order(lines, [each.start for each in before.headings], contents.entries, {})
        headings = tuple(replace(each, entry=known.get(each.start)) for each in before.headings)
        return replace(before, headings=headings, body_end=contents.start)
    matched = match_entries(lines, start, contents.entries) if contents else {}
    look: str | None = None
    if contents and matched:
        listed = sections_among(lines, matched)
        matched = {index: entry for index, entry in matched.items() if index not in listed}
        named = bool(contents.sections)
        sections = section_headings(lines, contents, matched) if named else sections_above(lines, contents.end, matched)
        sections = tuple(sorted({*sections, *listed.values()}, key=lambda mark: mark.index))
        missing = missing_headings(lines, start, sections, matched)
        matched |= match_out_of_order(lines, missing, contents.entries, matched)
        starts = sorted({*matched, *missing})
    else:
        plan = plan_of(lines[: _last_text(lines, start, newsletter)], start)
        sections, starts, look = plan.sections, list(plan.starts), plan.look
    sections = with_names_again(lines, Plan("", tuple(sections), tuple(starts)), start).sections
    headings = tuple(replace(each, look=look) for each in _headings(lines, starts, sections, matched))
    if sum(customary_tail(lines[each.end - 1].text) is not None for each in headings) > max(2, _MOST * len(headings)):
        headings = tuple(replace(each, credited=True) for each in headings)
    body_start = start if contents else _body_start(lines, sections, starts)
    cover_end = contents.start if contents else body_start
    cover = read_cover(lines[:cover_end])
    if None in (cover.number, cover.date):
        # Links to the articles may stand above it, or lines that nobody would take for a cover's.
        elsewhere = read_cover(lines[: headings[0].start if headings else _FIRST_LINES])
        name = elsewhere.newsletter if cover.number is None else cover.newsletter
        cover = Cover(name, cover.number or elsewhere.number, cover.date or elsewhere.date, elsewhere.publisher)
    body_end = colophon_start(
        lines, headings[-1].end if headings else body_start, cover_end, newsletter or cover.newsletter
    )
    return Outline(cover, cover_end, contents, body_start, sections, headings, body_end)


def _headings(
    lines: Sequence[Line], starts: Sequence[int], sections: Sequence[SectionHeading], matched: dict[int, Entry]
) -> Iterator[Heading]:
    for start in starts:
        entry = matched.get(start)
        above = next((mark for mark in reversed(sections) if mark.index < start), None)
        listed = entry.section if entry else None
        # The body's spelling counts: a narrow contents page does not show where a wrapped name has spaces.
        printed = above.name if above and listed in (None, above.listed) else None
        section = printed or listed
        yield Heading(start, heading_end(lines, start, entry), section, entry)


def _last_text(lines: Sequence[Line], start: int, newsletter: str | None) -> int:
    """Where the colophon begins, before it is known where the articles do."""
    cover_end = start or _body_start(lines, (), ())
    return colophon_start(lines, cover_end, cover_end, newsletter or read_cover(lines[:cover_end]).newsletter)


def _body_start(lines: Sequence[Line], sections: Sequence[SectionHeading], starts: Sequence[int]) -> int:
    """Where the cover ends without a contents page: at the first heading, else after lines that read like a cover's."""
    if starts:
        return min([*starts[:1], *(mark.index for mark in sections[:1])])
    texts = [index for index, line in enumerate(lines[:60]) if line.plain][:20]
    return max((index + 1 for index in texts if tells_of_the_issue(lines[index])), default=0)
