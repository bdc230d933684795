"""Tables of the desk's file, as steps from one version of it to the next. A step that was released is never changed.

Times are seconds since 1970 (UTC). Of what opens a door (sessions, tokens) only the SHA-256 is kept.
"""

from __future__ import annotations

USERS = (
    """
    CREATE TABLE users (
        key TEXT PRIMARY KEY,       -- the name without regard to case
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('reader', 'editor')),
        password TEXT NOT NULL,     -- as argon2 writes it, with its salt and costs
        made REAL NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest BLOB NOT NULL UNIQUE,
        user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        begun REAL NOT NULL,
        seen REAL NOT NULL,
        address TEXT NOT NULL,
        browser TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE tokens (
        digest BLOB PRIMARY KEY,
        user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        made REAL NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE known_browsers (   -- those that a user has come in with: webui/desk/throttle.py
        digest BLOB PRIMARY KEY,
        user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        seen REAL NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE failed_logins (
        key TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        last REAL NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sessions_of_user ON sessions (user)",
)

MISSED = (
    """
    CREATE TABLE missed (           -- searches that found nothing: webui/desk/missed_searches.py
        query TEXT PRIMARY KEY,
        times INTEGER NOT NULL,
        last INTEGER NOT NULL,      -- days since 1970 (UTC)
        hidden INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE missed_askers (
        query BLOB NOT NULL,        -- a digest under the key below
        asker BLOB NOT NULL,        -- a digest under a key that is in memory alone
        day INTEGER NOT NULL,
        PRIMARY KEY (query, asker)
    ) STRICT
    """,
    "CREATE INDEX missed_by_asker ON missed_askers (asker)",
    "CREATE INDEX missed_by_day ON missed_askers (day)",
    "CREATE TABLE missed_key (key BLOB NOT NULL) STRICT",
)

STEPS: tuple[tuple[str, ...], ...] = (USERS, MISSED)
