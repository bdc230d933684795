"""Whoosh's writer, with terms that are gathered by us and segments that are merged as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from archive.engines.whoosh.codec import Codec
from archive.engines.whoosh.gathering import Entry, Gathering


class ArticleWriter(SegmentWriter):  # type: ignore[misc]
    """Writes documents whose terms are given in order (`terms`, by field), and what else they hold."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=Codec())
        self.pool = Gathering(Path(index.storage.folder))

    def add(self, terms: Mapping[str, Sequence[str]], **fields: Any) -> None:
        """One document more."""
        for field, of_field in terms.items():
            if of_field:
                self.pool.add_terms(field, self.docnum, of_field)
        self.add_document(**fields)

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Mapping[int, int] | None) -> None:
        """Carry over the postings of a segment: `docmap` tells the new numbers of those documents that are kept;
        without it all of them are, from `startdoc` on."""
        numbers = np.full(reader.doc_count_all(), -1, dtype=np.int64)
        if docmap is None:
            numbers[:] = np.arange(startdoc, startdoc + len(numbers))
        else:
            numbers[list(docmap)] = list(docmap.values())
        self.pool.add_entries(_entries(reader, numbers))


def _entries(reader: Any, numbers: Any) -> Iterator[Entry]:
    terms = reader.codec().terms_reader(reader.storage(), reader.segment())
    for field, term, found in terms.all_occurrences():
        renumbered = numbers[found.documents]
        kept = renumbered >= 0
        if kept.any():
            moved = found.among(kept)._replace(documents=renumbered[kept].astype(np.uint32))
            yield field, term, int(moved.documents[0]), float(len(moved.documents)), moved.to_bytes()
