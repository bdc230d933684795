"""Lines of the body that head sections and articles, by what the contents page says or by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.contents import Contents
from indexer.contents_rows import Entry
from indexer.cover import tells_of_the_issue
from indexer.document import Line
from indexer.numbering import Numbered, article_number, chains, ends_like_a_sentence, heads_texts, numbered
from indexer.sources import source_line
from indexer.wording import neat, pairs, similarity, squeezed

_LONGEST_SECTION = 30
_ORNAMENTS = " ■□◆◇●◎▣★☆※|=~#*_[]<>【】「」『』《》〈〉"
_SAME_NAME = 0.8
_ARTICLE_LETTERS = 200
"""A run of numbers that no section heading announces is a run of articles only if each has at least so much text."""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """The line (an index) that heads a section, its name as printed there, and the contents page's name for it."""

    index: int
    name: str
    listed: str | None = None


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
            same = squeezed(lines[index].plain) == squeezed(name)
            found.append(SectionHeading(index, _section_name(lines[index]) if same else name, name))
    return tuple(found)


def _section_name(line: Line) -> str:
    return neat(line.text).strip(_ORNAMENTS)


def sections_above(lines: Sequence[Line], start: int, matched: Mapping[int, Entry]) -> tuple[SectionHeading, ...]:
    """The lines that head sections where the contents page names none: short ones right above the articles numbered 1.

    Only if there is one above the first article, for sections are named throughout or not at all.
    """
    firsts = [index for place, index in enumerate(sorted(matched)) if place == 0 or article_number(lines[index]) == 1]
    above = [_section_above(lines, index, start) for index in firsts]
    if not above or above[0] is None:
        return ()
    return tuple(SectionHeading(index, _section_name(lines[index])) for index in above if index is not None)


def _line_named(lines: Sequence[Line], name: str, start: int, stop: int, last_one: bool) -> int | None:
    """The line that is this name and nothing else: the last one before an article, or the first one anywhere."""
    wanted, letters = squeezed(name), pairs(name)
    indices = range(start, stop)
    for index in reversed(indices) if last_one else indices:
        text = lines[index].plain
        if not text or len(text) > 2 * _LONGEST_SECTION:
            continue
        if squeezed(text) == wanted or similarity(pairs(text), letters) >= _SAME_NAME:
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


def headings_by_number(lines: Sequence[Line], start: int = 0) -> tuple[tuple[SectionHeading, ...], list[int]]:
    """Section and article headings (indices) from line index `start` on, by the numbered lines alone.

    Articles are numbered 1, 2, 3 …, in each section anew; a short line of its own before a 1 names the section.
    """
    runs = [run for run in chains(numbered(lines, article_number, start)) if run[0].number == 1 and heads_texts(run)]
    named = {run[0].index: _section_above(lines, run[0].index, start) for run in runs}
    # Sections are named throughout or not at all: a short line before a later 1 is then only a line of its article.
    with_sections = bool(runs) and named[runs[0][0].index] is not None
    articles: list[int] = []
    sections: list[SectionHeading] = []
    for place, run in enumerate(runs):
        above = named[run[0].index] if with_sections else None
        if above is not None:
            sections.append(SectionHeading(above, _section_name(lines[above])))
        elif place and (with_sections or min(item.letters for item in run) < _ARTICLE_LETTERS):
            continue
        articles.extend(item.index for item in run)
    return tuple(sections), sorted(articles)


def _section_above(lines: Sequence[Line], index: int, start: int) -> int | None:
    """The line right above an article's heading, blank lines aside, if it may name a section."""
    above = next((i for i in range(index - 1, start - 1, -1) if lines[i].plain), None)
    if above is None or len(lines[above].plain) > _LONGEST_SECTION or "\t" in lines[above].text:
        return None
    line = lines[above]
    if tells_of_the_issue(line) or source_line(line) is not None or article_number(line) is not None:
        return None
    names = _section_name(line)[:1].isalnum()
    free = above == start or not lines[above - 1].plain
    return above if names and free and not ends_like_a_sentence(line) else None
