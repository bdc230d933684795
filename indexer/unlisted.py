"""Where articles begin in an issue without a contents page.

An editor sets all titles of an issue alike, so whole sets of lines that look alike are weighed against each other, and
never a line alone: numbers in any form, headings of the file's format, ornaments, brackets, and what stands around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from indexer.by_look import plan_by_style, plans_by_mark
from indexer.by_number import plan_by_numbers, plan_by_numbers_above
from indexer.by_place import may_be_title, plan_by_place
from indexer.document import Line
from indexer.marks import NUMBER_FORMS, mark_of, number_of
from indexer.numbering import article_number
from indexer.plans import ARTICLE_LETTERS, Plan, as_sections, directly_below, is_strong, next_text
from indexer.sections import SectionHeading, may_name_a_section, section_name

_OUTLINES = ("dot", "style")
_RUNNING_TEXT = 60
_AGREE = 0.8
"""Plans that have so many of their articles in common are one plan."""


def plan_of(lines: Sequence[Line], start: int = 0) -> Plan:
    """The section and article headings from line index `start` on; a plan without articles if nothing shows any."""
    arabic = plan_by_numbers(lines, start, "dot", article_number)
    others = (plan for plan in _others(lines, start) if plan.look in _OUTLINES or _opens(lines, plan, start))
    shown = [plan for plan in [arabic, *others] if is_strong(lines, plan)]
    place = plan_by_place(lines, start)
    placed = [place] if is_strong(lines, place) else []
    best = _outermost(lines, shown, placed)
    if placed and (best is None or _encloses(lines, place, best)):
        return place
    return _with_places(lines, best or arabic, place)


def _opens(lines: Sequence[Line], plan: Plan, start: int) -> bool:
    """Whether no text stands before a plan's first line: else it may be the outline of a part, and of the whole not."""
    if not plan.starts:
        return False
    running = [len(line.plain) for line in lines[start : plan.first] if len(line.plain) > _RUNNING_TEXT]
    return sum(running) <= ARTICLE_LETTERS


def _with_places(lines: Sequence[Line], plan: Plan, place: Plan) -> Plan:
    """The plan with the sections whose only article is not numbered, for there is nothing to count.

    Such a section stands behind the source of the article before, or has the ornament of the other sections.
    """
    if not plan.sections or not plan.starts:
        return plan
    marks = {mark.look for each in plan.sections if (mark := mark_of(lines[each.index]))}
    first = plan.sections[0].index
    alike = [i for i in range(first, len(lines)) if (mark := mark_of(lines[i])) and mark.look in marks]
    known = {each.index for each in plan.sections}
    new = {
        i: below
        for i in {*alike, *(each.index for each in place.sections)} - known
        if (below := _title_below(lines, i, plan))
    }
    sections = [*plan.sections, *(SectionHeading(i, section_name(lines[i].text)) for i in new)]
    starts = sorted({*plan.starts, *new.values()})
    return Plan(plan.look, tuple(sorted(sections, key=lambda each: each.index)), tuple(starts))


def _title_below(lines: Sequence[Line], index: int, plan: Plan) -> int | None:
    """The line right below a section's that may be the title of an article; None if the line heads no section."""
    below = next_text(lines, index)
    if below is None or index < plan.starts[0] or not may_name_a_section(lines, index, 0):
        return None
    return below if may_be_title(lines, below) else None


def _others(lines: Sequence[Line], start: int) -> Iterator[Plan]:
    for form in NUMBER_FORMS:
        yield plan_by_numbers(lines, start, form, partial(number_of, form))
    yield plan_by_numbers_above(lines, start)
    yield plan_by_style(lines, start)
    yield from plans_by_mark(lines, start)


def _outermost(lines: Sequence[Line], plans: Sequence[Plan], placed: Sequence[Plan]) -> Plan | None:
    """The plan that begins first, for what begins later stands inside; of equal ones the one that is given first.

    Where its lines head nothing but lines of another plan, or of those that are `placed`, they are sections.
    """
    best = min(plans, key=lambda plan: plan.first, default=None)
    if best is None:
        return None
    inner = [plan for plan in [*plans, *placed] if plan is not best and _are_sections(lines, best, plan)]
    if inner and not best.sections:
        return as_sections(lines, best, inner[0])
    named = [plan for plan in plans if plan.sections and not best.sections and _agree(best, plan)]
    return Plan(best.look, named[0].sections, best.starts) if named else best


def _are_sections(lines: Sequence[Line], outer: Plan, inner: Plan) -> bool:
    return 2 * directly_below(lines, outer.starts, inner.starts) > len(outer.starts) <= len(inner.starts)


def _agree(one: Plan, other: Plan) -> bool:
    common = set(one.starts) & set(other.starts)
    return len(common) >= _AGREE * max(len(one.starts), len(other.starts))


def _encloses(lines: Sequence[Line], place: Plan, best: Plan) -> bool:
    """Whether what stands around shows articles of which the other plan's are parts."""
    return place.first < best.first and not _are_sections(lines, place, best) and not _agree(place, best)
