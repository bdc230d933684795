"""The load: clients that keep their connection, each a thread of this process, and what they saw."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

PATIENCE = 120.0
"""Seconds after which an answer is given up."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of HTTP; `packed` asks for gzip, as browsers do."""

    path: str
    body: bytes | None = None
    packed: bool = False

    @property
    def headers(self) -> dict[str, str]:
        coding = {"Accept-Encoding": "gzip"} if self.packed else {}
        return coding | ({"Content-Type": "application/json"} if self.body is not None else {})


@dataclass(frozen=True, slots=True)
class Answer:
    """Status (0 where there was no answer), the body as it was sent, milliseconds to its last byte."""

    status: int
    body: bytes
    milliseconds: float
    packed: bool = False


@dataclass(slots=True)
class Load:
    """The answers in the order of what was asked, and the seconds from the first question to the last answer."""

    answers: list[Answer] = field(default_factory=list)
    seconds: float = 0.0


class Client:
    """A connection to 127.0.0.1 that is kept, and opened anew after an error."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(self, ask: Ask) -> Answer:
        """The answer, read to its last byte."""
        begun = time.perf_counter()
        try:
            self._connection.request("GET" if ask.body is None else "POST", ask.path, ask.body, ask.headers)
            response = self._connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return Answer(0, b"", (time.perf_counter() - begun) * 1000)
        taken = (time.perf_counter() - begun) * 1000
        return Answer(response.status, body, taken, response.getheader("Content-Encoding") == "gzip")

    def close(self) -> None:
        self._connection.close()


def load(
    port: int,
    asks: Sequence[Ask],
    clients: int,
    warming: Sequence[Ask] = (),
    begin: Callable[[], None] = lambda: None,
) -> Load:
    """Ask each of `asks` once, dealt out among so many clients that begin together.

    Before that every client asks `warming`: a server may have several processes, and each connection stays with one.
    `begin` is called once when all of them have.
    """
    barrier = Barrier(clients, begin)
    with ThreadPoolExecutor(clients) as pool:
        shares = [asks[number::clients] for number in range(clients)]
        done = list(pool.map(lambda share: _client(port, warming, barrier.wait, share), shares))
    seconds = max(end for _, end, _ in done) - min(begun for begun, _, _ in done)
    answers = [done[place % clients][2][place // clients] for place in range(len(asks))]
    return Load(answers, seconds)


def _client(
    port: int, warming: Sequence[Ask], ready: Callable[[], object], share: Sequence[Ask]
) -> tuple[float, float, list[Answer]]:
    """When a client began and ended, and its answers."""
    client = Client(port)
    for ask in warming:
        client.ask(ask)
    ready()
    begun = time.perf_counter()
    answers = [client.ask(ask) for ask in share]
    ended = time.perf_counter()
    client.close()
    return begun, ended, answers
