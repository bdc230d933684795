"""What others do, in the plainest form: terms joined by AND for mentions, BM25 of any term for questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from archive.analysis import filters
from archive.analysis.korean import Korean
from archive.engines.ranking import K1, B, idf

Terms = Callable[[str], list[str]]


def kiwi_terms(korean: Korean) -> Terms:
    """Content morphemes of Kiwi as it comes, lower-cased: what every tutorial builds."""
    return lambda text: [m.form.lower() for m in korean.morphemes(text) if filters.is_content(m.tag)]


def bigram_terms(text: str) -> list[str]:
    """Syllable bigrams within words, single syllables whole: Lucene's CJK analyzer."""
    words = re.findall(r"\w+", text.lower())
    return [gram for word in words for gram in ([word[i : i + 2] for i in range(len(word) - 1)] or [word])]


class Baseline:
    """An inverted index in memory over one kind of terms."""

    def __init__(self, texts: Mapping[str, str], terms: Terms) -> None:
        self._terms = terms
        self._postings: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._lengths: dict[str, int] = {}
        for key, text in texts.items():
            found = terms(text)
            self._lengths[key] = len(found)
            for term, frequency in Counter(found).items():
                self._postings[term][key] = frequency
        self._average = sum(self._lengths.values()) / max(1, len(self._lengths))

    def mentions(self, asked: str) -> set[str]:
        """Articles that hold every term."""
        found = [set(self._postings.get(term, ())) for term in self._terms(asked)]
        return set.intersection(*found) if found else set()

    def ranked(self, asked: str) -> Sequence[str]:
        """The hundred best articles that hold any term."""
        scores: defaultdict[str, float] = defaultdict(float)
        for term in dict.fromkeys(self._terms(asked)):
            holding = self._postings.get(term, {})
            for key, frequency in holding.items():
                factor = K1 * (1 - B + B * self._lengths[key] / self._average)
                scores[key] += idf(len(self._lengths), len(holding)) * frequency / (frequency + factor)
        return [key for key, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:100]]
