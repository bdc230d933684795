"""Noun phrases of an article, from the words that are stored with it: nothing is analyzed again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from archive.analysis import BREAK
from archive.stored import StoredArticle, searchable_parts
from archive.stored_streams import StoredWords

SHORTEST, LONGEST = 2, 40
"""Characters of a phrase."""


class Run(NamedTuple):
    """Content words printed as they are listed in a dictionary, without a space between them (과학혁신금융).

    `start` is where it begins in the searchable text, `ends` where each of its words ends.
    """

    start: int
    ends: list[int]


class Phrases(NamedTuple):
    """What one article is made of, each once.

    `words` are those with which a printed word begins (과학, 과학혁신, 과학혁신금융); some are no nouns. `pairs` are
    two of them side by side (과학혁신 금융개혁), `in_title` the pairs of the title.
    """

    words: frozenset[str]
    pairs: frozenset[str]
    in_title: frozenset[str]


def phrases_of(stored: StoredArticle) -> Phrases:
    """The phrases of an article (some 1 ms for 2,000 code points)."""
    text = "\n".join(searchable_parts(stored.article))
    runs = _runs(stored.words, text)
    title = stored.article.title
    in_title = _pairs(title, [run for run in runs if max(run.ends) <= len(title)])
    return Phrases(frozenset(_words(text, runs)), frozenset(_pairs(text, runs)), frozenset(in_title))


def _runs(words: StoredWords, text: str) -> list[Run]:
    """The runs of a searchable text; Chinese words may overlap."""
    lowered, terms = text.lower(), words.joined.split()
    starts, ends = words.starts.tolist(), words.ends.tolist()
    runs: list[Run] = []
    of_run: list[int] = []
    last = -1
    for at in range(bisect_right(ends, len(text))):
        start, end = starts[at], ends[at]
        if terms[at] == BREAK:
            # What stands before it and what follows touch it, and not each other.
            last = -1
            continue
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
