"""A step in a process of its own, with a limit in seconds: what it found, or how far it came."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any

from tqdm import tqdm

from benchmarks.scale.step import Step


def run(step: Step, limit: float) -> dict[str, Any]:
    """The row of a step: what was asked for, whether it was `reached`, and then what came out.

    Where it was not, `gave_up` tells a limit from an error, `why` says it in words, and `done` are the articles that
    were written.
    """
    command = [sys.executable, "-m", "benchmarks.scale.step", json.dumps(asdict(step))]
    head = {name: getattr(step, name) for name in ("name", "engine", "articles", "clients", "shards")}
    # A session of its own, so that its clients can be ended with it.
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            return head | _followed(process, step, time.monotonic() + limit, limit)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _followed(process: subprocess.Popen[bytes], step: Step, end: float, limit: float) -> dict[str, Any]:
    done = 0
    title = f"{step.name} {step.engine} {step.articles}"
    with tqdm(total=step.articles, desc=title, leave=False, disable=None if step.name == "index" else True) as bar:
        for line in _lines(process.stdout, end):
            told = json.loads(line)
            if "result" in told:
                return {"reached": True, "load": os.getloadavg()[0], **told["result"]}
            if "error" in told:
                return {"reached": False, "gave_up": False, "why": told["error"], "done": done}
            bar.update(told["done"] - done)
            done = told["done"]
    if time.monotonic() >= end:
        return {"reached": False, "gave_up": True, "why": f"not done after {limit:.0f} s", "done": done}
    return {"reached": False, "gave_up": False, "why": f"ended with {process.wait()}", "done": done}


def _lines(stream: IO[bytes] | None, end: float) -> Iterator[bytes]:
    """What comes before `end` (time.monotonic), line by line."""
    rest = b""
    while stream is not None and (left := end - time.monotonic()) > 0:
        if select.select([stream], [], [], left)[0]:
            chunk = os.read(stream.fileno(), 65536)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
