"""Postings of one Whoosh reader as sorted arrays, read once and kept while there is room."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from functools import reduce
from threading import Lock
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from archive.budget import look, not_counted
from archive.engines.contract import Phrase, Slot
from archive.engines.whoosh.codec import TermsReader
from archive.engines.whoosh.columns import Documents, Numbers
from archive.engines.whoosh.occurrences import Occurrences

Places = NDArray[np.uint32]
"""Sorted places: positions counted on through all documents of the index, one place between document and document.

Four bytes are enough for four thousand million letters; places fill what memory there is.
"""

_FIRST_PLACE = 1 << 16
"""No phrase is longer, so that the place where one would begin is never below zero."""

SLOT_BYTES = 24 * 1024 * 1024
PHRASE_BYTES = 12 * 1024 * 1024

_OVERHEAD = 1024
"""Bytes that a cached entry takes besides its places: keys and objects, an estimate from above."""

Key = TypeVar("Key")
_NOWHERE: Places = np.empty(0, dtype=np.uint32)


class _Cache(Generic[Key]):
    """Places by what they are of; what was not asked for longest goes when there is no room."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._places: OrderedDict[Key, Places] = OrderedDict()
        self._bytes = 0

    def get(self, key: Key, make: Callable[[], Places]) -> Places:
        places = self._places.pop(key, None)
        if places is None:
            places = make()
            self._bytes += places.nbytes + _OVERHEAD
        self._places[key] = places
        while self._bytes > self._most and len(self._places) > 1:
            self._bytes -= self._places.popitem(last=False)[1].nbytes + _OVERHEAD
        return places


class Postings:
    """Where terms, slots and phrases stand in the documents that are `alive`, whose fields have these `lengths`. Safe
    to use from several threads."""

    def __init__(self, reader: Any, lengths: Mapping[str, Numbers], alive: Documents) -> None:
        self._bases = {field: _FIRST_PLACE + np.cumsum(of + 1) - (of + 1) for field, of in lengths.items()}
        self._alive = alive
        self._leaves = [(_terms(leaf), base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self._vocabularies: dict[str, list[str]] = {}
        self._slots: _Cache[tuple[str, Slot]] = _Cache(SLOT_BYTES)
        self._phrases: _Cache[Phrase] = _Cache(PHRASE_BYTES)
        # A Whoosh reader seeks in one shared file, so two threads may not look up terms at once.
        self._lock = Lock()

    def phrase(self, phrase: Phrase) -> Places:
        """Places at which the phrase begins. Slots are met from the rarest on, so that few places are looked up."""
        with self._lock:
            return self._phrases.get(phrase, lambda: self._met(phrase))

    def documents(self, field: str, places: Places) -> Numbers:
        """Number of the document of each place."""
        return np.searchsorted(self._bases[field], places, side="right") - 1

    def term(self, field: str, term: str) -> Places:
        """Places of one term."""
        return self.phrase(Phrase(field, (Slot(frozenset({term})),)))

    def counts(self, field: str) -> Counter[str]:
        """Every term of the field with the number of documents that hold it, removed ones among them."""
        counts: Counter[str] = Counter()
        with self._lock:
            for leaf, _ in self._leaves:
                counts.update(dict(leaf.counts(field)))
        return counts

    def _met(self, phrase: Phrase) -> Places:
        shifted = [(self._slot(phrase.field, slot), step) for step, slot in enumerate(phrase.slots)]
        shifted.sort(key=lambda item: len(item[0]))
        (rarest, step), *others = shifted
        return reduce(_kept, others, rarest - np.uint32(step))

    def _slot(self, field: str, slot: Slot) -> Places:
        """Places of all terms that the slot takes."""
        return self._slots.get(
            (field, slot), lambda: _union([self._term(field, term) for term in self._terms(field, slot)])
        )

    def _terms(self, field: str, slot: Slot) -> set[str]:
        found = set(slot.terms)
        for prefix in slot.prefixes:
            found.update(term for leaf, _ in self._leaves for term in leaf.begun_by(field, prefix))
        if slot.suffixes or slot.infixes:
            found.update(filter(slot.takes, self._vocabulary(field)))
        return found

    def _vocabulary(self, field: str) -> list[str]:
        """All terms of the field; read once, when somebody first asks for the inside or the end of a term."""
        if field not in self._vocabularies:
            with not_counted():
                terms = {term for leaf, _ in self._leaves for term in leaf.begun_by(field, "")}
                self._vocabularies[field] = sorted(terms)
        return self._vocabularies[field]

    def _term(self, field: str, term: str) -> Places:
        look()
        return _joined([self._places(field, base, leaf.occurrences(field, term)) for leaf, base in self._leaves])

    def _places(self, field: str, base: int, found: Occurrences) -> Places:
        """The places of a term in one segment, whose documents are counted from `base` on."""
        alive = self._alive[found.documents + np.uint32(base)]
        if not alive.all():
            found = found.among(alive)
        travelled = np.cumsum(found.steps, dtype=np.int64)
        ends = np.cumsum(found.counts, dtype=np.int64)
        before = np.concatenate(([0], travelled))[ends - found.counts]
        bases = self._bases[field][found.documents + np.uint32(base)]
        return np.asarray(travelled + np.repeat(bases - before, found.counts), dtype=np.uint32)


def _terms(leaf: Any) -> TermsReader:
    """A reader of ours over the terms of a segment."""
    reader: TermsReader = leaf.codec().terms_reader(leaf.storage(), leaf.segment())
    return reader


def _kept(places: Places, other: tuple[Places, int]) -> Places:
    """Those places from which `step` positions on, one of the other places stands."""
    others, step = other
    look()
    if not len(others):
        return _NOWHERE
    wanted = places + np.uint32(step)
    nearest = np.minimum(np.searchsorted(others, wanted), len(others) - 1)
    kept: Places = places[others[nearest] == wanted]
    return kept


def _joined(arrays: list[Places]) -> Places:
    return np.concatenate(arrays) if arrays else _NOWHERE


def _union(arrays: list[Places]) -> Places:
    joined = _joined(arrays)
    joined.sort(kind="stable")
    return joined
