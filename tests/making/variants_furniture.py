"""Variants in what stands around the articles: colophon, letters to readers, notices, lines of the page."""

from __future__ import annotations

from dataclasses import replace

from tests.making.variants_layout import (
    Look,
    Variant,
    around,
    issue,
    list_contents,
    table_contents,
    text,
)
from tests.making.variants_stories import (
    COLOPHON,
    COVER,
    CUP,
    FORUM,
    ISSUE,
    NOTICE,
    PAPER,
    PLAN,
    RANKS,
    SMART,
    WITHOUT_LONGEST,
    Story,
    cover,
    paged,
    tight,
    unpaged,
)

_GREETING, _, _rest = FORUM.body.partition("主办方:")
LETTER = _GREETING.strip() + "\n\n" + _rest[_rest.index("많은 관심과 응원") :].strip()
"""Sentences of issue 307 in which the publisher speaks to the readers."""
_LETTERS_A_PAGE = 1500


def colophon_first() -> Variant:
    """The colophon stands before the cover, and nothing after the last article; a contents page as in issue 307."""
    printed = issue(ISSUE, Look(), table_contents(ISSUE), cover=f"{COLOPHON}\n\n\n{COVER}", colophon="")
    return text(printed, ISSUE, least="sure")


def colophon_first_no_contents() -> Variant:
    """The colophon stands between the cover and the first section; no contents page."""
    stories = unpaged(WITHOUT_LONGEST)
    return text(issue(stories, Look(), cover=f"{COVER}\n\n\n{COLOPHON}", colophon=""), stories)


def editorial_letter() -> Variant:
    """A letter to the readers, without a title, between the contents page and the first section; it is no article."""
    stories = (PLAN, SMART, CUP, PAPER, RANKS)
    contents = f"{table_contents(stories)}\n\n\n{LETTER}"
    return text(issue(stories, Look(), contents), stories)


def letter_listed() -> Variant:
    """The contents page begins with a letter from the publisher, without number and section; it is an article."""
    letter = Story(None, "여는 글", (), None, None, (), LETTER)
    stories = paged([letter, PLAN, SMART, CUP, PAPER, RANKS])
    others = stories[1:]
    listed = list_contents(others, lambda n, s: f"{n}. {s.title} P{s.page}", title="")
    contents = f"목차\n\n{letter.title} P{stories[0].page}\n\n{listed}\n\n\n{letter.title}\n\n{LETTER}"
    return text(issue(others, Look(section=around("■ {}")), contents), stories, least="likely")


def notices_between() -> Variant:
    """The notice of the contents page comes again, framed by rules, between the sections; it is no article's text."""
    stories = paged(WITHOUT_LONGEST)
    frame = "-" * 30
    look = Look(section=lambda place, name: f"{frame}\n{NOTICE}\n{frame}\n\n{name}" if place > 1 else name)
    return text(issue(stories, look, table_contents(stories)), stories)


def running_lines() -> Variant:
    """Printed to text from pages: the issue's name and - 3 - stand between paragraphs, page for page."""
    stories = unpaged(list(map(tight, WITHOUT_LONGEST)))
    page = 1
    printed: list[Story] = []
    for story in stories:
        body, page = _paginated(story.body, page)
        printed.append(replace(story, body=body))
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title}")
    return text(issue(printed, Look(), contents), stories)


def _paginated(printed: str, page: int) -> tuple[str, int]:
    """A text with a page's last line and the next page's first line after so many letters, and the page it ends on."""
    found: list[str] = []
    letters = 0
    for paragraph in printed.split("\n\n"):
        if letters > _LETTERS_A_PAGE:
            found += [f"- {page} -", "주간 중국 창업 제 307호"]
            page, letters = page + 1, 0
        found.append(paragraph)
        letters += len(paragraph)
    return "\n\n".join(found), page


def chinese_date() -> Variant:
    """No contents page; date in Chinese numerals, 二〇二二年十二月十四日; articles numbered 一、, 二、."""
    stories = unpaged(WITHOUT_LONGEST)
    chinese = cover(307, "二〇二二年十二月十四日").replace("제 307호", "第307期")
    return text(issue(stories, Look(number=lambda n: f"{'一二三四五'[n - 1]}、"), cover=chinese), stories)


VARIANTS = (
    colophon_first,
    colophon_first_no_contents,
    editorial_letter,
    letter_listed,
    notices_between,
    running_lines,
    chinese_date,
)
