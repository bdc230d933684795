"""A plan of a body: the lines that head sections and articles, as one kind of evidence shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.blocks import is_plain_text
from indexer.document import Line
from indexer.numbering import has_blank_lines
from indexer.sections import SectionHeading, may_name_a_section, section_name
from indexer.wording import squeezed

ARTICLE_LETTERS = 200
"""Lines that look alike, and that no section announces, head articles only if each usually has so much text."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Indices of lines. `starts` are those of articles, in order; `look` names what they have in common."""

    look: str
    sections: tuple[SectionHeading, ...] = ()
    starts: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The first line of all that the plan knows. There has to be an article."""
        return min([self.starts[0], *(mark.index for mark in self.sections[:1])])


def letters_below(lines: Sequence[Line], plan: Plan) -> list[int]:
    """How many characters follow each start, up to the next one or a section's line."""
    ends = sorted({*plan.starts, *(mark.index for mark in plan.sections), len(lines)})
    following = dict(pairwise(ends))
    return [sum(len(line.plain) for line in lines[start + 1 : following[start]]) for start in plan.starts]


def is_strong(lines: Sequence[Line], plan: Plan) -> bool:
    """Whether lines that look alike head texts as long as articles: at least two of them, and usually."""
    return len(plan.starts) > 1 and median(letters_below(lines, plan)) >= ARTICLE_LETTERS


def next_text(lines: Sequence[Line], index: int) -> int | None:
    """The index of the first line with text after a line, None if there is none."""
    return next((i for i in range(index + 1, len(lines)) if lines[i].plain), None)


def text_before(lines: Sequence[Line], index: int, start: int) -> int | None:
    """The index of the last line with text before a line, `start` at the earliest; None if there is none."""
    return next((i for i in range(index - 1, start - 1, -1) if lines[i].plain), None)


def with_sections_above(lines: Sequence[Line], plan: Plan, start: int) -> Plan:
    """The plan with the short lines right above its articles as sections: named from the first article on, or never.

    A short line above a later article may as well be the last one of the article before, so it has to look like the
    first section's.
    """
    above = {index: text_before(lines, index, start) for index in plan.starts}
    first = above[plan.starts[0]]
    if first is None or not may_name_a_section(lines, first, start):
        return plan
    look = _look(lines[first])
    found = [index for index in above.values() if index is not None and index not in plan.starts]
    same = [i for i in found if i == first or (may_name_a_section(lines, i, start) and _look(lines[i]) == look)]
    # With nothing to tell them by, a caption or the item of a list is none.
    same = [i for i in same if look != ("", None) or is_plain_text(lines[i])]
    return Plan(plan.look, tuple(SectionHeading(i, section_name(lines[i].text)) for i in same), plan.starts)


def with_names_again(lines: Sequence[Line], plan: Plan, start: int) -> Plan:
    """The plan in which a section's name that stands above another article of it, like a running title, is no text."""
    names = {squeezed(mark.name) for mark in plan.sections}
    known = {mark.index for mark in plan.sections}
    above = {text_before(lines, index, start) for index in plan.starts} - known
    again = [i for i in above if i is not None and squeezed(section_name(lines[i].text)) in names]
    marks = [*plan.sections, *(SectionHeading(i, section_name(lines[i].text)) for i in again)]
    return Plan(plan.look, tuple(sorted(marks, key=lambda mark: mark.index)), plan.starts)


def _look(line: Line) -> tuple[str, int | None]:
    """What the lines that name sections have in common: the ornament before them, and their style."""
    ornament = "" if line.plain[0].isalnum() else line.plain[0]
    return ornament, line.heading


def directly_below(lines: Sequence[Line], outer: Sequence[int], inner: Sequence[int]) -> int:
    """How many of the `outer` lines have nothing between them and one of the `inner` lines."""
    known = set(inner)
    return sum(next_text(lines, index) in known for index in outer)


def as_sections(lines: Sequence[Line], outer: Plan, inner: Plan) -> Plan:
    """The plan in which the lines that `outer` takes for articles head the sections of the articles of `inner`."""
    sections = tuple(SectionHeading(index, section_name(lines[index].text)) for index in outer.starts)
    return Plan(inner.look, sections, tuple(i for i in inner.starts if i > outer.starts[0]))


def groups(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int]]:
    """The paragraphs as ranges of indices: touching lines together, or, where there are no blank lines, each line."""
    if not has_blank_lines(lines, start):
        yield from ((i, i + 1) for i in range(start, len(lines)))
        return
    begin: int | None = None
    for index in range(start, len(lines) + 1):
        printed = index < len(lines) and bool(lines[index].plain)
        if printed and begin is None:
            begin = index
        elif not printed and begin is not None:
            yield begin, index
            begin = None
