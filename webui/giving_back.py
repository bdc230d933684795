"""Memory that a dear request needed goes back to the system once it is answered.

The C library keeps what is freed, in pieces for each thread, and gives back only what happens to lie at an end. Tantivy
compiles patterns that take megabytes each: six hostile searches left one process with 1,013 MB that nobody used, all of
which `malloc_trim` (https://man7.org/linux/man-pages/man3/malloc_trim.3.html) gave back.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from threading import Lock

from flask import Flask, Response, g

DEAR = 0.1
"""Seconds of its thread's processor time from which on a request may have left much behind."""

APART = 1.0
"""Seconds between two times that memory is given back: it takes some milliseconds, for which other threads may wait."""


class GivingBack:
    """Gives memory back after dear requests. Safe to use from several threads."""

    def __init__(self, trim: Callable[[int], int]) -> None:
        self._trim = trim
        self._lock = Lock()
        self._last = -APART
        self._wanted = False

    def after(self, seconds: float) -> None:
        """A request has taken so many seconds of its thread's processor time."""
        self._wanted = self._wanted or seconds >= DEAR
        if self._wanted and self._may():
            self._wanted = False
            self._trim(0)

    def _may(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if now - self._last < APART:
                return False
            self._last = now
            return True


def trim_of_this_system() -> Callable[[int], int] | None:
    """What gives memory back here; None where the C library has no such thing (macOS, musl, Windows)."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim


def register(app: Flask) -> None:
    """Look at what every request took, and give memory back once its answer is sent. To be called before all else that
    happens to one."""
    trim = trim_of_this_system()
    if trim is None:
        return
    giving_back = GivingBack(trim)

    def begin() -> None:
        g.thread_began = time.thread_time()

    def end(answer: Response) -> Response:
        began = g.thread_began
        answer.call_on_close(lambda: giving_back.after(time.thread_time() - began))
        return answer

    app.before_request(begin)
    app.after_request(end)
