"""Articles as an engine takes them, made of an article and its analysis, or again of what was stored with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.analysis import BREAK, Analysis
from archive.engines.contract import Document, Phrase, Restore
from archive.engines.positions import occurrences
from archive.finding import Finder
from archive.models import Article
from archive.plan import Leaf
from archive.stored import StoredStreams, pack, unpack


def document(article: Article, analysis: Analysis) -> Document:
    """The document of an article; `analysis` is that of its searchable parts."""
    return _document(article, analysis.words.terms, analysis.letters.terms, pack(article, analysis))


def restored(stored: bytes) -> Document:
    """The document that was stored as these bytes, term for term; nothing is analyzed anew (some 1 ms)."""
    article = unpack(stored)
    return _document(article.article, article.words.terms, article.letters.terms, stored)


def places(stored: bytes, phrases: Sequence[Phrase]) -> list[list[int]]:
    """The positions at which each phrase begins in the document that was stored, which is not made for it."""
    streams = unpack(stored)
    return [_places(streams, phrase) for phrase in phrases]


RESTORE = Restore(restored, places)
"""What engines need to know of what they keep unread."""


def _places(streams: StoredStreams, phrase: Phrase) -> list[int]:
    begins = _finder(phrase).begins(streams) if phrase.field in ("words", "letters") else None
    if begins is not None:
        return list(begins)
    terms = (streams.words if phrase.field.endswith("words") else streams.letters).terms
    return occurrences(_first_part(terms) if phrase.field.startswith("title") else terms, phrase.slots)


@lru_cache(256)
def _finder(phrase: Phrase) -> Finder:
    return Finder.of(Leaf("", "literal", phrase))


def _document(article: Article, words: Sequence[str], letters: Sequence[str], stored: bytes) -> Document:
    return Document(
        key=article.id,
        date=article.date.toordinal(),
        terms={
            "words": words,
            "letters": letters,
            "title_words": _first_part(words),
            "title_letters": _first_part(letters),
        },
        keywords={
            "section": [article.section] if article.section else [],
            "outlet": [outlet.name for outlet in article.outlets],
            "outlet_zh": [outlet.name_zh for outlet in article.outlets if outlet.name_zh],
            "issue": [str(article.issue)] if article.issue is not None else [],
        },
        stored=stored,
    )


def _first_part(terms: Sequence[str]) -> Sequence[str]:
    return terms[: terms.index(BREAK)]
