"""The sentences of an article that show what was found: pure, from marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.highlight import Highlighted, piece
from archive.results import Passage, Span

SNIPPETS = 2
LENGTH = 180
"""Code points of a snippet at most, unless one mark is longer."""

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?。！？]+[\"'”’)\]》>]*(?=\s|$)|(?=\n)|$)\s*")


def snippets(marked: Highlighted) -> tuple[Passage, ...]:
    """The sentences that show most of what was found, in the order of the text; the beginning if there is no mark."""
    if not marked.text.spans and marked.source.spans:
        return (marked.source,)
    sentences = [_Sentence.of(marked.text, start, end) for start, end in _sentences(marked.text.text)]
    chosen = _chosen(sentences) or sentences[:1]
    return tuple(_fitted(marked.text, sentence.start, sentence.end) for sentence in chosen)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Bounds of a sentence, the different printed forms marked in it, and the number of its marks."""

    start: int
    end: int
    forms: frozenset[str]
    marks: int

    @classmethod
    def of(cls, passage: Passage, start: int, end: int) -> _Sentence:
        inside = [span for span in passage.spans if start < span.end and span.start < end]
        return cls(start, end, frozenset(passage.text[span.start : span.end] for span in inside), len(inside))


def _chosen(sentences: list[_Sentence]) -> list[_Sentence]:
    """Sentences with marks, each the one that adds most forms to those before it, then most marks, then the first."""
    left = [sentence for sentence in sentences if sentence.marks]
    chosen: list[_Sentence] = []
    shown: frozenset[str] = frozenset()
    while left and len(chosen) < SNIPPETS:
        best = max(left, key=lambda each: (len(each.forms - shown), each.marks, -each.start))
        left.remove(best)
        chosen.append(best)
        shown |= best.forms
    return sorted(chosen, key=lambda each: each.start)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            yield start, start + len(stripped)


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
