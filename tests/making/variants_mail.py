"""Variants typed as plain text for a mail, where white space and lines of signs stand for looks."""

from __future__ import annotations

import re
import textwrap

from tests.making.variants_layout import (
    Look,
    Variant,
    around,
    below,
    bracketed,
    closing,
    ganada,
    issue,
    nothing,
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
    cover,
    korean,
    moved,
    renumbered,
    tight,
    unpaged,
)

_WIDTH = 72
_MAIL_LINE = 48
_WIDE = "\n\n\n"


def underlined() -> Variant:
    """Titles are underlined by a line of =, headings have their numbers; no contents page, no sections."""
    stories = unpaged([tight(moved(story, None)) for story in (SMART, CUP, PAPER, RANKS, FORUM)])
    look = Look(number=nothing, title=lambda title: f"{title}\n{'=' * len(title)}", credit=below("출처: {}"))
    return text(issue(stories, look, cover=cover(7, "2016.12.07")), stories, 7, "2016-12-07")


def centered_titles() -> Variant:
    """Titles are centered by spaces, one blank line around them as around all; no numbers, no contents page."""
    stories = unpaged([tight(moved(story, None)) for story in (SMART, CUP, PAPER, FORUM)])
    look = Look(number=nothing, title=lambda title: title.center(_WIDTH).rstrip(), credit=closing("출처: {}"))
    return text(issue(stories, look, cover=cover(9, "2016.12.21")), stories, 9, "2016-12-21", most="likely")


def old_mail() -> Variant:
    """An old mail: lines broken at 48, articles 1), headings 가., sections in [ ], Korean sources; no contents page."""
    stories = unpaged([korean(renumbered(story, ganada)) for story in (SMART, PAPER, CUP, FORUM)])
    look = Look(number=bracketed, section=around("[{}]"), credit=below("출처: {}"))
    printed = issue(stories, look, cover=cover(27, "2017.04.26"))
    return text("\n".join(map(_broken, printed.split("\n"))), stories, 27, "2017-04-26")


def _broken(line: str) -> str:
    if "\t" in line or not line.strip():
        return line
    return "\n".join(textwrap.wrap(line, _MAIL_LINE, break_long_words=False, break_on_hyphens=False))


def no_blank_lines() -> Variant:
    """No blank lines anywhere; articles are numbered in each section anew; no contents page."""
    stories = unpaged(WITHOUT_LONGEST)
    return text(re.sub(r"\n\s*\n", "\n", issue(stories, Look())), stories)


def bare_titles_of_a_special() -> Variant:
    """Three bare titles between two blank lines, one above an article with many short lines; no contents page."""
    stories = unpaged([tight(moved(story, None)) for story in (PLAN, HUMAN, CUP)])
    look = Look(number=nothing, gap=_WIDE, after=_WIDE, credit=closing("*출처: {}"))
    return text(issue(stories, look, cover=cover(150, "2019.10.23")), stories, 150, "2019-10-23", most="likely")


VARIANTS = (underlined, centered_titles, old_mail, no_blank_lines, bare_titles_of_a_special)
