"""Which documents hold phrases near each other: one pass over the places of all of them in order."""

from __future__ import annotations

import numpy as np

from archive.budget import look
from archive.engines.contract import Near
from archive.engines.whoosh.columns import Numbers
from archive.engines.whoosh.postings import Postings

LOOK_EVERY = 1000
"""Occurrences between two looks at the budget."""


def near_documents(postings: Postings, near: Near) -> Numbers:
    """Numbers of the documents in which the gap between the phrases is at most `near.distance`.

    One field only can be measured; phrases of different fields are near each other nowhere.
    """
    field = near.sequences[0].field
    if any(phrase.field != field for phrase in near.sequences):
        return np.empty(0, dtype=np.int64)
    lengths = [len(phrase.slots) for phrase in near.sequences]
    found = set()
    latest: dict[int, tuple[int, int]] = {}
    for number, (document, place, which) in enumerate(_events(postings, near)):
        if not number % LOOK_EVERY:
            look()
        latest[which] = document, place
        if len(latest) == len(lengths) and all(of == document for of, _ in latest.values()):
            gap = place - min(start for _, start in latest.values()) - (sum(lengths) - lengths[which])
            if gap <= near.distance:
                found.add(document)
    return np.array(sorted(found), dtype=np.int64)


def _events(postings: Postings, near: Near) -> list[tuple[int, int, int]]:
    """(document, place, which phrase) of all occurrences in documents that hold all the phrases, in order."""
    places = [postings.phrase(phrase) for phrase in near.sequences]
    documents = [postings.documents(near.sequences[0].field, each) for each in places]
    common = set.intersection(*(set(each.tolist()) for each in documents))
    return sorted(
        (document, place, which)
        for which, (of, each) in enumerate(zip(documents, places, strict=True))
        for document, place in zip(of.tolist(), each.tolist(), strict=True)
        if document in common
    )
