"""Files that are made to do harm, against every reader, in a worker with the limits that `seogo index` gives it.

    python -m benchmarks.bombs [NAME...]

NAME is one of tests/making/bombs.py; all of them without one. Each is read by a worker of its own. Printed are its
size, what became of it, and what the worker took: seconds by the clock, and of processors.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import dataclass

from archive.errors import IssueError
from benchmarks.fuzz import outcome
from indexer.workers import File, Limits, Workers
from tests.making.bombs import BOMBS


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file; seconds by the clock and of processors, its message if it was not read."""

    outcome: str
    seconds: float
    cpu: float
    message: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = parser.parse_args().names or list(BOMBS)
    print(f"{'file':24}{'bytes':>12}{'':4}{'outcome':10}{'s':>8}{'cpu s':>8}")
    for name in names:
        data = BOMBS[name]()
        taken = take(File(name, data))
        print(
            f"{name:24}{len(data):>12,}{'':4}{taken.outcome:10}{taken.seconds:8.1f}{taken.cpu:8.1f}  {taken.message}",
            flush=True,
        )


def take(file: File, limits: Limits | None = None) -> Taken:
    """Read a file in a worker of its own, which is gone afterwards."""
    workers = Workers(1, limits or Limits())
    before, began = _cpu(), time.monotonic()
    try:
        (found,) = workers.parse_all([file])
    finally:
        seconds = time.monotonic() - began
        workers.close()
    return Taken(outcome(found), seconds, _cpu() - before, str(found) if isinstance(found, IssueError) else "")


def _cpu() -> float:
    """Processor seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
