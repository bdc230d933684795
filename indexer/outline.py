"""The outline of an issue: its contents page, the lines that head sections and articles, and where the body ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.colophon import colophon_start
from indexer.contents import Contents, find_contents
from indexer.contents_rows import Entry
from indexer.cover import Cover, read_cover, tells_of_the_issue
from indexer.document import Line
from indexer.headings import SectionHeading, headings_by_number, missing_headings, section_headings, sections_above
from indexer.matching import heading_end, match_entries


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines `start` to `end` (indices, half-open) that head an article; `entry` is its line of the contents page."""

    start: int
    end: int
    section: str | None
    entry: Entry | None


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
    matched = match_entries(lines, start, contents.entries) if contents else {}
    if contents and matched:
        named = bool(contents.sections)
        sections = section_headings(lines, contents, matched) if named else sections_above(lines, contents.end, matched)
        starts = sorted({*matched, *missing_headings(lines, start, sections, matched)})
    else:
        sections, starts = headings_by_number(lines, start)
    headings = tuple(_headings(lines, starts, sections, matched))
    body_start = start if contents else _body_start(lines, sections, starts)
    cover_end = contents.start if contents else body_start
    cover = read_cover(lines[:cover_end])
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


def _body_start(lines: Sequence[Line], sections: Sequence[SectionHeading], starts: Sequence[int]) -> int:
    """Where the cover ends without a contents page: at the first heading, else after lines that read like a cover's."""
    if starts:
        return min([*starts[:1], *(mark.index for mark in sections[:1])])
    texts = [index for index, line in enumerate(lines[:60]) if line.plain][:20]
    return max((index + 1 for index in texts if tells_of_the_issue(lines[index])), default=0)
