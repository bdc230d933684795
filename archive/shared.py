"""The noun phrases that two articles have in common, from the words that are stored with them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from archive.analysis.scripts import is_syllable
from archive.stored import StoredArticle, searchable_parts

LONGEST = 4
"""Words of a phrase."""

SHOWN = 3
"""Phrases that are named."""

_SUFFIXES = frozenset("계구국권급력론률율망법부사성시업원자장적점진청촌형화회")
"""Syllables that end a noun (시범 is printed as 시범구); none that is also a particle."""

Nouns = Callable[[Sequence[str]], list[bool]]
"""Of each word whether it is a noun when it stands alone."""


@dataclass(frozen=True, slots=True)
class NounRun:
    """Nouns printed without a space between them: their terms, and the same as printed; whether they begin a word."""

    terms: tuple[str, ...]
    printed: tuple[str, ...]
    begins: bool


def noun_runs(stored: StoredArticle, are_nouns: Nouns) -> list[NounRun]:
    """The runs of a searchable text, without what stands in the line of its sources: they say where it is from."""
    text = "\n".join(searchable_parts(stored.article))
    words = [
        word for word in _words(stored, text) if word.printed.lower() == word.term or not is_syllable(word.term[0])
    ]
    nouns = dict(zip((word.term for word in words), are_nouns([word.term for word in words]), strict=True))
    runs: list[list[_Word]] = []
    end = -1
    for word in words:
        if nouns[word.term] and word.start >= end:
            if word.start == end and len(runs[-1]) < 2 * LONGEST:
                runs[-1].append(word)
            else:
                runs.append([word])
            end = word.end
    return [_run(run, text, are_nouns) for run in runs]


@dataclass(frozen=True, slots=True)
class _Word:
    term: str
    printed: str
    start: int
    end: int


def _words(stored: StoredArticle, text: str) -> Iterator[_Word]:
    starts, ends = stored.words.starts.tolist(), stored.words.ends.tolist()
    title, source, _ = searchable_parts(stored.article)
    first, last = bisect_left(starts, len(title)), bisect_left(starts, len(title) + 1 + len(source) + 1)
    for at, term in enumerate(stored.words.joined.split()):
        if not first <= at < last:
            yield _Word(term, text[starts[at] : ends[at]], starts[at], ends[at])


def _run(words: Sequence[_Word], text: str, are_nouns: Nouns) -> NounRun:
    *before, last = [word.printed for word in words]
    suffix = text[words[-1].end : words[-1].end + 1]
    if suffix in _SUFFIXES and suffix and are_nouns([last + suffix])[0]:
        last += suffix
    begins = not text[words[0].start - 1 : words[0].start].isalnum()
    return NounRun(tuple(word.term for word in words), (*before, last), begins)


class Phrases:
    """The phrases of an article's runs that begin a printed word and have a term with a weight, the heaviest first."""

    def __init__(self, runs: Iterable[NounRun], weights: Mapping[str, float]) -> None:
        self._printed: dict[tuple[str, ...], Counter[str]] = {}
        for terms, printed in chain.from_iterable(map(_phrases, runs)):
            if not weights.keys().isdisjoint(terms):
                self._printed.setdefault(terms, Counter())[printed] += 1
        heaviest = {terms: sum(weights.get(term, 0.0) for term in set(terms)) for terms in self._printed}
        self._order = sorted(heaviest, key=lambda terms: (-heaviest[terms], -len(terms), terms))

    def shared_with(self, other: StoredArticle) -> tuple[str, ...]:
        """At most SHOWN of them that begin a printed word of another article too; none that has a term, or the letters,
        of one before it."""
        text = "\n".join(searchable_parts(other.article))
        named: list[str] = []
        told: set[str] = set()
        for terms in self._order:
            if told.isdisjoint(terms) and f" {' '.join(terms)} " in other.words.joined:
                forms = (form for form, _ in self._printed[terms].most_common())
                form = next((form for form in forms if re.search(rf"\b{re.escape(form)}", text)), None)
                if form and not any(form in each or each in form for each in named):
                    told.update(terms)
                    named.append(form)
            if len(named) == SHOWN:
                break
        return tuple(named)


def _phrases(run: NounRun) -> Iterator[tuple[tuple[str, ...], str]]:
    """The phrases with which a run begins, and how each is printed; none where a word begins before it."""
    if run.begins:
        for end in range(1, min(LONGEST, len(run.terms)) + 1):
            yield run.terms[:end], "".join(run.printed[:end])
