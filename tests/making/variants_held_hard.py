"""Held-out variants, hard ones: what stands around and between the articles looks like articles, or hides them.

A careful reader decides each of them without doubt. How they came out is told in variants_held.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.making.variants_held_houses import ASSOCIATION, BUREAU, INSTITUTE, REGISTERED, UNIVERSITY
from tests.making.variants_layout import (
    Look,
    Variant,
    around,
    article,
    body,
    closing,
    counted,
    dotted,
    issue,
    list_contents,
    nothing,
    text,
)
from tests.making.variants_stories import (
    CUP,
    FORUM,
    HUMAN,
    ISSUE,
    PAPER,
    PLAN,
    RANKS,
    SMART,
    WITHOUT_LONGEST,
    Story,
    briefs,
    moved,
    paged,
    tight,
    unpaged,
)

_PARAGRAPH = 60
"""Letters from which a line is a paragraph and no caption or heading."""
_LETTERS_A_PAGE = 1300
_CONTACT = """문의: 한빛산업진흥원 북경사무소
전화: +86-10-6780-8840
이메일: report@example.org"""


def held_summaries_in_contents() -> Variant:
    """The contents page has below every title the first sentence of its article, behind a dash."""
    stories = paged(WITHOUT_LONGEST)

    def row(number: int, story: Story) -> str:
        return f"{number}. {story.title} ······ {story.page}\n   - {_first_sentence(story)}"

    contents = list_contents(stories, row)
    return text(issue(stories, Look(), contents, INSTITUTE.cover, colophon=INSTITUTE.colophon), stories, 205)


def _first_sentence(story: Story) -> str:
    """The first sentence of a story's first paragraph."""
    first = next(line for line in story.body.split("\n") if len(line) > _PARAGRAPH)
    return re.split(r"(?<=[다까][.?]) ", first)[0]


def held_highlights_on_cover() -> Variant:
    """The cover shows three titles, each with a sentence, before the contents page; it has other numbers and dates."""
    stories = paged(ISSUE)
    shown = "\n\n".join(f"▶ {story.title}\n{_first_sentence(story)}" for story in (CUP, PAPER, PLAN))
    cover = f"{REGISTERED}\n\n이번 호 하이라이트\n\n{shown}"
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title} ······ {s.page}", "목차", around("[ {} ]"))
    look = Look(section=around("[ {} ]"))
    return text(issue(stories, look, contents, cover, colophon=INSTITUTE.colophon), stories, 205)


def held_notices_with_contacts() -> Variant:
    """Events come first, each with telephone and mail at its end, the same as in the imprint; no contents page."""
    stories = unpaged(
        [
            moved(_with_contact(FORUM), "행사 안내"),
            moved(_with_contact(SMART), "행사 안내"),
            moved(PLAN, "정책 동향"),
            moved(RANKS, "정책 동향"),
        ]
    )
    look = Look(section=around("■ {}"), credit=closing("*출처: {}"))
    return text(issue(stories, look, cover=BUREAU.cover, colophon=BUREAU.colophon), stories, 96)


def _with_contact(story: Story) -> Story:
    return replace(story, body=f"{story.body}\n\n{_CONTACT}")


def held_form_feeds() -> Variant:
    """Printed to text: a form feed between pages, office and issue by turns above, 3 / 18 below; no contents page."""
    stories = unpaged(list(map(tight, WITHOUT_LONGEST)))
    pages = [page for own in _articles(stories) for page in _pages(own)]
    heads = ("중국 혁신경제 포커스 제205호", "한빛경제연구원")
    shown = [f"{heads[n % 2]}\n\n{page}\n\n{n} / {len(pages)}" for n, page in enumerate(pages, 1)]
    printed = "\n\f".join([INSTITUTE.cover, *shown, INSTITUTE.colophon]) + "\n"
    return text(printed, stories, 205)


def _articles(stories: Sequence[Story]) -> Iterator[str]:
    """Every article, the name of its section before the first one of it."""
    for _, name, own in counted(stories):
        for number, story in own:
            printed = article(story, dotted(number), Look())
            yield f"{name}\n\n{printed}" if number == 1 else printed


def _pages(printed: str) -> list[str]:
    """A text cut between paragraphs where a page is full."""
    pages: list[str] = []
    for paragraph in printed.split("\n\n"):
        if pages and len(pages[-1]) < _LETTERS_A_PAGE:
            pages[-1] += f"\n\n{paragraph}"
        else:
            pages.append(paragraph)
    return pages


def held_previous_issue_listed() -> Variant:
    """No contents page, but the titles of the issue before, numbered as the articles are, after the last article."""
    stories = unpaged([moved(story, None) for story in (SMART, CUP, PAPER, RANKS)])
    before = [HUMAN, *briefs(PLAN)]
    listed = "\n".join(f"{dotted(number)}{story.title}" for number, story in enumerate(before, 1))
    last = f"지난 호(제411호) 다시 보기\n\n{listed}\n\n\n{ASSOCIATION.colophon}"
    look = Look(credit=closing("출처: {}"))
    return text(issue(stories, look, cover=ASSOCIATION.cover, colophon=last), stories, 412)


def held_indented_paragraphs() -> Variant:
    """Every line is indented by a wide space but titles, which stand between blank lines; no numbers, no contents."""
    stories = unpaged([_indented(moved(story, None)) for story in (SMART, CUP, PLAN, PAPER)])
    look = Look(number=nothing, credit=closing("　(자료: {})"))
    printed = "\n\n\n".join([UNIVERSITY.cover, body(stories, look), UNIVERSITY.colophon]) + "\n"
    return text(printed, stories, 23)


def _indented(story: Story) -> Story:
    lines = (line for line in story.body.split("\n") if line.strip())
    return replace(story, body="\n".join(f"　{line}" for line in lines))


VARIANTS = (
    held_summaries_in_contents,
    held_highlights_on_cover,
    held_notices_with_contacts,
    held_form_feeds,
    held_previous_issue_listed,
    held_indented_paragraphs,
)
