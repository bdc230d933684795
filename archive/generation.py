"""One generation of an index with what is read from it once, for all searches over it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock

from archive import outlets
from archive.analysis import Analyzer
from archive.budget import not_counted
from archive.catalog import Catalog
from archive.completion import table
from archive.completion.building import build
from archive.completion.counting import counted
from archive.completion.table import Table
from archive.correction.building import build as build_lexicon
from archive.correction.lexicon import Lexicon
from archive.engines.contract import Snapshot
from archive.names.book import KEPT, Book
from archive.outlets import Outlets, SameOutlets
from archive.texts import Texts
from archive.trends import vocabulary
from archive.trends.vocabulary import Vocabulary


class Generation:
    """A snapshot with its catalog, the letters of its articles, its book of names, its outlets and its completions."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self.snapshot = snapshot
        self._analyzer = analyzer
        self._completions: Table | None = None
        self._completing = Lock()
        self._lexicon: Lexicon | None = None
        self._gathering = Lock()
        self.catalog = Catalog(snapshot)
        self.texts = Texts(snapshot)

    @cached_property
    def names(self) -> Book:
        """The names of the archive; none where nobody has gathered them."""
        with not_counted():
            kept = self.snapshot.kept(KEPT)
            return Book([]) if kept is None else Book.from_bytes(kept)

    @cached_property
    def words(self) -> Vocabulary:
        """The words of all articles; none where nobody has gathered them."""
        with not_counted():
            return Vocabulary.from_bytes(self.snapshot.kept(vocabulary.KEPT))

    @cached_property
    def frequencies(self) -> Mapping[str, int]:
        """How many articles have each word of two characters and more; read from the index once (10 µs a word)."""
        with not_counted():
            return {term: count for term, count in self.snapshot.terms("words").items() if len(term) > 1}

    @property
    def lexicon(self) -> Lexicon:
        """The words that may have been meant by what is found nowhere; made by whoever first needs them."""
        with not_counted(), self._gathering:
            if self._lexicon is None:
                # Where none is kept it would take long to make: then single words have to do.
                phrases = self._table(wait=True) if self.snapshot.kept(table.KEPT) else None
                entries = phrases.entries if phrases else ()
                self._lexicon = build_lexicon(
                    self.snapshot, self.frequencies, self.names, entries, self._analyzer.plain
                )
            return self._lexicon

    @cached_property
    def outlets(self) -> Outlets:
        """The outlets of the archive."""
        with not_counted():
            same = SameOutlets.from_bytes(self.snapshot.kept(outlets.KEPT))
            counts = self.snapshot.values("outlet")
            return Outlets(counts, self.catalog.chinese_names, same, self.names, self._analyzer.plain)

    @property
    def completions(self) -> Table | None:
        """What can be typed; None while another thread reads it, or makes it (1.5 ms an article) where none is kept."""
        # Every key that is pressed asks: if all of them waited, nothing would be left to answer anything else.
        return self._table(wait=False)

    def _table(self, *, wait: bool) -> Table | None:
        if self._completions is None and self._completing.acquire(blocking=wait):
            try:
                with not_counted():
                    self._completions = self._completions or self._kept_completions() or self._made_completions()
            finally:
                self._completing.release()
        return self._completions

    def _kept_completions(self) -> Table | None:
        kept = self.snapshot.kept(table.KEPT)
        return None if kept is None else Table.from_bytes(kept, self._analyzer.plain)

    def _made_completions(self) -> Table:
        return build(counted(self.snapshot), self.names, self.outlets, self._analyzer)
