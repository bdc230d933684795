"""A server of an index in a process of its own, and a client that waits for its answers.

`python -m benchmarks.serving` asks such a server while its index is changed (`__main__.py`).
"""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from benchmarks.volume_memory import shares, tree


class Answer(NamedTuple):
    """Status, bytes as sent, and milliseconds from the request to the last byte."""

    status: int
    body: bytes
    milliseconds: float


class Served:
    """`seogo serve` over an index; `started` seconds passed until its first answer. `pid` is its first process."""

    def __init__(self, pid: int, port: int, client: http.client.HTTPConnection, started: float) -> None:
        self.started = started
        self.pid = pid
        self.port = port
        self._client = client

    def get(self, address: str) -> Answer:
        """The answer to one request, as a browser asks for it."""
        begun = time.perf_counter()
        self._client.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = self._client.getresponse()
        body = answer.read()
        return Answer(answer.status, body, (time.perf_counter() - begun) * 1000)

    def resident_megabytes(self) -> int:
        """Memory of the server's processes that is in place now; what several of them share is counted once."""
        return round(sum(each[0] for pid in tree(self.pid) if (each := shares(pid))))


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """A server with these options of `seogo serve`; it is ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "seogo.py", "serve", "--port", str(port), *options]
    begun = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            with closing(_first_answer(port)) as client:
                yield Served(server.pid, port, client, time.perf_counter() - begun)
        finally:
            server.terminate()


def _first_answer(port: int) -> http.client.HTTPConnection:
    """A connection to the server, once it answers; it may load its models for half a minute."""
    for _ in range(300):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            client.request("GET", "/healthz")
            client.getresponse().read()
        except OSError:
            client.close()
            time.sleep(0.1)
        else:
            return client
    raise SystemExit("서버가 답하지 않습니다.")
