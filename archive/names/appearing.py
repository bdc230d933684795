"""The names of the book that stand in one article."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from archive import phrases
from archive.analysis import Analyzer
from archive.analysis.letters import BEGINS_MORPHEME, BEGINS_WORD
from archive.engines.contract import Some
from archive.finding import Finder
from archive.generation import Generation
from archive.names.book import RULES, Form, Name
from archive.near import NameHere
from archive.plan import Leaf
from archive.stored import StoredArticle

LONGEST = 24
"""Units (archive.analysis.letters) of a form that is looked for."""

SHORTEST_BY_RULE = 3
"""Letters of a form that only a rule gives, if it is to be told from a common word (이봉, 신의)."""

MOST = 60
"""Names of an article at most, those that stand in it most often."""

KEPT = 5_000
"""Names whose counts are kept for a generation."""

_BEGINS = frozenset(BEGINS_WORD + BEGINS_MORPHEME)


@dataclass(slots=True)
class _Standing:
    """A name with the starts (code points of the searchable text) of each of its forms in an article."""

    name: Name
    starts: dict[Form, set[int]] = field(default_factory=dict)

    @property
    def places(self) -> set[int]:
        return set(chain.from_iterable(self.starts.values()))


class Appearing:
    """Finds names in articles of one generation. Safe to use from several threads."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        self._book = generation.names
        self._snapshot = generation.snapshot
        self._analyzer = analyzer
        # Most places in a text are ruled out by two letters.
        self._beginnings = frozenset(key[:2] for key in self._book.keys)
        self._count = lru_cache(maxsize=KEPT)(self._counted)

    def names_in(self, stored: StoredArticle) -> tuple[NameHere, ...]:
        """The names that stand in an article, those with most places first, then in order of appearance.

        A form that may mean something else (지난), or that only a rule gives, tells of the name only in an article that
        has the Chinese form or a given one too.
        """
        found: dict[str, _Standing] = {}
        for key in dict.fromkeys(_keys(stored, self._book.keys, self._beginnings)):
            for name in self._book.known_as(key):
                for form in name.all_forms:
                    if form.key == key and (starts := self._starts(form, stored)):
                        found.setdefault(name.key, _Standing(name)).starts.setdefault(form, set()).update(starts)
        sure = [each for each in found.values() if any(map(_is_sure, each.starts))]
        sure.sort(key=lambda each: (-len(each.places), min(each.places)))
        return tuple(map(self._here, sure[:MOST]))

    def _starts(self, form: Form, stored: StoredArticle) -> set[int]:
        """Where a form stands for its name; a character of headlines tells too little for a list of names."""
        if form.kind == "headline" or (form.kind in RULES and len(form.key) < SHORTEST_BY_RULE):
            return set()
        asked = phrases.of_form(form, self._analyzer.asked(form.text))
        finders = (Finder.of(Leaf(form.text, "name", phrase)) for phrase in asked)
        return {start for finder in finders for start, _ in finder.spans(stored, None)}

    def _here(self, standing: _Standing) -> NameHere:
        name = standing.name
        here = sorted(standing.starts, key=lambda form: (form.kind == "chinese", -len(standing.starts[form])))
        others = dict.fromkeys((name.zh, *(form.text for form in (*here, *name.printed))))
        others.pop(here[0].text)
        return NameHere(name.zh, here[0].text, tuple(others), len(standing.places), self._count(name.key))

    def _counted(self, key: str) -> int:
        name = self._book.named(key)
        forms = self._book.forms_of(name) if name else ()
        match = Some(tuple(each for form in forms for each in phrases.of_form(form, self._analyzer.asked(form.text))))
        return self._snapshot.count(match, {})


def _is_sure(form: Form) -> bool:
    return not form.whole and form.kind not in RULES


def _keys(stored: StoredArticle, keys: Collection[str], beginnings: Collection[str]) -> Iterator[str]:
    """What of the article is a form by its letters, wherever a word or a morpheme begins."""
    # The break between two parts has no letters: it is a unit that is empty.
    units = stored.letters.units[1:-1].split(" ")
    for start, mark in enumerate(stored.letters.marks):
        if mark in _BEGINS and "".join(units[start : start + 2])[:2] in beginnings:
            for end in range(start + 1, min(start + LONGEST, len(units)) + 1):
                key = "".join(units[start:end])
                if key in keys:
                    yield key
