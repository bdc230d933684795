"""What the site can tell of itself, for Prometheus: what its workers counted, the index, and its processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from archive.engines.contract import Standing
from archive.results import Overview
from webui.observing.counters import BOUNDS, Counters
from webui.observing.exposition import Histogram, Metric, Sample

A_DAY = 24 * 60 * 60


def counted(counters: Counters) -> Iterator[Metric | Histogram]:
    """Requests by route, and what happened since the site was opened."""
    rows = list(counters.rows())
    requests = [({"route": row.route, "status": each}, count) for row in rows for each, count in row.by_status.items()]
    yield Metric("seogo_requests_total", "counter", "Answers by route and status.", requests)
    times = [({"route": row.route}, row.by_step, row.seconds) for row in rows]
    about = "Seconds from the first glance at a request until its answer is made, by route."
    yield Histogram("seogo_request_seconds", about, BOUNDS, times)
    events = counters.events()
    kept = [({"answer": name}, events[name]) for name in ("kept", "made")]
    yield Metric("seogo_kept_answers_total", "counter", "Answers that were kept from before, or had to be made.", kept)
    for event, about in (
        ("nothing_found", "Searches that no article has all words of."),
        ("slow", "Answers that took longer than the setting slow_ms."),
        ("faults", "Requests that met a fault of the program; the log has its traceback."),
    ):
        yield Metric(f"seogo_{event}_total", "counter", about, [({}, events[event])])


def of_index(overview: Overview, standing: Standing | None, today: date) -> Iterator[Metric]:
    """The archive as it is asked now."""
    info = {"engine": overview.engine, "generation": overview.generation}
    yield Metric("seogo_index_info", "gauge", "The engine, and the generation that is shown; always 1.", [(info, 1)])
    yield _gauge("seogo_articles", "Articles in the index.", overview.articles)
    yield _gauge("seogo_issues", "Issues in the index.", len(overview.issues))
    newest = max((issue.date for issue in overview.issues if issue.date), default=None)
    if newest:
        age = (today - newest).days * A_DAY
        yield _gauge("seogo_newest_issue_age_seconds", "Seconds since the day of the newest issue.", age)
    if standing:
        yield _gauge("seogo_index_bytes", "Size of the index.", standing.size)
        yield _gauge(
            "seogo_index_written_timestamp_seconds", "When the index was last changed.", standing.written.timestamp()
        )


def of_processes(counters: Counters) -> Iterator[Metric]:
    """The processes that answer: place 0 holds the port, or is the only one."""
    alive = list(counters.processes())
    workers = [each for each in alive if each.place] or alive
    yield _gauge("seogo_workers", "Processes that answer.", len(workers))
    begun = [({"worker": str(each.place)}, each.begun) for each in alive]
    yield Metric("seogo_worker_start_time_seconds", "gauge", "When a process began.", begun)
    memory = "Memory of a process, that which it shares with others too."
    yield Metric("seogo_worker_resident_memory_bytes", "gauge", memory, _sizes([(e.place, e.pid) for e in alive]))


def up(is_up: bool) -> Metric:
    """Whether the archive can answer."""
    return _gauge("seogo_up", "1 if there is an index to ask.", int(is_up))


def today() -> date:
    return datetime.now(UTC).date()


def _sizes(processes: Iterable[tuple[int, int]]) -> list[Sample]:
    sizes = ((str(place), _resident(pid)) for place, pid in processes)
    return [({"worker": place}, size) for place, size in sizes if size is not None]


def _resident(pid: int) -> int | None:
    """Bytes of memory of a process; None where the system does not tell (Linux does)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _gauge(name: str, about: str, value: float) -> Metric:
    return Metric(name, "gauge", about, [({}, value)])
