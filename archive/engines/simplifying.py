"""The same documents described with fewer nodes: hostile queries say one thing five thousand times.

Laws of sets: a union of unions is one union, an intersection of intersections one intersection, what is said twice is
said once, what is left out of what is left out stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.budget import look
from archive.engines.contract import Every, Node, Some, Without


def simplest(node: Node) -> Node:
    """A node that finds what this one finds, in which no Every stands in an Every, no Some in a Some, no Without in a
    Without, and none of these holds one node twice or one alone."""
    look()
    match node:
        case Every():
            parts = _distinct(_parts(node, Every))
            return parts[0] if len(parts) == 1 else Every(parts)
        case Some():
            parts = _distinct(_parts(node, Some))
            return parts[0] if len(parts) == 1 else Some(parts)
        case Without():
            inner = simplest(node.node)
            return inner.node if isinstance(inner, Without) else Without(inner)
        case _:
            return node


def _parts(node: Every | Some, kind: type[Every | Some]) -> Iterator[Node]:
    for each in map(simplest, node.nodes):
        if isinstance(each, kind):
            yield from each.nodes
        else:
            yield each


def _distinct(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(nodes))
