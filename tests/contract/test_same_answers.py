"""Every engine answers as the specification does, on documents and questions nobody thought of."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from archive.engines.contract import SCORE_TOLERANCE, Document, Engine, Request
from archive.engines.memory import MemoryEngine
from tests.contract.conftest import tantivy_in, whoosh_in
from tests.contract.documents import archives, requests
from tests.opensearch.engines import fresh_engine


@pytest.mark.parametrize("made_in", [whoosh_in, tantivy_in])
@settings(max_examples=40, deadline=None)
@given(documents=archives, asked=requests)
def test_an_engine_in_this_process_answers_as_the_specification(
    made_in: Callable[[Path], Engine], documents: tuple[Document, ...], asked: Request
) -> None:
    with tempfile.TemporaryDirectory() as place:
        assert_same_answers(made_in(Path(place)), documents, asked)


@pytest.mark.parametrize("version", ["2", "3"])
@settings(max_examples=6, deadline=None)
@given(documents=archives, asked=requests)
def test_a_cluster_answers_as_the_specification(version: str, documents: tuple[Document, ...], asked: Request) -> None:
    with fresh_engine(version) as engine:
        assert_same_answers(engine, documents, asked)


def assert_same_answers(engine: Engine, documents: tuple[Document, ...], asked: Request) -> None:
    """The engine and the specification, filled alike, give the same answer."""
    engines: list[Engine] = [MemoryEngine(), engine]
    for each in engines:
        _fill(each, documents)
    expected, got = (each.snapshot().search(asked) for each in engines)
    assert [hit.key for hit in got.hits] == [hit.key for hit in expected.hits]
    assert [hit.score for hit in got.hits] == pytest.approx(
        [hit.score for hit in expected.hits], rel=SCORE_TOLERANCE, abs=1e-9
    )
    assert (got.total, got.facets, got.months) == (expected.total, expected.facets, expected.months)
    assert [each.snapshot().count(asked.match, asked.filters) for each in engines] == [expected.total] * 2


def _fill(engine: Engine, documents: tuple[Document, ...]) -> None:
    """In three commits with a replacement and a removal, so that there are segments and deleted documents."""
    half = len(documents) // 2
    for source, of_source in (("a", documents), ("b", documents[:half]), ("a", documents[half:])):
        with engine.writer("test") as writer:
            if source == "b":
                writer.remove("a")
            writer.put(source, b"", of_source)
