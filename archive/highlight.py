"""Marks and snippets from stored offsets: pure, the same for every engine, no language analysis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from archive.engines.contract import Phrase, Slot
from archive.plan import Leaf, Way
from archive.results import Passage, Span
from archive.stored import StoredArticle, StoredStream, searchable_parts


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of the searchable text and the leaf that it matches."""

    span: Span
    word: str
    way: Way


@dataclass(frozen=True, slots=True)
class _Finder:
    """How one leaf is found: by a pattern, and not at all in a text whose letters do not hold the needle."""

    leaf: Leaf
    pattern: re.Pattern[str]
    needle: str

    @classmethod
    def of(cls, leaf: Leaf) -> _Finder:
        return cls(leaf, _pattern(leaf.phrase), _needle(leaf.phrase))


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds the letters that the leaves of a plan match; made once for a query."""

    finders: tuple[_Finder, ...]

    @classmethod
    def for_leaves(cls, leaves: Iterable[Leaf]) -> Marker:
        return cls(tuple(map(_Finder.of, leaves)))

    def marks(self, stored: StoredArticle, letters: str | None = None) -> list[Mark]:
        """All marks in order of their place; offsets of the searchable text (title, source line, text).

        `letters` (stored.unpack_letters), where they are at hand, save looking for what is not there: searching a
        string is twenty times as fast as matching a pattern.
        """
        title_end = len(stored.article.title)
        found: dict[Mark, None] = {}
        for finder in self.finders:
            leaf = finder.leaf
            if letters is not None and finder.needle not in letters:
                continue
            stream = stored.words if leaf.phrase.field.endswith("words") else stored.letters
            for first, last in _places(stream, finder.pattern):
                span = Span(int(stream.starts[first]), int(stream.ends[first : last + 1].max()))
                if not leaf.phrase.field.startswith("title_") or span.end <= title_end:
                    found[Mark(span, leaf.word, leaf.way)] = None
        return sorted(found)


def _needle(phrase: Phrase) -> str:
    """The letters that every occurrence of a phrase of letters has, signs apart; empty where nothing is sure."""
    if phrase.field.endswith("words"):
        return ""
    units = ({term[1:] for term in slot.terms} for slot in phrase.slots)
    return "".join(unit for of_slot in units for unit in of_slot if len(of_slot) == 1 and unit.isalnum())


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """The phrase over terms joined by spaces; the look-behind lets occurrences overlap by their space."""
    return re.compile("(?<= )" + " ".join(map(_alternatives, phrase.slots)) + "(?= )")


def _alternatives(slot: Slot) -> str:
    tails = {term[1:] for term in slot.terms}
    parts = [f"{re.escape(prefix)}[^ ]*" for prefix in slot.prefixes]
    parts += [f"[^ ]*{re.escape(suffix)}" for suffix in slot.suffixes]
    parts += [f"[^ ]+?{re.escape(infix)}[^ ]*" for infix in slot.infixes]
    if len(tails) == 1 and not parts:
        # All marks of one letter: a set of characters compiles and matches several times faster than alternatives.
        heads = "".join(re.escape(term[0]) for term in sorted(slot.terms))
        return f"[{heads}]{re.escape(tails.pop())}"
    parts += [re.escape(term) for term in sorted(slot.terms)]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def _places(stream: StoredStream, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Positions of the first and the last token of each occurrence."""
    position, counted = -1, 0
    for match in pattern.finditer(stream.joined):
        position += stream.joined.count(" ", counted, match.start())
        counted = match.start()
        yield position, position + match.group().count(" ")


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
