"""The words that go with a query more than by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from archive import query
from archive.asking import Asking
from archive.engines.contract import Every, Node
from archive.parameters import MAX_QUERY
from archive.plan import Plan
from archive.results import Search
from archive.trends.association import LEAST, log_likelihood
from archive.trends.values import Companion
from archive.trends.vocabulary import Numbers, Vocabulary
from archive.trends.words import LONGEST

MOST = 20
CANDIDATES = 32
"""So many words are counted anew by the engine, for what a link finds is more than what the vocabulary has: a word is
also found in longer ones."""

FEWEST = 2
"""A word that goes with one article only is a word of that article."""

_ENOUGH = 8 * CANDIDATES

Ask = Callable[[Search], Asking]
Plain = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Both:
    """For each word how many of the articles that match have it, and how many of all that the filters leave;
    `matched` and `among` are how many of those articles there are."""

    with_query: Numbers
    having: Numbers
    matched: int
    among: int


def companions(
    words: Vocabulary, both: Both, asking: Asking, plan: Plan, ask: Ask, plain: Plain
) -> tuple[Companion, ...]:
    """At most MOST words, the strongest first. `plain` is Analyzer.plain."""
    if both.matched < FEWEST or len(finding(asking.search, "")) + 2 * LONGEST + 1 > MAX_QUERY:
        return ()
    own = _own(plan, plain)
    candidates = [word for word in _strongest(words, both) if not _says_the_same(plain(word), own)]
    counted = _counted(candidates[:CANDIDATES], asking, plan, both, ask)
    return tuple(_whole(sorted(counted, key=lambda each: -each.strength)))[:MOST]


def finding(search: Search, word: str) -> str:
    """The query that finds what matches the search and has the word as it is printed."""
    quoted = f'"{word}"'
    if search.match == "any":
        return f"({search.q}) AND {quoted}"
    alternatives = isinstance(query.parse(search.q).node, query.Or)
    return f"({search.q}) {quoted}" if alternatives else f"{search.q} {quoted}"


def _strongest(words: Vocabulary, both: Both) -> list[str]:
    numbers = np.flatnonzero(both.with_query >= FEWEST)
    strength = log_likelihood(both.with_query[numbers], both.matched, both.having[numbers], both.among)
    order = np.argsort(-strength, kind="stable")[:_ENOUGH]
    return [words.words[number] for number in numbers[order][strength[order] >= LEAST].tolist()]


def _own(plan: Plan, plain: Plain) -> frozenset[str]:
    """What the query finds by its own words and by other forms of names: to stand beside itself says nothing."""
    texts = (*(leaf.word for leaf in plan.leaves), *(each.form for each in plan.widened))
    return frozenset(filter(None, ("".join(filter(str.isalnum, plain(text))) for text in texts)))


def _says_the_same(word: str, own: frozenset[str]) -> bool:
    return any(each in word or word in each for each in own)


def _counted(candidates: Sequence[str], asking: Asking, plan: Plan, both: Both, ask: Ask) -> Iterator[Companion]:
    """The words with what the engine counts for them."""
    nodes = [_match(asking.search, word, ask) for word in candidates]
    having = np.array([asking.count(node) for node in nodes], dtype=np.int64)
    found = np.array([asking.count(Every((plan.match, node))) for node in nodes], dtype=np.int64)
    strengths = log_likelihood(found, both.matched, having, both.among)
    for word, together, articles, strength in zip(candidates, found, having, strengths, strict=True):
        if strength >= LEAST:
            yield Companion(word, int(together), int(articles), float(strength), finding(asking.search, word))


def _match(search: Search, word: str, ask: Ask) -> Node:
    return ask(replace(search, q=f'"{word}"')).plan(any_word=False, inside=search.inside).match


def _whole(companions: Sequence[Companion]) -> Iterator[Companion]:
    """Without words that are there only as a part of a longer one among them (혁신금융 of 과학혁신금융)."""
    letters = [each.word.replace(" ", "") for each in companions]
    for at, each in enumerate(companions):
        longer = (
            other
            for place, other in enumerate(companions)
            if letters[at] in letters[place] and (len(letters[at]), -at) < (len(letters[place]), -place)
        )
        if all(other.both < each.both for other in longer):
            yield each
