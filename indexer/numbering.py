"""Numbered lines: which of them head a text, and which are items of a list."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexer.document import Line
from indexer.wording import LONGEST_HEADING

# A number, a full stop, a title; a digit right after the full stop makes a date or a fraction of it, unless a year's.
_ARTICLE = re.compile(r"(?:\*\*|#{1,6}\s?)?(\d{1,2})\.(?:\s|(?=[^\d\s.]|\d{4}[\s년]))\s*\S")
_SUBHEADING = re.compile(r"(?:\*\*|#{1,6}\s?|[-–—]\s?)?(\d{1,2})\)\s*\S")
_SENTENCE_END = (".", "다", "요", "?", "!")
_DEEPEST = 8
"""Runs nested deeper than this are not told apart; without a bound, a file of nothing but numbers would take hours."""


def article_number(line: Line) -> int | None:
    """The number of a line that reads like `3. 제목`, else None."""
    return _number(_ARTICLE, line)


def subheading_number(line: Line) -> int | None:
    """The number of a line that reads like `3) 제목` or `- 3) 제목`, else None."""
    return _number(_SUBHEADING, line)


def _number(pattern: re.Pattern[str], line: Line) -> int | None:
    match = pattern.match(line.plain)
    # A tab may follow the number; a second one makes the line a row of a table.
    return int(match[1]) if match and len(line.plain) <= LONGEST_HEADING and line.text.strip().count("\t") < 2 else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered line. `index` is its place among the lines given, `next` that of the next one, or where they end.

    `letters` is how much text stands between, in characters of the lines' plain form.
    """

    index: int
    number: int
    next: int
    letters: int


def numbered(lines: Sequence[Line], number_of: Callable[[Line], int | None], start: int = 0) -> list[Numbered]:
    """The lines from `start` on that have a number and stand alone, in order.

    Alone means between blank lines, or, where the text has no blank lines, anywhere.
    """
    spaced = any(not line.plain for line in lines[start:])
    found: list[tuple[int, int]] = []
    for index in range(start, len(lines)):
        number = number_of(lines[index])
        if number is not None and (not spaced or alone(lines, index, start)):
            found.append((index, number))
    ends = [index for index, _ in found[1:]] + [len(lines)]
    spans = zip(found, ends, strict=False)
    return [Numbered(i, n, end, sum(len(line.plain) for line in lines[i + 1 : end])) for (i, n), end in spans]


def alone(lines: Sequence[Line], index: int, start: int = 0) -> bool:
    """Whether no text touches the line from above or from below."""
    above = index == start or not lines[index - 1].plain
    return above and (index + 1 == len(lines) or not lines[index + 1].plain)


def chains(items: Sequence[Numbered]) -> list[list[Numbered]]:
    """The runs 1, 2, 3 … among `items`; one inside another is a run of its own, and the outer one goes on after it."""
    waiting: dict[int, deque[list[Numbered]]] = {}
    every: list[list[Numbered]] = []
    for item in items:
        before = waiting.get(item.number - 1, deque())
        chain = _chain_for(item, before)
        if chain is None:
            chain = []
            every.append(chain)
        else:
            before.remove(chain)
        chain.append(item)
        waiting.setdefault(item.number, deque(maxlen=_DEEPEST)).append(chain)
    return every


def _chain_for(item: Numbered, waiting: Iterable[list[Numbered]]) -> list[Numbered] | None:
    """The run that `item` continues, among those that wait for its number."""
    touched = next((chain for chain in waiting if chain[-1].letters == 0 and chain[-1].next == item.index), None)
    # Else it is rather a heading's run than a list's, and rather the nearest.
    return touched or max(waiting, key=lambda chain: (heads_texts(chain), chain[-1].index), default=None)


def heads_texts(chain: Sequence[Numbered]) -> bool:
    """Whether a run is headings rather than the items of a list: text follows most of its members."""
    return 2 * sum(item.letters > 0 for item in chain) > len(chain)


def ends_like_a_sentence(line: Line) -> bool:
    return line.plain.endswith(_SENTENCE_END)
