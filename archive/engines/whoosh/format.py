"""How postings are kept in Whoosh: positions in two bytes each instead of a pickled list.

Whoosh pickles its schema, and with it the names of these classes; no language model may ever be reached from here.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import FieldType
from whoosh.formats import Format

_FAR = 0xFFFF
"""A step of this size means: go on by so much, no position here; so a text of any length fits two-byte steps."""


class Steps(Format):  # type: ignore[misc]
    """Posting values: the steps from each position to the next, the first from 0, as unsigned two-byte numbers."""

    def word_values(
        self, value: Sequence[str], analyzer: Any, **options: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """(term, frequency, weight, encoded positions) of each different term in a list of terms."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, term in enumerate(value):
            places[term].append(position)
        for term, positions in places.items():
            yield term, len(positions), 1.0, _encode(positions)


class Terms(FieldType):  # type: ignore[misc]
    """A field that takes a list of terms as it is."""

    indexed = True
    stored = False
    scorable = False
    unique = False
    vector = None

    def __init__(self) -> None:
        self.format = Steps()
        self.analyzer = SpaceSeparatedTokenizer()


def _encode(positions: Sequence[int]) -> bytes:
    steps = array("H")
    last = 0
    for position in positions:
        step = position - last
        steps.extend([_FAR] * (step // _FAR))
        steps.append(step % _FAR)
        last = position
    return steps.tobytes()


def decode(bases: NDArray[np.int64], values: Sequence[bytes]) -> NDArray[np.uint32]:
    """All positions of a term in ascending order, each added to the base of the document whose value holds it."""
    steps = np.frombuffer(b"".join(values), dtype=np.uint16).astype(np.int64)
    sizes = np.fromiter(map(len, values), dtype=np.int64, count=len(values)) // 2
    travelled = np.cumsum(steps)
    before = np.concatenate(([0], travelled))[np.cumsum(sizes) - sizes]
    places = travelled + np.repeat(bases - before, sizes)
    return np.asarray(places[steps != _FAR], dtype=np.uint32)
