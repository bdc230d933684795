"""`seogo index` on a disk that is full: at every number of free pages from none to more than it needs.

1. a run that finds no room says so in one sentence, ends with 1, and leaves the index as it was
2. a run that says it has done its work has done all of it
3. once there is room, the next run comes to its end, and nothing of the failed ones is left
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.faults.corpus import ACTIONS, Corpus
from benchmarks.faults.forked import Holder
from benchmarks.faults.runs import Runs
from benchmarks.faults.state import differences

KINDS = ("first", "all three", "rebuild")
"""Kinds of runs that are tried (benchmarks.faults.corpus)."""

PAGE = 4096
ROOM = 16_000_000
"""Bytes of the disk."""

ENOUGH = 3
"""After so many sizes in a row with which a run came to its end, larger ones are not tried."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One size: the kind of run, free bytes, whether the run said that it had done its work, and what was wrong."""

    kind: str
    free: int
    done: bool
    wrong: str


class FullDisk:
    """Runs on a small disk that is mounted at `disk`; needs the right to mount one."""

    def __init__(self, holder: Holder, engine: str, place: Path, seed: int) -> None:
        self._disk, self._saved = place / "disk", place / "saved"
        chance = random.Random(f"{engine} {seed}")
        (place / "temp").mkdir()
        self._runs = Runs(holder, engine, Corpus(place / "corpus", chance), self._disk / "index", place / "temp")

    def sweep(self, step: int) -> Iterator[Tried]:
        """Every kind of run with every `step`th number of free pages."""
        for kind in KINDS:
            with mounted(self._disk):
                self._runs.finish()
                before: Any = self._runs.state()
                shutil.rmtree(self._saved, ignore_errors=True)
                shutil.copytree(self._runs.index, self._saved)
            self._runs.corpus.do(ACTIONS[kind])
            after, in_a_row, pages = self._runs.undisturbed(), 0, 0
            while in_a_row < ENOUGH:
                with mounted(self._disk):
                    tried = self._tried(kind, pages * PAGE, None if kind == "first" else before, after)
                yield tried
                in_a_row = in_a_row + 1 if tried.done else 0
                pages += step

    def _tried(self, kind: str, free: int, before: Any, after: Any) -> Tried:
        if before is not None:
            shutil.copytree(self._saved, self._runs.index)
        fill(self._disk, free)
        run = self._runs.start(["--rebuild"] if kind == "rebuild" else [])
        run.read_all()
        status, said = run.wait(), self._runs.said()
        wrong = [] if status == 0 or ("가득" in said and len(said.splitlines()) == 1) else [f"said {said[-400:]!r}"]
        found, due = self._runs.state(), after if status == 0 else before
        wrong += [f"ended with {status} and holds other {differences(found, due)}"] if found != due else []
        (self._disk / "filler").unlink()
        self._runs.finish()
        if (found := self._runs.state()) != after:
            wrong.append(f"the next run: other {differences(found, after)}")
        wrong += self._runs.strewn()
        return Tried(kind, free, status == 0, f"{kind}, {free} bytes free: {'; '.join(wrong)}" if wrong else "")


@contextmanager
def mounted(place: Path) -> Iterator[None]:
    """An empty disk in memory, gone with the block."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path, free: int) -> None:
    """Leave so many bytes, a whole number of pages."""
    state = os.statvfs(disk)
    with (disk / "filler").open("wb") as filler:
        filler.write(bytes(state.f_bavail * state.f_frsize - free))


def table(engine: str, tried: list[Tried]) -> str:
    """As Markdown: for each kind of run the sizes that were tried, and which were enough."""
    lines = [f"| {engine}: run | sizes | refused, up to | done, from | not as it should be |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for kind in KINDS:
        own = [each for each in tried if each.kind == kind]
        refused, done = ([each.free for each in own if each.done is how] for how in (False, True))
        wrong = sum(bool(each.wrong) for each in own)
        most, least = (f"{max(refused) // 1024} KB" if refused else "–"), f"{min(done) // 1024} KB"
        lines.append(f"| {kind} | {len(own)} | {len(refused)}, {most} | {len(done)}, {least} | {wrong} |")
    return "\n".join([*lines, *(each.wrong for each in tried if each.wrong), ""])
