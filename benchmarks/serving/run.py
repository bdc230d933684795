"""One run: a server, the load on it, and the changes beneath it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import served
from benchmarks.serving.changing import Changes, Place
from benchmarks.serving.kinds import requests
from benchmarks.serving.load import Load, Outcome
from benchmarks.serving.memory import Sample, Samples
from benchmarks.serving.states import State, write_base
from benchmarks.serving.times import Times

FEWEST_CHANGES = 2
"""Changes that a run goes on for, however short it is meant to be."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came out of a run of `seconds`.

    `articles` are those of the archive at its beginning; `changes` are the seconds of each `seogo index`; `failed` says
    why one did not end well.
    """

    engine: str
    seconds: float
    articles: int
    outcomes: tuple[Outcome, ...]
    changes: tuple[float, ...]
    memory: tuple[Sample, ...]
    failed: str

    @property
    def faults(self) -> list[Outcome]:
        """The answers that were not right."""
        return [each for each in self.outcomes if each.fault]


def run(folder: Path, engine: str, seconds: float, rate: float, issues: int, seed: int) -> Done:
    """Serve the archive of this folder under `rate` requests a second while it changes; it is made first if need be."""
    place = Place(folder, engine)
    if not place.issues.is_dir():
        write_base(place.issues, issues)
    State(0).write(place.issues)
    articles = place.index()
    times = Times()
    with served(*place.options) as server:
        load = Load(server.port, requests(issues, articles - State(0).view.total, seed), rate, times)
        memory, changes = Samples(server.pid), Changes(place, times)
        for each in (memory, load, changes):
            each.start()
        until = time.monotonic() + seconds
        while changes.is_alive() and (time.monotonic() < until or len(changes.seconds) < FEWEST_CHANGES):
            time.sleep(0.1)
        changes.stop()
        lasted = load.stop()
        outcomes, taken = tuple(load.outcomes), tuple(changes.seconds)
        return Done(engine, lasted, articles, outcomes, taken, tuple(memory.stop()), changes.failed)
