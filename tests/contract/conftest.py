"""Every engine that the contract is held against, each in a fresh place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engines.contract import Engine
from archive.engines.memory import MemoryEngine
from archive.engines.whoosh import WhooshEngine


def _memory(place: Path) -> Engine:
    return MemoryEngine()


def _whoosh(place: Path) -> Engine:
    return WhooshEngine(place / "index")


ENGINES: dict[str, Callable[[Path], Engine]] = {"memory": _memory, "whoosh": _whoosh}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return ENGINES[request.param](tmp_path)
