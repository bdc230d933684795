"""A second set of held-out variants, hard ones: what tells an article stands where few offices put it.

A careful reader decides each of them without doubt. How they came out is told in variants_later.py.
"""

from __future__ import annotations

from dataclasses import replace

from tests.making.variants_later_houses import BANK, CHAMBER, CONSULATE, RATES, TRADE
from tests.making.variants_layout import (
    Credit,
    Look,
    Variant,
    around,
    body,
    closing,
    issue,
    list_contents,
    named,
    retitled,
    text,
)
from tests.making.variants_stories import (
    CUP,
    FORUM,
    HUMAN,
    PAPER,
    PLAN,
    RANKS,
    SMART,
    WITHOUT_LONGEST,
    Story,
    moved,
    paged,
    tight,
    unnoted,
    unpaged,
)

_WIDE = "\n\n\n"
_BACK = "▲ 처음으로"


def later_outlets_in_front() -> Variant:
    """A summary of the press: 1. [과기일보(科技日报)] before every title, sections behind ◇; no contents page."""
    own = [
        moved(CUP, "경제·산업"),
        moved(SMART, "경제·산업"),
        moved(_unkinded(PAPER), "금융"),
        moved(PLAN, "금융"),
        moved(_unkinded(RANKS), "금융"),
    ]
    stories = unpaged([tight(unnoted(story)) for story in own])
    printed = [retitled(story, f"[{'·'.join(map(named, story.outlets))}] {story.title}") for story in stories]
    look = Look(section=around("◇ {}"), credit=lambda _: Credit())
    return text(issue(printed, look, cover=CONSULATE.cover, colophon=CONSULATE.colophon), stories, 31)


def _unkinded(story: Story) -> Story:
    """The story without the kind of article in 【】 before its title."""
    return replace(story, title=story.title.partition("】 ")[2])


def later_contents_last() -> Variant:
    """The contents page, 이번 호 차례, stands after the last article, before the imprint, with sections and pages."""
    stories = paged(WITHOUT_LONGEST)
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title} ····· {s.page}", "이번 호 차례", around("[{}]"))
    look = Look(section=around("[{}]"))
    printed = _WIDE.join([BANK.cover, body(stories, look), contents, BANK.colophon]) + "\n"
    return text(printed, stories, 17)


def later_back_links() -> Variant:
    """A web page saved as text: ▲ 처음으로, a link back, stands below every article; it is no article's text."""
    stories = unpaged([moved(unnoted(story), None) for story in WITHOUT_LONGEST])
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title}", "바로가기")
    look = Look(credit=closing("출처: {}"), gap=f"\n\n{_BACK}\n\n\n")
    shown = f"{body(stories, look)}\n\n{_BACK}"
    return text(_WIDE.join([CHAMBER.cover, contents, shown, CHAMBER.colophon]) + "\n", stories, 277)


def later_rates_on_cover() -> Variant:
    """A box of share prices and exchange rates, with another date, stands between cover and contents page."""
    stories = paged([moved(unnoted(story), None) for story in (HUMAN, CUP, RANKS, PLAN, FORUM)])
    contents = list_contents(stories, lambda n, s: f"{n}) {s.title} ‥‥ {s.page}면", "오늘의 순서")
    look = Look(number=lambda n: f"{n}. ", credit=closing("Source: {}"))
    cover = f"{TRADE.cover}\n\n\n{RATES}"
    return text(issue(stories, look, contents, cover, colophon=TRADE.colophon), stories, 508)


VARIANTS = (
    later_outlets_in_front,
    later_contents_last,
    later_back_links,
    later_rates_on_cover,
)
