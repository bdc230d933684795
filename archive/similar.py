"""Articles like one article, found by its own most telling nouns.

A noun weighs tf / (tf + K1) * idf: how often it stands in the article, levelled off as BM25 levels it (Robertson and
Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.4), and how few articles have it (`ranking.idf`). The
heaviest TERMS of those that another article has too are asked for as one question, any of them, each with its weight,
and scored by the engine's BM25: the product of both sides' weights, as in the vector space model (Salton and Buckley,
Term-weighting approaches in automatic text retrieval, 1988). A score is given as a share of what the article itself
scores, which no other can pass but by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from archive import phrases
from archive.analysis import Analyzer
from archive.analysis.scripts import has_han
from archive.engines.contract import Request, Some, Weighted
from archive.engines.ranking import idf
from archive.generation import Generation
from archive.near import Similar
from archive.shared import NounRun, Phrases, noun_runs
from archive.stored import unpack

TERMS = 40
"""Nouns of an article that are asked for."""

LOOKED_AT = 120
"""Nouns of an article whose weight is worked out, those that stand in it most often."""

K1 = 1.2
FEWEST, MOST = 3, 5
"""So many articles are given; more than FEWEST only where they are nearly as like."""

NEARLY = 0.9
"""Share of the score of the last of the FEWEST."""

LEAST = 0.15
"""Share of the article's own score below which another has only a word or two in common with it by chance."""

LEAST_SHARED = 2
"""Phrases that both must have."""

CANDIDATES = 12
KEPT = 500
"""Articles whose answers are kept for a generation, and at most."""

KNOWN_WORDS = 50_000


class Similarity:
    """What is like what in one generation. Safe to use from several threads."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        self._generation = generation
        self._snapshot = generation.snapshot
        self._analyzer = analyzer
        self._nouns: dict[str, bool] = {}
        self.like = lru_cache(maxsize=KEPT)(self._like)

    def _like(self, article_id: str) -> tuple[Similar, ...]:
        """The articles most like this one, the likest first; none where there is no such article."""
        (stored,) = self._snapshot.stored([article_id])
        if stored is None:
            return ()
        runs = noun_runs(unpack(stored), self._are_nouns)
        weights = self._weights(runs)
        found = self._found(weights)
        own = found.pop(article_id, 0.0)
        likely = {key: score / own for key, score in found.items() if own and score >= LEAST * own}
        return tuple(_told(self._explained(likely, Phrases(runs, weights))))

    def _weights(self, runs: Iterable[NounRun]) -> dict[str, float]:
        """The heaviest terms and what they weigh."""
        counts = Counter(term for run in runs for term in run.terms if _tells(term))
        levelled = {term: count / (count + K1) for term, count in counts.most_common(LOOKED_AT)}
        everything, having = len(self._snapshot), self._generation.frequencies
        # What no other article has finds nothing, and would only make all others seem unlike.
        weighed = {term: tf * idf(everything, having[term]) for term, tf in levelled.items() if having.get(term, 0) > 1}
        heaviest = sorted(weighed, key=lambda term: (-weighed[term], term))[:TERMS]
        return {term: weighed[term] for term in heaviest}

    def _found(self, weights: dict[str, float]) -> dict[str, float]:
        """Scores of the articles that have any of the terms, the best first."""
        match = Some(tuple(phrases.of_terms([term]) for term in weights))
        asked = tuple(Weighted("words", term, weight) for term, weight in weights.items())
        return {
            hit.key: hit.score
            for hit in self._snapshot.search(Request(match, asked, limit=CANDIDATES, facets=False)).hits
        }

    def _explained(self, likely: dict[str, float], phrases_: Phrases) -> Iterator[Similar]:
        """Those that share enough, with what they share; each is read when it is asked for."""
        for key, score in likely.items():
            (stored,) = self._snapshot.stored([key])
            other = unpack(stored) if stored is not None else None
            shared = phrases_.shared_with(other) if other else ()
            if other and len(shared) >= LEAST_SHARED:
                yield Similar(other.article, score, shared)

    def _are_nouns(self, words: Sequence[str]) -> list[bool]:
        """Whether each word is a noun when it stands alone; asked of the language model once for each word."""
        missing = [word for word in dict.fromkeys(words) if word not in self._nouns]
        if len(self._nouns) + len(missing) > KNOWN_WORDS:
            self._nouns = {}
            missing = list(dict.fromkeys(words))
        known = self._nouns
        known.update(zip(missing, (each.noun for each in self._analyzer.standings(missing)), strict=True))
        return [known[word] for word in words]


def _tells(term: str) -> bool:
    """Whether a term by itself says what a text is about: no single syllable, no number, and no two Chinese characters,
    which are mostly a piece of a name (科技)."""
    return term.isalpha() and len(term) > (2 if has_han(term) else 1)


def _told(similar: Iterable[Similar]) -> Iterator[Similar]:
    """The first, and those behind them that are nearly as like."""
    last = 0.0
    for place, each in enumerate(islice(similar, MOST), 1):
        if place > FEWEST and each.score < NEARLY * last:
            return
        last = each.score if place <= FEWEST else last
        yield each
