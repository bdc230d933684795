"""Addresses of feeds: a secret in the address stands for the user, since feed readers know no other way everywhere."""

from __future__ import annotations

import secrets

from webui.desk.sessions import digest_of
from webui.desk.store import Store
from webui.desk.users import User, as_user


class FeedKeys:
    """All that are in this store; of each only a digest. Methods raise DeskUnusable."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, user: User) -> str:
        """A new key of 256 random bits; the one before is good no more."""
        key = secrets.token_urlsafe(32)
        with self._store.changing() as tables:
            tables.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (user.key, digest_of(key)))
        return key

    def remove(self, user: User) -> None:
        """The user's feed is gone."""
        with self._store.changing() as tables:
            tables.execute("DELETE FROM feeds WHERE user = ?", (user.key,))

    def exists(self, user: User) -> bool:
        """Whether the user has one."""
        with self._store.reading() as tables:
            return tables.execute("SELECT 1 FROM feeds WHERE user = ?", (user.key,)).fetchone() is not None

    def user_of(self, key: str) -> User | None:
        """Whose key this is."""
        with self._store.reading() as tables:
            row = tables.execute(
                "SELECT users.* FROM feeds JOIN users ON users.key = feeds.user WHERE digest = ?", (digest_of(key),)
            ).fetchone()
        return as_user(row) if row else None
