"""Nodes of the contract as queries of OpenSearch.

Lucene refuses a query of more than 1,024 clauses, over all its branches, and a cluster may allow fewer. The filters of
a `function_score` are counted each by itself: so a query that grows too big is cut into such filters, each worth a
point, and `min_score` says whether all of them have to match or one is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archive.engines.contract import (
    Dates,
    Every,
    Keyword,
    Near,
    Node,
    Phrase,
    Slot,
    Some,
    Without,
)
from archive.engines.opensearch.terms import EITHER, alternatives, beginnings, patterns

Json = dict[str, Any]

MOST_CLAUSES = 300
"""Clauses that are asked for together."""

MOST_VALUES = 10_000
"""Terms that one slot of a phrase, or one list of values, is made of at most; more are asked for in parts."""

EVERYTHING: Json = {"match_all": {}}
NOTHING: Json = {"match_none": {}}

Expand = Callable[[str, Slot], frozenset[str]]
"""All terms of a field that a slot takes."""

_FIRST_DAY, _LAST_DAY = 0, 2**31 - 1


@dataclass(frozen=True, slots=True)
class Query:
    """A query and how many clauses it counts for."""

    body: Json
    clauses: int = 1


class Queries:
    """Makes queries. `expand` looks terms up in the index; `near` makes those for nearness."""

    def __init__(self, expand: Expand, near: Callable[[Near], Query]) -> None:
        self._expand = expand
        self._near = near

    def of(self, node: Node) -> Query:
        """The query for a node; what it scores means nothing."""
        match node:
            case Phrase():
                return self._phrase(node)
            case Near():
                return self._near(node)
            case Keyword():
                return Query({"terms": {node.field: sorted(node.values)}})
            case Dates():
                return Query({"range": {"date": _days(node)}})
            case Every():
                return every([self.of(each) for each in dict.fromkeys(node.nodes)])
            case Some():
                return some([self.of(each) for each in dict.fromkeys(node.nodes)])
            case Without():
                inner = self.of(node.node)
                return Query({"bool": {"must_not": [inner.body]}}, inner.clauses)

    def _phrase(self, phrase: Phrase) -> Query:
        if len(phrase.slots) == 1:
            return _single(phrase.field, phrase.slots[0])
        slots = [self.choices(phrase.field, slot) for slot in phrase.slots]
        if not all(slots):
            return Query(NOTHING)
        return Query({"match_phrase": {phrase.field: sequence(slots)}}, len(slots))

    def choices(self, field: str, slot: Slot) -> list[str]:
        """The terms of the index that may stand for the slot."""
        expanded = slot.terms | self._expand(field, slot) if _is_open(slot) else slot.terms
        return alternatives(field, expanded)


def sequence(slots: Sequence[Sequence[str]]) -> str:
    """Slots as the analyzer `slots` reads them: a space between two, a sign between what may stand in one."""
    return " ".join(EITHER.join(choices) for choices in slots)


def every(queries: Sequence[Query]) -> Query:
    """All of these."""
    if not queries:
        return Query(EVERYTHING)
    parts = _parts(queries, "filter")
    if len(parts) == 1:
        return parts[0]
    return Query(_points(parts, len(parts)))


def some(queries: Sequence[Query]) -> Query:
    """At least one of these."""
    if not queries:
        return Query(NOTHING)
    parts = _parts(queries, "should")
    if len(parts) == 1:
        return parts[0]
    return Query(_points(parts, 1))


def _parts(queries: Sequence[Query], how: str) -> list[Query]:
    """The same queries in as few as can be that are not too big; each of those given is not."""
    groups: list[list[Query]] = [[]]
    for query in queries:
        if groups[-1] and sum(each.clauses for each in groups[-1]) + query.clauses > MOST_CLAUSES:
            groups.append([])
        groups[-1].append(query)
    return [_together(group, how) for group in groups]


def _together(group: Sequence[Query], how: str) -> Query:
    if len(group) == 1:
        return group[0]
    return Query({"bool": {how: [query.body for query in group]}}, sum(query.clauses for query in group))


def _points(parts: Sequence[Query], least: int) -> Json:
    """What matches at least so many of the parts."""
    return {
        "function_score": {
            "query": EVERYTHING,
            # Two points each: what no function matches has a score of one all the same.
            "functions": [{"filter": part.body, "weight": 2} for part in parts],
            "score_mode": "sum",
            "boost_mode": "replace",
            "min_score": 2 * least,
        }
    }


def _single(field: str, slot: Slot) -> Query:
    queries = [Query({"prefix": {field: {"value": start}}}) for start in beginnings(field, slot.prefixes)]
    queries += [Query({"wildcard": {field: {"value": pattern}}}) for pattern in patterns(field, slot)]
    # A suffix that is a whole term, mark and all, is no end of a unit.
    terms = alternatives(field, {*slot.terms, *slot.suffixes})
    return some([*queries, any_value(field, terms)])


def _is_open(slot: Slot) -> bool:
    return bool(slot.prefixes or slot.suffixes or slot.infixes)


def _days(dates: Dates) -> Json:
    first = _FIRST_DAY if dates.first is None else min(max(dates.first, _FIRST_DAY), _LAST_DAY)
    last = _LAST_DAY if dates.last is None else min(max(dates.last, _FIRST_DAY), _LAST_DAY)
    return {"gte": first, "lte": last}


def any_value(field: str, values: Iterable[str | int]) -> Query:
    """Rows that hold one of the values, however many there are."""
    wanted = list(values)
    return some(
        [Query({"terms": {field: wanted[start : start + MOST_VALUES]}}) for start in range(0, len(wanted), MOST_VALUES)]
    )


def apart(query: Query) -> Query:
    """The same query, counted by itself."""
    return Query(_points([query], 1))
