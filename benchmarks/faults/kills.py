"""`seogo index` killed at a moment drawn by chance, and what has to hold after it.

    1. no process is left over
    2. the index opens and is, in all that it holds and answers, what it was before the run or what it was to become
    3. the next run comes to its end, and then it is what an index is that was made of the same files undisturbed
    4. the temp folder is empty, and so is the index folder but for the lock, the pointer and one index

Runs last for a second or two: one that lasts for minutes commits once a minute (tests/test_resume.py).
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.faults.corpus import Corpus
from benchmarks.faults.forked import Holder
from benchmarks.faults.moments import Moment, Moments
from benchmarks.faults.run import COMMITTING, NOTE, READING, notes
from benchmarks.faults.runs import Runs
from benchmarks.faults.state import differences
from benchmarks.volume_memory import tree

PATIENCE = 30.0
"""Seconds in which the workers of a killed run have to end by themselves, and a run has to come to its commit."""

UNTOUCHED, BECOMING = "old", "new"

FRESH = ("first", "rebuild")
"""Kinds of runs that make an index from nothing."""

MOST_FILES = 60
"""Files of an index of a few dozen articles, at most; what one killed run leaves is a dozen."""


@dataclass(frozen=True, slots=True)
class Round:
    """One kill: of what kind of run, at what kind of moment, whether its workers were killed too; how far the run was
    (a phase of benchmarks.faults.run, None if it had ended by itself), what the index held then, and what was wrong."""

    number: int
    action: str
    way: str
    workers_too: bool
    phase: int | None
    held: str
    wrong: str


class Kills:
    """Kills in a folder of its own, which holds the corpus and the index."""

    def __init__(self, holder: Holder, engine: str, place: Path, seed: int) -> None:
        self._chance = random.Random(f"{engine} {seed}")
        self._moments = Moments(self._chance)
        corpus = Corpus(place / "corpus", self._chance)
        self._runs = Runs(holder, engine, corpus, place / "index", place / "temp")
        self._runs.scratch.mkdir()
        self._before = self._come_to_its_end(FRESH)

    def round(self, number: int) -> Round:
        """Change the corpus, kill the run that takes it in, and see what has become of the index."""
        action = self._runs.corpus.change()
        if action == "first":
            shutil.rmtree(self._runs.index)
            self._before = None
        after = self._runs.undisturbed()
        moment, workers_too = self._moments.draw(action), self._chance.random() < 0.5
        phase = self._killed(action, moment, workers_too)
        wrong = [f"left over: processes {left}"] if (left := self._runs.holder.left_over(PATIENCE)) else []
        found = self._runs.state()
        held = UNTOUCHED if found == self._before else BECOMING if found == after else "neither"
        if held == "neither":
            wrong.append(f"not as before: {differences(found, self._before)}, nor after: {differences(found, after)}")
        self._before = self._come_to_its_end([action] if held == UNTOUCHED else [])
        if self._before != after:
            wrong.append(f"the next run: other {differences(self._before, after)}")
        wrong += self._runs.strewn()
        told = f"round {number}, {action}, {moment}: {'; '.join(wrong)}" if wrong else ""
        if told:
            print(told, flush=True)
        return Round(number, action, moment.way, workers_too, phase, held, told)

    def at_the_end(self) -> list[str]:
        """What is wrong after one more run that has something to write: files that killed runs have left are gone."""
        while self._runs.corpus.change() == "first":
            pass
        after = self._runs.undisturbed()
        wrong = [] if self._come_to_its_end([]) == after else ["the last run: another state"]
        files = _files(self._runs.index)
        return [*wrong, f"files have piled up: {files}"] if files > MOST_FILES else wrong

    def _come_to_its_end(self, actions: Sequence[str]) -> Any:
        """The state of the index after a run that nobody disturbs; it shows how long these actions take."""
        began = time.monotonic()
        said = list(notes(self._runs.finish()))
        for action in actions:
            self._moments.learn(action, began, time.monotonic(), said)
        return self._runs.state()

    def _killed(self, action: str, moment: Moment, workers_too: bool) -> int | None:
        """How far the run was when it was killed."""
        run = self._runs.start(["--rebuild"] if action == "rebuild" else [], moment.operation)
        began, said, phase = time.monotonic(), b"", READING
        until = began + (moment.after if moment.way == "any moment" and moment.after is not None else PATIENCE)
        while (left := until - time.monotonic()) > 0:
            if not select.select([run.out], [], [], left)[0]:
                break
            data = os.read(run.out, NOTE.size)
            if not data:
                break
            said += data
            phase = list(notes(said))[-1][0]
            if phase == COMMITTING and moment.way == "moment of the commit" and moment.after is not None:
                until = time.monotonic() + moment.after
        workers = list(tree(run.pid))[1:] if workers_too else []
        # A fork leads no group yet in its first moment.
        os.kill(run.pid, signal.SIGKILL)
        for group in (run.pid, *workers):
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        said += run.read_all()
        return None if run.wait() == 0 else max((note[0] for note in notes(said)), default=READING)


def _files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))
