"""Who writes an index: a lock that the system frees when its holder dies, and in the file, who holds it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from archive.errors import IndexLocked


@contextmanager
def write_lock(path: Path, place: Path) -> Iterator[None]:
    """Nobody else holds the lock of this file in this block. `place` is the index that it stands for.

    Raises IndexLocked, which says who holds it and since when, and OSError where the file cannot be opened.
    """
    # Not opened anew: what it says is the holder's, until the lock is ours.
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _locked(place, lock.read()) from error
        # On a disk that is full the lock holds as well, and nobody can say whose it is.
        with suppress(OSError):
            os.ftruncate(lock.fileno(), 0)
            os.pwrite(lock.fileno(), json.dumps({"pid": os.getpid(), "since": _now()}).encode(), 0)
        yield


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _locked(place: Path, said: str) -> IndexLocked:
    return IndexLocked(f"다른 프로그램{_holder(said)}이 색인 {place}을(를) 고치는 중입니다. 끝난 뒤에 다시 해 주세요.")


def _holder(said: str) -> str:
    """Which process it is, in words; nothing where it had no time or no room to say so."""
    try:
        told = json.loads(said)
        return f"(프로세스 {int(told['pid'])}, {datetime.fromisoformat(told['since']):%Y-%m-%d %H:%M:%S}부터)"
    except (ValueError, KeyError, TypeError):
        return ""
