"""Writing an archive to an engine: what the engine takes for it, without the analysis and without making documents."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from archive.completion import table
from archive.completion.table import Table
from archive.documents import restored
from archive.engines.contract import Engine, Writer
from archive.fingerprint import FINGERPRINT
from benchmarks.scale.file import Source, about, read
from benchmarks.scale.measure import forget_peak, memory, worked


class _Clock:
    """Seconds that pass in what is measured, and seconds of this process's processors that do not belong to it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.beside = 0.0

    def put(self, writer: Writer, source: Source) -> None:
        worked_before = time.thread_time()
        documents = [restored(stored) for stored in source.stored]
        self.beside += time.thread_time() - worked_before
        started = time.perf_counter()
        writer.put(source.name, source.record, documents)
        self.seconds += time.perf_counter() - started


def build(engine: Engine, file: Path, pid: int | None, told: Callable[[int], None]) -> dict[str, Any]:
    """Write the archive of a file from nothing in one change, documents ready before each call.

    `seconds` pass inside the engine's calls, `commit` of them in the last; what it does in other threads while the
    next documents are made ready costs none. `worked` are seconds of processors, the server's too, that count all.
    Memory in megabytes: `before`, when it `ends`, the `peak`; of the `server` (process `pid`) where there is one.
    """
    clock, before, done = _Clock(), memory().resident, 0
    server_before = _begin(pid)
    begun = time.process_time()
    with ExitStack() as change:
        writer = change.enter_context(engine.writer(FINGERPRINT, rebuild=True))
        for source in read(file):
            clock.put(writer, source)
            done += len(source.stored)
            told(done)
        # Completions would be counted from all articles; here nobody types.
        writer.keep(table.KEPT, Table([], [], str).as_bytes())
        started = time.perf_counter()
        change.close()
        commit = time.perf_counter() - started
    own = time.process_time() - begun - clock.beside
    of_server = worked(pid) - server_before if pid else 0.0
    resident, peak = memory()
    return {
        "seconds": clock.seconds + commit,
        "commit": commit,
        "worked": own + of_server,
        "before": before,
        "ends": resident,
        "peak": peak,
        "server": memory(pid)._asdict() if pid else None,
        "load": os.getloadavg()[0],
    }


def replace_last(engine: Engine, file: Path) -> tuple[float, int]:
    """Seconds in which an editor's correction of the newest source is in the index, and the articles of that source."""
    source = next(read(file, about(file).starts[-1]))
    documents = [restored(stored) for stored in source.stored]
    started = time.perf_counter()
    with engine.writer(FINGERPRINT) as writer:
        writer.put(source.name, source.record, documents)
    return time.perf_counter() - started, len(documents)


def _begin(pid: int | None) -> float:
    if pid is None:
        return 0.0
    forget_peak(pid)
    return worked(pid)
