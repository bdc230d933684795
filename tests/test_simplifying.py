"""A node that is simplified finds the same documents."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from archive.engines.contract import Document, Every, Node, Phrase, Slot, Some, Without
from archive.engines.memory import matches
from archive.engines.simplifying import simplest
from archive.query import MAX_DEPTH
from tests.contract.documents import archives, nodes

ONE, OTHER = (Phrase("words", (Slot(frozenset({term})),)) for term in ("가", "나"))


@given(node=nodes, documents=archives)
def test_the_same_documents_are_found(node: Node, documents: tuple[Document, ...]) -> None:
    simple = simplest(node)
    assert [matches(simple, each) for each in documents] == [matches(node, each) for each in documents]


@given(node=nodes)
def test_nothing_stands_in_its_like_or_alone_or_twice(node: Node) -> None:
    for each in _all_of(simplest(node)):
        if isinstance(each, Without):
            assert not isinstance(each.node, Without)
        elif isinstance(each, Every | Some):
            assert not any(isinstance(part, type(each)) for part in each.nodes)
            assert len(each.nodes) != 1
            assert len(set(each.nodes)) == len(each.nodes)


def test_what_is_said_over_and_over_is_asked_once() -> None:
    once: Node = Some((ONE, OTHER))
    node = once
    for _ in range(MAX_DEPTH):
        node = Every((Some((node, Every((once,)))), *[once] * 250))
    assert simplest(node) == once


def _all_of(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Every | Some):
        for each in node.nodes:
            yield from _all_of(each)
    elif isinstance(node, Without):
        yield from _all_of(node.node)
