"""Variants in the contents page and the sections: other names, other places, other shapes of the list."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from tests.making.variants_layout import Look, Variant, around, issue, list_contents, retitled, table_contents, text
from tests.making.variants_stories import (
    CUP,
    FORUM,
    HUMAN,
    ISSUE,
    NOTICE,
    PAPER,
    PLAN,
    RANKS,
    SMART,
    WITHOUT_LONGEST,
    moved,
    paged,
    tight,
    unpaged,
)

_NARROW = 28
"""Characters in a line of a narrow title."""

OTHER_SECTIONS = paged(
    [
        moved(FORUM, "센터 소식"),
        moved(PLAN, "정책 동향"),
        moved(RANKS, "정책 동향"),
        moved(HUMAN, "산업 리포트"),
        moved(PAPER, "기업과 투자"),
        moved(CUP, "기업과 투자"),
        moved(SMART, "현장을 가다"),
    ]
)
"""The articles of issue 307 in another order, in five sections of one or two."""


def five_sections() -> Variant:
    """Five sections with other names, one or two articles each, in another order; a contents page as in issue 307."""
    return text(issue(OTHER_SECTIONS, Look(), table_contents(OTHER_SECTIONS)), OTHER_SECTIONS, least="sure")


def five_sections_no_contents() -> Variant:
    """Five sections with other names behind ▣, which one article has inside as well; no contents page."""
    stories = unpaged(OTHER_SECTIONS)
    return text(issue(stories, Look(section=around("▣ {}"))), stories)


def contents_with_dots() -> Variant:
    """A contents page that is a list with dots before the page; section names in 【】 there and in the body."""
    stories = paged(WITHOUT_LONGEST)
    section = around("【{}】")
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title} {'.' * 20} {s.page}", section=section)
    return text(issue(stories, Look(section=section), contents), stories, least="sure")


def contents_without_title() -> Variant:
    """The contents page has no title: the list of articles with P1, P4 follows the cover at once."""
    stories = paged(WITHOUT_LONGEST)
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title} P{s.page}", title="")
    return text(issue(stories, Look(), contents), stories, least="sure")


def contents_without_pages() -> Variant:
    """A contents page of numbered titles without pages, titled 이번 호 목차; sections in < > there and in the body."""
    stories = unpaged(WITHOUT_LONGEST)
    section = around("<{}>")
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title}", "이번 호 목차", section)
    return text(issue(stories, Look(section=section), contents), stories, least="sure")


def contents_without_numbers() -> Variant:
    """A contents page of titles behind -, without pages, numbers or sections; the body has numbers and sections."""
    stories = unpaged(WITHOUT_LONGEST)
    listed = [moved(story, None) for story in stories]
    contents = list_contents(listed, lambda _, s: f"- {s.title}", "CONTENTS")
    return text(issue(stories, Look(), contents), stories, least="likely")


def contents_with_chinese_title() -> Variant:
    """A contents page titled 目录 that gives the page first; sections behind ◆; titles in the body without numbers."""
    stories = paged(WITHOUT_LONGEST)
    contents = list_contents(stories, lambda _, s: f"{s.page:02} {s.title}", "目录", around("◆ {}"))
    return text(issue(stories, Look(number=lambda _: "", section=around("◆ {}")), contents), stories)


def short_contents_titles() -> Variant:
    """The contents page has the titles shortened for lack of room; pages as in issue 307."""
    listed = [retitled(story, _shortened(story.title)) for story in ISSUE]
    return text(issue(ISSUE, Look(), table_contents(listed)), ISSUE, least="likely")


def _shortened(title: str) -> str:
    """The first two thirds of a title's words."""
    words = title.split(" ")
    return " ".join(words[: (2 * len(words) + 2) // 3])


def contents_in_other_order() -> Variant:
    """The contents page lists two articles of a section in the other order, for the body was changed last."""
    listed = paged([SMART, PLAN, CUP, PAPER, RANKS, FORUM])
    smart, plan, *others = listed
    stories = [plan, smart, *others]
    contents = list_contents(listed, lambda _, s: f"{s.title} ...... {s.page}")
    return text(issue(stories, Look(), contents), stories, least="likely")


def one_unlisted() -> Variant:
    """The contents page has forgotten the second article, which the body has with its number."""
    stories = [replace(story, page=None) if story.title == SMART.title else story for story in paged(WITHOUT_LONGEST)]
    listed = [story for story in stories if story.page]
    return text(issue(stories, Look(), table_contents(listed)), stories, most="likely")


def three_line_titles() -> Variant:
    """Every longer title is set narrow, over two or three lines, in the body and in the contents page."""
    stories = paged([moved(story, None) for story in WITHOUT_LONGEST])
    rows = [f"{_narrow(f'{number}. {story.title}')} P{story.page}" for number, story in enumerate(stories, 1)]
    contents = "\n\n".join(["목록", NOTICE, *rows])
    return text(issue(stories, Look(title=_narrow), contents), stories, least="likely")


def three_line_titles_no_contents() -> Variant:
    """Every longer title is set narrow, over two or three lines; no contents page."""
    stories = unpaged(WITHOUT_LONGEST)
    return text(issue(stories, Look(title=_narrow)), stories)


def _narrow(title: str) -> str:
    lines = textwrap.wrap(title, _NARROW, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def section_above_every_article() -> Variant:
    """The name of the section stands above every article, like a running title; no contents page."""
    stories = unpaged(ISSUE)
    return text(issue(stories, Look(section_again=True)), stories)


def ornamented_sections() -> Variant:
    """Sections between rules of =, articles numbered through the issue below them; no contents page."""
    stories = unpaged([tight(story) for story in WITHOUT_LONGEST])
    return text(issue(stories, Look(section=around("===== {} ====="), anew=False)), stories)


VARIANTS = (
    five_sections,
    five_sections_no_contents,
    contents_with_dots,
    contents_without_title,
    contents_without_pages,
    contents_without_numbers,
    contents_with_chinese_title,
    short_contents_titles,
    contents_in_other_order,
    one_unlisted,
    three_line_titles,
    three_line_titles_no_contents,
    section_above_every_article,
    ornamented_sections,
)
