"""What saved searches have found since they were saved, and what of it is still to be mailed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from webui.desk.alerts.saved_searches import SavedSearch
from webui.desk.store import Store

MOST_KEPT = 500
"""Alerts of one saved search that are kept, the newest."""


@dataclass(frozen=True, slots=True)
class Alert:
    """An article that a saved search has found, and when (s since 1970)."""

    article: str
    found: float


class FoundAlerts:
    """All alerts in this store. `clock` tells the time (s since 1970). Methods raise DeskUnusable."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def add(self, saved: SavedSearch, articles: Iterable[str], look: int) -> None:
        """Articles that a search has found when it was asked of this look."""
        now = self._clock()
        with self._store.changing() as tables:
            # The search may be gone by now, or be told by mail no more.
            here = "FROM saved_searches WHERE id = ?"
            tables.executemany(
                f"INSERT OR IGNORE INTO alerts SELECT id, ?, ?, by_mail {here}",
                [(article, now, saved.id) for article in articles],
            )
            tables.execute("UPDATE saved_searches SET look = ? WHERE id = ?", (look, saved.id))
            tables.execute(
                "DELETE FROM alerts WHERE saved = ? AND NOT to_mail AND article NOT IN"
                " (SELECT article FROM alerts WHERE saved = ? ORDER BY found DESC LIMIT ?)",
                (saved.id, saved.id, MOST_KEPT),
            )

    def newest(self, saved: SavedSearch, most: int) -> list[Alert]:
        """The newest alerts of a search."""
        return self._read("WHERE saved = ? ORDER BY found DESC, article LIMIT ?", (saved.id, most))

    def waiting(self, until: float) -> frozenset[int]:
        """Saved searches, by their ids, that have found something up to this time (s since 1970) to be told by mail."""
        with self._store.reading() as tables:
            rows = tables.execute("SELECT DISTINCT saved FROM alerts WHERE to_mail AND found <= ?", (until,)).fetchall()
        return frozenset(row["saved"] for row in rows)

    def to_mail(self, saved: SavedSearch, until: float) -> list[Alert]:
        """Those that were found up to this time (s since 1970) and are still to be told by mail."""
        return self._read("WHERE saved = ? AND to_mail AND found <= ? ORDER BY found, article", (saved.id, until))

    def mailed(self, saved: SavedSearch, articles: Collection[str]) -> None:
        """These are told."""
        with self._store.changing() as tables:
            tables.executemany(
                "UPDATE alerts SET to_mail = 0 WHERE saved = ? AND article = ?",
                [(saved.id, article) for article in articles],
            )

    def _read(self, where: str, values: tuple[object, ...]) -> list[Alert]:
        with self._store.reading() as tables:
            rows = tables.execute(f"SELECT article, found FROM alerts {where}", values).fetchall()
        return [Alert(row["article"], row["found"]) for row in rows]
