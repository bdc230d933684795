"""Where slots stand in a list of terms: the plain meaning of a phrase, shared by the specification and highlights."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.contract import Slot


def occurrences(terms: Sequence[str], slots: Sequence[Slot]) -> list[int]:
    """Positions at which all the slots stand one after the other, in ascending order."""
    first, *rest = slots
    found = []
    for position in range(len(terms) - len(rest)):
        if first.takes(terms[position]) and all(
            slot.takes(terms[position + step]) for step, slot in enumerate(rest, 1)
        ):
            found.append(position)
    return found
