"""What an issue says about being quoted: its own words, to be shown wherever an article of it is cited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from indexer.articles import Role
from indexer.document import Document, Line
from indexer.splitter import Furniture, Span

MOST_LINES = 4
LONGEST = 400
"""Code points. What is longer is a text about rights in general, and a page of an article has no room for it."""

_WHERE: frozenset[Furniture | Role] = frozenset({"cover", "contents", "running", "outside", "colophon"})
_ASKED = re.compile(
    r"출처\s?(?:를|을|는)?\s?(?:꼭|반드시|명확히)?\s?(?:밝|표기|표시|명시|명기|기재|남겨|적어)"
    r"|인용\s?(?:시|할\s?때|하실|하려면|하는\s?경우)|(?:注明|标明|请注)\s?(?:出处|来源)"
    r"|\b(?:please\s+(?:cite|credit)|cite\s+(?:as|this)|with\s+attribution|crediting)\b",
    re.IGNORECASE,
)
"""Requests. A source under a picture (`출처: 과기일보`) asks for nothing."""
_RIGHTS = re.compile(
    r"저작권(?:은|이|자는)|무단\s?(?:전재|복제|배포|재배포|인용|사용)|版权所有|copyright|©|all rights reserved",
    re.IGNORECASE,
)


def attribution(document: Document, spans: Iterable[Span]) -> str | None:
    """The lines in which the issue asks to be named, with those about its rights beside them, as printed.

    `spans` are those of the split: only what belongs to no article is looked at. Where no line asks for it, those about
    rights alone; None where there are neither, or they are longer than LONGEST.
    """
    groups = list(_groups(_furniture(document, spans)))
    asking = (group for group in groups if any(_ASKED.search(line.plain) for line in group))
    found = next(asking, groups[0] if groups else None)
    text = "\n".join(line.text.strip() for line in found[:MOST_LINES]) if found else ""
    return text if 0 < len(text) <= LONGEST else None


def _furniture(document: Document, spans: Iterable[Span]) -> Iterator[Line]:
    """The lines with text that are furniture, in order."""
    tiles = list(spans)
    starts = [span.start for span in tiles]
    for line in document.lines:
        if line.plain and tiles[bisect_right(starts, line.start) - 1].role in _WHERE:
            yield line


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines about rights or quoting that stand one below the other."""
    told = (
        (place, line) for place, line in enumerate(lines) if _ASKED.search(line.plain) or _RIGHTS.search(line.plain)
    )
    for _, group in groupby(enumerate(told), key=lambda each: each[1][0] - each[0]):
        yield [line for _, (_, line) in group]
