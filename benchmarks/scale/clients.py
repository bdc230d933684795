"""Several clients that ask at once, each its own questions, every question once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Barrier
from typing import Generic, TypeVar

from archive.engines import open_engine
from archive.engines.contract import Request
from archive.settings import Settings
from benchmarks.scale.measure import memory

T = TypeVar("T")

WITH_THREADS = ("tantivy", "opensearch")
"""Engines whose clients are threads of one process, as those of a server are: what takes long happens in Rust without
Python's lock, or on another machine. Whoosh is Python throughout, so that threads would take turns: its clients are
processes, each with the index open, as several servers behind one address are."""

WARMING = 13
"""Questions that a client asks before time is taken."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked, and under which name its time is counted."""

    kind: str
    what: T


@dataclass(frozen=True, slots=True)
class Answers:
    """(kind, milliseconds) of each answer, seconds from the first question to the last answer, and the resident memory
    of each process that asked, in megabytes."""

    times: list[tuple[str, float]]
    seconds: float
    resident: list[float]


def by_threads(ask: Callable[[T], object], questions: Sequence[Question[T]], clients: int, within: float) -> Answers:
    """Answers to clients that are threads of this process, in some `within` seconds.

    Each kind has its part of that time; what of a kind is left when it is used up is not asked.
    """
    barrier = Barrier(clients)
    with ThreadPoolExecutor(clients) as pool:
        shares = [questions[number::clients] for number in range(clients)]
        done = list(pool.map(lambda share: _client(ask, share, barrier.wait, within), shares))
    return _together(done, [memory().resident])


def by_processes(settings: Settings, questions: Sequence[Question[Request]], clients: int, within: float) -> Answers:
    """The same, to clients that are processes with an engine each."""
    context = get_context("spawn")
    initial = settings, context.Barrier(clients)
    with ProcessPoolExecutor(clients, context, _open, initial) as pool:
        shares = [questions[number::clients] for number in range(clients)]
        done = list(pool.map(_client_process, shares, [within] * clients))
    return _together([part for part, _ in done], [resident for _, resident in done])


_Part = tuple[float, float, list[tuple[str, float]]]
"""When a client began and ended, and its times."""


def _client(
    ask: Callable[[T], object], share: Sequence[Question[T]], ready: Callable[[], object], within: float
) -> _Part:
    for question in share[:WARMING]:
        ask(question.what)
    ready()
    begun = ended = time.perf_counter()
    kinds = {question.kind for question in share}
    spent = dict.fromkeys(kinds, 0.0)
    times = []
    for question in share[WARMING:]:
        if spent[question.kind] * len(kinds) < within:
            started = time.perf_counter()
            ask(question.what)
            ended = time.perf_counter()
            spent[question.kind] += ended - started
            times.append((question.kind, (ended - started) * 1000))
    return begun, ended, times


def _together(parts: Sequence[_Part], resident: list[float]) -> Answers:
    times = [each for _, _, of_client in parts for each in of_client]
    return Answers(times, max(end for _, end, _ in parts) - min(begun for begun, _, _ in parts), resident)


_asking: list[tuple[Callable[[Request], object], Callable[[], object]]] = []
"""What this process asks, and what it waits for before it begins."""


def _open(settings: Settings, barrier: Barrier) -> None:
    _asking.append((open_engine(settings).snapshot().search, barrier.wait))


def _client_process(share: Sequence[Question[Request]], within: float) -> tuple[_Part, float]:
    ask, ready = _asking[0]
    return _client(ask, share, ready, within), memory().resident
