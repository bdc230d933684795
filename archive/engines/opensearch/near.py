"""Nearness in a cluster: intervals measure it, and what they measure otherwise is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from archive.engines.contract import Near, Phrase, Slot
from archive.engines.opensearch.query import NOTHING, Queries, Query, any_value, sequence, some

Json = dict[str, Any]

Verify = Callable[[Json, Near], Sequence[str]]
"""Keys of the articles of a query that are near when their stored terms are read."""

_FARTHEST = 2**31 - 1


def near_query(queries: Queries, near: Near, verify: Verify) -> Query:
    """The query for phrases near each other.

    Lucene measures to the end of the phrase that ends last, the contract to the end of the one that begins last. They
    differ only where one lies within another, and then by less than the longer one's length: those articles are read.
    """
    if len({phrase.field for phrase in near.sequences}) > 1:
        return Query(NOTHING)
    # Lucene wants a phrase that is given twice to occur twice; the contract takes one place for both.
    phrases = list(dict.fromkeys(near.sequences))
    distance = near.distance + sum(len(phrase.slots) for phrase in near.sequences)
    distance -= sum(len(phrase.slots) for phrase in phrases)
    if len(phrases) == 1:
        return queries.of(phrases[0])
    sure = _intervals(queries, phrases, distance)
    if len(phrases) == 2 or not _nested(phrases):
        return sure
    longest = max(len(phrase.slots) for phrase in phrases)
    perhaps = _intervals(queries, phrases, distance + longest)
    keys = verify({"bool": {"filter": [perhaps.body], "must_not": [sure.body]}}, near)
    return some([sure, any_value("key", keys)])


def _intervals(queries: Queries, phrases: Sequence[Phrase], distance: int) -> Query:
    field = phrases[0].field
    slots = [[queries.choices(field, slot) for slot in phrase.slots] for phrase in phrases]
    if not all(choices for phrase in slots for choices in phrase):
        return Query(NOTHING)
    rules = [
        {"match": {"query": sequence(phrase), "analyzer": "slots", "max_gaps": 0, "ordered": True}} for phrase in slots
    ]
    gaps = min(distance, _FARTHEST)
    body = {"intervals": {field: {"all_of": {"ordered": False, "max_gaps": gaps, "intervals": rules}}}}
    return Query(body, sum(len(choices) for phrase in slots for choices in phrase))


def _nested(phrases: Sequence[Phrase]) -> bool:
    """Whether one of the phrases may occur within another that goes on behind it."""
    return any(
        all(_may_be_one(mine, its) for mine, its in zip(inner.slots, outer.slots[start:], strict=False))
        for inner in phrases
        for outer in phrases
        for start in range(len(outer.slots) - len(inner.slots))
    )


def _may_be_one(one: Slot, other: Slot) -> bool:
    """Whether a term may be one that both slots take."""
    if any(one.takes(term) for term in other.terms) or any(other.takes(term) for term in one.terms):
        return True
    return _is_open(one) and _is_open(other)


def _is_open(slot: Slot) -> bool:
    return bool(slot.prefixes or slot.suffixes or slot.infixes)
