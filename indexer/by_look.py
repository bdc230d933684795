"""Articles by the look of their titles: headings of the file's format, ornaments before them, brackets around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from indexer.by_place import may_be_title
from indexer.cover import tells_of_the_issue
from indexer.document import Line
from indexer.marks import mark_of
from indexer.numbering import mostly_set_in, subheading_number
from indexer.plans import Plan, groups, next_text, text_before, with_sections_above
from indexer.sections import LONGEST_SECTION, SectionHeading, section_name
from indexer.sources import credit_line, source_line
from indexer.wording import LONGEST_HEADING, is_drawn

PAINTED = ("centered", "underlined", "flush")
"""Looks that are no sign at a line's beginning."""
_CENTERED = re.compile(r"[ \u3000\u00a0]{6,}\S")
_ONE_BLANK = 2
_OWN_TEXT = 60
"""Characters that follow a title before the next heading, at least; below a section's name there are fewer."""


def plan_by_style(lines: Sequence[Line], start: int) -> Plan:
    """The plan that the headings of the format show: the outermost level whose headings have texts of their own."""
    heads = [i for i in range(start, len(lines)) if _is_heading(lines[i])]
    sections: list[int] = []
    for level in sorted({lines[i].heading or 0 for i in heads}):
        here = [i for i in heads if lines[i].heading == level]
        if _heads_sections(lines, here, heads):
            sections += here
            continue
        if len(here) == 1 and here == heads[:1] and len(heads) > 1:
            # The name of the newsletter, at the top.
            continue
        here = _outer(lines, here, start)
        marks = tuple(SectionHeading(i, section_name(lines[i].text)) for i in sorted(sections))
        plan = Plan("style", marks, tuple(here))
        return plan if marks else with_sections_above(lines, plan, start)
    return Plan("style")


def _outer(lines: Sequence[Line], here: Sequence[int], start: int) -> list[int]:
    """Of headings in one style, those that are titles of articles, where others of them are set apart less.

    Titles have a rule above them, or no number where the headings below them count 1), 2).
    """
    ruled = [i for i in here if (above := text_before(lines, i, start)) is not None and is_drawn(lines[above].plain)]
    if len(ruled) > 1 and ruled[0] == here[0]:
        return ruled
    bare = [i for i in here if subheading_number(lines[i]) is None]
    return bare if len(bare) > 1 and bare[0] == here[0] else list(here)


def _heads_sections(lines: Sequence[Line], here: Sequence[int], heads: Sequence[int]) -> bool:
    """Whether headings of one level are names of sections: short, and with no text before the next heading."""
    if median(len(lines[i].plain) for i in here) > LONGEST_SECTION:
        return False
    bare = sum(_own_text(lines, i, heads) < _OWN_TEXT for i in here)
    return 2 * bare > len(here)


def plans_by_mark(lines: Sequence[Line], start: int) -> list[Plan]:
    """A plan for each ornament and each pair of brackets that sets lines apart."""
    found: dict[str, list[int]] = defaultdict(list)
    flush = mostly_set_in(lines[start:])
    for first, end in groups(lines, start):
        begin = next((i for i in range(first, end - 1) if not is_drawn(lines[i].plain)), first)
        look = _look(lines, begin, end) or ("flush" if flush and _is_flush(lines, begin, end) else None)
        if look and not tells_of_the_issue(lines[begin]) and source_line(lines[begin]) is None:
            found[look].append(begin)
    plans = (Plan(look, (), tuple(_free_alike(lines, starts, start))) for look, starts in found.items())
    return [with_sections_above(lines, plan, start) for plan in plans]


def _look(lines: Sequence[Line], begin: int, end: int) -> str | None:
    """What sets a paragraph apart, if it is of one line, outlets and an underline aside."""
    mark, rest = mark_of(lines[begin]), [i for i in range(begin + 1, end) if not _names_outlets(lines[i])]
    if rest and is_drawn(lines[rest[0]].plain) and not mark:
        return "underlined" if len(rest) == 1 else None
    if rest and not (mark and len(rest) == 1 and is_drawn(lines[rest[0]].plain)):
        return None
    if mark:
        return mark.look
    return "centered" if _CENTERED.match(lines[begin].text) and may_be_title(lines, begin) else None


def _names_outlets(line: Line) -> bool:
    return credit_line(line) is not None or source_line(line) is not None


def _is_flush(lines: Sequence[Line], begin: int, end: int) -> bool:
    """Whether a line alone is not set in, and may be a title."""
    return end == begin + 1 and not lines[begin].text[:1].isspace() and may_be_title(lines, begin)


def _free_alike(lines: Sequence[Line], starts: Sequence[int], start: int) -> list[int]:
    """The lines without those that have less white space above them than most, where most have more than one line."""
    free = {index: index - before for index in starts if (before := text_before(lines, index, start)) is not None}
    usual = median(free.values()) if free else 0
    return [index for index in starts if usual <= _ONE_BLANK or free.get(index, usual) >= usual]


def _is_heading(line: Line) -> bool:
    printed = line.heading is not None and 0 < len(line.plain) <= LONGEST_HEADING
    return printed and not tells_of_the_issue(line) and source_line(line) is None


def _own_text(lines: Sequence[Line], index: int, heads: Sequence[int]) -> int:
    """The characters between a heading and the next; a credit below it is a whole text's worth."""
    place = bisect_right(heads, index)
    end = heads[place] if place < len(heads) else len(lines)
    below = next_text(lines, index)
    if below is not None and below < end and credit_line(lines[below]):
        return _OWN_TEXT
    return sum(len(line.plain) for line in lines[index + 1 : end])
