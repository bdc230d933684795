"""Whether phrases stand near each other in one document, for engines that look at candidates one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archive.engines.contract import Document, Near, Phrase, Restore
from archive.engines.positions import occurrences


def is_near(near: Near, places: Sequence[Sequence[int]]) -> bool:
    """Whether a document is one that the node describes, given where each of its phrases begins.

    One pass over all places in order: of each phrase only the latest can be nearer to what comes than those before it.
    """
    if len({phrase.field for phrase in near.sequences}) > 1:
        return False
    lengths = [len(phrase.slots) for phrase in near.sequences]
    latest: dict[int, int] = {}
    for place, which in sorted((place, which) for which, of in enumerate(places) for place in of):
        latest[which] = place
        if len(latest) == len(lengths):
            gap = place - min(latest.values()) - (sum(lengths) - lengths[which])
            if gap <= near.distance:
                return True
    return False


def by_terms(document: Callable[[bytes], Document]) -> Restore:
    """What is stored, read by making the whole document again: plain, and slow."""

    def places(stored: bytes, phrases: Sequence[Phrase]) -> list[list[int]]:
        terms = document(stored).terms
        return [occurrences(terms.get(phrase.field, ()), phrase.slots) for phrase in phrases]

    return Restore(document, places)
