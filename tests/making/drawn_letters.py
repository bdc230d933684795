"""In which characters a drawn issue is saved: widths, forms, what nobody sees, line ends."""

from __future__ import annotations

import codecs
import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from archive.models import Outlet
from tests.making.variants_layout import full_width
from tests.making.variants_stories import Story

_SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile(r"[A-Za-z]{8,}|[가-힣]{7,}")

Spelling = Callable[[str], str]


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _hyphenated(text: str) -> str:
    """A soft hyphen after every fourth letter of a long word."""
    return _LONG_WORD.sub(lambda match: _SOFT_HYPHEN.join(textwrap.wrap(match[0], 4)), text)


DIGITS: Mapping[str, Spelling] = {"ascii": str, "full-width": full_width}
HYPHENS: Mapping[str, Spelling] = {"none": str, "soft": _hyphenated}
FORMS: Mapping[str, Spelling] = {"NFC": str, "NFD": _decomposed}
LINE_ENDS: Mapping[str, Callable[[str], bytes]] = {
    "LF": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM CRLF": lambda text: codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(),
    "space CRLF": lambda text: text.replace("\n", " \r\n").encode(),
}


def spelled(story: Story, digits: Spelling, unseen: Spelling) -> Story:
    """The story as the archive must have it, if its file is written so.

    Its text is kept as printed. Its title and source are kept in what readers see, as `digits` are, without what
    nobody sees, which `unseen` adds.
    """
    return replace(
        story,
        title=digits(story.title),
        outlets=tuple(Outlet(digits(o.name), o.name_zh and digits(o.name_zh)) for o in story.outlets),
        note=story.note and digits(story.note),
        headings=tuple(unseen(digits(heading)) for heading in story.headings),
        body=unseen(digits(story.body)),
    )
