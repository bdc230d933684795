"""The figures of docs/search-quality.md, worked out from the texts themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import log2

from archive.analysis.korean import Morpheme


class Truth:
    """Where names stand in texts, by plain string search and the borders of Kiwi's morphemes."""

    def __init__(self, texts: Mapping[str, str], morphemes: Mapping[str, Sequence[Morpheme]]) -> None:
        self._texts = texts
        self._squeezed = {key: re.sub(r"\s", "", text) for key, text in texts.items()}
        self._starts = {key: {m.start for m in of} for key, of in morphemes.items()}
        self._ends = {key: {m.end for m in of} for key, of in morphemes.items()}

    def begun(self, name: str) -> set[str]:
        """Articles in which the name begins a word, whatever the spacing."""
        letters = re.sub(r"\s", "", name)
        pattern = re.compile(r"(?<![가-힣])" + r"\s*".join(map(re.escape, letters)))
        return {key for key, text in self._texts.items() if pattern.search(text)}

    def inner(self, name: str) -> tuple[set[str], set[str]]:
        """Articles that have a name without spaces only inside words: between morpheme borders, and elsewhere."""
        begun = self.begun(name)
        compound: set[str] = set()
        stray: set[str] = set()
        for key, text in self._texts.items():
            if key not in begun and name in text:
                places = (found.start() for found in re.finditer(re.escape(name), text))
                borders = any(at in self._starts[key] and at + len(name) in self._ends[key] for at in places)
                (compound if borders else stray).add(key)
        return compound, stray

    def written(self, name: str, keys: set[str]) -> set[str]:
        """Those of the articles that have the letters of the name at all."""
        return {key for key in keys if name in self._squeezed[key]}


def mention_figures(truth: Truth, found: Sequence[tuple[str, set[str]]]) -> tuple[float, float, float, float, float]:
    """Recall, compound recall, literal precision, stray hits, and the share of names that miss an article."""
    begun = [(truth.begun(name), hits) for name, hits in found]
    single = [(name, *truth.inner(name), hits) for name, hits in found if not re.search(r"\s", name)]
    all_hits = sum(len(hits) for *_, hits in single)
    return (
        _share(sum(len(true & hits) for true, hits in begun), sum(len(true) for true, _ in begun)),
        _share(sum(len(inner & hits) for _, inner, _, hits in single), sum(len(inner) for _, inner, _, _ in single)),
        _share(sum(len(truth.written(name, hits)) for name, _, _, hits in single), all_hits),
        _share(sum(len(stray & hits) for _, _, stray, hits in single), all_hits),
        _share(sum(bool(true - hits) for true, hits in begun), len(begun)),
    )


def ranking_figures(found: Sequence[tuple[Mapping[str, int], Sequence[str]]]) -> tuple[float, float, float, float]:
    """nDCG@10 (gain 2^grade - 1), MRR@10, Recall@10 and Recall@100 of (relevant articles, ranked articles)."""
    rows = [(_ndcg(grades, ids[:10]), _reciprocal(grades, ids[:10]), *_recalls(grades, ids)) for grades, ids in found]
    ndcg, mrr, recall10, recall100 = (sum(row[i] for row in rows) / max(1, len(rows)) for i in range(4))
    return ndcg, mrr, recall10, recall100


def _ndcg(grades: Mapping[str, int], ids: Sequence[str]) -> float:
    gained: float = sum((2 ** grades.get(key, 0) - 1) / log2(rank + 1) for rank, key in enumerate(ids, 1))
    best = sorted(grades.values(), reverse=True)[:10]
    possible: float = sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(best, 1))
    return gained / possible


def _reciprocal(grades: Mapping[str, int], ids: Sequence[str]) -> float:
    return next((1 / rank for rank, key in enumerate(ids, 1) if key in grades), 0.0)


def _recalls(grades: Mapping[str, int], ids: Sequence[str]) -> tuple[float, float]:
    return len(grades.keys() & set(ids[:10])) / len(grades), len(grades.keys() & set(ids[:100])) / len(grades)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
