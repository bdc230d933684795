"""The same queries to every side: milliseconds of each answer, and in how many there was something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.peers.archives import Place, rows
from benchmarks.peers.clients import Ask, Load, load
from benchmarks.peers.queries import drawn
from benchmarks.peers.sides import Side, Way, body
from benchmarks.scale.measure import percentiles

WARMING = 50
"""Queries that a server is asked before time is taken; none of them comes again."""


def queries(place: Place, count: int, seed: int) -> tuple[list[str], list[str]]:
    """Those that warm up, and `count` that are measured."""
    texts = [row.text for row in rows(place.rows)]
    found = [query for _, query in drawn(texts, WARMING + count, seed)]
    return found[:WARMING], found[WARMING:]


def asked(
    place: Place, side: Side, way: Way, clients: int, warming: Sequence[str], some: Sequence[str]
) -> dict[str, Any]:
    """What came out of one way to ask a side, which is started for it: times, errors, memory after the queries.

    `worked` are milliseconds of processors for each query, which tell more than the clock on a machine that is busy.
    """
    with side.start(place) as server:
        worked: list[float] = []
        warm = _asks(way, warming) * side.rounds
        done = load(server.port, _asks(way, some), clients, warm, lambda: worked.append(server.worked()))
        each = (server.worked() - worked[0]) / len(some) * 1000
        return {"started": server.started, "worked": each, **server.memory(), **summary(done, way)}


def summary(done: Load, way: Way) -> dict[str, Any]:
    """Percentiles in milliseconds, answers a second, mean bytes sent; `errors` counts all but status 200."""
    right = [answer for answer in done.answers if answer.status == 200]
    return {
        **percentiles([answer.milliseconds for answer in right] or [float("nan")]),
        "a_second": len(right) / done.seconds,
        "errors": len(done.answers) - len(right),
        "found": sum(way.found(body(answer)) for answer in right),
        "asked": len(done.answers),
        "sent": sum(len(answer.body) for answer in right) / max(1, len(right)),
    }


def _asks(way: Way, some: Sequence[str]) -> list[Ask]:
    return [way.ask(query) for query in some]
