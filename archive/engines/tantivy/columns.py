"""What facets count, of every document and in memory: the hits of a search are counted without asking again.

Tantivy's own aggregations work out once more which documents a query finds, and phrases are what takes it longest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tantivy import DocAddress, Query, Searcher

from archive.budget import not_counted
from archive.engines.tantivy.fields import month_name
from archive.engines.tantivy.query import Queries

MOST_DOCUMENTS = 100_000
"""Of an index whose columns are kept: some 12 bytes each, read in some 3 µs each when facets are first asked for."""

MOST_HITS = 4_096
"""Hits that are taken from Tantivy one by one (0.3 µs each); it counts more of them faster itself."""

_VALUES = ("section", "outlet")
Codes = NDArray[np.int32]


class _Column(NamedTuple):
    """The values that there are, and of each document the numbers of those it has; -1 where it has no more."""

    values: Sequence[str]
    codes: Codes


class Columns:
    """The columns of one searcher. Safe to use from several threads."""

    def __init__(self, searcher: Searcher, queries: Queries) -> None:
        self._searcher = searcher
        self._queries = queries
        self._reading = Lock()

    @property
    def most_hits(self) -> int:
        """Up to how many hits `counts` can be asked for; 0 where the index is too large."""
        return MOST_HITS if self._searcher.num_docs <= MOST_DOCUMENTS else 0

    def counts(self, addresses: Sequence[DocAddress]) -> dict[str, Counter[str]]:
        """How many of these documents have each section, outlet and month."""
        with self._reading, not_counted():
            first, columns = self._read
        rows = _rows(first, addresses)
        return {name: _counted(column, rows) for name, column in columns.items()}

    @cached_property
    def _read(self) -> tuple[list[int], dict[str, _Column]]:
        """The row of each segment's first document, and the columns."""
        every = self._found(Query.all_query(), self._searcher.num_docs)
        first = _first_rows(every, self._searcher.num_segments)
        columns = {name: self._of_values(name, first) for name in _VALUES}
        return first, {**columns, "month": self._of_months(every, first)}

    def _of_values(self, field: str, first: Sequence[int]) -> _Column:
        values: list[str] = []
        rows, codes = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        for value, count in self._searcher.terms_with_prefix(field, "", Query.all_query()):
            rows.append(_rows(first, self._found(self._queries.among(field, [value]), count)))
            codes.append(np.full(len(rows[-1]), len(values), np.int32))
            values.append(value)
        return _Column(values, _beside(np.concatenate(rows), np.concatenate(codes), first[-1]))

    def _of_months(self, every: list[DocAddress], first: Sequence[int]) -> _Column:
        months = np.asarray(self._searcher.fast_field_values("month", every), np.int64)
        known, codes = np.unique(months, return_inverse=True)
        table = _beside(_rows(first, every), codes.astype(np.int32), first[-1])
        return _Column([month_name(int(each)) for each in known], table)

    def _found(self, query: Query, most: int) -> list[DocAddress]:
        hits = self._searcher.search(query, max(1, most), count=False, order_by_field="newest").hits
        return [address for _, address in hits]


def _first_rows(every: Sequence[DocAddress], segments: int) -> list[int]:
    """The row of each segment's first document, and how many rows there are; removed documents have rows too."""
    sizes = [0] * (segments + 1)
    for each in every:
        sizes[each.segment_ord + 1] = max(sizes[each.segment_ord + 1], each.doc + 1)
    return [int(each) for each in np.cumsum(sizes)]


def _rows(first: Sequence[int], addresses: Sequence[DocAddress]) -> NDArray[np.int64]:
    return np.fromiter((first[each.segment_ord] + each.doc for each in addresses), np.int64, len(addresses))


def _beside(rows: NDArray[np.int64], codes: Codes, count: int) -> Codes:
    """The codes of each row side by side, as many columns as the row with most of them has."""
    order = np.argsort(rows, kind="stable")
    rows, codes = rows[order], codes[order]
    place = np.arange(len(rows)) - np.searchsorted(rows, rows)
    table = np.full((int(place.max(initial=-1)) + 1, count), -1, np.int32)
    table[place, rows] = codes
    return table


def _counted(column: _Column, rows: NDArray[np.int64]) -> Counter[str]:
    counts = np.zeros(len(column.values) + 1, np.int64)
    for codes in column.codes:
        counts += np.bincount(codes[rows] + 1, minlength=len(counts))
    return Counter({column.values[at]: int(counts[at + 1]) for at in np.flatnonzero(counts[1:]).tolist()})
