"""A run as a table: what was asked and answered, how long it took, what broke a law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.hostile.asking import SLOWEST, Answer
from benchmarks.hostile.run import Run

SHOWN = 10
"""Requests that are shown of those that broke a law."""


def report(engine: str, run: Run, worked: float, again: Sequence[tuple[Answer, float]]) -> str:
    """Lines of Markdown; `worked` are seconds that processors worked for the server from its start to its end."""
    seconds, refused = run.seconds, run.answers - run.statuses[200]
    rows = (
        ("requests", f"{run.answers:,}"),
        ("answered with 200", f"{run.statuses[200]:,}"),
        ("refused or elsewhere", f"{refused:,} ({_by_status(run)})"),
        ("laws broken", f"{len(run.broken):,}"),
        ("of them 5xx but limits", f"{sum(1 for each in run.broken if each.status >= 500 or not each.status):,}"),
        ("median, p99, slowest by the clock", f"{_at(seconds, 0.5)}, {_at(seconds, 0.99)}, {_at(seconds, 1)} ms"),
        ("processor time of the server", f"{worked:,.0f} s, {worked / max(1, run.answers) * 1000:.1f} ms a request"),
        (f"over {SLOWEST:.0f} s", f"{sum(1 for each in seconds if each > SLOWEST):,}"),
        (f"over {SLOWEST:.0f} s when the slowest {len(again)} of them were asked again alone", _over(again)),
        ("slowest of those again, by the clock and by processors", _slowest(again)),
        ("memory at the start, highest, at the end", ", ".join(f"{each:.0f} MB" for each in _memory(run))),
    )
    lines = [f"| {engine} | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)]
    return "\n".join([*lines, "", *_routes(run), "", *_faults(run, again)])


def _by_status(run: Run) -> str:
    return ", ".join(f"{status}: {count:,}" for status, count in sorted(run.statuses.items()) if status != 200)


def _at(ascending: Sequence[float], share: float) -> str:
    return f"{ascending[min(len(ascending) - 1, int(share * len(ascending)))] * 1000:.0f}" if ascending else "–"


def _slowest(again: Sequence[tuple[Answer, float]]) -> str:
    if not again:
        return "none was"
    by_clock, by_processor = max(answer.seconds for answer, _ in again), max(worked for _, worked in again)
    return f"{by_clock:.2f} s, {by_processor:.2f} s"


def _over(again: Sequence[tuple[Answer, float]]) -> str:
    return f"{sum(1 for each, _ in again if each.seconds > SLOWEST):,}"


def _memory(run: Run) -> tuple[float, float, float]:
    return run.memory[0], max(run.memory), run.memory[-1]


def _routes(run: Run) -> Iterable[str]:
    yield "| answered with 200 | requests | median ms | p99 ms | slowest ms |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for route, found in sorted(run.routes.items(), key=lambda item: -len(item[1])):
        seconds = sorted(found)
        yield f"| `{route}` | {len(seconds):,} | {_at(seconds, 0.5)} | {_at(seconds, 0.99)} | {_at(seconds, 1)} |"


def _faults(run: Run, again: Sequence[tuple[Answer, float]]) -> Iterable[str]:
    for answer in run.broken[:SHOWN]:
        yield f"{answer.broken}: {answer.ask}"
    for answer, worked in sorted(again, key=lambda each: -each[0].seconds)[:SHOWN]:
        yield f"{answer.seconds:.2f} s by the clock, {worked:.2f} s of processors, {answer.status}: {answer.ask}"
