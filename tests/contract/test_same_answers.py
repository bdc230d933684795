"""Every engine answers as the specification does, on documents and questions nobody thought of."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from archive.engines.contract import Document, Engine, Request
from archive.engines.memory import MemoryEngine
from archive.engines.whoosh import WhooshEngine
from tests.contract.documents import archives, requests


@settings(max_examples=60, deadline=None)
@given(documents=archives, asked=requests)
def test_whoosh_answers_as_the_specification(documents: tuple[Document, ...], asked: Request) -> None:
    with tempfile.TemporaryDirectory() as place:
        engines: list[Engine] = [MemoryEngine(), WhooshEngine(Path(place) / "index")]
        for engine in engines:
            _fill(engine, documents)
        expected, got = (engine.snapshot().search(asked) for engine in engines)
        counts = [engine.snapshot().count(asked.match, asked.filters) for engine in engines]
    assert [hit.key for hit in got.hits] == [hit.key for hit in expected.hits]
    assert [hit.score for hit in got.hits] == pytest.approx([hit.score for hit in expected.hits])
    assert (got.total, got.facets, got.months) == (expected.total, expected.facets, expected.months)
    assert counts == [expected.total] * 2


def _fill(engine: Engine, documents: tuple[Document, ...]) -> None:
    """In three commits with a replacement and a removal, so that there are segments and deleted documents."""
    half = len(documents) // 2
    for source, of_source in (("a", documents), ("b", documents[:half]), ("a", documents[half:])):
        with engine.writer("test") as writer:
            if source == "b":
                writer.remove("a")
            writer.put(source, b"", of_source)
