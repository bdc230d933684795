"""The desk's own state: one SQLite file, which several processes read and write at once.

What is in it, and why it is neither corpus nor index: docs/decisions/0009-the-desk.md. Every change is a transaction
of its own; a connection lives as long as one reading or one change, so nothing is carried across a fork.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive.errors import DeskUnusable
from archive.language import gettext as _
from webui.desk.schema import STEPS

FILE = "desk.sqlite3"
PATIENCE = 10.0
"""Seconds that a change waits for the one before it."""


class Store:
    """The file in this folder. Until something is written there is none, and what is read is empty."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of all tables. Raises DeskUnusable."""
        with usable(), closing(self._open()) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A change that is made as a whole when the block ends, or not at all where it raises. Raises DeskUnusable."""
        with usable():
            self._make()
            with closing(self._open()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")

    def _make(self) -> None:
        """The file, readable for nobody else, with its newest tables."""
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite gives the files that it adds the mode of this one.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        with closing(_connect(self.path)) as connection:
            if _version(connection) < len(STEPS):
                _bring_up(connection)

    def _open(self) -> sqlite3.Connection:
        connection = _connect(self.path if self.path.exists() else Path(":memory:"))
        if _version(connection) < len(STEPS):
            _bring_up(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def _connect(path: Path) -> sqlite3.Connection:
    # Python begins no transactions of its own; each is begun above.
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up(connection: sqlite3.Connection) -> None:
    """Take the steps that the file has not taken yet; whoever comes second finds them taken."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    for step in STEPS[_version(connection) :]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")
    connection.execute("COMMIT")


@contextmanager
def usable() -> Iterator[None]:
    """What the system or SQLite refuses in this block is DeskUnusable."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise DeskUnusable(
            _(
                "편집실의 자료를 읽거나 쓸 수 없습니다(%(reason)s)."
                " 설정 desk가 가리키는 폴더의 권한과 남은 디스크 공간을 확인해 주세요.",
                reason=reason,
            )
        ) from error
