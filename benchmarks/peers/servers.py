"""Servers in processes of their own, from the moment they are started to their first answer."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.peers.clients import Ask, Client
from benchmarks.scale.measure import worked
from benchmarks.volume_memory import shares, tree

ROOT = Path(__file__).resolve().parents[2]

PATIENCE = 180.0
"""Seconds in which a server is to answer for the first time."""

_AGAIN = 0.01
"""Seconds until a port that is not open is tried again."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers; `started` are seconds from its start to its first answer."""

    pid: int
    port: int
    started: float

    def memory(self) -> dict[str, float]:
        """PSS and RSS of all its processes in megabytes, and how many they are; PSS counts shared pages once."""
        seen = [each for pid in tree(self.pid) if (each := shares(pid)) is not None]
        return {"pss": sum(pss for pss, _ in seen), "rss": sum(rss for _, rss in seen), "processes": len(seen)}

    def worked(self) -> float:
        """Seconds that processors have worked for all its processes that live."""
        return sum(worked(pid) for pid in tree(self.pid))


def environment() -> dict[str, str]:
    """That of this process, without settings of Seogo's; whoever measures asks more often than others may."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SEOGO_")}
    return own | {"SEOGO_REQUESTS_PER_MINUTE": "0"}


@contextmanager
def server(
    command: Sequence[str], port: int, first: Ask, log: Path, more: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server that is started by `command`, as soon as it has answered `first` with 200; it ends with the block.

    `more` are variables of its environment; what it says is put behind what `log` has. Raises SystemExit where it ends
    or does not answer in time.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    # Its input stays open as long as it is to live: the node of OpenSearch ends with it.
    with log.open("ab") as said, _process(command, said, environment() | dict(more or {})) as process:
        try:
            _wait(process, port, first, log)
            yield Server(process.pid, port, time.perf_counter() - begun)
        finally:
            process.terminate()


def _process(command: Sequence[str], said: IO[bytes], variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=variables, stdin=pipe, stdout=said, stderr=said)


def _wait(process: subprocess.Popen[bytes], port: int, first: Ask, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    client = Client(port)
    while process.poll() is None and time.monotonic() < end:
        if client.ask(first).status == 200:
            client.close()
            return
        time.sleep(_AGAIN)
    raise SystemExit(f"서버가 답하지 않습니다. {log}에서 까닭을 보아 주세요.")
