"""A passage cut at line ends or tabs; every mark stays on the characters it was on. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from archive.results import Passage, Span


def lines(passage: Passage) -> tuple[Passage, ...]:
    """The printed lines of a passage."""
    return split(passage, "\n")


def cells(line: Passage) -> tuple[Passage, ...]:
    """The cells of one line of a table."""
    return split(line, "\t")


def split(passage: Passage, separator: str) -> tuple[Passage, ...]:
    """The pieces between separators. A mark across a separator becomes a mark in each piece it touches."""
    pieces = [_piece(passage, start, end) for start, end in _bounds(passage.text, separator)]
    first, last = pieces[0], pieces[-1]
    pieces[0] = Passage(first.text, first.spans, cut_before=passage.cut_before)
    pieces[-1] = Passage(last.text, last.spans, pieces[-1].cut_before, passage.cut_after)
    return tuple(pieces)


def _bounds(text: str, separator: str) -> Iterator[tuple[int, int]]:
    start = 0
    for piece in text.split(separator):
        yield start, start + len(piece)
        start += len(piece) + len(separator)


def _piece(passage: Passage, start: int, end: int) -> Passage:
    clipped = (Span(max(span.start, start) - start, min(span.end, end) - start) for span in passage.spans)
    return Passage(passage.text[start:end], tuple(span for span in clipped if span.start < span.end))
