"""From the contract's nodes to Tantivy's queries. Slots become terms where they can, else regular expressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import tantivy
from tantivy import FieldType, Occur, Query

from archive.budget import look
from archive.engines.contract import (
    Dates,
    Every,
    Keyword,
    Near,
    Node,
    Phrase,
    Slot,
    Some,
    Weighted,
    Without,
)
from archive.engines.ranking import K1
from archive.engines.tantivy.fields import PAIR, PAIRS, kept

_SPECIAL = frozenset("\\.+*?()|[]{}^$")
_ANY = f"[^{PAIR}]"
"""A character of a term."""


_PHRASES = 256
"""Phrases whose queries are kept: one page asks for the same ones a dozen times. Each pattern in them takes from 60 KB
to half a megabyte."""

_SLOTS = 24
"""Letters of a phrase that Tantivy looks for itself: it compiles a pattern for every two of them, and a phrase of 400
letters took half a gigabyte. What holds so many of them is rare, and is read for the others."""


class Queries:
    """Makes queries for one schema. `near` makes those for nearness, given what else would do, `broad` gives the keys
    of the documents of a phrase that takes more terms than Tantivy expands, and nothing for any other; `long` gives the
    keys of those documents of a query that hold a phrase. Safe to use from several threads."""

    def __init__(
        self,
        schema: tantivy.Schema,
        near: Callable[[Near, tuple[Node, ...]], Query],
        broad: Callable[[Phrase, Query], Iterable[str] | None],
        long: Callable[[Phrase, Query], Iterable[str]],
    ) -> None:
        self._schema = schema
        self._long = long
        self._near = near
        self._broad = broad
        self._phrases = lru_cache(_PHRASES)(self._whole_phrase)

    def of(self, node: Node) -> Query:
        """The documents that the node describes; its scores mean nothing."""
        look()
        match node:
            case Phrase():
                return self._phrases(node)
            case Near():
                return self._near(node, ())
            case Keyword():
                return self.among(node.field, node.values)
            case Dates():
                return self._days(node)
            case Every():
                return self._every(node.nodes)
            case Some():
                return self._some(tuple(dict.fromkeys(node.nodes)))
            case Without():
                return self._every((node,))

    def scored(self, match: Query, weights: Sequence[Weighted]) -> Query:
        """The documents of `match`, scored by the weighted terms they hold: BM25 without Lucene's old factor k1 + 1."""
        terms = [
            (Occur.Should, Query.boost_query(self.term(each.field, each.term), each.weight / (K1 + 1)))
            for each in weights
        ]
        return Query.boolean_query([(Occur.Must, Query.const_score_query(match, 0.0)), *terms])

    def without_any(self, match: Query, weights: Sequence[Weighted]) -> Query:
        """The documents of `match` that hold no weighted term."""
        terms = [(Occur.MustNot, self.term(each.field, each.term)) for each in weights]
        return Query.boolean_query([(Occur.Must, match), *terms])

    def term(self, field: str, term: str) -> Query:
        """The documents that hold a term."""
        return Query.term_query(self._schema, field, kept(term), "freq")

    def among(self, field: str, values: Iterable[str]) -> Query:
        """The documents that hold one of the values."""
        wanted = sorted(values)
        if len(wanted) == 1:
            return Query.term_query(self._schema, field, wanted[0], "basic")
        return Query.term_set_query(self._schema, field, wanted) if wanted else Query.empty_query()

    def _whole_phrase(self, phrase: Phrase) -> Query:
        if phrase.field in PAIRS and len(phrase.slots) > _SLOTS:
            head = Phrase(phrase.field, phrase.slots[:_SLOTS])
            return self.among("key", self._long(phrase, self.of(head)))
        query = self.phrase(phrase)
        if len(phrase.slots) == 1 or not any(map(_has_parts, phrase.slots)):
            return query
        keys = self._broad(phrase, query)
        return query if keys is None else self.among("key", keys)

    def phrase(self, phrase: Phrase, slop: int = 0) -> Query:
        """The documents that hold a phrase; with `slop`, at least those that hold it over so many places more."""
        if len(phrase.slots) == 1:
            return self._slot(phrase.field, phrase.slots[0])
        if phrase.field in PAIRS:
            return self._pairs(PAIRS[phrase.field], phrase.slots, slop)
        if all(len(slot.terms) == 1 and not _has_parts(slot) for slot in phrase.slots):
            terms: list[str | tuple[int, str]] = [kept(term) for slot in phrase.slots for term in slot.terms]
            return Query.phrase_query(self._schema, phrase.field, terms, slop)
        return self._patterns(phrase.field, [(place, _pattern(slot)) for place, slot in enumerate(phrase.slots)], slop)

    def apart(self, field: str, ends: Sequence[Slot], begins: Sequence[Slot], slop: int) -> Query:
        """The documents in which one term of the index stands near another; of each the slots that it stands for."""
        if field in PAIRS:
            return self._patterns(PAIRS[field], [(0, _pair(ends)), (1, _pair(begins))], slop)
        return self.phrase(Phrase(field, (*ends, *begins)), slop)

    def _slot(self, field: str, slot: Slot) -> Query:
        terms = [Query.term_query(self._schema, field, kept(term), "basic") for term in sorted(slot.terms)]
        if not _has_parts(slot):
            return either(terms)
        parts = Slot(frozenset(), slot.prefixes, slot.suffixes, slot.infixes)
        return either([*terms, Query.regex_query(self._schema, field, _pattern(parts))])

    def _pairs(self, field: str, slots: Sequence[Slot], slop: int) -> Query:
        """Pairs that do not overlap, but for the last where the number of slots is odd."""
        at = sorted({*range(0, len(slots) - 1, 2), len(slots) - 2})
        return self._patterns(field, [(place, _pair(slots[place : place + 2])) for place in at], slop)

    def _patterns(self, field: str, patterns: list[tuple[int, str]], slop: int) -> Query:
        if any(_NOTHING in pattern for _, pattern in patterns):
            return Query.empty_query()
        if len(patterns) == 1:
            return Query.regex_query(self._schema, field, patterns[0][1])
        words: list[str | tuple[int, str]] = list(patterns)
        return Query.regex_phrase_query(self._schema, field, words, slop)

    def _days(self, node: Dates) -> Query:
        if node.first is None and node.last is None:
            return Query.all_query()
        first = None if node.first is None else max(0, node.first)
        if node.last is not None and node.last < (first or 0):
            return Query.empty_query()
        return Query.range_query(self._schema, "date", FieldType.Unsigned, first, node.last)

    def _some(self, nodes: tuple[Node, ...]) -> Query:
        # What has to be read for nearness need not be, where something else matches.
        others = tuple(node for node in nodes if not isinstance(node, Near))
        nears = [node for node in nodes if isinstance(node, Near)]
        made = [self.of(node) for node in others]
        made += [self._near(node, (*others, *nears[:at])) for at, node in enumerate(nears)]
        return either(made)

    def _every(self, nodes: Sequence[Node]) -> Query:
        wanted = [self.of(node) for node in nodes if not isinstance(node, Without)]
        unwanted = [self.of(node.node) for node in nodes if isinstance(node, Without)]
        if not unwanted and len(wanted) == 1:
            return wanted[0]
        musts = [(Occur.Must, query) for query in wanted or [Query.all_query()]]
        return Query.boolean_query([*musts, *((Occur.MustNot, query) for query in unwanted)])


