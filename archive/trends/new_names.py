"""Names in two scripts that an issue is the first to have in any form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from archive import phrases
from archive.analysis import Analyzer
from archive.engines.contract import Every, Node, Some
from archive.generation import Generation
from archive.names.book import Name
from archive.names.lives import NameSummary
from archive.trends.place import Place
from archive.trends.values import NewName


class NewNames:
    """The names of one generation by the articles that give them."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        self._generation = generation
        self._snapshot = generation.snapshot
        self._analyzer = analyzer

    def of(self, place: Place, mentioned: Mapping[str, int]) -> Iterator[NewName]:
        """The names that the issue gives and no earlier article has; `mentioned` counts the words of the issue."""
        given = {name.key: name for article in place.rows.values() for name in self._given.get(article.id, ())}
        for name in given.values():
            rows = {self._generation.words.row_of.get(at.article, -1) for form in name.forms for at in form.places}
            if min(rows) >= place.first:
                match = self._match(name)
                if not self._snapshot.count(match, {"date": place.earlier}):
                    yield self._new(name, match, place, mentioned, rows)

    def _new(self, name: Name, match: Node, place: Place, mentioned: Mapping[str, int], rows: set[int]) -> NewName:
        count = self._snapshot.count(match, {})
        summary = NameSummary(name.zh, tuple(form.text for form in name.printed), count)
        places = sum(
            at.article in {each.id for each in place.rows.values()} for form in name.forms for at in form.places
        )
        words = sum(mentioned.get(form.text, 0) for form in name.all_forms)
        since = self._snapshot.count(Every((match, place.others)), {})
        return NewName(summary, max(places, words), since, place.articles(rows))

    def _match(self, name: Name) -> Node:
        forms = self._generation.names.forms_of(name)
        return Some(tuple(each for form in forms for each in phrases.of_form(form, self._analyzer.asked(form.text))))

    @cached_property
    def _given(self) -> Mapping[str, list[Name]]:
        """The names that each article gives in two scripts."""
        found: dict[str, list[Name]] = {}
        for name in self._generation.names.listed:
            for article in dict.fromkeys(at.article for form in name.forms for at in form.places):
                found.setdefault(article, []).append(name)
        return found
