"""Programs that are run to their end: seconds by the clock, seconds of processors, and what they said."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.peers.servers import ROOT, environment

SEOGO = (sys.executable, str(ROOT / "seogo.py"))
PYTHON = (sys.executable, "-m")


@dataclass(frozen=True, slots=True)
class Ran:
    """`worked` is the processor time of the program and of all that it waited for."""

    seconds: float
    worked: float
    said: str


def run(*command: str) -> Ran:
    """Run a program. Raises SystemExit where it fails."""
    before, begun = _worked(), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    seconds, worked = time.perf_counter() - begun, _worked() - before
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: 끝나지 못했습니다 ({done.returncode}).\n{done.stderr[-2000:]}")
    return Ran(seconds, worked, done.stdout)


def index(corpus: object, place: object, engine: str, *more: str) -> Sequence[str]:
    """The command `seogo index` over a corpus."""
    return [*SEOGO, "index", "--json", "--corpus", str(corpus), "--index", str(place), "--engine", engine, *more]


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
