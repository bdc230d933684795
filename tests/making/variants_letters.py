"""Variants in the characters of the file: widths, forms, line ends, what nobody sees, lines broken for a mail."""

from __future__ import annotations

import codecs
import re
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from archive.models import Outlet
from tests.making.variants_layout import Look, Variant, full_width, issue, list_contents, text
from tests.making.variants_stories import (
    COVER,
    CUP,
    FORUM,
    ISSUE,
    PAPER,
    SMART,
    TEXT,
    WITHOUT_LONGEST,
    Story,
    cover,
    paged,
    unpaged,
)

_MAIL_WIDTH = 60
_SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile(r"[A-Za-z]{8,}|[가-힣]{7,}")


def full_width_digits() -> Variant:
    """All digits are full-width, in numbers, pages, date and text."""
    return text(full_width(TEXT), [_spelled(_headed(story, full_width), full_width) for story in ISSUE], least="sure")


def full_width_digits_no_contents() -> Variant:
    """All digits are full-width, articles are numbered １．with a full-width stop too; no contents page."""
    stories = unpaged([_spelled(_headed(story, full_width), full_width) for story in WITHOUT_LONGEST])
    look = Look(number=lambda n: full_width(f"{n}．"))
    return text(issue(stories, look, cover=full_width(COVER)), stories)


def decomposed() -> Variant:
    """Saved on a Mac: every syllable is written as its single letters (NFD)."""
    return text(_nfd(TEXT), [_spelled(story, _nfd) for story in ISSUE], least="sure")


def windows_lines() -> Variant:
    """Saved by Windows: lines end in CR LF, and the file begins with a byte order mark."""
    return replace(text("", ISSUE, least="sure"), data=codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode())


def windows_lines_no_contents() -> Variant:
    """Saved by Windows, CR LF, white space left at the ends of lines; no contents page."""
    stories = unpaged(WITHOUT_LONGEST)
    printed = issue(stories, Look()).replace("\n", " \r\n")
    return text(printed, stories, least="likely")


def soft_hyphens() -> Variant:
    """Copied from a web page: soft hyphens in all long words, no-break spaces before units, in titles too."""
    return text(_hyphenated(TEXT), [_spelled(story, _hyphenated) for story in ISSUE], least="sure")


def hard_wrapped() -> Variant:
    """Mailed as plain text: every line is broken at sixty characters, in titles and in the contents page as well."""
    stories = paged([SMART, CUP, PAPER, FORUM])
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title} ...... {s.page}")
    printed = issue(stories, Look(), contents, cover(33, "2017.06.07"))
    return text("\n".join(map(_broken, printed.split("\n"))), stories, 33, "2017-06-07", least="likely")


def no_cover() -> Variant:
    """The body alone, without cover, contents page and colophon; the name of the file tells number and date."""
    stories = unpaged(WITHOUT_LONGEST)
    printed = issue(stories, Look(), cover="", colophon="")
    return replace(text(printed, stories, 298, "2022-10-12"), stem="298-2022-10-12")


def _nfd(printed: str) -> str:
    return unicodedata.normalize("NFD", printed)


def _hyphenated(printed: str) -> str:
    """A soft hyphen after every fourth letter of a long word, and a no-break space between a number and its unit."""
    soft = _LONG_WORD.sub(lambda match: _SOFT_HYPHEN.join(textwrap.wrap(match[0], 4)), printed)
    return re.sub(r"(?<=\d) (?=[만억조개위년월일])", "\u00a0", soft)


def _spelled(story: Story, spell: Callable[[str], str]) -> Story:
    """The story whose text, which is kept as printed, is spelled in another way; its title and source are not."""
    return replace(story, headings=tuple(map(spell, story.headings)), body=spell(story.body))


def _headed(story: Story, spell: Callable[[str], str]) -> Story:
    """The story whose title and source are spelled in another way."""
    outlets = tuple(Outlet(spell(o.name), o.name_zh and spell(o.name_zh)) for o in story.outlets)
    return replace(story, title=spell(story.title), outlets=outlets, note=story.note and spell(story.note))


def _broken(line: str) -> str:
    if "\t" in line or not line.strip():
        return line
    return "\n".join(textwrap.wrap(line, _MAIL_WIDTH, break_long_words=False, break_on_hyphens=False))


VARIANTS = (
    full_width_digits,
    full_width_digits_no_contents,
    decomposed,
    windows_lines,
    windows_lines_no_contents,
    soft_hyphens,
    hard_wrapped,
    no_cover,
)
