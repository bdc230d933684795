"""What an index keeps of the whole corpus: the book of names, which outlets are one, all words, the completions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from archive import outlets
from archive.analysis import Analyzer
from archive.engines.contract import Document, Engine
from archive.errors import IssueError
from archive.names.book import KEPT, Book
from archive.records import SourceRecord
from archive.stored import unpack
from archive.trends import vocabulary
from archive.trends.gathering import Gathering
from archive.trends.vocabulary import Vocabulary
from indexer.change import Change
from indexer.names_file import read_names_file
from indexer.naming import book_of
from indexer.outlets_file import read_outlets_file
from indexer.phrasing import Phrasing


class Common:
    """What staff say, as it is now, and what the index keeps of it; `load` gives the analyzer.

    What cannot be read goes to `failed`. `known` are the records of the index by file, None where nothing of it counts.
    """

    def __init__(
        self,
        engine: Engine,
        corpus: Path,
        load: Callable[[], Analyzer],
        failed: list[IssueError],
        known: Mapping[str, SourceRecord] | None,
    ) -> None:
        self.load = load
        self._corrections = read_names_file(corpus, failed)
        self._same_outlets = read_outlets_file(corpus, failed)
        snapshot = None if known is None else engine.snapshot()
        kept = snapshot.kept(KEPT) if snapshot else None
        self._book = None if kept is None else Book.from_bytes(kept)
        self._kept_outlets = snapshot.kept(outlets.KEPT) if snapshot else None
        self._phrases = Phrasing(snapshot, {id_ for record in (known or {}).values() for id_ in record.articles})
        self._words = Gathering(Vocabulary.from_bytes(snapshot.kept(vocabulary.KEPT) if snapshot else None), load)

    def take(self, documents: Iterable[Document]) -> None:
        """Take note of articles that the change puts into the index."""
        for document in documents:
            stored = unpack(document.stored)
            self._words.take(stored)
            self._phrases.take(stored)

    def keep(self, change: Change, records: Collection[SourceRecord]) -> None:
        """Keep it with the change, if anything of it or of the files has changed."""
        if change.is_open:
            articles = {article for record in records for article in record.articles}
            change.keep(vocabulary.KEPT, self._words.vocabulary(articles).as_bytes())
        if change.is_open or self._book is None or self._book.made_with != self._corrections.made_with:
            self._book = book_of(records, self._corrections, self.load(), self._book)
            change.keep(KEPT, self._book.as_bytes())
        stored = self._same_outlets.as_bytes()
        if stored != self._kept_outlets:
            change.keep(outlets.KEPT, stored)
            self._kept_outlets = stored
        if change.is_open:
            self._phrases.keep(change, records, self._book, self._same_outlets, self.load())
