"""One generation of a Whoosh index: every article's small facts in columns, sets of articles as boolean arrays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.budget import look
from archive.engines.contract import (
    FACETS,
    PERIODS,
    Dates,
    Every,
    Found,
    Keyword,
    Near,
    Node,
    Phrase,
    Request,
    Response,
    Some,
    Sort,
    Without,
)
from archive.engines.ranking import idf, length_factors
from archive.engines.whoosh.columns import Columns, Documents, Numbers
from archive.engines.whoosh.near import near_documents
from archive.engines.whoosh.postings import Postings


class WhooshSnapshot:
    """Reads everything but postings and stored articles when it is opened; that takes some 5 µs an article."""

    def __init__(self, reader: Any, generation: str, fingerprint: str) -> None:
        self.generation = generation
        self.fingerprint = fingerprint
        leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self._bases = [base for _, base in leaves]
        self._stored_columns = [leaf.column_reader("stored") for leaf, _ in leaves]
        self._lock = Lock()
        self._columns = Columns(reader)
        self._postings = Postings(reader, self._columns.lengths, self._columns.live)

    def __len__(self) -> int:
        return int(self._columns.live.sum())

    def search(self, request: Request) -> Response:
        columns = self._columns
        matched = self._matching(request.match)
        narrowed = {name: self._matching(node) for name, node in request.filters.items()}
        found = _all([matched, *narrowed.values()])
        scores = self._scores(request)
        ordered = self._ordered(found, scores, request.sort)
        page = ordered[request.offset : request.offset + request.limit]
        return Response(
            total=len(ordered),
            hits=tuple(Found(columns.keys[number], float(scores[number])) for number in page),
            facets={facet: self._facet(facet, matched, narrowed) for facet in FACETS} if request.facets else {},
            months=columns.months.counts(found) if request.facets else (),
        )

    def count(self, match: Node, filters: Mapping[str, Node]) -> int:
        return int(_all([self._matching(node) for node in (match, *filters.values())]).sum())

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        return [None if (n := self._columns.numbers.get(key)) is None else self._stored(n) for key in keys]

    def sources(self) -> Mapping[str, bytes]:
        return {source: self._stored(n) for source, n in self._columns.records.items()}

    def kept(self, name: str) -> bytes | None:
        number = self._columns.kept.get(name)
        return None if number is None else self._stored(number)

    def kept_names(self) -> Sequence[str]:
        return sorted(self._columns.kept)

    def values(self, keyword: str) -> Mapping[str, int]:
        return dict(self._columns.keywords[keyword].counts(self._columns.live))

    def terms(self, field: str) -> Mapping[str, int]:
        return self._postings.counts(field)

    def _stored(self, number: int) -> bytes:
        leaf = bisect_right(self._bases, number) - 1
        with self._lock:
            stored: bytes = self._stored_columns[leaf][number - self._bases[leaf]]
        return stored

    def _matching(self, node: Node) -> Documents:
        """Documents that the node describes, deleted ones never among them."""
        look()
        columns = self._columns
        match node:
            case Phrase():
                return columns.having(self._postings.documents(node.field, self._postings.phrase(node)))
            case Near():
                return columns.having(near_documents(self._postings, node))
            case Keyword():
                return columns.having(columns.keywords[node.field].holding(node.values))
            case Dates():
                first, last = node.first or 0, node.last or date.max.toordinal()
                return columns.live & (first <= columns.dates) & (columns.dates <= last)
            case Every():
                return _all([columns.live, *map(self._matching, node.nodes)])
            case Some():
                return _some([columns.none, *map(self._matching, node.nodes)])
            case Without():
                return columns.live & ~self._matching(node.node)

    def _scores(self, request: Request) -> NDArray[np.float64]:
        columns = self._columns
        scores = np.zeros(len(columns.keys))
        for weighted in request.weights:
            look()
            places = self._postings.term(weighted.field, weighted.term)
            documents = self._postings.documents(weighted.field, places)
            holding, frequency = np.unique(documents, return_counts=True)
            if len(holding):
                factor = length_factors(columns.lengths[weighted.field][holding], columns.average(weighted.field))
                scores[holding] += weighted.weight * idf(len(self), len(holding)) * frequency / (frequency + factor)
        return scores

    def _ordered(self, found: Documents, scores: NDArray[np.float64], sort: Sort) -> Numbers:
        columns = self._columns
        numbers = np.flatnonzero(found)
        ranks, dates = columns.ranks[numbers], columns.dates[numbers]
        by = {
            "relevance": (ranks, -dates, -scores[numbers]),
            "newest": (ranks, -dates),
            "oldest": (ranks, dates),
        }[sort]
        return numbers[np.lexsort(by)]

    def _facet(self, facet: str, matched: Documents, narrowed: Mapping[str, Documents]) -> tuple[tuple[str, int], ...]:
        own = "date" if facet in PERIODS else facet
        found = _all([matched, *(documents for name, documents in narrowed.items() if name != own)])
        values = self._columns.facets[facet]
        return tuple(sorted(values.counts(found), key=lambda item: (-item[1], item[0])))


def _some(sets: Sequence[Documents]) -> Documents:
    either: Documents = np.logical_or.reduce(sets)
    return either


def _all(sets: Sequence[Documents]) -> Documents:
    both: Documents = np.logical_and.reduce(sets)
    return both
