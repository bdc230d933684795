"""One more issue in an archive that is being served: seconds until a running server's answer holds it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.peers.archives import Place
from benchmarks.peers.clients import Ask, Client
from benchmarks.peers.issues import new_issues, without_new
from benchmarks.peers.processes import PYTHON, index, run
from benchmarks.peers.servers import ROOT, environment
from benchmarks.peers.sides import Side

PATIENCE = 300.0
"""Seconds after which an issue is no longer waited for."""

_AGAIN = 0.02
"""Seconds until the server is asked again."""


def one_more(place: Place, side: Side) -> dict[str, Any]:
    """Seconds of one issue put in by `seogo index` as it is started, and by a process that has indexed before.

    `visible` until a server's answer holds it, `whole` until the indexing is done. Afterwards the archive is as it was.
    """
    first, second, third = new_issues(place.root)
    with _restored(place, side.name), side.start(place) as server:
        client = Client(server.port)
        cold = _cold(place, side.name, client, first)
        with _Warm(place, side.name) as warm:
            # What is loaded by the first issue only is loaded then.
            warm.put_in(second)
            warm.answer()
            begun = warm.put_in(third)
            visible = _visible(client, third) - begun
            return {**cold, "warm_visible": visible, "warm_whole": warm.answer()}


def _cold(place: Place, engine: str, client: Client, issue: Path) -> dict[str, float]:
    os.link(issue, place.corpus / "issues" / issue.name)
    begun = time.perf_counter()
    with subprocess.Popen(
        index(place.corpus, place.index(engine), engine),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ):
        visible = _visible(client, issue) - begun
    return {"cold_visible": visible, "cold_whole": time.perf_counter() - begun}


class _Warm:
    """A process that holds its models and indexes when it is told to."""

    def __init__(self, place: Place, engine: str) -> None:
        self._place = place
        command = [*PYTHON, "benchmarks.peers.warm", str(place.corpus), str(place.index(engine)), engine]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> _Warm:
        assert self._process.stdout is not None
        self._process.stdout.readline()
        return self

    def __exit__(self, *raised: object) -> None:
        # Its input ends, and so does it.
        self._process.communicate()

    def put_in(self, issue: Path) -> float:
        """Put an issue into the corpus and have it indexed; the moment at which this began."""
        assert self._process.stdin is not None
        os.link(issue, self._place.corpus / "issues" / issue.name)
        begun = time.perf_counter()
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return begun

    def answer(self) -> float:
        """Seconds that this took, once it is done."""
        assert self._process.stdout is not None
        return float(self._process.stdout.readline())


def _visible(client: Client, issue: Path) -> float:
    """The moment at which an answer holds the articles of an issue. Raises SystemExit where none ever does."""
    number = int(issue.name.partition("-")[0])
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        if b'"results":[{' in client.ask(Ask(f"/api/v1/search?q=issue:{number}")).body:
            return time.perf_counter()
        time.sleep(_AGAIN)
    raise SystemExit(f"{issue.name}이(가) {PATIENCE:.0f}초 안에 보이지 않습니다.")


@contextmanager
def _restored(place: Place, engine: str) -> Iterator[None]:
    """Takes the new issues out again when the block ends."""
    try:
        yield
    finally:
        without_new(place.root)
        run(*index(place.corpus, place.index(engine), engine))
