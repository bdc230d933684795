"""Sessions: who has come in, from where, and for how long that counts.

A session is a secret of 256 random bits in a cookie; the store has its SHA-256, so whoever reads the file cannot come
in with it. No salt is needed for what nobody can guess.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from webui.desk.store import Store
from webui.desk.users import Role, User, as_user

HOUR = 60 * 60
DAY = 24 * HOUR

LIFETIMES = {Role.EDITOR: (8 * HOUR, 7 * DAY), Role.READER: (7 * DAY, 30 * DAY)}
"""Seconds that a session of each role lasts: while nothing is asked with it, and at most."""

FRESH = 60.0
"""Seconds. The time when a session was last seen is not written more often."""

LONGEST_BROWSER = 200

_OF_USERS = """
    SELECT users.*, sessions.id, sessions.begun, sessions.seen, sessions.address, sessions.browser
    FROM sessions JOIN users ON users.key = sessions.user
"""


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a user; times are s since 1970, `address` and `browser` what the client said when it began."""

    id: int
    user: User
    begun: float
    seen: float
    address: str
    browser: str


class Sessions:
    """All sessions in a store; `clock` tells the time (s since 1970). Methods raise DeskUnusable where it cannot be
    read or written."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def begin(self, user: User, address: str, browser: str) -> str:
        """The secret of a new session. Those that are over are forgotten at the same time."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        row = (digest_of(secret), user.key, now, now, address, browser[:LONGEST_BROWSER])
        with self._store.changing() as desk:
            _sweep(desk, now)
            desk.execute(
                "INSERT INTO sessions (digest, user, begun, seen, address, browser) VALUES (?, ?, ?, ?, ?, ?)", row
            )
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of this secret, as long as it lasts; from now on it was seen now."""
        now = self._clock()
        with self._store.reading() as desk:
            row = desk.execute(f"{_OF_USERS} WHERE digest = ?", (digest_of(secret),)).fetchone()
        session = _as_session(row) if row else None
        if session is None or not _lasts(session, now):
            return None
        if not session.seen <= now < session.seen + FRESH:
            with self._store.changing() as desk:
                desk.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now, session.id))
        return session

    def of(self, user: User) -> list[Session]:
        """The sessions of a user that last, the one that was seen last first."""
        with self._store.reading() as desk:
            rows = desk.execute(f"{_OF_USERS} WHERE user = ? ORDER BY seen DESC", (user.key,)).fetchall()
        return [session for session in map(_as_session, rows) if _lasts(session, self._clock())]

    def end(self, user: User, number: int) -> bool:
        """End one session of this user; False where the user has none of that id."""
        with self._store.changing() as desk:
            return desk.execute("DELETE FROM sessions WHERE id = ? AND user = ?", (number, user.key)).rowcount > 0

    def end_all(self, user: User, but: Session | None = None) -> int:
        """End a user's sessions, except one; how many there were."""
        with self._store.changing() as desk:
            return desk.execute(
                "DELETE FROM sessions WHERE user = ? AND id <> ?", (user.key, but.id if but else 0)
            ).rowcount


def digest_of(secret: str) -> bytes:
    """What is kept of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _as_session(row: sqlite3.Row) -> Session:
    return Session(row["id"], as_user(row), row["begun"], row["seen"], row["address"], row["browser"])


def _lasts(session: Session, now: float) -> bool:
    idle, most = LIFETIMES[session.user.role]
    return now < session.seen + idle and now < session.begun + most


def _sweep(desk: sqlite3.Connection, now: float) -> None:
    rows = desk.execute(_OF_USERS).fetchall()
    over = [(session.id,) for session in map(_as_session, rows) if not _lasts(session, now)]
    desk.executemany("DELETE FROM sessions WHERE id = ?", over)
