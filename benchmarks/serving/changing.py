"""Increments without a pause: the corpus goes to its next state, and `seogo index` follows, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

from benchmarks.serving.states import State
from benchmarks.serving.times import Times


class Place:
    """A folder with a corpus and its index, of one engine."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.issues = folder / "corpus" / "issues"
        self.options = (*("--corpus", str(folder / "corpus"), "--index", str(folder / "index"), "--engine", engine),)

    def index(self) -> int:
        """Bring the index up to date; the number of its articles. Raises SystemExit where a run does not end well."""
        command = [sys.executable, "seogo.py", "index", "--json", *self.options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"seogo index: {done.returncode} {done.stderr}")
        articles: int = json.loads(done.stdout)["articles"]
        return articles


class Changes(Thread):
    """One state after the other until it is stopped; `state` is the last, `seconds` is what each run took."""

    def __init__(self, place: Place, times: Times) -> None:
        super().__init__(daemon=True)
        self.state = State(0)
        self.seconds: list[float] = []
        self.failed = ""
        self._place, self._times = place, times
        self._ended = Event()

    def run(self) -> None:
        while not self._ended.is_set() and not self.failed:
            following = State(self.state.number + 1)
            following.write(self._place.issues)
            self._times.begin(following)
            began = time.perf_counter()
            try:
                self._place.index()
            except SystemExit as error:
                self.failed = str(error)
                return
            self._times.done(following)
            self.state = following
            self.seconds.append(time.perf_counter() - began)

    def stop(self) -> None:
        """Let the run that goes on come to its end, and begin none."""
        self._ended.set()
        self.join()
