"""Memory and processor time of this process and of a server on this machine, and percentiles of times."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

_PROC = Path("/proc")
_LISTENING = "0A"
"""State of a socket in /proc/net/tcp that waits for connections."""


class Memory(NamedTuple):
    """Megabytes (10^6 bytes) in place now, and the most there ever were."""

    resident: float
    peak: float


def memory(pid: int | None = None) -> Memory:
    """The memory of a process, this one if none is named. Files that are mapped into it are counted with it."""
    status = (_PROC / str(pid or os.getpid()) / "status").read_text(encoding="ascii")
    sizes = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    resident, peak = (int(sizes[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
    return Memory(resident, peak)


def forget_peak(pid: int) -> None:
    """Let the peak of a process begin again at what is in place now, where we may."""
    with suppress(OSError):
        (_PROC / str(pid) / "clear_refs").write_text("5", encoding="ascii")


def worked(pid: int) -> float:
    """Seconds that processors have worked for a process."""
    fields = (_PROC / str(pid) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def server(url: str) -> int | None:
    """The process that listens on the port of an address; None where that is elsewhere, or not ours to see."""
    parts = urlsplit(url)
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return None
    wanted = {f"socket:[{inode}]" for inode in _inodes(parts.port or 80)}
    return next((pid for pid in _pids() if wanted & set(_open_of(pid))), None)


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99, between two values where none stands there; of one value, that."""
    if len(milliseconds) < 2:
        return dict.fromkeys(("p50", "p95", "p99"), *milliseconds)
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}


def _inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        for line in (_PROC / "net" / table).read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _pids() -> Iterator[int]:
    return (int(path.name) for path in _PROC.iterdir() if path.name.isdecimal())


def _open_of(pid: int) -> Iterator[str]:
    with suppress(OSError):
        for handle in (_PROC / str(pid) / "fd").iterdir():
            with suppress(OSError):
                yield str(handle.readlink())
