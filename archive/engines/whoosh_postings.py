"""Postings of one Whoosh reader as sorted arrays, read once and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import reduce
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import TermNotFound

from archive.engines.contract import Phrase, Slot
from archive.engines.whoosh_format import decode

Places = NDArray[np.int64]
"""Sorted places: document number * 2**32 + position."""

CACHE_BYTES = 96 * 1024 * 1024
_NOWHERE: Places = np.empty(0, dtype=np.int64)


class Postings:
    """Where terms, slots and phrases stand. Safe to use from several threads."""

    def __init__(self, reader: Any) -> None:
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers()]
        self._vocabularies: dict[str, list[str]] = {}
        self._cache: OrderedDict[tuple[str, Slot], Places] = OrderedDict()
        self._cached_bytes = 0
        # A Whoosh reader seeks in one shared file, so two threads may not read postings at once.
        self._lock = Lock()

    def phrase(self, phrase: Phrase) -> Places:
        """Places at which the phrase begins. Slots are met from the rarest on, so that few places are looked up."""
        shifted = [(self.slot(phrase.field, slot), step) for step, slot in enumerate(phrase.slots)]
        shifted.sort(key=lambda item: len(item[0]))
        (rarest, step), *others = shifted
        return reduce(_kept, others, rarest - step)

    def slot(self, field: str, slot: Slot) -> Places:
        """Places of all terms that the slot takes."""
        with self._lock:
            places = self._cache.pop((field, slot), None)
            if places is None:
                places = _union([self._term(field, term) for term in self._terms(field, slot)])
                self._cached_bytes += places.nbytes
            self._cache[field, slot] = places
            while self._cached_bytes > CACHE_BYTES and len(self._cache) > 1:
                self._cached_bytes -= self._cache.popitem(last=False)[1].nbytes
            return places

    def term(self, field: str, term: str) -> Places:
        """Places of one term."""
        return self.slot(field, Slot(frozenset({term})))

    def _terms(self, field: str, slot: Slot) -> set[str]:
        found = set(slot.terms)
        for prefix in slot.prefixes:
            found.update(text.decode() for leaf, _ in self._leaves for text in leaf.expand_prefix(field, prefix))
        if slot.suffixes or slot.infixes:
            found.update(filter(slot.takes, self._vocabulary(field)))
        return found

    def _vocabulary(self, field: str) -> list[str]:
        """All terms of the field; read once, when somebody first asks for the inside or the end of a term."""
        if field not in self._vocabularies:
            terms = {text.decode() for leaf, _ in self._leaves for text in leaf.lexicon(field)}
            self._vocabularies[field] = sorted(terms)
        return self._vocabularies[field]

    def _term(self, field: str, term: str) -> Places:
        return _joined([decode(*_read(leaf, base, field, term)) for leaf, base in self._leaves])


def _read(leaf: Any, base: int, field: str, term: str) -> tuple[list[int], list[bytes]]:
    documents: list[int] = []
    values: list[bytes] = []
    for document, value in _postings(leaf, field, term):
        documents.append(base + document)
        values.append(value)
    return documents, values


def _postings(leaf: Any, field: str, term: str) -> Iterator[tuple[int, bytes]]:
    try:
        matcher = leaf.postings(field, term)
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher.id(), matcher.value()
        matcher.next()


def _kept(places: Places, other: tuple[Places, int]) -> Places:
    """Those places from which `step` positions on, one of the other places stands."""
    others, step = other
    if not len(others):
        return _NOWHERE
    wanted = places + step
    nearest = np.minimum(np.searchsorted(others, wanted), len(others) - 1)
    kept: Places = places[others[nearest] == wanted]
    return kept


def _joined(arrays: list[Places]) -> Places:
    return np.concatenate(arrays) if arrays else _NOWHERE


def _union(arrays: list[Places]) -> Places:
    joined = _joined(arrays)
    joined.sort(kind="stable")
    return joined
