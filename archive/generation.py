"""One generation of an index with what is read from it once, for all searches over it."""

from __future__ import annotations

from functools import cached_property
from threading import Lock

from archive import outlets
from archive.analysis import Analyzer
from archive.catalog import Catalog
from archive.completion.building import build
from archive.completion.table import Table
from archive.engines.contract import Snapshot
from archive.names.book import KEPT, Book
from archive.outlets import Outlets, SameOutlets
from archive.texts import Texts


class Generation:
    """A snapshot with its catalog, the letters of its articles, its book of names, its outlets and its completions."""

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer) -> None:
        self.snapshot = snapshot
        self._analyzer = analyzer
        self._completions: Table | None = None
        self._completing = Lock()
        self.catalog = Catalog(snapshot)
        self.texts = Texts(snapshot)

    @cached_property
    def names(self) -> Book:
        """The names of the archive; none where nobody has gathered them."""
        kept = self.snapshot.kept(KEPT)
        return Book([]) if kept is None else Book.from_bytes(kept)

    @cached_property
    def outlets(self) -> Outlets:
        """The outlets of the archive."""
        same = SameOutlets.from_bytes(self.snapshot.kept(outlets.KEPT))
        counts = self.snapshot.values("outlet")
        return Outlets(counts, self.catalog.chinese_names, same, self.names, self._analyzer.plain)

    @property
    def completions(self) -> Table | None:
        """What can be typed; None while another thread makes it (some 1.5 ms an article)."""
        if self._completions is None and self._completing.acquire(blocking=False):
            # Every key that is pressed asks: if all of them waited, nothing would be left to answer anything else.
            try:
                self._completions = self._completions or build(self.snapshot, self.names, self.outlets, self._analyzer)
            finally:
                self._completing.release()
        return self._completions
