"""Near in Tantivy: its slop measures single terms that follow each other, so what it finds is then read."""

from __future__ import annotations

from tantivy import Occur, Query

from archive.engines.contract import Near, Slot
from archive.engines.tantivy_query import Queries, either

_MOST_SLOP = 1 << 20


def candidates(queries: Queries, near: Near, *, apart: bool = True) -> Query:
    """Documents among which are all that the node describes: those that hold every phrase, and with `apart` the first
    two not too far apart."""
    every = [(Occur.Must, queries.of(phrase)) for phrase in dict.fromkeys(near.sequences)]
    if apart and len(near.sequences) > 1:
        one, other = (phrase.slots[0] for phrase in near.sequences[:2])
        if not _may_be_one(one, other):
            field = near.sequences[0].field
            most = min(near.distance + sum(len(phrase.slots) for phrase in near.sequences), _MOST_SLOP)
            orders = [queries.apart(one, other, field, most), queries.apart(other, one, field, most)]
            every.append((Occur.Must, either(orders)))
    return Query.boolean_query(every)


def _may_be_one(one: Slot, other: Slot) -> bool:
    """Whether both may take the same term, at one place; Tantivy looks for two."""
    parts = (one.prefixes, one.suffixes, one.infixes, other.prefixes, other.suffixes, other.infixes)
    return any(parts) or not one.terms.isdisjoint(other.terms)
