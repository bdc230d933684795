"""Articles as an engine takes them."""

from __future__ import annotations

from collections.abc import Sequence

from archive.analysis import BREAK, Analysis
from archive.engines.contract import Document
from archive.models import Article
from archive.stored import pack


def entry(article: Article, analysis: Analysis) -> Document:
    """The document of an article; `analysis` is that of its searchable parts."""
    words, letters = analysis.words.terms, analysis.letters.terms
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
        stored=pack(article, analysis),
    )


def _first_part(terms: Sequence[str]) -> Sequence[str]:
    return terms[: terms.index(BREAK)]
