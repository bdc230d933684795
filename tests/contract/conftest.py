"""Every engine that the contract is held against, each in a fresh place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engines.contract import Engine
from archive.engines.memory import MemoryEngine
from archive.engines.tantivy import TantivyEngine
from archive.engines.whoosh import WhooshEngine
from tests.contract.documents import restored


def memory_in(place: Path) -> Engine:
    return MemoryEngine()


def whoosh_in(place: Path) -> Engine:
    return WhooshEngine(place / "index")


def tantivy_in(place: Path) -> Engine:
    return TantivyEngine(place / "index", restored)


ENGINES: dict[str, Callable[[Path], Engine]] = {"memory": memory_in, "whoosh": whoosh_in, "tantivy": tantivy_in}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return ENGINES[request.param](tmp_path)
