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

ALERTS = (
    """
    CREATE TABLE looks (            -- the last look at the archive: webui/desk/alerts/seen_articles.py
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        generation TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE seen_sources (source TEXT PRIMARY KEY, digest BLOB NOT NULL) STRICT",
    """
    CREATE TABLE seen_articles (
        article TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        look INTEGER NOT NULL,      -- the one that met it first
        there INTEGER NOT NULL,     -- whether the last look met it under this title
        PRIMARY KEY (article, title)
    ) STRICT
    """,
    "CREATE INDEX seen_articles_of_source ON seen_articles (source)",
    "CREATE INDEX seen_articles_by_look ON seen_articles (look)",
    """
    CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        search TEXT NOT NULL,       -- as it stands in an address, behind the question mark
        made REAL NOT NULL,
        by_mail INTEGER NOT NULL,
        look INTEGER NOT NULL,      -- the last one that it was asked of
        UNIQUE (user, search)
    ) STRICT
    """,
    """
    CREATE TABLE alerts (           -- articles that a saved search has found since
        saved INTEGER NOT NULL REFERENCES saved_searches ON DELETE CASCADE,
        article TEXT NOT NULL,
        found REAL NOT NULL,
        to_mail INTEGER NOT NULL,   -- whether it is still to be told by mail
        PRIMARY KEY (saved, article)
    ) STRICT
    """,
    """
    CREATE TABLE mail_addresses (
        user TEXT PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        address TEXT NOT NULL,
        code BLOB,                  -- the digest of what confirms it; none once it is confirmed
        coded REAL NOT NULL,
        problem TEXT NOT NULL,      -- why the last mail did not go out, or nothing
        tried REAL NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE feeds (
        user TEXT PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        digest BLOB NOT NULL UNIQUE
    ) STRICT
    """,
)

STEPS: tuple[tuple[str, ...], ...] = (USERS, MISSED, ALERTS)
