"""All places of an archive where two scripts stand side by side, to the names that they show.

A place alone often tells which words are the name (`edges`) and whether there is one (`doubts`). Where it does not,
the rest of the archive is asked: the same Chinese with the same words elsewhere, and names that this one begins with
(海信家电 after Hisense 가전, where 海信 is Hisense).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.names.alignment import align
from archive.names.book import Place
from archive.names.conversion import simplified
from archive.names.doubts import is_pair
from archive.names.edges import Choice, choose, unglossed
from archive.names.mining import Candidate, Edge

_OFTEN = 4
_MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """A form and a Chinese form of one name, both as printed (composed, single spaces), with every place in order."""

    form: str
    zh: str
    evidence: tuple[Place, ...]

    @property
    def key(self) -> str:
        """The Chinese form in simplified characters: what pairs of one name have in common."""
        return simplified(self.zh)


_Forms = tuple[str, ...]
_Where = tuple[str, Candidate]


class _Question(NamedTuple):
    """All that a decision depends on: equal candidates are decided once."""

    zh: str
    forms: _Forms
    edge: Edge
    more: bool


def decide(found: Mapping[str, Sequence[Candidate]]) -> list[Pair]:
    """The pairs shown by the candidates of each article (by its id), those with most evidence first."""
    groups: dict[_Question, list[_Where]] = defaultdict(list)
    for article, candidates in found.items():
        for each in candidates:
            groups[_Question(each.zh, each.forms(), each.edge, each.more)].append((article, each))
    archive = _Archive({question: len(places) for question, places in groups.items()})
    evidence: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for question, places in groups.items():
        choice = archive.choice(question)
        if is_pair(question.zh, question.forms[choice.words - 1], choice.alignment, question.edge, question.more):
            for place in places:
                form, at = _shown(place, question, choice)
                evidence[form, question.zh].append(at)
    pairs = (Pair(form, zh, tuple(sorted(at))) for (form, zh), at in evidence.items())
    return sorted(pairs, key=lambda pair: (-len(pair.evidence), pair.zh, pair.form))


def _shown(place: _Where, question: _Question, choice: Choice) -> tuple[str, Place]:
    """The form and where it is."""
    article, candidate = place
    form, start = question.forms[choice.words - 1], candidate.starts[choice.words - 1]
    # Offsets inside a word can be counted only where every character of it is one code point.
    extra = unglossed(form, question.zh) if candidate.end - start == len(form) else 0
    return form[extra:], Place(article, start + extra, candidate.end, candidate.zh_start, candidate.zh_end)


class _Archive:
    """What the places together know: names that are sure, and which words stand before which Chinese how often."""

    def __init__(self, times: Mapping[_Question, int]) -> None:
        self._choices: dict[_Question, Choice] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._contexts: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._seen: Counter[str] = Counter()
        for question, count in times.items():
            self._seen[question.zh] += count
        for question, count in times.items():
            self._learn(question, count)

    def choice(self, question: _Question) -> Choice:
        """The choice for a question, the rest of the archive considered."""
        first = self._choices[question]
        zh, forms = question.zh, question.forms
        if first.sure or len(forms) == 1:
            return first
        words = self._as_elsewhere(forms, zh) or self._after_known_name(forms, zh) or self._repeated(forms, zh)
        return Choice(words, True, align(forms[words - 1], zh)) if words else first

    def _learn(self, question: _Question, times: int) -> None:
        zh, forms, edge, more = question
        choice = self._choices[question] = choose(forms, zh, edge)
        form = forms[choice.words - 1]
        if choice.sure or len(forms) == 1:
            if is_pair(zh, form, choice.alignment, edge, more):
                self._names[form].add(simplified(zh))
        elif self._seen[zh] >= _OFTEN:
            for form, longer in zip(forms, (*forms[1:], ""), strict=True):
                self._counts[zh, form] += times
                self._contexts[zh, form].add(longer)

    def _as_elsewhere(self, forms: _Forms, zh: str) -> int:
        """Words of the form that is the name of this Chinese in a place where there is no doubt, else 0."""
        key = simplified(zh)
        return next((words for words, form in enumerate(forms, 1) if key in self._names.get(form, ())), 0)

    def _after_known_name(self, forms: _Forms, zh: str) -> int:
        """Words of the form that begins with a name whose Chinese this Chinese begins with, else 0."""
        key = simplified(zh)
        for words, form in enumerate(forms[1:], 2):
            before = form.rpartition(" ")[0]
            if any(key.startswith(known) for known in self._names.get(before, ()) if known != key):
                return words
        return 0

    def _repeated(self, forms: _Forms, zh: str) -> int:
        """Words of the longest form that stands before this Chinese nearly always, each time after something else."""
        always = self._counts[zh, forms[0]]
        for words in range(len(forms), 1, -1):
            own = zh, forms[words - 1]
            if self._counts[own] >= max(_OFTEN, _MOSTLY * always) and len(self._contexts[own]) >= _OFTEN:
                return words
        return 0