def both(one: Query, other: Query) -> Query:
    """The documents of both; scores are added."""
    return Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])


def either(queries: Sequence[Query]) -> Query:
    """The documents of at least one query."""
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _has_parts(slot: Slot) -> bool:
    return bool(slot.prefixes or slot.suffixes or slot.infixes)


_NOTHING = "\ufdd2"
"""Stands in a pattern for a slot that takes no term at all."""


def _pattern(slot: Slot) -> str:
    """What the slot takes, as a regular expression of a whole term. Terms that differ in their first character only,
    as letters under several marks do, share all but a class of characters."""
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(map(kept, slot.terms)):
        by_rest[term[1:]].append(term[:1])
    ways = [f"{_first(firsts)}{_escaped(rest)}" for rest, firsts in by_rest.items()]
    ways += [f"{_escaped(prefix)}{_ANY}*" for prefix in slot.prefixes]
    ways += [f"{_ANY}*{_escaped(suffix)}" for suffix in slot.suffixes]
    ways += [f"{_ANY}+{_escaped(infix)}{_ANY}*" for infix in slot.infixes]
    if not ways:
        return _NOTHING
    return ways[0] if len(ways) == 1 else f"({'|'.join(ways)})"


def _pair(slots: Sequence[Slot]) -> str:
    """What two slots take, or one and whatever stands behind it."""
    return f"{_pattern(slots[0])}{PAIR}{_pattern(slots[1]) if len(slots) > 1 else f'{_ANY}*'}"


def _first(characters: Sequence[str]) -> str:
    if len(characters) == 1:
        return _escaped(characters[0])
    return f"({'|'.join(map(_escaped, characters))})"


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in _SPECIAL else each for each in text)
