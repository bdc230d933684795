"""How long each part of an answer takes: for the log of slow searches, and for nothing else.

Whoever wants to know begins a clock; where nobody has, a phase costs a glance.
"""

from __future__ import annotations

import time
from contextlib import ContextDecorator
from contextvars import ContextVar
from types import TracebackType


class Clock:
    """Seconds by the name of a phase; a phase inside another counts for itself alone."""

    __slots__ = ("_last", "_open", "seconds")

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[str] = []
        self._last = 0.0

    def enter(self, name: str) -> None:
        """A phase begins; the one around it waits."""
        self._note()
        self._open.append(name)

    def leave(self) -> None:
        """The phase that began last ends; the one around it goes on."""
        self._note()
        self._open.pop()

    def _note(self) -> None:
        now = time.perf_counter()
        if self._open:
            name = self._open[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now


_clock: ContextVar[Clock | None] = ContextVar("seogo_clock", default=None)


def begin() -> Clock:
    """A new clock for what this thread, or this context, does from now on."""
    clock = Clock()
    _clock.set(clock)
    return clock


class phase(ContextDecorator):
    """`with phase("plan"):` counts the block for the phase of that name, if a clock has begun; `@phase("plan")` counts
    each call of a function."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _recreate_cm(self) -> phase:
        # A decorated function may be called by several threads at once.
        return phase(self._name)

    def __enter__(self) -> None:
        self._clock = _clock.get()
        if self._clock is not None:
            self._clock.enter(self._name)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._clock is not None:
            self._clock.leave()
