"""The sentences of an article that show what was found: pure, from marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.highlight import Highlighted, piece
from archive.results import Passage, Span

SNIPPETS = 2
LENGTH = 180
"""Code points of a snippet at most, unless one mark is longer."""

_SPACE = re.compile(r"\s+")
_END = re.compile(r"[.!?。！？]+[\"'”’)\]》>]*(?=\s)|\n")


def snippets(marked: Highlighted) -> tuple[Passage, ...]:
    """The sentences that show most of what was found, in the order of the text; the beginning if there is no mark."""
    if not marked.text.spans and marked.source.spans:
        return (marked.source,)
    chosen = _chosen(list(_marked_sentences(marked.text)))
    bounds = [(each.start, each.end) for each in chosen] or islice(
        _sentences(marked.text.text, 0, len(marked.text.text)), 1
    )
    return tuple(_fitted(marked.text, start, end) for start, end in bounds)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Bounds of a sentence, the different printed forms marked in it, and the number of its marks."""

    start: int
    end: int
    forms: frozenset[str]
    marks: int

    @classmethod
    def of(cls, text: str, start: int, end: int, spans: Iterable[Span]) -> _Sentence:
        inside = [text[span.start : span.end] for span in spans if start < span.end and span.start < end]
        return cls(start, end, frozenset(inside), len(inside))


def _marked_sentences(passage: Passage) -> Iterator[_Sentence]:
    """The sentences that have marks; only the lines with marks are read, since most lines of most hits have none."""
    for (start, end), spans in _marked_lines(passage).items():
        for bounds in _sentences(passage.text, start, end):
            sentence = _Sentence.of(passage.text, *bounds, spans)
            if sentence.marks:
                yield sentence


def _marked_lines(passage: Passage) -> dict[tuple[int, int], list[Span]]:
    """Bounds of each line that a mark reaches into, and its marks."""
    lines: dict[tuple[int, int], list[Span]] = {}
    for span in passage.spans:
        at = span.start
        while at < span.end:
            end = passage.text.find("\n", at)
            end = len(passage.text) if end < 0 else end
            lines.setdefault((passage.text.rfind("\n", 0, at) + 1, end), []).append(span)
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


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences between two offsets, white space around them left out; a line feed ends one too."""
    at = start
    for match in _END.finditer(text, start, end):
        yield from _stripped(text, at, match.end())
        at = match.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    if stripped := body.strip():
        first = start + len(body) - len(body.lstrip())
        yield first, first + len(stripped)


def _fitted(passage: Passage, start: int, end: int) -> Passage:
    """A sentence, or the part of a long one around its first mark, cut at white space."""
    if end - start <= LENGTH:
        return Passage(passage.text[start:end], piece(passage, start, end).spans)
    mark = next((span for span in passage.spans if start < span.end and span.start < end), Span(start, start))
    first, last = max(start, mark.start), min(end, mark.end)
    left = min(first, max(first - LENGTH // 3, last - LENGTH))
    left = start if left <= start else _after_space(passage.text, left, first)
    right = min(end, max(left + LENGTH, last))
    right = right if right == end else _before_space(passage.text, right, last)
    return Passage(passage.text[left:right], piece(passage, left, right).spans, left > start, right < end)


def _after_space(text: str, at: int, limit: int) -> int:
    space = _SPACE.search(text, at, limit)
    return space.end() if space else limit


def _before_space(text: str, at: int, limit: int) -> int:
    """The last white space before `at`, if there is one behind `limit` and the letter at `at` is not itself one."""
    spaces = [space.start() for space in _SPACE.finditer(text, limit, at + 1)]
    return spaces[-1] if spaces else at
