"""The log of the desk: who did what, when, from where; a file of JSON lines that is only ever added to.

    {"time": "2026-11-27T04:05:06Z", "who": "kim", "what": "login", "from": "192.0.2.1", "details": {}}

A line is written in one piece and is on the disk when `write` returns. One that was torn off (no power, a full disk)
is passed over by whoever reads, and the next begins on a line of its own.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import DeskUnusable
from archive.language import gettext as _

FILE = "log.jsonl"
BLOCK = 64 * 1024
"""Bytes that are read at once, from the end of the file on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `who` is a user's name or empty, `what` a word of webui/desk/log_words.py, `address` the client's."""

    time: datetime
    who: str
    what: str
    address: str
    details: Mapping[str, object]


class AuditLog:
    """The log in this folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def write(self, who: str, what: str, address: str, details: Mapping[str, object]) -> None:
        """Add a line; `details` is for JSON and holds no secret. Raises DeskUnusable where it cannot be written."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        entry = {"time": now, "who": who, "what": what, "from": address, "details": dict(details)}
        line = _plain(json.dumps(entry, ensure_ascii=False)).encode() + b"\n"
        try:
            self._append(line)
        except OSError as error:
            raise DeskUnusable(
                _(
                    "편집실의 기록을 쓸 수 없어 하지 않았습니다(%(reason)s)."
                    " 설정 desk가 가리키는 폴더의 권한과 남은 디스크 공간을 확인해 주세요.",
                    reason=error.strerror,
                )
            ) from error

    def entries(self, who: str = "") -> Iterator[Entry]:
        """Entries, newest first; of one user if a name is given."""
        try:
            with self.path.open("rb") as file:
                for line in _lines_from_the_end(file.fileno()):
                    entry = _read(line)
                    if entry and (not who or entry.who == who):
                        yield entry
        except FileNotFoundError:
            return

    def people(self) -> list[str]:
        """All who are named in it."""
        return sorted({entry.who for entry in self.entries() if entry.who})

    def _append(self, line: bytes) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            # A line that another process is still writing would look torn. Closing the file lets go of the lock.
            fcntl.flock(file, fcntl.LOCK_EX)
            size = os.fstat(file).st_size
            is_torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
            whole = (b"\n" if is_torn else b"") + line
            if os.write(file, whole) != len(whole):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file)
        finally:
            os.close(file)


def _plain(line: str) -> str:
    """The same JSON, with all escaped that a terminal or a reader would not show as it is: control characters, marks
    that turn the direction, halves of pairs."""
    return "".join(letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in line)


def _lines_from_the_end(file: int) -> Iterator[bytes]:
    end, rest = os.fstat(file).st_size, b""
    while end > 0:
        begin = max(end - BLOCK, 0)
        first, *whole = (os.pread(file, end - begin, begin) + rest).split(b"\n")
        yield from reversed(whole)
        end, rest = begin, first
    yield rest


def _read(line: bytes) -> Entry | None:
    """The entry of a line; None where there is none."""
    try:
        read = json.loads(line)
        time = datetime.strptime(read["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return Entry(time, str(read["who"]), str(read["what"]), str(read["from"]), dict(read["details"]))
    except (ValueError, KeyError, TypeError):
        return None
