"""Whether phrases stand near each other in one document, for engines that look at candidates one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.engines.contract import Near
from archive.engines.positions import occurrences


def is_near(near: Near, terms: Mapping[str, Sequence[str]]) -> bool:
    """Whether a document with these terms of its fields is one that the node describes.

    One pass over all places in order: of each phrase only the latest can be nearer to what comes than those before it.
    """
    if len({phrase.field for phrase in near.sequences}) > 1:
        return False
    lengths = [len(phrase.slots) for phrase in near.sequences]
    latest: dict[int, int] = {}
    for place, which in _places(near, terms):
        latest[which] = place
        if len(latest) == len(lengths):
            gap = place - min(latest.values()) - (sum(lengths) - lengths[which])
            if gap <= near.distance:
                return True
    return False


def _places(near: Near, terms: Mapping[str, Sequence[str]]) -> list[tuple[int, int]]:
    """(place, which phrase) of all occurrences, in order."""
    return sorted(
        (place, which)
        for which, phrase in enumerate(near.sequences)
        for place in occurrences(terms.get(phrase.field, ()), phrase.slots)
    )
