"""Every engine that the contract is held against, each in a fresh place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

import pytest

from archive.engines.contract import Engine
from archive.engines.memory import MemoryEngine
from archive.engines.tantivy import TantivyEngine
from archive.engines.whoosh import WhooshEngine
from tests.contract.documents import RESTORE
from tests.opensearch.engines import fresh_engine


def memory_in(place: Path) -> Engine:
    return MemoryEngine()


def whoosh_in(place: Path) -> Engine:
    return WhooshEngine(place / "index")


def tantivy_in(place: Path) -> Engine:
    return TantivyEngine(place / "index", RESTORE)


ENGINES: dict[str, Callable[[Path], Engine]] = {"memory": memory_in, "whoosh": whoosh_in, "tantivy": tantivy_in}
CLUSTERS: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "opensearch 2": partial(fresh_engine, "2"),
    "opensearch 3": partial(fresh_engine, "3"),
}


@pytest.fixture(params=[*ENGINES, *CLUSTERS])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    name = request.param
    with CLUSTERS[name]() if name in CLUSTERS else nullcontext(ENGINES[name](tmp_path)) as engine:
        yield engine
