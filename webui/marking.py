"""Passages as HTML for pages: marks from the core, Chinese announced as Chinese, marks numbered where one reads."""

from __future__ import annotations

import re
from itertools import count

from markupsafe import Markup

from archive.analysis.scripts import HAN
from archive.highlight import html
from archive.results import Passage

_CHINESE = re.compile(f"[{HAN}]+(?:[《》〈〉「」、，。：；·“”]+[{HAN}]+)*")


def marked(passage: Passage) -> Markup:
    """The passage as HTML with `<mark>` and `<span lang="zh-Hans">`."""
    return _with_chinese(html(passage))


def chinese(text: str) -> Markup:
    """Plain text as HTML with its Chinese announced."""
    return _with_chinese(html(Passage(text)))


def _with_chinese(safe: str) -> Markup:
    # `safe` is escaped text and <mark> tags; neither entities nor tags hold Han, so a run never touches one.
    return Markup(_CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', safe))


class NumberedMarks:
    """Gives the marks of one page the ids m1, m2, … in the order in which they are drawn."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self, passage: Passage) -> Markup:
        """The passage as `marked` draws it, each mark a place to jump to."""
        return Markup(re.sub("<mark>", self._opening, marked(passage)))

    def _opening(self, _: re.Match[str]) -> str:
        return f'<mark id="m{next(self._numbers)}">'
