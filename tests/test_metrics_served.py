"""`seogo serve` in two processes: one of them tells what both have counted, to programs on this machine alone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from indexer.pipeline import update
from tests.conftest import CORPUS, ROOT, no_progress


class Served:
    """`seogo serve` with two workers, its log as JSON in a file."""

    def __init__(self, index: Path, log: Path) -> None:
        command = [sys.executable, "seogo.py", "serve", "--port", "0", "--workers", "2", "--index", str(index)]
        settings = {"SEOGO_LOG": "json", "SEOGO_LOG_FILE": str(log), "SEOGO_SLOW_MS": "1"}
        self.log = log
        self.process = subprocess.Popen(
            command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, **settings}
        )
        assert self.process.stderr
        self.url = next(line for line in self.process.stderr if line.startswith("http")).split()[0]

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        with suppress(HTTPError), urlopen(Request(f"{self.url}{path}", headers=headers), timeout=120) as answer:
            return int(answer.status), str(answer.read().decode())
        return 404, ""

    def number(self, sample: str) -> float:
        """The value of a sample by its name and labels, 0 if there is none."""
        _, text = self.get("/metrics")
        found = re.search(rf"^{re.escape(sample)} (\S+)$", text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def workers(self) -> list[int]:
        return list(map(int, Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    assert not update(CORPUS, WhooshEngine(folder / "index"), lambda: analyzer, no_progress).failed
    opened = Served(folder / "index", folder / "seogo.log")
    with opened.process:
        try:
            yield opened
        finally:
            opened.process.kill()


def until(happened: Callable[[], bool]) -> None:
    while not happened():
        pass


def test_what_a_worker_counted_outlives_it(served: Served) -> None:
    issues = 'seogo_requests_total{route="/issues",status="200"}'
    for _ in range(5):
        assert served.get("/issues")[0] == 200
    assert served.number(issues) == 5 and served.number("seogo_workers") == 2
    before = served.workers()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    until(lambda: len(set(served.workers()) - set(before)) == 2)
    assert served.get("/issues")[0] == 200
    assert served.number(issues) == 6
    assert served.number("seogo_workers") == 2 and served.number('seogo_worker_start_time_seconds{worker="2"}') > 0


@pytest.mark.parametrize(
    "proxied",
    [
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"X-Real-IP": "192.0.2.7"},
        {"Host": "seogo.example.org"},
    ],
    ids=str,
)
def test_what_a_proxy_passes_on_is_seen_to_come_from_a_stranger(served: Served, proxied: dict[str, str]) -> None:
    """waitress takes these headers away unless it is told not to; then everybody would seem to be on this machine."""
    assert served.get("/metrics")[0] == 200
    assert served.get("/metrics", **proxied)[0] == 404


def test_all_workers_write_whole_lines_into_one_log(served: Served) -> None:
    assert served.get(f"/search?q={quote('로그에 없을 말')}")[0] == 200
    text = served.log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"seogo.requests", "seogo.slow"} <= {line["log"] for line in lines}
    assert {line["worker"] for line in lines if "worker" in line} <= {1, 2}
    assert "로그에" not in text and "127.0.0.1" not in text
