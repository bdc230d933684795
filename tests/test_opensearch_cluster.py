"""Three genuine nodes, one of which is lost in the midst of a change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engines.contract import Document, Every, Request
from archive.engines.opensearch.server import Server
from archive.settings import Settings
from tests.contract.documents import document
from tests.opensearch.engines import engine_of, settings_for
from tests.opensearch.nodes import Node, free_port, usable

NAMES = ("one", "two", "three")
BATCH = 1200


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[list[Node]]:
    """Three nodes that are one cluster."""
    version = usable("2")
    transports = [str(free_port()) for _ in NAMES]
    together = {
        "discovery__type": "zen",
        "discovery__seed_hosts": ",".join(f"127.0.0.1:{port}" for port in transports),
        "cluster__initial_cluster_manager_nodes": ",".join(NAMES),
        "cluster__routing__allocation__disk__threshold_enabled": "false",
    }
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                Node(version, tmp_path / name, free_port(), node__name=name, transport__port=port, **together)
            )
            for name, port in zip(NAMES, transports, strict=True)
        ]
        yield [node.answering() for node in started]


def test_a_node_that_is_lost_in_the_midst_of_a_change_loses_nothing(nodes: list[Node]) -> None:
    urls = ",".join(node.url for node in nodes)
    settings = replace(settings_for(urls), opensearch_shards=3, opensearch_replicas=1)
    Server(settings).ask("GET", "/_cluster/health", wait_for_nodes="3", timeout="60s")
    engine = engine_of(settings)
    with engine.writer("made by a test") as writer:
        writer.put("old.txt", b"record", articles("old"))
    Server(settings).ask("GET", "/_cluster/health", wait_for_status="green", timeout="60s")
    held = engine.snapshot()
    with engine.writer("made by a test") as writer:
        writer.put("before.txt", b"record", articles("before"))
        nodes[place_of_a_primary(settings, nodes)].kill()
        writer.put("after.txt", b"record", articles("after"))
        assert len(engine_of(settings).snapshot()) == BATCH
    snapshot = engine_of(settings).snapshot()
    assert len(snapshot) == 3 * BATCH
    found = {hit.key for hit in snapshot.search(Request(Every(), limit=4 * BATCH)).hits}
    assert found == {document.key for name in ("old", "before", "after") for document in articles(name)}
    assert held.generation != snapshot.generation


def articles(name: str) -> list[Document]:
    return [document(f"{name}-{number}", "과학 혁신") for number in range(BATCH)]


def place_of_a_primary(settings: Settings, nodes: list[Node]) -> int:
    """Which of the nodes holds the first shard that the articles are written to."""
    shards = Server(settings).ask("GET", f"/_cat/shards/{settings.opensearch_index}", format="json")
    return NAMES.index(min(shard["node"] for shard in shards if shard["prirep"] == "p"))
