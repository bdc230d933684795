"""Articles by what stands around their titles, where nothing sets the titles themselves apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from indexer.blocks import is_plain_text
from indexer.cover import tells_of_the_issue
from indexer.document import Line
from indexer.numbering import title_end
from indexer.plans import Plan, groups, next_text, text_before
from indexer.sections import SectionHeading, may_name_a_section, section_name
from indexer.sources import credit_line, source_line, title_tail
from indexer.wording import is_drawn

_LONGEST_TITLE = 120
_SHORTEST_TITLE = 4
_NO_TITLE_ENDS_WITH = (".", ",", ":", ";")
_WIDE = 0.25
"""Gaps are wide if so many of a text's gaps, at most, are as wide."""
_CONSISTENT = 0.75
"""Where so many of the certain titles have a wide gap above them, such a gap makes a title."""


def plan_by_place(lines: Sequence[Line], start: int) -> Plan:
    """The plan that credits, closing sources and wide gaps show. Titles are short lines, alone, with a text below."""
    paragraphs = list(groups(lines, start))
    titles = {begin for begin, _ in paragraphs if may_be_title(lines, begin)}
    gaps = {
        begin: begin - before for begin, _ in paragraphs if (before := text_before(lines, begin, start)) is not None
    }
    wide = {begin for begin in _wide(gaps) if begin in titles}
    known = {begin for begin in titles if _is_credited(lines, begin) or _follows_an_end(lines, begin, start)}
    if len(known) > 1 and len(known & wide) >= _CONSISTENT * len(known):
        known |= wide
    sections = [index for index in sorted(known) if _heads_a_section(lines, index, titles, start)]
    starts = (known - set(sections)) | {below for i in sections if (below := next_text(lines, i)) is not None}
    return Plan("place", tuple(SectionHeading(i, section_name(lines[i].text)) for i in sections), tuple(sorted(starts)))


def may_be_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without a number or a mark may be the title of an article: short, alone, no sentence, no list."""
    line = lines[index]
    if not _SHORTEST_TITLE <= len(line.plain) <= _LONGEST_TITLE or line.plain.endswith(_NO_TITLE_ENDS_WITH):
        return False
    if is_drawn(line.plain) or credit_line(line) is not None or tells_of_the_issue(line) or not is_plain_text(line):
        return False
    return title_end(lines, index) is not None and next_text(lines, index) is not None


def _wide(gaps: Mapping[int, int]) -> Iterator[int]:
    """The lines with a wide gap above them."""
    ordered = sorted(gaps.values())
    if not ordered:
        return
    least = max(ordered[int(len(ordered) * (1 - _WIDE))], ordered[len(ordered) // 2] + 1)
    yield from (index for index, gap in gaps.items() if gap >= least)


def _is_credited(lines: Sequence[Line], index: int) -> bool:
    """Whether outlets stand behind a line, or right below it."""
    tail, below = title_tail(lines[index].text), next_text(lines, index)
    return (tail is not None and tail[1].certain) or (below is not None and credit_line(lines[below]) is not None)


def _follows_an_end(lines: Sequence[Line], index: int, start: int) -> bool:
    """Whether the text right above a line is a rule or names a source, as the last line of an article does."""
    before = text_before(lines, index, start)
    if before is not None and is_drawn(lines[before].plain):
        return True
    if before is None or source_line(lines[before]) is None:
        return False
    return before == start or "\t" not in lines[before - 1].text


def _heads_a_section(lines: Sequence[Line], index: int, titles: Collection[int], start: int) -> bool:
    below = next_text(lines, index)
    return below in titles and may_name_a_section(lines, index, start) and not _is_credited(lines, index)
