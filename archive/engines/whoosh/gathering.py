"""Terms of many documents, gathered and turned over: from the terms of each document to the documents of each term.

That is done for some two thousand documents at once, by sorting arrays; what was turned over waits in a file until all
of it is written, term by term.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from archive.engines.whoosh.codec import as_bytes
from archive.engines.whoosh.varint import Numbers, encoded

MOST_TOKENS = 4_000_000
"""Tokens that are turned over at once; that takes some 60 bytes for each."""

Entry = tuple[str, bytes, int, float, bytes]
"""Field, term, first document, number of documents, and where it stands in them (archive.engines.whoosh.occurrences).

In Whoosh's words a posting: field, text, document, weight, value."""

_TOGETHER = 2_000
"""Entries that are written to a file at once."""


class Gathering:
    """What Whoosh calls a pool of postings. `folder` is where files may be; they have no names, so none is left."""

    def __init__(self, folder: Path, most_tokens: int = MOST_TOKENS) -> None:
        self._folder = folder
        self._most_tokens = most_tokens
        self._fields: dict[str, _Field] = {}
        self._tokens = 0
        self._runs: list[IO[bytes]] = []

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """One term of a document, as Whoosh itself gives it."""
        field, term, document, *_ = item
        self.add_terms(field, document, [term.decode("utf-8", "surrogatepass")])

    def add_terms(self, field: str, document: int, terms: Sequence[str]) -> None:
        """The terms of a field of a document, in order; documents come in order of their numbers."""
        if field not in self._fields:
            self._fields[field] = _Field()
        self._fields[field].add(document, terms)
        self._tokens += len(terms)
        if self._tokens > self._most_tokens:
            self._save(self._turned_over())

    def add_entries(self, entries: Iterable[Entry]) -> None:
        """What is turned over already, in order of field and term, of documents that come later than all before."""
        if self._tokens:
            self._save(self._turned_over())
        self._save(entries)

    def iter_postings(self) -> Iterator[Entry]:
        """All of it in order of field and term, and then of documents."""
        runs = [*map(_entries, self._runs), self._turned_over()]
        return merge(*runs, key=lambda entry: entry[:2]) if len(runs) > 1 else runs[0]

    def cleanup(self) -> None:
        """Let go of all files."""
        for run in self._runs:
            # What a full disk did not take is written once more when a file is closed.
            with suppress(OSError):
                run.close()
        self._runs = []

    def _turned_over(self) -> Iterator[Entry]:
        fields, self._fields, self._tokens = self._fields, {}, 0
        for name in sorted(fields):
            for term, document, documents, data in fields[name].turned_over():
                yield name, term, document, documents, data

    def _save(self, entries: Iterable[Entry]) -> None:
        # Named by nobody, so that a killed process leaves nothing.
        run = TemporaryFile(dir=self._folder)  # noqa: SIM115
        self._runs.append(run)
        waiting = iter(entries)
        while chunk := list(islice(waiting, _TOGETHER)):
            pickle.dump(chunk, run, protocol=5)
        run.flush()


def _entries(run: IO[bytes]) -> Iterator[Entry]:
    run.seek(0)
    while True:
        try:
            yield from pickle.load(run)
        except EOFError:
            return


class _Field:
    """The tokens of one field: each a number of its vocabulary."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._documents: list[int] = []
        self._tokens: list[Numbers] = []

    def add(self, document: int, terms: Sequence[str]) -> None:
        known = self._vocabulary
        numbers = [known.setdefault(term, len(known)) for term in terms]
        self._documents.append(document)
        self._tokens.append(np.array(numbers, dtype=np.uint32))

    def turned_over(self) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Term, first document, number of documents and bytes, in order of term."""
        names = [as_bytes(term) for term in self._vocabulary]
        in_order = sorted(range(len(names)), key=names.__getitem__)
        ranks = np.empty(len(names), dtype=np.uint32)
        ranks[in_order] = np.arange(len(names), dtype=np.uint32)
        sizes = np.fromiter(map(len, self._tokens), dtype=np.int64, count=len(self._tokens))
        terms = ranks[np.concatenate(self._tokens)] if sizes.sum() else ranks[:0]
        documents = np.repeat(np.array(self._documents, dtype=np.uint32), sizes)
        positions = (np.arange(len(terms)) - np.repeat(np.cumsum(sizes) - sizes, sizes)).astype(np.uint32)
        self._tokens = []
        rows = _turned_over(terms, documents, positions, len(names))
        for number, row in zip(in_order, rows, strict=True):
            yield names[number], *row


def _turned_over(
    terms: Numbers, documents: Numbers, positions: Numbers, count: int
) -> Iterator[tuple[int, float, bytes]]:
    """For each of the terms 0 to `count`: first document, number of documents, and Occurrences.to_bytes of it all.

    Tokens come in order of documents and positions.
    """
    order = np.argsort(terms, kind="stable")
    terms, documents, positions = terms[order], documents[order], positions[order]
    new_term = _differ(terms)
    new_document = new_term | _differ(documents)
    firsts = np.flatnonzero(new_document)
    counts = np.diff(np.append(firsts, len(terms)))
    holding, of_term = documents[firsts], terms[firsts]
    gaps = _steps(holding, new_term[firsts])
    several = counts > 1
    data, bounds = _in_rows(
        count,
        (gaps << 1 | ~several, of_term),
        (counts[several], of_term[several]),
        (_steps(positions, new_document), terms),
    )
    sizes = np.bincount(of_term, minlength=count).tolist()
    for document, size, (start, end) in zip(holding[new_term[firsts]].tolist(), sizes, pairwise(bounds), strict=True):
        yield document, float(size), data[start:end]


def _differ(values: Numbers) -> NDArray[np.bool_]:
    """Of each value whether it is not the one before it; the first is not."""
    differ = np.ones(len(values), dtype=np.bool_)
    differ[1:] = values[1:] != values[:-1]
    return differ


def _steps(values: Numbers, fresh: NDArray[np.bool_]) -> Numbers:
    """Each value less the one before it, or as it is where it is the first of something."""
    steps = values.copy()
    steps[1:] -= np.where(fresh[1:], np.uint32(0), values[:-1])
    return steps


def _in_rows(count: int, *columns: tuple[NDArray[Any], Numbers]) -> tuple[bytes, list[int]]:
    """A row of bytes for each of so many terms, and where each begins and the last ends: how many numbers the first
    column has of the term, then its numbers of each column. A column is numbers, and the term of each, in order."""
    sizes = [np.bincount(of_term, minlength=count) for _, of_term in columns]
    lengths = np.sum((np.ones(count, dtype=np.int64), *sizes), axis=0)
    starts = np.cumsum(lengths) - lengths
    values = np.empty(int(lengths.sum()) if count else 0, dtype=np.uint32)
    values[starts] = sizes[0]
    at = starts + 1
    for (numbers, of_term), size in zip(columns, sizes, strict=True):
        within = np.arange(len(of_term)) - (np.cumsum(size) - size)[of_term]
        values[at[of_term] + within] = numbers
        at = at + size
    data, offsets = encoded(values)
    return data.tobytes(), [*offsets[starts].tolist(), len(data)]
