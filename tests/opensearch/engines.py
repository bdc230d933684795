"""Engines on a genuine OpenSearch, each with an index of its own that is removed after the test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from archive.engines.opensearch import OpenSearchEngine
from archive.engines.opensearch.server import Server
from archive.settings import Settings
from tests.contract.documents import RESTORE
from tests.opensearch.nodes import shared_node


def settings_for(url: str, name: str | None = None) -> Settings:
    """Settings for an archive that nobody else uses, on one node."""
    return replace(
        Settings(engine="opensearch", opensearch_url=url, opensearch_replicas=0),
        opensearch_index=name or f"t{uuid.uuid4().hex}",
    )


def engine_of(settings: Settings) -> OpenSearchEngine:
    """An engine, as another process would have it."""
    return OpenSearchEngine(settings, RESTORE)


@contextmanager
def fresh_settings(version: str) -> Iterator[Settings]:
    """Settings for an archive of its own on a node of this version."""
    settings = settings_for(shared_node(version).url)
    try:
        yield settings
    finally:
        forget(settings)


@contextmanager
def fresh_engine(version: str) -> Iterator[OpenSearchEngine]:
    """An engine with an archive of its own on a node of this version."""
    with fresh_settings(version) as settings:
        yield engine_of(settings)


def forget(settings: Settings) -> None:
    """Remove everything of an archive from its cluster."""
    server = Server(settings)
    names = [name for name in server.ask("GET", "/_alias") if name.startswith(settings.opensearch_index)]
    if names:
        server.change("DELETE", "/" + ",".join(names))
