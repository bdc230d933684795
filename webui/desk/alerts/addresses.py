"""Where a user's mail goes, once he has shown that he reads it: a code that was sent there comes back."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from archive.errors import AlertError
from archive.language import gettext as _
from archive.mailing import checked
from webui.desk.sessions import digest_of
from webui.desk.store import Store
from webui.desk.users import Note, User, nothing

GOOD_FOR = 24 * 3600.0
"""Seconds that a code can be typed in."""

BETWEEN = 60.0
"""Seconds between two codes to one user: nobody's mailbox is to be filled by this form."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 8
"""Letters of a code; 31^8 is more than anybody tries in a day."""


@dataclass(frozen=True, slots=True)
class MailAddress:
    """A user's address; `problem` is why the last mail there did not go out, `tried` when that was (s since 1970)."""

    address: str
    confirmed: bool
    problem: str
    tried: float


class MailAddresses:
    """All that are in this store. `clock` tells the time (s since 1970). Methods raise DeskUnusable."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def of(self, user: str) -> MailAddress | None:
        """That of the user with this key."""
        with self._store.reading() as tables:
            row = _row(tables, user)
        if not row or not row["address"]:
            return None
        return MailAddress(row["address"], row["code"] is None, row["problem"], row["tried"])

    def begin(self, user: User, typed: str, note: Note = nothing) -> tuple[str, str]:
        """Take an address that is to be confirmed, in place of the one before: as it is written, and the code.

        `note` as in Users. Raises AlertError where it is none, or comes too soon after another.
        """
        address, code, now = checked(typed), "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)), self._clock()
        with self._store.changing() as tables:
            row = _row(tables, user.key)
            if row and 0 <= now - row["coded"] < BETWEEN:
                raise AlertError(_("방금 확인 글자를 보냈습니다. 일 분 뒤에 다시 해 주세요."))
            tables.execute(
                "INSERT OR REPLACE INTO mail_addresses VALUES (?, ?, ?, ?, '', 0)",
                (user.key, address, digest_of(code), now),
            )
            note()
        return address, code

    def confirm(self, user: User, typed: str, note: Note = nothing) -> None:
        """The code came back; `note` as in Users. Raises AlertError where it is another one, or too old."""
        code, now = "".join(typed.split()).lower(), self._clock()
        with self._store.changing() as tables:
            row = _row(tables, user.key)
            if not row or row["code"] is None:
                return
            if not secrets.compare_digest(row["code"], digest_of(code)) or now - row["coded"] > GOOD_FOR:
                raise AlertError(_("확인 글자가 맞지 않거나 하루가 지났습니다. 주소를 다시 적어 새로 받아 주세요."))
            tables.execute("UPDATE mail_addresses SET code = NULL WHERE user = ?", (user.key,))
            note()

    def remove(self, user: User) -> None:
        """Write to this user no more; what is still to be told by mail stays until there is an address again."""
        with self._store.changing() as tables:
            # When the last code was sent stays known.
            tables.execute("UPDATE mail_addresses SET address = '', code = x'' WHERE user = ?", (user.key,))

    def tried(self, user: str, problem: str = "") -> None:
        """A mail was handed over, or was not, for this reason."""
        with self._store.changing() as tables:
            tables.execute(
                "UPDATE mail_addresses SET problem = ?, tried = ? WHERE user = ?", (problem, self._clock(), user)
            )


def _row(tables: sqlite3.Connection, user: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = tables.execute("SELECT * FROM mail_addresses WHERE user = ?", (user,)).fetchone()
    return row
