"""Which documents hold phrases near each other: one pass over the places of all of them in order."""

from __future__ import annotations

import numpy as np

from archive.engines.contract import Near
from archive.engines.whoosh_columns import Numbers
from archive.engines.whoosh_postings import Postings

_DOCUMENT = 32


def near_documents(postings: Postings, near: Near) -> Numbers:
    """Numbers of the documents in which the gap between the phrases is at most `near.distance`."""
    places = [postings.phrase(phrase) for phrase in near.sequences]
    lengths = [len(phrase.slots) for phrase in near.sequences]
    common = set.intersection(*(set((each >> _DOCUMENT).tolist()) for each in places))
    events = sorted(
        (place, which) for which, each in enumerate(places) for place in each.tolist() if place >> _DOCUMENT in common
    )
    found = set()
    latest: dict[int, int] = {}
    for place, which in events:
        latest[which] = place
        if len(latest) == len(places) and place >> _DOCUMENT == min(latest.values()) >> _DOCUMENT:
            gap = place - min(latest.values()) - (sum(lengths) - lengths[which])
            if gap <= near.distance:
                found.add(place >> _DOCUMENT)
    return np.array(sorted(found), dtype=np.int64)
