"""Noun phrases of articles, from the words that are stored with them: nothing is analyzed again."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from archive.stored import StoredArticle, StoredStream, searchable_parts

SHORTEST, LONGEST = 2, 40
"""Characters of a phrase."""

MOST_COUNTED = 300_000
"""Words held while counting; what was met once so far is forgotten beyond it (some 40 MB)."""


class Run(NamedTuple):
    """Content words printed as they are listed in a dictionary, without a space between them (과학혁신금융).

    `start` is where it begins in the searchable text, `ends` where each of its words ends.
    """

    start: int
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What articles are made of, each with the number of articles in which it stands.

    `words` are those with which a printed word begins (과학, 과학혁신, 과학혁신금융); some are no nouns. `pairs` are
    two of them side by side that stand so in a title (과학혁신 금융개혁), `titles` whole titles.
    """

    words: Counter[str]
    pairs: Counter[str]
    titles: Counter[str]


def gathered(articles: Callable[[], Iterable[StoredArticle]]) -> Phrases:
    """The phrases of these articles, which are gone through twice: a pair counts wherever it stands."""
    titles: Counter[str] = Counter()
    in_titles: set[str] = set()
    for each in articles():
        titles[each.article.title] += 1
        in_titles.update(_pairs(each.article.title, _runs(each.words, each.article.title)))
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for each in articles():
        text = "\n".join(searchable_parts(each.article))
        runs = _runs(each.words, text)
        words.update(set(_words(text, runs)))
        pairs.update(in_titles.intersection(_pairs(text, runs)))
        if len(words) > MOST_COUNTED:
            words = Counter({text: count for text, count in words.items() if count > 1})
    return Phrases(words, pairs, titles)


def _runs(words: StoredStream, text: str) -> list[Run]:
    """The runs of a searchable text or of its beginning; Chinese words may overlap."""
    lowered, terms = text.lower(), words.joined.split()
    starts, ends = words.starts.tolist(), words.ends.tolist()
    runs: list[Run] = []
    of_run: list[int] = []
    last = -1
    for at in range(bisect_right(ends, len(text))):
        start, end = starts[at], ends[at]
        # A verb that is bent stands with another form: 위해 as 위하.
        if lowered[start:end] != terms[at] and "가" <= lowered[start] <= "힣":
            continue
        if start > last:
            of_run = []
            runs.append(Run(start, of_run))
        of_run.append(end)
        last = end
    return runs


def _words(text: str, runs: Iterable[Run]) -> Iterator[str]:
    for start, ends in runs:
        if _begins_word(text, start):
            yield from (text[start:end] for end in ends if SHORTEST <= end - start <= LONGEST)


def _pairs(text: str, runs: Iterable[Run]) -> Iterator[str]:
    for (start, ends), second in pairwise(runs):
        end = max(second.ends)
        if text[max(ends) : second.start] == " " and end - start <= LONGEST and _begins_word(text, start):
            yield text[start:end]


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins there, and no number."""
    return text[start].isalpha() and not text[max(0, start - 1) : start].isalnum()
