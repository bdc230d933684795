"""The vocabulary of an archive, from the one before it and the articles that are new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from archive.analysis import Analyzer
from archive.analysis.scripts import is_syllable
from archive.engines.contract import in_order
from archive.stored import StoredArticle
from archive.trends.vocabulary import MOST_COUNTED, Numbers, Row, Vocabulary
from archive.trends.words import words_of


@dataclass(frozen=True, slots=True)
class _Taken:
    """An article with the numbers of its words and how often each stands in it."""

    row: Row
    numbers: Numbers
    times: Numbers


class Gathering:
    """Takes articles as they are indexed. `known` is the vocabulary before; `load` gives the analyzer."""

    def __init__(self, known: Vocabulary, load: Callable[[], Analyzer]) -> None:
        self._known = known
        self._load = load
        self._numbers: dict[str, int] = {word: number for number, word in enumerate(known.words)}
        self._nouns = [True] * len(known.words)
        self._taken: dict[str, _Taken] = {}

    def take(self, stored: StoredArticle) -> None:
        """Take the words of an article, in place of those that it had before."""
        words, article = words_of(stored), stored.article
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in words]
        row = Row(article.id, article.date.toordinal(), -1 if article.issue is None else article.issue)
        times = np.minimum(np.array(list(words.values()), dtype=np.int64), MOST_COUNTED)
        self._taken[article.id] = _Taken(row, np.array(numbers, dtype=np.int64), times)

    def vocabulary(self, articles: Collection[str]) -> Vocabulary:
        """The vocabulary of these articles, each of which is known or has been taken."""
        words = list(self._numbers)
        if len(words) > len(self._nouns):
            self._nouns += _are_nouns(words[len(self._nouns) :], self._load())
        return _assembled(sorted(self._rows(articles), key=_in_time), words, np.array(self._nouns, dtype=np.bool_))

    def _rows(self, articles: Collection[str]) -> Iterable[_Taken]:
        wanted, known = set(articles), self._known
        yield from (taken for key, taken in self._taken.items() if key in wanted)
        ends = np.cumsum(known.lengths)
        for row, end, length in zip(known.rows, ends.tolist(), known.lengths.tolist(), strict=True):
            if row.article in wanted and row.article not in self._taken:
                part = slice(end - length, end)
                yield _Taken(row, known.numbers[part], known.times[part])


def _in_time(taken: _Taken) -> tuple[int, int, list[str | int]]:
    return taken.row.day, taken.row.issue, in_order(taken.row.article)


def _are_nouns(words: Sequence[str], analyzer: Analyzer) -> list[bool]:
    """Whether each word is a noun by itself, of a phrase both its words. What has no Hangul in it always is one."""
    parts = sorted({part for word in words for part in word.split(" ") if any(map(is_syllable, part))})
    others = {part for part, how in zip(parts, analyzer.standings(parts), strict=True) if not how.noun}
    return [others.isdisjoint(word.split(" ")) for word in words]


def _assembled(taken: Sequence[_Taken], words: Sequence[str], nouns: np.typing.NDArray[np.bool_]) -> Vocabulary:
    """The vocabulary of these articles with the words that are nouns, numbered by how many articles have them."""
    if not taken:
        return Vocabulary()
    rows = np.repeat(np.arange(len(taken)), [len(each.numbers) for each in taken])
    numbers = np.concatenate([each.numbers for each in taken])
    times = np.concatenate([each.times for each in taken])
    kept = nouns[numbers]
    rows, numbers, times = rows[kept], numbers[kept], times[kept]
    counts = np.bincount(numbers, minlength=len(words))
    by_count = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    renumbered = np.zeros(len(words), dtype=np.int64)
    renumbered[by_count] = np.arange(len(by_count))
    numbers = renumbered[numbers]
    order = np.lexsort((numbers, rows))
    return Vocabulary(
        [each.row for each in taken],
        [words[number] for number in by_count.tolist()],
        np.bincount(rows, minlength=len(taken)),
        numbers[order],
        times[order],
    )
