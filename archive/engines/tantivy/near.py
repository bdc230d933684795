"""Near in Tantivy: two short phrases are measured by its slop, and of all else it names candidates, which are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from tantivy import Occur, Query

from archive.engines.contract import Near, Phrase, Slot
from archive.engines.tantivy.fields import PAIRS
from archive.engines.tantivy.query import Queries, either

_MOST_SLOP = 1 << 20


def is_exact(near: Near) -> bool:
    """Whether `candidates` finds nothing else: two phrases, each one term of the index, and never the same one."""
    if len(near.sequences) != 2 or not _tells_apart(near.sequences):
        return False
    return all(len(phrase.slots) <= _span(phrase.field) for phrase in near.sequences)


def candidates(queries: Queries, near: Near, *, apart: bool = True) -> Query:
    """Documents among which are all that the node describes: those that hold every phrase, and with `apart` no two of
    them too far from each other."""
    every = [queries.of(phrase) for phrase in dict.fromkeys(near.sequences)]
    if apart and _tells_apart(near.sequences):
        whole = sum(len(phrase.slots) for phrase in near.sequences)
        for pair in combinations(near.sequences, 2):
            between = min(near.distance + whole - sum(len(phrase.slots) for phrase in pair), _MOST_SLOP)
            every.append(either([_behind(queries, one, other, between) for one, other in permutations(pair)]))
    return Query.boolean_query([(Occur.Must, query) for query in every])


def _behind(queries: Queries, one: Phrase, other: Phrase, between: int) -> Query:
    """Documents in which `other` begins behind the end of `one`, at most so many places between."""
    ends, begins = _ends(one), _begins(other)
    # Slop counts from where a term stands to where the next one would; a pair stands a place before its second half.
    return queries.apart(one.field, ends, begins, between + len(ends) - 1)


def _tells_apart(phrases: Sequence[Phrase]) -> bool:
    """Whether no phrase can begin where another ends; there Tantivy looks for two."""
    return not any(
        all(map(_may_be_one, _ends(one), _begins(other)))
        for pair in combinations(phrases, 2)
        for one, other in permutations(pair)
    )


def _ends(phrase: Phrase) -> Sequence[Slot]:
    return phrase.slots[-_span(phrase.field) :]


def _begins(phrase: Phrase) -> Sequence[Slot]:
    return phrase.slots[: _span(phrase.field)]


def _span(field: str) -> int:
    """Slots that one term of the index stands for."""
    return 2 if field in PAIRS else 1


def _may_be_one(one: Slot, other: Slot) -> bool:
    parts = (one.prefixes, one.suffixes, one.infixes, other.prefixes, other.suffixes, other.infixes)
    return any(parts) or not one.terms.isdisjoint(other.terms)
