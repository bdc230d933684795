"""The completions of a corpus through a run: what comes and goes is counted, nothing else is read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property

from archive.analysis import Analyzer
from archive.completion import counting, table
from archive.completion.building import build
from archive.completion.counting import Counts, counted
from archive.engines.contract import Snapshot
from archive.names.book import Book
from archive.outlets import Outlets, SameOutlets
from archive.records import SourceRecord
from archive.stored import StoredArticle, unpack
from indexer.change import Change


class Phrasing:
    """Counts of phrases over a run; `snapshot` is the generation that it changes, None where nothing of it counts, and
    `articles` are the ids in it."""

    def __init__(self, snapshot: Snapshot | None, articles: AbstractSet[str]) -> None:
        self._snapshot = snapshot
        # Those that are still counted as they were.
        self._before = set(articles) if snapshot is not None else set()

    def take(self, stored: StoredArticle) -> None:
        """Count an article that is put into the index, in place of what it was before."""
        self._take_away(self._before & {stored.article.id})
        self._counts.add(stored)

    def keep(
        self,
        change: Change,
        records: Collection[SourceRecord],
        names: Book,
        same: SameOutlets,
        analyzer: Analyzer,
    ) -> None:
        """Keep counts and completions with the change; `records` are those of all files that it leaves."""
        self._take_away(self._before - {article for record in records for article in record.articles})
        chinese = dict.fromkeys(pair for record in records for pair in record.outlets.items())
        outlets = Outlets(self._counts.outlets, chinese, same, names, analyzer.plain)
        change.keep(table.KEPT, build(self._counts, names, outlets, analyzer).as_bytes())
        change.keep(counting.KEPT, self._counts.as_bytes())

    @cached_property
    def _counts(self) -> Counts:
        if self._snapshot is None:
            return Counts()
        kept = self._snapshot.kept(counting.KEPT)
        return (Counts.from_bytes(kept) if kept is not None else None) or counted(self._snapshot)

    def _take_away(self, articles: AbstractSet[str]) -> None:
        for stored in self._stored(articles):
            self._counts.take_away(stored)
        self._before.difference_update(articles)

    def _stored(self, articles: AbstractSet[str]) -> Iterable[StoredArticle]:
        found = self._snapshot.stored(sorted(articles)) if self._snapshot is not None and articles else ()
        return (unpack(stored) for stored in found if stored is not None)
