"""Requests at a steady rate, whether or not the earlier ones are answered; each answer is judged."""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from threading import Event, Lock, Thread

from benchmarks.serving.judging import IsOf
from benchmarks.serving.kinds import Asked
from benchmarks.serving.states import View
from benchmarks.serving.times import Order, Times

CLIENTS = 64
"""Connections: so many requests at most wait for their answers; one that finds none free waits, which counts."""

TIMEOUT = 120.0
"""Seconds without an answer after which there is none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request: its kind, milliseconds from the moment it was due to the last byte, and what was wrong with it.

    `answered` are the milliseconds since it was sent: it was due before, where no connection was free.

    `fault` is "error" (no answer, or a status that is not right), "mixed" (made of no one view) or "old" (made of
    one that was gone); empty where nothing is. `about` says more of it.
    """

    kind: str
    milliseconds: float
    answered: float
    fault: str = ""
    about: str = ""


class Load:
    """Asks a server on this machine until it is stopped."""

    def __init__(self, port: int, asked: Iterator[Asked], rate: float, times: Times) -> None:
        self.outcomes: list[Outcome] = []
        self._port, self._asked, self._rate, self._times = port, asked, rate, times
        self._lock = Lock()
        self._places = count()
        self._ended = Event()
        self._began = time.perf_counter()
        self._threads = [Thread(target=self._run, daemon=True) for _ in range(CLIENTS)]

    def start(self) -> None:
        """Begin to ask."""
        self._began = time.perf_counter()
        for thread in self._threads:
            thread.start()

    def stop(self) -> float:
        """Ask nothing more, wait for the answers, and give the seconds that requests were sent in."""
        seconds = time.perf_counter() - self._began
        self._ended.set()
        for thread in self._threads:
            thread.join()
        return seconds

    def _run(self) -> None:
        client = _Client(self._port)
        while not self._ended.is_set():
            with self._lock:
                due, asked = self._began + next(self._places) / self._rate, next(self._asked)
            if self._ended.wait(max(0.0, due - time.perf_counter())):
                break
            self.outcomes.append(_outcome(client, asked, due, self._times))
        client.close()


class _Client:
    """One connection, opened anew where it broke."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None

    def get(self, address: str) -> tuple[int, str]:
        """Status and text. Raises OSError, http.client.HTTPException; EOFError where the body is not whole."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        try:
            self._connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
            answer = self._connection.getresponse()
            body = answer.read()
        except BaseException:
            self.close()
            raise
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return answer.status, (gzip.decompress(body) if packed else body).decode("utf-8")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _outcome(client: _Client, asked: Asked, due: float, times: Times) -> Outcome:
    oldest, sent = times.oldest, time.perf_counter()
    try:
        status, body = client.get(asked.address)
    except (OSError, EOFError, ValueError, http.client.HTTPException) as error:
        return Outcome(asked.kind, _since(due), _since(sent), "error", f"{asked.address}: {error!r}")
    took, answered = _since(due), _since(sent)
    fault, about = _fault(asked, status, body, oldest, times)
    return Outcome(asked.kind, took, answered, fault, f"{asked.address}: {about}" if fault else "")


def _fault(asked: Asked, status: int, body: str, oldest: Order, times: Times) -> tuple[str, str]:
    possible = times.possible(oldest)
    if status == 404 and asked.needs is not None:
        return ("", "") if any(asked.needs not in view.shown for view in possible) else ("error", "404")
    if status != 200:
        return "error", str(status)
    try:
        is_of = asked.judge(body)
    except (ValueError, LookupError) as error:
        return "error", repr(error)
    if is_of is None:
        return "", ""
    right = [view for view in possible if is_of(view)]
    if len(right) == 1:
        times.seen(right[0])
    return ("", "") if right else _kind_of_fault(is_of, possible, times)


def _kind_of_fault(is_of: IsOf, possible: list[View], times: Times) -> tuple[str, str]:
    about = f"{possible[0].order} to {possible[-1].order} can be"
    old = [view for view in times.all_until_now() if is_of(view)]
    return ("old", f"{old[-1].order} where {about}") if old else ("mixed", f"no view, where {about}")


def _since(due: float) -> float:
    return (time.perf_counter() - due) * 1000
