"""One generation of an index with what is read from it once, for all searches over it."""

from __future__ import annotations

from functools import cached_property

from archive.catalog import Catalog
from archive.engines.contract import Snapshot
from archive.names.book import KEPT, Book
from archive.texts import Texts


class Generation:
    """A snapshot with its catalog, the letters of its articles and its book of names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.catalog = Catalog(snapshot)
        self.texts = Texts(snapshot)

    @cached_property
    def names(self) -> Book:
        """The names of the archive; none where nobody has gathered them."""
        kept = self.snapshot.kept(KEPT)
        return Book([]) if kept is None else Book.from_bytes(kept)
