"""Memory of a process and of all that it has started, looked at twice a second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

EVERY = 0.5
"""Seconds from one look to the next."""

_PROC = Path("/proc")


@dataclass(slots=True)
class Peaks:
    """The highest that was seen, in megabytes (10^6 bytes).

    `pss` is the sum over the tree of each process's share: pages that several processes have are counted once.
    `rss` is the sum with such pages counted for each. `first` and `other` are the share of the process itself and of
    the biggest of those it has started; `at_peak` are the shares of all when their sum was highest, the first first.
    """

    pss: float = 0.0
    rss: float = 0.0
    first: float = 0.0
    other: float = 0.0
    processes: int = 0
    at_peak: list[float] = field(default_factory=list)


class Memory(Thread):
    """Looks at the tree below a process until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = Event()
        self.peaks = Peaks()

    def run(self) -> None:
        while not self._ended.wait(EVERY):
            self._look()

    def stop(self) -> Peaks:
        """The peaks; nothing is looked at any more."""
        self._ended.set()
        self.join()
        return self.peaks

    def _look(self) -> None:
        seen = [each for pid in tree(self._pid) if (each := shares(pid)) is not None]
        if not seen:
            return
        pss, rss, peaks = [each for each, _ in seen], [each for _, each in seen], self.peaks
        if sum(pss) > peaks.pss:
            peaks.pss, peaks.at_peak = sum(pss), pss
        peaks.rss = max(peaks.rss, sum(rss))
        peaks.first, peaks.other = max(peaks.first, pss[0]), max(peaks.other, *pss[1:], 0.0)
        peaks.processes = max(peaks.processes, len(pss))


def tree(pid: int) -> Iterator[int]:
    """A process and all below it, the process itself first; those that end meanwhile are left out."""
    yield pid
    with suppress(OSError):
        for task in (_PROC / str(pid) / "task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text(encoding="ascii").split():
                    yield from tree(int(child))


def shares(pid: int) -> tuple[float, float] | None:
    """PSS and RSS of a process in megabytes; none where it has ended."""
    try:
        rollup = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    sizes = {name: int(size) * 1024 / 1e6 for name, size in re.findall(r"^(\w+):\s+(\d+) kB", rollup, re.MULTILINE)}
    return (sizes["Pss"], sizes["Rss"]) if "Pss" in sizes else None
