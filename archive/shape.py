"""The shape of a query: how much of what kind was asked, and not a letter of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from archive import query
from archive.query import And, Days, Facet, InTitle, Nearby, Node, Not, Or, Prefix, Quoted, Together, Word

_KINDS = {Quoted: "phrases", Prefix: "prefixes", Nearby: "nearby", InTitle: "fields", Facet: "fields", Days: "fields"}
_OPERATORS = {And: "and", Or: "or", Not: "not"}


def shape_of(q: str) -> Mapping[str, int]:
    """Numbers of letters, words and each other kind of thing in a query; kinds that it has none of are left out."""
    counts = Counter(letters=len(q))
    node = query.parse(q).node
    for each in _nodes(node) if node else ():
        counts.update([_kind(each)] if _kind(each) else [])
    return dict(counts)


def _kind(node: Node) -> str:
    if isinstance(node, Word):
        return "exact" if node.exact else "words"
    return _KINDS.get(type(node)) or _OPERATORS.get(type(node), "")


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case And(nodes) | Or(nodes) | Together(nodes):
            for each in nodes:
                yield from _nodes(each)
        case Not(inner) | InTitle(inner):
            yield from _nodes(inner)
