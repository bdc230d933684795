"""Where one term stands, as arrays and as bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive.engines.whoosh.varint import Numbers, decoded, encoded


class Occurrences(NamedTuple):
    """`documents` that hold a term, in ascending order, how often each does (`counts`), and the `steps` from each
    position to the next, in each document the first from 0."""

    documents: Numbers
    counts: Numbers
    steps: Numbers

    def among(self, kept: NDArray[np.bool_]) -> Occurrences:
        """Those in the documents that are kept, told for each document of `documents`."""
        return Occurrences(self.documents[kept], self.counts[kept], self.steps[np.repeat(kept, self.counts)])

    def to_bytes(self) -> bytes:
        """One part of what `read` reads.

        The number of documents; for each the step from the one before, times two, and one more if it holds the term
        once; the counts of the others; the steps.
        """
        once = self.counts == 1
        before = np.concatenate((np.zeros(1, dtype=np.uint32), self.documents[:-1]))
        documents = self.documents - before << np.uint32(1) | once
        size = np.array([len(documents)], dtype=np.uint32)
        values = np.concatenate((size, documents, self.counts[~once], self.steps), dtype=np.uint32)
        return encoded(values)[0].tobytes()


def read(data: bytes) -> Occurrences:
    """All parts in a row."""
    values = decoded(data)
    parts = []
    at = 0
    while at < len(values):
        size = int(values[at])
        documents = values[at + 1 : at + 1 + size]
        several = np.flatnonzero(documents & 1 == 0)
        counts = np.ones(size, dtype=np.uint32)
        at += 1 + size
        counts[several] = values[at : at + len(several)]
        at += len(several)
        end = at + int(counts.sum())
        parts.append(Occurrences(np.cumsum(documents >> 1, dtype=np.uint32), counts, values[at:end]))
        at = end
    return joined(parts)


def joined(parts: Sequence[Occurrences]) -> Occurrences:
    """All of them; documents of a later part come later."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Occurrences(*(np.empty(0, dtype=np.uint32) for _ in range(3)))
    return Occurrences(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
