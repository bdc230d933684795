"""`seogo index` as an operator runs it: a process of its own with a terminal, watched, and stopped if need be."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.volume_memory import Memory, Peaks

SEOGO = (sys.executable, str(Path(__file__).resolve().parents[1] / "seogo.py"))
_LINES, _COLUMNS = 40, 120
_BAR = re.compile(r"(\d+)/\d+호(?:, 약 (?:(\d+)시간 )?(?:(\d+)분)?(?:(\d+)초)? 남음)?")


class Told(NamedTuple):
    """The bar at a moment: files done, and the seconds left that it gave; none where it gave none."""

    seconds: float
    done: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did: `report` is its JSON, empty if it was stopped; `shown` is all that its terminal showed.

    `seconds` is wall time of the whole process; `told` is each bar with the seconds after which it was seen.
    """

    status: int
    seconds: float
    report: dict[str, Any]
    shown: str
    told: Sequence[Told]
    peaks: Peaks

    @property
    def done(self) -> int:
        """Files that the bar counted last."""
        return self.told[-1].done if self.told else 0


def index(corpus: Path, place: Path, *options: str, stop_at: int | None = None) -> Run:
    """Run `seogo index`; once the bar counts `stop_at` files, press Ctrl+C."""
    command = [*SEOGO, "index", "--json", "--corpus", str(corpus), "--index", str(place), *options]
    started = time.perf_counter()
    # A shell lets what it starts in the background ignore Ctrl+C, and all that this starts in its turn.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with _terminal() as (ours, theirs):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True)
        os.close(theirs)
        memory = Memory(process.pid)
        memory.start()
        chunks = list(_watched(process, ours, stop_at, started))
        report, _ = process.communicate()
    seconds, peaks = time.perf_counter() - started, memory.stop()
    shown = "".join(text for _, text in chunks)
    return Run(process.returncode, seconds, json.loads(report or "{}"), shown, list(_told(chunks)), peaks)


def _watched(
    process: subprocess.Popen[str], terminal: int, stop_at: int | None, started: float
) -> Iterator[tuple[float, str]]:
    """What the terminal shows, piece by piece, with the seconds since the start."""
    for chunk in _read(process, terminal):
        seconds = time.perf_counter() - started
        yield seconds, chunk
        if stop_at is not None and any(told.done >= stop_at for told in _told([(seconds, chunk)])):
            process.send_signal(signal.SIGINT)
            stop_at = None


def _read(process: subprocess.Popen[str], terminal: int) -> Iterator[str]:
    while True:
        ended = process.poll() is not None
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                yield os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:
                # Linux says so when the last process that has the terminal has ended.
                return
        elif ended:
            return


def _told(chunks: Sequence[tuple[float, str]]) -> Iterator[Told]:
    for seconds, text in chunks:
        for done, *parts in _BAR.findall(text):
            hours, minutes, rest = (int(part or 0) for part in parts)
            yield Told(seconds, int(done), hours * 3600 + minutes * 60 + rest if any(parts) else None)


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal; the caller closes the second."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (_LINES, _COLUMNS))
    try:
        yield ours, theirs
    finally:
        os.close(ours)
