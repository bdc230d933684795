"""Numbers that workers count, in one piece of memory that all of them share: whoever is asked can tell the sum.

Each worker counts in a part of its own, so none waits for another. A worker that takes the place of one that ended goes
on counting where that one stopped: no number ever falls while the site is up.
"""

from __future__ import annotations

import mmap
import os
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import NamedTuple

import numpy as np

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds, upper ends of the steps in which times are counted; the last step has no end."""

STATUSES = (
    *(200, 204, 206, 301, 302, 303, 304, 308),
    *(400, 401, 403, 404, 405, 409, 410, 411, 413, 414, 415, 416, 421, 422, 429, 500, 501, 503),
)
"""Each has a number of its own; all others are counted together as OTHER."""

OTHER = "other"
NO_ROUTE = "none"
"""Where no rule of the site fits the address."""

EVENTS = ("kept", "made", "nothing_found", "slow", "faults")
"""What else is counted: answers that were kept, and made, by those endpoints whose answers may be kept; searches that
found nothing; slow answers; faults of the program."""

_NUMBER = 8
_HEAD = 2
_ROW = len(STATUSES) + 1 + len(BOUNDS) + 1 + 1
_FIRST_STEP = len(STATUSES) + 1
_SUM = _ROW - 1


class Process(NamedTuple):
    """One that is alive: its place (0 where one process does it all, or holds the port), id, and begin (Unix time)."""

    place: int
    pid: int
    begun: float


class Row(NamedTuple):
    """What was counted for one route: answers by status, answers by step of time, seconds of all."""

    route: str
    by_status: dict[str, int]
    by_step: list[int]
    seconds: float


class Counters:
    """Requests by route, and events. Safe to use from several threads and from processes forked from this one.

    `routes` are all that will be counted by name; `places` is how many processes may count besides this one.
    """

    def __init__(self, routes: Iterable[str], places: int) -> None:
        self._routes = (*sorted(set(routes)), NO_ROUTE)
        self._size = _HEAD + len(EVENTS) + len(self._routes) * _ROW
        self._places = places + 1
        self._memory = mmap.mmap(-1, self._places * self._size * _NUMBER)
        self._room = memoryview(self._memory).cast("d")
        self._statuses = {status: at for at, status in enumerate(STATUSES)}
        self._lock = Lock()
        self.begin(0)

    def begin(self, place: int) -> None:
        """This process counts in this place from now on."""
        self.place = place
        start = place * self._size
        self._events = {name: start + _HEAD + at for at, name in enumerate(EVENTS)}
        self._rows = {route: self._row(place, at) for at, route in enumerate(self._routes)}
        self._room[start], self._room[start + 1] = os.getpid(), time.time()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """An answer was given."""
        row = self._rows.get(route) or self._rows[NO_ROUTE]
        at = row + self._statuses.get(status, len(STATUSES))
        step = row + _FIRST_STEP + bisect_left(BOUNDS, seconds)
        room = self._room
        with self._lock:
            room[at] += 1
            room[step] += 1
            room[row + _SUM] += seconds

    def happened(self, event: str) -> None:
        """One of EVENTS happened."""
        at = self._events[event]
        with self._lock:
            self._room[at] += 1

    def events(self) -> dict[str, int]:
        """How often each of EVENTS happened, in all processes."""
        sums = self._sums()
        return {name: int(sums[_HEAD + at]) for at, name in enumerate(EVENTS)}

    def rows(self) -> Iterator[Row]:
        """What was counted for each route that was asked, in all processes."""
        names = (*map(str, STATUSES), OTHER)
        sums = self._sums()
        for number, route in enumerate(self._routes):
            row = sums[self._row(0, number) :][:_ROW]
            by_status = {name: int(count) for name, count in zip(names, row, strict=False) if count}
            if by_status:
                yield Row(route, by_status, [int(count) for count in row[_FIRST_STEP:_SUM]], row[_SUM])

    def processes(self) -> Iterator[Process]:
        """Those that are alive."""
        for place in range(self._places):
            pid, begun = int(self._room[place * self._size]), self._room[place * self._size + 1]
            if pid and _is_alive(pid):
                yield Process(place, pid, begun)

    def _row(self, place: int, number: int) -> int:
        return place * self._size + _HEAD + len(EVENTS) + number * _ROW

    def _sums(self) -> list[float]:
        whole: list[float] = np.frombuffer(self._memory).reshape(self._places, self._size).sum(axis=0).tolist()
        return whole


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
