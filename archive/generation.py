"""One generation of an index with what is read from it once, for all searches over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from archive import outlets
from archive.catalog import Catalog
from archive.engines.contract import Snapshot
from archive.names.book import KEPT, Book
from archive.outlets import Outlets, SameOutlets
from archive.texts import Texts


class Generation:
    """A snapshot with its catalog, the letters of its articles, its book of names and its outlets.

    `plain` is how names are compared (Analyzer.plain).
    """

    def __init__(self, snapshot: Snapshot, plain: Callable[[str], str]) -> None:
        self.snapshot = snapshot
        self._plain = plain
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
        return Outlets(counts, self.catalog.chinese_names, same, self.names, self._plain)
