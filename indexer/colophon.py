"""Where an issue's last article ends and the newsletter speaks of itself again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.cover import contacts, is_label
from indexer.document import Line
from indexer.wording import squeezed

_MOST_LINES = 25
_LONGEST_LINE = 100
_ABOUT_ITSELF = re.compile(
    r"구독|수신\s?(?:거부|동의)|뉴스레터|저작권|무단|발행|문의|subscri|copyright|©|订阅", re.IGNORECASE
)


def colophon_start(lines: Sequence[Line], start: int, cover_end: int, newsletter: str | None) -> int:
    """The index of the colophon's first line, `len(lines)` if there is none. It is looked for from `start` on.

    Evidence is the newsletter's name on a line of its own, followed by short lines to the end; or, at the very end,
    labelled addresses of which one stands on the cover (lines before `cover_end`) or which follow words such as 구독.
    """
    texts = [index for index in range(start, len(lines)) if lines[index].plain]
    short = _short_tail(lines, texts)
    own = squeezed(newsletter or "")
    for index in short:
        if own and squeezed(lines[index].plain) == own:
            return index
    known = frozenset[str]().union(*map(contacts, lines[:cover_end]))
    return _address_block(lines, short, known)


def _short_tail(lines: Sequence[Line], texts: Sequence[int]) -> list[int]:
    """The indices of the last lines with text, as far back as they are short."""
    tail: list[int] = []
    for index in reversed(texts[-_MOST_LINES:]):
        if len(lines[index].plain) > _LONGEST_LINE:
            break
        tail.append(index)
    return tail[::-1]


def _address_block(lines: Sequence[Line], tail: Sequence[int], known: frozenset[str]) -> int:
    """Where the labelled addresses at the end begin, with the lines about the newsletter right above them."""
    first = len(tail)
    while first and is_label(lines[tail[first - 1]]):
        first -= 1
    addresses = first
    while first and _ABOUT_ITSELF.search(lines[tail[first - 1]].plain):
        first -= 1
    said_before = any(contacts(lines[index]) & known for index in tail[addresses:])
    told = len(tail) - addresses >= 2 and (said_before or first < addresses)
    return tail[first] if told else len(lines)
