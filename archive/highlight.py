"""Marks and snippets from stored offsets: pure, the same for every engine, no language analysis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from archive.budget import look
from archive.finding import Finder
from archive.plan import Leaf, Way
from archive.results import Passage, Span
from archive.stored import StoredArticle, searchable_parts


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of the searchable text and the leaf that it matches."""

    span: Span
    word: str
    way: Way


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds the letters that the leaves of a plan match; made once for a query."""

    finders: tuple[Finder, ...]

    @classmethod
    def for_leaves(cls, leaves: Iterable[Leaf]) -> Marker:
        return cls(tuple(Finder.of_all(leaves)))

    def marks(self, stored: StoredArticle, letters: str | None = None) -> list[Mark]:
        """All marks in order of their place; offsets of the searchable text (title, source line, text).

        `letters` (stored.unpack_letters), where they are at hand, save unpacking for what is not there.
        """
        title_end = len(stored.article.title)
        found: dict[Mark, None] = {}
        for finder in self.finders:
            look()
            leaf = finder.leaf
            for start, end in finder.spans(stored, letters):
                span = Span(start, end)
                if not leaf.phrase.field.startswith("title_") or span.end <= title_end:
                    found[Mark(span, leaf.word, leaf.way)] = None
        return sorted(found)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters in as few spans as possible, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Highlighted:
    """The parts of an article with the spans of each, in offsets of that part."""

    title: Passage
    source: Passage
    text: Passage


def highlighted(stored: StoredArticle, marks: Sequence[Mark]) -> Highlighted:
    """The marks of an article, part by part."""
    passages = []
    offset = 0
    for part in searchable_parts(stored.article):
        passages.append(Passage(part, _within(marks, offset, offset + len(part))))
        offset += len(part) + 1
    return Highlighted(*passages)


def _within(marks: Iterable[Mark], start: int, end: int) -> tuple[Span, ...]:
    return merged(
        Span(m.span.start - start, m.span.end - start) for m in marks if start <= m.span.start < m.span.end <= end
    )


def piece(passage: Passage, start: int, end: int) -> Passage:
    """Characters `start` to `end` of a passage with the marks in them."""
    spans = [Span(max(s.start, start) - start, min(s.end, end) - start) for s in passage.spans]
    kept = tuple(span for span in spans if span.start < span.end)
    return Passage(passage.text[start:end], kept, cut_before=start > 0, cut_after=end < len(passage.text))


def html(passage: Passage) -> str:
    """The passage as HTML; everything printed is escaped and `<mark>` is the only tag."""
    pieces = ["… "] if passage.cut_before else []
    at = 0
    for span in passage.spans:
        pieces += [
            escape(passage.text[at : span.start]),
            "<mark>",
            escape(passage.text[span.start : span.end]),
            "</mark>",
        ]
        at = span.end
    pieces.append(escape(passage.text[at:]))
    return "".join([*pieces, " …"] if passage.cut_after else pieces)
