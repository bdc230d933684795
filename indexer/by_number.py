"""Articles by their numbers: 1, 2, 3 …, in each section anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.document import Line
from indexer.marks import label_alone
from indexer.numbering import chains, heads_texts, numbered
from indexer.plans import ARTICLE_LETTERS, Plan, with_names_again, with_sections_above
from indexer.sections import SectionHeading, section_above, section_name


def plan_by_numbers(lines: Sequence[Line], start: int, form: str, number_of: Callable[[Line], int | None]) -> Plan:
    """The plan that the numbered lines show by themselves, from line index `start` on.

    Articles are numbered 1, 2, 3 …, in each section anew; a short line of its own before a 1 names the section.
    """
    runs = [run for run in chains(numbered(lines, number_of, start)) if run[0].number == 1 and heads_texts(run)]
    named = {run[0].index: section_above(lines, run[0].index, start) for run in runs}
    # Sections are named throughout or not at all: a short line before a later 1 is then only a line of its article.
    with_sections = bool(runs) and named[runs[0][0].index] is not None
    articles: list[int] = []
    sections: list[SectionHeading] = []
    for place, run in enumerate(runs):
        above = named[run[0].index] if with_sections else None
        if above is not None:
            sections.append(SectionHeading(above, section_name(lines[above].text)))
        elif place and (with_sections or min(item.letters for item in run) < ARTICLE_LETTERS):
            continue
        articles.extend(item.index for item in run)
    plan = Plan(form, tuple(sections), tuple(sorted(articles)))
    if len(runs) == 1 and with_sections:
        # Counted through all sections.
        return with_sections_above(lines, plan, start)
    return with_names_again(lines, plan, start) if sections else plan


def plan_by_numbers_above(lines: Sequence[Line], start: int) -> Plan:
    """The plan where an article's number stands alone in the line above its title."""

    def number_of(line: Line) -> int | None:
        below = lines[line.number] if line.number < len(lines) else None
        titled = below is not None and bool(below.plain) and label_alone(below) is None
        return label_alone(line) if titled else None

    return plan_by_numbers(lines, start, "above", number_of)
