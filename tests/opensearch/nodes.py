"""Genuine OpenSearch nodes for tests, each a process of its own that ends with the one that started it."""

from __future__ import annotations

import atexit
import socket
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from tests.opensearch.versions import VERSIONS, Version

_MEMORY = ("-Xms256m", "-Xmx768m")
_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
"""Options of Java for a server that lives for minutes."""


class Node:
    """A node that is started, but may not answer yet. `folder` keeps its data, which a later one may go on with."""

    def __init__(self, version: Version, folder: Path, port: int, **settings: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        folder.mkdir(parents=True, exist_ok=True)
        chosen = {"http.port": str(port), "network.host": "127.0.0.1", "discovery.type": "single-node"}
        chosen |= {"transport.port": str(free_port())} | {name.replace("__", "."): v for name, v in settings.items()}
        program = Path(__file__).with_name("Node.java")
        assert version.java is not None
        command = [str(version.java), *_MEMORY, *_QUICK, "-cp", f"{version.jars}/*", str(program), str(folder)]
        self._log = (folder / "log.txt").open("ab")
        self._process = subprocess.Popen(
            [*command, *(f"{name}={value}" for name, value in chosen.items())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._folder = folder

    def answering(self) -> Self:
        """The node, once it answers."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line == b"started\n":
                return self
        raise RuntimeError((self._folder / "log.txt").read_text(encoding="utf-8", errors="replace")[-4000:])

    def kill(self) -> None:
        """End it as a failing machine does."""
        self._process.kill()
        self._ended()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.kill()

    def _ended(self) -> None:
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout, self._log):
            if file is not None:
                with suppress(OSError):
                    file.close()


def usable(number: str) -> Version:
    """The version of this number; skips the test where it cannot be started here."""
    version = VERSIONS[number]
    if version.java is None:
        pytest.skip(f"OpenSearch {number} needs a JDK of {version.least} to {version.most}")
    if not version.jars.exists():
        pytest.skip(f"OpenSearch {number} is not here: `make test` fetches it")
    return version


@cache
def shared_node(number: str) -> Node:
    """A node of this version, one for all tests of this process."""
    version = usable(number)
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    # Disks of machines that run tests are often nearly full, which is not what is tested.
    settings = {"cluster__routing__allocation__disk__threshold_enabled": "false"}
    return stack.enter_context(Node(version, folder, free_port(), **settings)).answering()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
