"""What a dear request needed is the system's again when it is answered."""

from __future__ import annotations

import os
import time

import pytest
from flask import Flask

from benchmarks.volume_memory import shares
from webui.giving_back import APART, DEAR, GivingBack, register, trim_of_this_system

PIECES, SIZE = 200_000, 1_000
"""Pieces of memory that the C library hands out one by one, and bytes of each: 200 MB."""

pytestmark = pytest.mark.skipif(trim_of_this_system() is None, reason="this C library gives nothing back when asked")


def test_memory_comes_back_after_a_dear_request_and_only_then() -> None:
    app, kept = Flask(__name__), []

    @app.get("/dear")
    def dear() -> str:
        pieces = [bytes(SIZE) for _ in range(PIECES)]
        # What stays pins the rest: the C library gives back by itself only what lies at the end.
        kept.append(pieces[:: PIECES // 100])
        until = time.thread_time() + DEAR
        while time.thread_time() < until:
            pass
        return ""

    register(app)
    client = app.test_client()
    before = _resident()
    client.get("/dear", buffered=True)
    assert _resident() - before < 50


def test_it_is_not_given_back_again_and_again() -> None:
    times: list[float] = []

    def trim(_: int) -> int:
        times.append(time.monotonic())
        return 1

    giving_back = GivingBack(trim)
    giving_back.after(DEAR / 2)
    assert not times
    until = time.monotonic() + APART * 1.5
    while time.monotonic() < until:
        giving_back.after(DEAR)
        time.sleep(0.01)
    assert len(times) == 2
    assert times[1] - times[0] >= APART


def _resident() -> float:
    """Megabytes of this process that are in memory."""
    seen = shares(os.getpid())
    assert seen
    return seen[1]
