"""What a change of names.toml or outlets.toml would find, counted over the index as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from archive import outlets
from archive.analysis import Analyzer
from archive.asking import Asking
from archive.engines.contract import Snapshot
from archive.generation import Generation
from archive.names.book import Book
from archive.outlets import Outlets, SameOutlets
from archive.plan import Planner
from archive.records import SourceRecord
from archive.results import Filters, Search
from indexer.names_file import names_in
from indexer.naming import book_of
from indexer.outlets_file import outlets_in

MOST_FORMS = 40
"""Forms of which articles are counted; each is a search or two."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How many articles are found by a form of a name, or by an outlet's filter, before a change and after it."""

    text: str
    before: int
    after: int


class _Supposed(Generation):
    """A generation with another book of names, or other outlets, than its index keeps."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer, book: Book | None, same: SameOutlets | None) -> None:
        super().__init__(snapshot, analyzer)
        self._plain = analyzer.plain
        self._book = book
        self._same = same

    @cached_property
    def names(self) -> Book:
        return super().names if self._book is None else self._book

    @cached_property
    def outlets(self) -> Outlets:
        kept = SameOutlets.from_bytes(self.snapshot.kept(outlets.KEPT)) if self._same is None else self._same
        counts = self.snapshot.values("outlet")
        return Outlets(counts, self.catalog.chinese_names, kept, self.names, self._plain)


def names_effects(
    snapshot: Snapshot, analyzer: Analyzer, before: bytes | None, after: bytes | None
) -> tuple[Effect, ...]:
    """For every form of the names that a change of names.toml is about: what a search for it finds, then and now.

    `before` and `after` are the bytes of the file, None where there is none.
    """
    old, new = names_in(before, []), names_in(after, [])
    touched = {given.zh for given in set(old.names) ^ set(new.names)} | {
        zh for zh, _ in set(old.never) ^ set(new.never)
    }
    said = [form for given in set(old.names) ^ set(new.names) for form in given.forms]
    said += [form for _, form in set(old.never) ^ set(new.never) if form]
    known = _Supposed(snapshot, analyzer, None, None)
    records = [SourceRecord.from_bytes(stored) for stored in snapshot.sources().values()]
    book = book_of(records, new, analyzer, known.names)
    supposed = _Supposed(snapshot, analyzer, book, None)
    forms = [*sorted(touched), *said]
    for each in (known.names, book):
        names = filter(None, (each.named(analyzer.plain(zh)) for zh in sorted(touched)))
        forms += [form.text for name in names for form in name.printed]
    searches = ((form, Search(q=form)) for form in dict.fromkeys(forms))
    return _counted(searches, known, supposed, analyzer)


def outlets_effects(
    snapshot: Snapshot, analyzer: Analyzer, before: bytes | None, after: bytes | None
) -> tuple[Effect, ...]:
    """For every name in the groups that a change of outlets.toml is about: how many articles its filter finds."""
    old, new = outlets_in(before, []), outlets_in(after, [])
    touched = sorted({name for group in set(old.groups) ^ set(new.groups) for name in group})
    known, supposed = _Supposed(snapshot, analyzer, None, old), _Supposed(snapshot, analyzer, None, new)
    searches = ((name, Search(filters=Filters(outlets=(name,)))) for name in touched)
    return _counted(searches, known, supposed, analyzer)


def _counted(
    searches: Iterable[tuple[str, Search]], known: Generation, supposed: Generation, analyzer: Analyzer
) -> tuple[Effect, ...]:
    return tuple(
        Effect(text, *(Asking(each, analyzer, Planner, search).total() for each in (known, supposed)))
        for text, search in list(searches)[:MOST_FORMS]
    )
