"""A run: so many requests to a server that is running, by several clients, and what came of them."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from benchmarks.hostile.addresses import Addresses, Ask
from benchmarks.hostile.asking import SLOWEST, Answer, Client

MOST_AGAIN = 50
"""Answers that took too long and are asked for again, alone, the slowest first: a machine has other work too."""

EVERY = 1000
"""Answers between two looks at the server's memory."""


@dataclass(slots=True)
class Run:
    """What came of a run: how often each status and each route was answered, what broke a law, what was slow.

    `seconds` are those of all answers, in ascending order once it is done; `memory` is the server's in megabytes.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    routes: dict[str, list[float]] = field(default_factory=dict)
    broken: list[Answer] = field(default_factory=list)
    slow: list[Answer] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def answers(self) -> int:
        return sum(self.statuses.values())

    @property
    def seconds(self) -> list[float]:
        return sorted(second for of_route in self.routes.values() for second in of_route)

    @property
    def slowest(self) -> list[Answer]:
        """Those that are asked for again."""
        return sorted(self.slow, key=lambda answer: -answer.seconds)[:MOST_AGAIN]

    def take(self, answer: Answer) -> None:
        """Count an answer."""
        self.statuses[answer.status] += 1
        self.routes.setdefault(answer.ask.route if answer.status == 200 else "others", []).append(answer.seconds)
        if answer.broken:
            self.broken.append(answer)
        if answer.seconds > SLOWEST:
            self.slow.append(answer)


def asked(
    port: int,
    makers: Sequence[Addresses],
    each: int,
    memory: Callable[[], float],
    told: Callable[[Run], None],
    until: float = math.inf,
) -> Run:
    """Let each maker's requests be asked by a client of its own, `each` of them, or fewer where `until` (s of the
    monotonic clock) comes first."""
    run, lock = Run(memory=[memory()]), Lock()

    def ask_all(addresses: Addresses) -> None:
        client = Client(port)
        for _ in range(each):
            if time.monotonic() > until:
                break
            answer = client.get(addresses.ask())
            with lock:
                run.take(answer)
                if run.answers % EVERY == 0:
                    run.memory.append(memory())
                    told(run)
        client.close()

    with ThreadPoolExecutor(len(makers)) as pool:
        list(pool.map(ask_all, makers))
    run.memory.append(memory())
    return run


def alone(port: int, worked: Callable[[], float], asks: Iterable[Ask]) -> list[tuple[Answer, float]]:
    """Each of these asked by itself: its answer, and seconds of processors for it."""
    client, found = Client(port), []
    for ask in asks:
        before = worked()
        answer = client.get(ask)
        found.append((answer, worked() - before))
    client.close()
    return found
