"""`seogo serve` in two processes over a real archive: both answer alike, and neither goes back to an older index."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from urllib.parse import quote, urlsplit

import pytest

from archive.analysis import Analyzer
from archive.engines import open_engine
from archive.results import Search
from archive.search import Archive
from archive.settings import Settings
from indexer.pipeline import update
from tests.conftest import ROOT, no_progress
from tests.corpora import issue, write
from tests.in_process import IN_PROCESS

QUERIES = (
    *(
        "과학혁신 금융",
        "닝보",
        "宁波",
        "제목:스마트제조",
        "호:302",
        '"디지털 휴먼"',
        "메타버스 OR 월드컵",
        "메타퍼스",
        "로스 앤젤레스",
    ),
    *(
        "금융 -과학",
        "스마트*",
        '"중국 기업"~5',
        "재시작",
        "과학기술금융혁신연구센터",
        "없는말이다정말로",
        "가나다라마바사아자차카타파하",
    ),
)
ADDRESSES = tuple(
    f"{path}{quote(query)}" for query in QUERIES for path in ("/search?q=", "/api/v1/search?q=", "/api/v1/suggest?q=")
)


class Served:
    """`seogo serve` over an index, in a process of its own with two workers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        command = [sys.executable, "seogo.py", "serve", "--port", "0", "--workers", "2"]
        places = ["--corpus", str(settings.corpus), "--index", str(settings.index), "--engine", settings.engine]
        # Hundreds are asked here in some seconds, which the site takes for too many from one client.
        more = os.environ | {"SEOGO_REQUESTS_PER_MINUTE": "0"}
        self.process = subprocess.Popen([*command, *places], cwd=ROOT, env=more, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        told = next(line for line in self.process.stderr if line.startswith("http"))
        self.place = urlsplit(told.split()[0]).netloc

    def workers(self) -> list[int]:
        return list(map(int, Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()))


class Client:
    """A client that keeps its connection."""

    def __init__(self, place: str) -> None:
        self._connection = HTTPConnection(place, timeout=120)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, address: str) -> bytes:
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (address, answer.status)
        return body

    def articles(self) -> int:
        return int(json.loads(self.get("/healthz"))["articles"])


@pytest.fixture(scope="module", params=IN_PROCESS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("workers")
    settings = Settings(
        write(folder / "corpus", **{f"{n}__txt": issue(n) for n in (301, 302)}), folder / "index", request.param
    )
    assert not update(settings.corpus, open_engine(settings), lambda: analyzer, no_progress).failed
    opened = Served(settings)
    with opened.process:
        try:
            yield opened
        finally:
            opened.process.kill()


def answers(place: str) -> list[bytes]:
    """What all addresses say, without the time that it took, once completions are at hand."""
    with Client(place) as client:
        while client.get(ADDRESSES[2]) == b"[]\n":
            pass
        return [without_time(client.get(address)) for address in ADDRESSES]


def without_time(body: bytes) -> bytes:
    if not body.startswith(b'{"query"'):
        return body
    return json.dumps(json.loads(body) | {"took_ms": 0}).encode()


def kill(served: Served, worker: int) -> None:
    """Kill a worker, and wait until another has taken its place."""
    os.kill(worker, signal.SIGKILL)
    while worker in served.workers() or len(served.workers()) < 2:
        pass


def test_both_workers_say_the_same_also_when_many_ask(served: Served, analyzer: Analyzer) -> None:
    of_one = answers(served.place)
    archive = Archive(open_engine(served.settings), analyzer)
    for query, body in zip(QUERIES, of_one[1::3], strict=True):
        assert json.loads(body)["total"] == archive.search(Search(query)).total
    kill(served, served.workers()[0])
    assert answers(served.place) == of_one, "the other, which has answered nothing yet"
    with ThreadPoolExecutor(6) as threads:
        for of_many in threads.map(answers, [served.place] * 6):
            assert of_many == of_one


def test_a_new_issue_is_seen_by_all_at_once_and_for_good(served: Served, analyzer: Analyzer) -> None:
    with Client(served.place) as client:
        before = client.articles()
    indexed = Event()

    def watch() -> list[int]:
        with Client(served.place) as client:
            seen = [before]
            while not indexed.is_set():
                seen.append(client.articles())
            return [*seen, client.articles()]

    with ThreadPoolExecutor(4) as threads:
        watching = [threads.submit(watch) for _ in range(4)]
        try:
            write(served.settings.corpus, **{"303__txt": issue(303)})
            update(served.settings.corpus, open_engine(served.settings), lambda: analyzer, no_progress)
        finally:
            indexed.set()
        for seen in (each.result() for each in watching):
            assert seen == sorted(seen), "an answer from an older index after one from a newer"
            assert set(seen) == {before, before + 7} and seen[-1] == before + 7
