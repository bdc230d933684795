"""One process, and one thread of it, at a time: a file that whoever has the turn holds locked."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Whether it is our turn until the block ends; without `wait`, False where somebody else has it.

    The system takes the lock from a process that has died. The folder of `path` must be there. Raises OSError.
    """
    with path.open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
