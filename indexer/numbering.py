"""Numbered lines: which of them head a text, and which are items of a list."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexer.document import Line
from indexer.marks import SYLLABLES
from indexer.sources import credit_line, source_line
from indexer.wording import LONGEST_HEADING, is_drawn

# A number, a full stop, a title; a digit right after the full stop makes a date or a fraction of it, unless a year's.
_ARTICLE = re.compile(r"(?:\*\*|#{1,6}\s?)?(\d{1,2})\.(?:\s|(?=[^\d\s.]|\d{4}[\s년]))\s*\S")
_SUBHEADING = re.compile(r"(?:\*\*|#{1,6}\s?|[-–—]\s?)?(\d{1,2})\)\s*\S")
_SYLLABLE = re.compile(rf"(?:\*\*|[-–—]\s?)?([{SYLLABLES}])[.)]\s\s*\S")
_ITEM = re.compile(r"\(?\d{1,2}[.)]|[-–—*※▷▶•○●·■□◆◇∙✓]|[가-하][.)]\s")
_SENTENCE_END = (".", "다", "요", "?", "!")
_TITLE_LINES = 3
"""A title is wrapped over so many lines at most."""
_LONGEST_TITLE = 200
_RUNNING_TEXT = 100
"""A line of more characters is the text below a title rather than its second line."""
_MOSTLY = 0.6
_NEAR = 20
_DEEPEST = 8
"""Runs nested deeper than this are not told apart; without a bound, a file of nothing but numbers would take hours."""


def article_number(line: Line) -> int | None:
    """The number of a line that reads like `3. 제목`, else None."""
    return _number(_ARTICLE, line)


def subheading_number(line: Line) -> int | None:
    """The number of a line that reads like `3) 제목` or `- 3) 제목`, else None."""
    return _number(_SUBHEADING, line)


def syllable_number(line: Line) -> int | None:
    """The place of a line that reads like `나. 제목` in the count by syllables, from 1, else None."""
    match = _SYLLABLE.match(line.plain) if len(line.plain) <= LONGEST_HEADING else None
    return SYLLABLES.index(match[1]) + 1 if match else None


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
    """The lines from `start` on that have a number and stand as a title does, in order.

    That is below a blank line, and see `title_end`; or, where the text has no blank lines, or shows its paragraphs by
    setting them in, anywhere.
    """
    spaced = has_blank_lines(lines, start) and not mostly_set_in(lines[start:])
    found: list[tuple[int, int]] = []
    for index in range(start, len(lines)):
        number = number_of(lines[index])
        if number is not None and (not spaced or stands(lines, index, start)):
            found.append((index, number))
    ends = [index for index, _ in found[1:]] + [len(lines)]
    spans = zip(found, ends, strict=False)
    return [Numbered(i, n, end, sum(len(line.plain) for line in lines[i + 1 : end])) for (i, n), end in spans]


def has_blank_lines(lines: Sequence[Line], start: int) -> bool:
    """Whether the text from a line on has blank lines at all."""
    return any(not line.plain for line in lines[start:])


def is_spaced(lines: Sequence[Line], index: int) -> bool:
    """Whether there are blank lines near a line."""
    return any(not line.plain for line in lines[max(index - _NEAR, 0) : index + _NEAR])


def mostly_set_in(lines: Sequence[Line]) -> bool:
    """Whether most lines with text begin with white space."""
    printed = [line for line in lines if line.plain]
    return sum(line.text[:1].isspace() for line in printed) > _MOSTLY * len(printed)


def stands(lines: Sequence[Line], index: int, start: int = 0) -> bool:
    """Whether a title may begin on a line: no text touches it from above, and what touches it from below may."""
    above = "" if index == start else lines[index - 1].plain
    return (not above or is_drawn(above)) and title_end(lines, index) is not None


def title_end(lines: Sequence[Line], index: int) -> int | None:
    """The index after a title that begins on a line; None if what touches that line from below makes it no title.

    A title may be wrapped, and its outlets or its text may touch it; items of a list or a sentence do not.
    """
    end = index + 1
    while end < len(lines) and lines[end].plain:
        if is_drawn(lines[end].plain):
            return end
        if len(lines[end].plain) > _RUNNING_TEXT or credit_line(lines[end]) or source_line(lines[end]) is not None:
            return end if end == index + 1 or not ends_like_a_sentence(lines[end - 1]) else None
        if end - index == _TITLE_LINES or _begins_anew(lines[end]):
            return None
        end += 1
    long = sum(len(line.plain) for line in lines[index:end]) > _LONGEST_TITLE
    return None if end > index + 1 and (long or ends_like_a_sentence(lines[end - 1])) else end


def _begins_anew(line: Line) -> bool:
    """Whether a line cannot be the second line of a title."""
    return "\t" in line.text or bool(_ITEM.match(line.plain))


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
