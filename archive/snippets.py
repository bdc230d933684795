"""The sentences of an article that show what was found: pure, from marks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from archive.highlight import Highlighted, piece
from archive.results import Passage, Span
from archive.sentences import LENGTH as LENGTH
from archive.sentences import cut, sentences

SNIPPETS = 2
"""Of LENGTH code points at most, unless one mark is longer."""


def snippets(marked: Highlighted) -> tuple[Passage, ...]:
    """The sentences that show most of what was found, in the order of the text; the beginning if there is no mark."""
    if not marked.text.spans and marked.source.spans:
        return (marked.source,)
    chosen = _chosen(list(_marked_sentences(marked.text)))
    bounds = [(each.start, each.end) for each in chosen] or islice(
        sentences(marked.text.text, 0, len(marked.text.text)), 1
    )
    return tuple(_fitted(marked.text, start, end) for start, end in bounds)


def lead(text: str) -> Passage:
    """The first sentences of a text, as many as LENGTH holds; nothing for a text without letters."""
    bounds = sentences(text, 0, len(text))
    start, end = next(bounds, (0, 0))
    for _, later in bounds:
        if later - start > LENGTH:
            break
        end = later
    return _fitted(Passage(text), start, end)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Bounds of a sentence, the different printed forms marked in it, and the number of its marks."""

    start: int
    end: int
    forms: frozenset[str]
    marks: int

    @classmethod
    def of(cls, text: str, start: int, end: int, spans: Iterable[Span]) -> _Sentence:
        within = takewhile(lambda span: span.start < end, spans)
        inside = [text[span.start : span.end] for span in within if start < span.end]
        return cls(start, end, frozenset(inside), len(inside))


def _marked_sentences(passage: Passage) -> Iterator[_Sentence]:
    """The sentences that have marks; only the lines with marks are read, since most lines of most hits have none."""
    for (start, end), spans in _marked_lines(passage).items():
        first = 0
        for bounds in sentences(passage.text, start, end):
            # Neither sentences nor marks overlap, and both come in order.
            while first < len(spans) and spans[first].end <= bounds[0]:
                first += 1
            if first < len(spans) and spans[first].start < bounds[1]:
                yield _Sentence.of(passage.text, *bounds, spans[first:])


def _marked_lines(passage: Passage) -> dict[tuple[int, int], list[Span]]:
    """Bounds of each line that a mark reaches into, and its marks."""
    lines: dict[tuple[int, int], list[Span]] = {}
    start = end = -1
    for span in passage.spans:
        at = span.start
        while at < span.end:
            if not start <= at <= end:
                start, end = passage.text.rfind("\n", 0, at) + 1, passage.text.find("\n", at)
                end = len(passage.text) if end < 0 else end
            lines.setdefault((start, end), []).append(span)
            at = end + 1
    return lines


def _chosen(sentences: list[_Sentence]) -> list[_Sentence]:
    """Each the one that adds most forms to those before it, then most marks, then the first."""
    left = list(sentences)
    chosen: list[_Sentence] = []
    shown: frozenset[str] = frozenset()
    while left and len(chosen) < SNIPPETS:
        best = max(left, key=lambda each: (len(each.forms - shown), each.marks, -each.start))
        left.remove(best)
        chosen.append(best)
        shown |= best.forms
    return sorted(chosen, key=lambda each: each.start)


def _fitted(passage: Passage, start: int, end: int) -> Passage:
    """A sentence, or the part of a long one around its first mark."""
    if end - start <= LENGTH:
        return Passage(passage.text[start:end], piece(passage, start, end).spans)
    mark = next((span for span in passage.spans if start < span.end and span.start < end), Span(start, start))
    left, right = cut(passage.text, (start, end), (max(start, mark.start), min(end, mark.end)))
    return Passage(passage.text[left:right], piece(passage, left, right).spans, left > start, right < end)
