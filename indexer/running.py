"""Lines that a printer put on every page: the issue's name again, and the number of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from indexer.cover import is_label, tells_of_the_issue
from indexer.document import Line
from indexer.wording import squeezed

_PAGE_NUMBER = re.compile(
    r"[-–—~<(\[|]\s?(\d{1,4})\s?[-–—~>)\]|]|(?:p\.?|page|쪽)\s?(\d{1,4})|(\d{1,4})\s?(?:쪽|페이지|/\s?\d{1,4})",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\W*(?:처음으로|맨\s?위로|위로|목차로|목록으로|top|back to top)(?:\s?(?:가기|이동))?\W*", re.IGNORECASE
)
_FEWEST = 3
"""What comes so often is printed on pages."""
_LONGEST = 60
_SHORTEST_NAME = 4


def without_running_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with an empty plain form where they are running heads or page numbers, so that they count as blank.

    Page numbers are set apart as such (`- 3 -`) and count 1, 2, 3; a running head is a line of the cover that comes
    again. The first of its kind, the cover's own, stays.
    """
    numbers = set(_page_numbers(lines))
    hidden = {*numbers, *_heads(lines, numbers), *_links(lines)}
    return tuple(replace(line, plain="") if index in hidden else line for index, line in enumerate(lines))


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    found = [(index, int(next(filter(None, match.groups())))) for index, match in _numbers(lines)]
    run: list[tuple[int, int]] = []
    for index, number in [*found, (-1, -1)]:
        if run and number == run[-1][1] + 1:
            run.append((index, number))
            continue
        if len(run) >= _FEWEST:
            yield from (each for each, _ in run)
        run = [(index, number)]


def _numbers(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.plain) if 0 < len(line.plain) <= _LONGEST else None
        if match:
            yield index, match


def _heads(lines: Sequence[Line], numbers: Set[int]) -> Iterator[int]:
    """Lines of the cover that come again, and lines that stand beside page numbers again and again."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if _SHORTEST_NAME <= len(line.plain) <= _LONGEST:
            places[squeezed(line.plain)].append(index)
    for indices in places.values():
        if len(indices) > _FEWEST and _is_identity(lines[indices[0]]):
            yield from indices[1:]
        beside = [index for index in indices if not numbers.isdisjoint(_beside(lines, index))]
        if len(beside) >= _FEWEST:
            yield from beside


def _beside(lines: Sequence[Line], index: int) -> set[int]:
    """The lines with text before and after a line."""
    before = next((i for i in range(index - 1, -1, -1) if lines[i].plain), index)
    after = next((i for i in range(index + 1, len(lines)) if lines[i].plain), index)
    return {before, after}


def _is_identity(line: Line) -> bool:
    """Whether a line says which issue this is."""
    return tells_of_the_issue(line) and not is_label(line)


def _links(lines: Sequence[Line]) -> list[int]:
    """Lines that lead a reader of a page on the web back, below each article."""
    found = [index for index, line in enumerate(lines) if _LINK.fullmatch(line.plain)]
    return found if len(found) >= _FEWEST else []
