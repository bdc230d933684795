"""Running heads and page numbers: the outermost lines of pages that come again, in the same place, on others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.readers.pdf_shapes import Leaf, Run

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\W*[ivxlc]{1,6}\W*", re.IGNORECASE)
_SAME_PLACE = 2.0
_MOST_LINES = 3
"""So many lines at the top, and at the bottom, may be a page's furniture."""
_PAGES = 3
_PART_OF_PAGES = 0.3
_REPEATED = 0.6
"""Of the lines in one place at least this part must come again, for otherwise it is where texts begin."""


def without_running(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The pages without running heads and page numbers.

    Digits count as equal, so a page number comes again; two pages are not enough to tell by.
    """
    kept = [leaf.runs for leaf in leaves]
    for sign in (1, -1):
        for _ in range(_MOST_LINES):
            found = _repeated([_outermost(runs, sign) for runs in kept])
            if not any(found):
                break
            kept = [[run for run in runs if run not in gone] for runs, gone in zip(kept, found, strict=True)]
    return [leaf._replace(runs=runs) for leaf, runs in zip(leaves, kept, strict=True)]


def _outermost(runs: Sequence[Run], sign: int) -> list[Run]:
    """The runs of a page's first (`sign` 1) or last (-1) line."""
    if not runs:
        return []
    edge = min(sign * run.y for run in runs)
    return [run for run in runs if sign * run.y <= edge + _SAME_PLACE]


def _repeated(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """Each page's line, or nothing where the line is not furniture."""
    places: list[list[int]] = []
    for page in sorted((i for i, line in enumerate(lines) if line), key=lambda i: lines[i][0].y):
        if places and lines[page][0].y - lines[places[-1][0]][0].y <= _SAME_PLACE:
            places[-1].append(page)
        else:
            places.append([page])
    found: list[list[Run]] = [[] for _ in lines]
    for pages in places:
        for page in _furniture(pages, lines):
            found[page] = lines[page]
    return found


def _furniture(pages: Sequence[int], lines: Sequence[list[Run]]) -> Iterator[int]:
    """Those of the pages with a line in one place whose line comes again."""
    texts = {page: _shape(lines[page]) for page in pages}
    counts = Counter(texts.values())
    again = [page for page in pages if counts[texts[page]] > 1]
    enough = len(again) >= max(_PAGES, _PART_OF_PAGES * len(lines))
    if enough and len(again) >= _REPEATED * len(pages):
        yield from again


def _shape(line: Sequence[Run]) -> str:
    text = "|".join(run.text for run in line)
    # Spaces are what a machine that reads a scan sees least well.
    return "0" if _ROMAN.fullmatch(text) else _DIGITS.sub("0", "".join(text.split()))
