"""A change that is killed at any moment: the index has the state before it or after it, and the next one clears up.

Of two hundred articles, by the engine alone; whole runs are killed by benchmarks.faults (test_kills.py).
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.engines.contract import Engine, Every, Request
from tests.conftest import ROOT
from tests.contract.documents import document
from tests.in_process import IN_PROCESS, opened

KILLS = 4
ARTICLES = 200

CHANGE = """
import sys
from pathlib import Path
from tests.contract.documents import document
from tests.in_process import opened
engine, place, number = sys.argv[1:]
documents = [document(f"{number}-{at}", f"말 {number} " * 200) for at in range(%d)]
print("ready", flush=True)
with opened(engine, Path(place)).writer("test") as writer:
    writer.remove(f"{int(number) - 1}.txt")
    writer.put(f"{number}.txt", number.encode(), documents)
print("done", flush=True)
"""
"""Replaces the one source by the next, in a process of its own."""


@pytest.mark.parametrize("name", IN_PROCESS)
def test_a_change_that_is_killed_shows_as_a_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    chance, place, number = random.Random(307), tmp_path / "index", 0
    change(name, place, number)
    takes = timed(name, place, number + 1)
    number += 1
    for _ in range(KILLS):
        change(name, place, number + 1, kill_after=chance.uniform(0, 1.2 * takes))
        number = state(opened(name, place), number)
        change(name, place, number + 1)
        number += 1
        assert state(opened(name, place), number) == number, "the change after a killed one"
        assert len(list(place.iterdir())) == 3, "the lock, the pointer and one index"


def timed(name: str, place: Path, number: int) -> float:
    started = time.monotonic()
    change(name, place, number)
    return time.monotonic() - started


def change(name: str, place: Path, number: int, kill_after: float | None = None) -> None:
    """Index source `number` in place of the one before it; kill the process so many seconds after it began to write."""
    command = [sys.executable, "-c", CHANGE % ARTICLES, name, str(place), str(number)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        said = process.stdout.read()
    assert kill_after is not None or said == "done\n"


def state(engine: Engine, before: int) -> int:
    """The number of the source that the index holds, whole and alone: the one from before, or the next."""
    snapshot = engine.snapshot()
    ((source, record),) = snapshot.sources().items()
    number = int(record)
    assert source == f"{number}.txt" and number in (before, before + 1)
    hits = snapshot.search(Request(Every(), limit=2 * ARTICLES)).hits
    assert {hit.key for hit in hits} == {f"{number}-{at}" for at in range(ARTICLES)}
    assert snapshot.stored([hits[0].key]) == [document(hits[0].key, f"말 {number} " * 200).stored]
    return number
