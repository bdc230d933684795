"""Users of the desk: who there is, in which role, with which password."""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from archive.errors import UserError
from archive.language import gettext as _
from webui.desk import passwords
from webui.desk.store import Store

LONGEST_NAME = 40

Note = Callable[[], None]


def nothing() -> None:
    """A note of what nobody has to know."""


class Role(StrEnum):
    """What a user may do: read the site where it is closed to others, or also change what is in it."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class User:
    """One user; `made` is the time since when (s since 1970). `key` is the name without regard to case."""

    key: str
    name: str
    role: Role
    made: float

    def may(self, role: Role) -> bool:
        """Whether this user may do what a user of that role may."""
        return self.role == Role.EDITOR or role == Role.READER


class Users:
    """All users in a store. Methods raise DeskUnusable where it cannot be read or written.

    A change calls `note`, which writes it down, before it counts: where that raises nothing is changed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def exist(self) -> bool:
        """Whether there is any."""
        if not self._store.path.exists():
            return False
        with self._store.reading() as desk:
            return desk.execute("SELECT 1 FROM users LIMIT 1").fetchone() is not None

    def all(self) -> list[User]:
        """All of them by name."""
        with self._store.reading() as desk:
            return [as_user(row) for row in desk.execute("SELECT * FROM users ORDER BY key")]

    def find(self, name: str) -> User | None:
        """The user of this name, in whatever case it is typed."""
        with self._store.reading() as desk:
            row = desk.execute("SELECT * FROM users WHERE key = ?", (key_of(name),)).fetchone()
        return as_user(row) if row else None

    def named(self, name: str) -> User:
        """The same; raises UserError where there is none."""
        user = self.find(name)
        if user is None:
            raise UserError(
                _("%(name)s(이)라는 사람이 없습니다. seogo user list로 이름을 확인해 주세요.", name=shown(name))
            )
        return user

    def add(self, name: str, role: Role, password: str, note: Note = nothing) -> User:
        """A new user. Raises UserError where the name is taken or cannot be one, or the password will not do."""
        name = checked_name(name)
        passwords.judge(password, name)
        row = (key_of(name), name, role.value, passwords.hashed(password), time.time())
        with self._store.changing() as desk:
            try:
                desk.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                raise UserError(
                    _(
                        "%(name)s(이)라는 사람이 이미 있습니다. 다른 이름을 쓰거나 seogo user list로 확인해 주세요.",
                        name=name,
                    )
                ) from error
            note()
        return self.named(name)

    def remove(self, user: User, note: Note = nothing, *, even_last_editor: bool = False) -> None:
        """Remove a user, whose sessions and tokens go too. Raises UserError for the last editor."""
        with self._store.changing() as desk:
            _keep_an_editor(desk, user, even_last_editor)
            desk.execute("DELETE FROM users WHERE key = ?", (user.key,))
            note()

    def set_role(self, user: User, role: Role, note: Note = nothing, *, even_last_editor: bool = False) -> None:
        """Give a user another role. Raises UserError where no editor would be left."""
        with self._store.changing() as desk:
            if role != Role.EDITOR:
                _keep_an_editor(desk, user, even_last_editor)
            desk.execute("UPDATE users SET role = ? WHERE key = ?", (role.value, user.key))
            note()

    def set_password(self, user: User, password: str, note: Note = nothing) -> None:
        """Give a user another password. Raises UserError where it will not do."""
        passwords.judge(password, user.name)
        with self._store.changing() as desk:
            self._write_password(desk, user, password)
            note()

    def has_password(self, user: User | None, password: str) -> bool:
        """Whether this is the user's password; it takes as long to say so of nobody."""
        with self._store.reading() as desk:
            row = desk.execute("SELECT password FROM users WHERE key = ?", (user.key if user else "",)).fetchone()
        kept = str(row["password"]) if row else None
        if not passwords.matches(kept, password):
            return False
        if user and kept and passwords.is_outdated(kept):
            with self._store.changing() as desk:
                self._write_password(desk, user, password)
        return True

    def _write_password(self, desk: sqlite3.Connection, user: User, password: str) -> None:
        desk.execute("UPDATE users SET password = ? WHERE key = ?", (passwords.hashed(password), user.key))


def as_user(row: sqlite3.Row) -> User:
    """A row of the table `users`, or one that has its columns."""
    return User(row["key"], row["name"], Role(row["role"]), row["made"])


def key_of(name: str) -> str:
    """A name without regard to case and to the ways in which Unicode writes it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def checked_name(name: str) -> str:
    """The name as it is kept. Raises UserError where it cannot be one."""
    name = unicodedata.normalize("NFC", name)
    if len(name) > LONGEST_NAME or not re.fullmatch(r"[^\W_][\w.-]*", name):
        raise UserError(
            _(
                "'%(name)s'은(는) 이름으로 쓸 수 없습니다."
                " 글자나 숫자로 시작하고 글자, 숫자, 점, 줄표, 밑줄만 있는 %(most)s자까지의 이름으로 해 주세요.",
                name=shown(name),
                most=LONGEST_NAME,
            )
        )
    return name


def shown(name: str) -> str:
    """A name that was typed, as it can be repeated to a person."""
    return "".join(each if each.isprintable() else "\ufffd" for each in name[:LONGEST_NAME])


def _keep_an_editor(desk: sqlite3.Connection, user: User, even_last: bool) -> None:
    left = desk.execute("SELECT 1 FROM users WHERE role = 'editor' AND key <> ?", (user.key,)).fetchone()
    is_editor = desk.execute("SELECT 1 FROM users WHERE role = 'editor' AND key = ?", (user.key,)).fetchone()
    if is_editor and not left and not even_last:
        raise UserError(
            _(
                "%(name)s은(는) 마지막 편집자입니다. 다른 편집자를 먼저 두거나, 그래도 하려면 --force를 붙여 주세요.",
                name=user.name,
            )
        )
