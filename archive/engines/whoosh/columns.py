"""The small facts of every document, read once for a generation."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.engines.contract import FIELDS, KEYWORDS, Document, in_order
from archive.engines.ranking import average_length

Documents = NDArray[np.bool_]
"""A set of documents: for each document number whether it belongs."""

Numbers = NDArray[np.int64]
"""Document numbers, or another number of each document."""


def facts(document: Document) -> bytes:
    """What of a document goes into the column that `Columns` reads."""
    return json.dumps(
        {
            "key": document.key,
            "date": document.date,
            "lengths": [len(document.terms.get(field, ())) for field in FIELDS],
            "keywords": [sorted(set(document.keywords.get(keyword, ()))) for keyword in KEYWORDS],
        },
        ensure_ascii=False,
    ).encode()


class Values:
    """One multi-valued fact as pairs of document number and value code."""

    def __init__(self, of_documents: Sequence[Collection[str]]) -> None:
        self._names = sorted({value for values in of_documents for value in values})
        self._codes = {name: code for code, name in enumerate(self._names)}
        pairs = [(number, self._codes[v]) for number, values in enumerate(of_documents) for v in values]
        self._documents, self._values = np.array(pairs, dtype=np.int64).reshape(-1, 2).T

    def counts(self, found: Documents) -> tuple[tuple[str, int], ...]:
        """(value, documents among `found` that hold it), in order of value, those with none left out."""
        counts = np.bincount(self._values[found[self._documents]], minlength=len(self._names))
        return tuple((name, int(count)) for name, count in zip(self._names, counts, strict=True) if count)

    def holding(self, wanted: Collection[str]) -> Numbers:
        """Numbers of the documents that hold one of the wanted values."""
        codes = [self._codes[value] for value in wanted if value in self._codes]
        return self._documents[np.isin(self._values, codes)]


class Columns:
    """Facts by document number. Numbers of deleted documents and of source records are never `live`."""

    def __init__(self, reader: Any) -> None:
        rows = _rows(reader)
        size: int = reader.doc_count_all()
        self.keys = [""] * size
        self.dates = np.zeros(size, dtype=np.int64)
        self.live = np.zeros(size, dtype=np.bool_)
        lengths = np.zeros((len(FIELDS), size), dtype=np.int64)
        keywords: list[list[Sequence[str]]] = [[()] * size for _ in KEYWORDS]
        for number, row in rows.items():
            if "key" in row:
                self.keys[number], self.dates[number], self.live[number] = row["key"], row["date"], True
                lengths[:, number] = row["lengths"]
                for values, of_document in zip(keywords, row["keywords"], strict=True):
                    values[number] = of_document
        self.none = np.zeros(size, dtype=np.bool_)
        self.records = {row["source"]: number for number, row in rows.items() if "source" in row}
        self.kept = {row["kept"]: number for number, row in rows.items() if "kept" in row}
        self.numbers = {key: number for number, key in enumerate(self.keys) if self.live[number]}
        self.ranks = np.empty(size, dtype=np.int64)
        self.ranks[sorted(range(size), key=lambda number: in_order(self.keys[number]))] = np.arange(size)
        self.lengths: Mapping[str, Numbers] = dict(zip(FIELDS, lengths, strict=True))
        self.keywords = {name: Values(of) for name, of in zip(KEYWORDS, keywords, strict=True)}
        days = [date.fromordinal(int(day)).isoformat() if day else "" for day in self.dates]
        self.months = Values([[day[:7]] if day else [] for day in days])
        years = Values([[day[:4]] if day else [] for day in days])
        self.facets = {**self.keywords, "year": years, "month": self.months}

    def average(self, field: str) -> float:
        """Mean length of the field over all live documents (ranking.average_length)."""
        return average_length(self.lengths[field][self.live])

    def having(self, numbers: Numbers) -> Documents:
        """The live ones of these documents."""
        chosen = self.none.copy()
        chosen[numbers] = True
        return chosen & self.live


def _rows(reader: Any) -> dict[int, dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for leaf, base in reader.leaf_readers():
        if not leaf.doc_count_all():
            continue
        column = leaf.column_reader("facts")
        for number in leaf.all_doc_ids():
            rows[base + number] = json.loads(column[number])
    return rows
