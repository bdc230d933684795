"""From the start of a server to its first answer: with what it reads in memory, and with all of that forgotten."""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers import opensearch
from benchmarks.peers.archives import Place
from benchmarks.peers.servers import ROOT
from benchmarks.peers.sides import Side

TIMES = 3
"""Warm starts, of which the middle one counts."""


def started(place: Place, side: Side) -> dict[str, Any]:
    """Seconds until a search is answered: `cold`, and `warm` after it."""
    forget([*side.files(place), *_programs()])
    cold = _seconds(place, side)
    return {"cold": cold, "warm": statistics.median(_seconds(place, side) for _ in range(TIMES))}


def forget(places: Iterable[Path]) -> None:
    """Have the system drop what it holds of these files and folders, but for what other processes have mapped."""
    for path in _files(places):
        handle = os.open(path, os.O_RDONLY)
        try:
            # What is not written yet would stay.
            os.fdatasync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def _seconds(place: Place, side: Side) -> float:
    with side.start(place) as server:
        return server.started


def _programs() -> list[Path]:
    """Seogo, Python with its packages (Datasette and the jars of OpenSearch among them), and Java."""
    java = [opensearch.VERSION.java.parents[1]] if opensearch.VERSION.java else []
    packages = [ROOT / name for name in ("archive", "indexer", "webui", "seogo.py")]
    return [*packages, Path(sys.prefix), Path(os.__file__).parent, *java]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        found = place.rglob("*") if place.is_dir() else (place,)
        yield from (path for path in found if path.is_file() and not path.is_symlink())
