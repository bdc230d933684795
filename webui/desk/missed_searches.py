"""Searches that found nothing, as a list that editors work from, which tells nothing of those who searched.

What somebody looks for may be their secret, a name, a mistake in the wrong window. So a query is written down only when
LEAST askers have looked for it; until then only a keyed digest of it is kept. An asker is a client on one day: a digest
too, under a key that is in memory alone, so that not even the same client's next day can be told. What looks like a
number of somebody (seven digits) or an address of mail is never kept.
"""

from __future__ import annotations

import hmac
import re
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unicodedata import normalize

from webui.desk.store import Store

LEAST = 3
"""So many askers make a query one of the list."""

LONGEST = 100
"""Characters of a query that is counted; longer ones are pasted texts."""

DAYS_PENDING = 30
"""So long a query waits for more askers."""

DAYS_LISTED = 365
"""So long one stays in the list after somebody last asked it."""

MOST_LISTED = 1000
MOST_PENDING = 20_000
MOST_OF_ONE = 50
"""New queries of one asker that are counted: more are a program's."""

_PERSONAL = re.compile(r"@|(?:\d[ .\-]?){7}")


@dataclass(frozen=True, slots=True)
class Missed:
    """A query in the form in which it is counted: how many askers it had, and on which day the last (UTC)."""

    query: str
    times: int
    last: date


class MissedSearches:
    """The list in this store. `clock` tells the time (s since 1970). Methods raise DeskUnusable."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock
        # Workers are forked from the process that makes this, so all of them have the same.
        self._key = secrets.token_bytes(32)
        self._known: set[bytes] = set()

    def asked(self, q: str, client: str) -> None:
        """A client has looked for this and found nothing; what cannot be counted is left out."""
        query, today = counted_as(q), self._today()
        if not query:
            return
        asker = _digest(self._key, f"{today} {client}")
        if asker + query.encode() in self._known:
            return
        with self._store.changing() as tables:
            _clear(tables, today)
            _count(tables, query, asker, today)
        if len(self._known) >= MOST_PENDING:
            self._known.clear()
        self._known.add(asker + query.encode())

    def listed(self, *, hidden: bool = False) -> tuple[Missed, ...]:
        """Those that were asked for most come first; `hidden` are those that somebody is done with."""
        with self._store.reading() as tables:
            rows = tables.execute(
                "SELECT query, times, last FROM missed WHERE hidden = ? ORDER BY times DESC, last DESC, query",
                (hidden,),
            ).fetchall()
        return tuple(Missed(row["query"], row["times"], _day(row["last"])) for row in rows)

    def hide(self, query: str, *, hidden: bool = True) -> bool:
        """Somebody is done with a query, or takes that back; whether there is such a query."""
        with self._store.changing() as tables:
            return tables.execute("UPDATE missed SET hidden = ? WHERE query = ?", (hidden, query)).rowcount > 0

    def _today(self) -> int:
        return int(self._clock() // 86_400)


def counted_as(q: str) -> str:
    """The form in which queries that differ in nothing that matters are one; empty for what is not counted."""
    query = " ".join(normalize("NFKC", q).casefold().split())
    is_said = any(each.isalnum() for each in query)
    return query if is_said and query.isprintable() and len(query) <= LONGEST and not _PERSONAL.search(query) else ""


def _count(tables: sqlite3.Connection, query: str, asker: bytes, today: int) -> None:
    digest = _digest(_key(tables), query)
    (by_one,) = tables.execute("SELECT count(*) FROM missed_askers WHERE asker = ?", (asker,)).fetchone()
    if by_one >= MOST_OF_ONE:
        return
    new = tables.execute("INSERT OR IGNORE INTO missed_askers VALUES (?, ?, ?)", (digest, asker, today)).rowcount
    if (
        not new
        or tables.execute("UPDATE missed SET times = times + 1, last = ? WHERE query = ?", (today, query)).rowcount
    ):
        return
    (times,) = tables.execute("SELECT count(*) FROM missed_askers WHERE query = ?", (digest,)).fetchone()
    if times >= LEAST:
        tables.execute("INSERT INTO missed VALUES (?, ?, ?, 0)", (query, times, today))


def _clear(tables: sqlite3.Connection, today: int) -> None:
    """Forget what is old, and of too much the oldest."""
    tables.execute("DELETE FROM missed_askers WHERE day < ?", (today - DAYS_PENDING,))
    tables.execute("DELETE FROM missed WHERE last < ?", (today - DAYS_LISTED,))
    for table, order, most in (("missed_askers", "day", MOST_PENDING), ("missed", "last", MOST_LISTED)):
        tables.execute(
            f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} ORDER BY {order} DESC, rowid DESC"
            f" LIMIT -1 OFFSET {most - 1})"
        )


def _key(tables: sqlite3.Connection) -> bytes:
    """The key of this desk's digests: whoever has the file and guesses a query can try it, but cannot read one."""
    row = tables.execute("SELECT key FROM missed_key").fetchone()
    if row is None:
        key = secrets.token_bytes(32)
        tables.execute("INSERT INTO missed_key VALUES (?)", (key,))
        return key
    return bytes(row["key"])


def _digest(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")[:16]


def _day(number: int) -> date:
    return datetime.fromtimestamp(number * 86_400, UTC).date()
