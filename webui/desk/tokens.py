"""Tokens: what a program shows instead of a password, to read a site that is closed to others (never the desk)."""

from __future__ import annotations

import secrets
import time

from werkzeug.datastructures import Authorization

from webui.desk.sessions import digest_of
from webui.desk.store import Store
from webui.desk.users import User, as_user, key_of


class Tokens:
    """All tokens in a store. Methods raise DeskUnusable where it cannot be read or written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, user: User) -> str:
        """One more token of this user, 256 random bits, good until all of the user's are ended."""
        token = secrets.token_urlsafe(32)
        with self._store.changing() as desk:
            desk.execute("INSERT INTO tokens VALUES (?, ?, ?)", (digest_of(token), user.key, time.time()))
        return token

    def end_all(self, user: User) -> int:
        """End a user's tokens; how many there were."""
        with self._store.changing() as desk:
            return desk.execute("DELETE FROM tokens WHERE user = ?", (user.key,)).rowcount

    def count(self, user: User) -> int:
        """How many tokens the user has."""
        with self._store.reading() as desk:
            return int(desk.execute("SELECT count(*) FROM tokens WHERE user = ?", (user.key,)).fetchone()[0])

    def user_of(self, shown: Authorization | None) -> User | None:
        """Whose token a request shows, as `Bearer TOKEN` (RFC 6750) or as the password of `Basic` (RFC 7617)."""
        token = (shown.token or shown.password) if shown else None
        if not token:
            return None
        with self._store.reading() as desk:
            row = desk.execute(
                "SELECT users.* FROM tokens JOIN users ON users.key = tokens.user WHERE digest = ?", (digest_of(token),)
            ).fetchone()
        user = as_user(row) if row else None
        is_anothers = user and shown and shown.username is not None and key_of(shown.username) != user.key
        return None if is_anothers else user
