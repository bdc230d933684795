"""Where slots stand in a list of terms: the plain meaning of a phrase, shared by the specification and highlights."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.contract import Slot


def occurrences(terms: Sequence[str], slots: Sequence[Slot]) -> list[int]:
    """Positions at which all the slots stand one after the other, in ascending order."""
    first, *rest = slots
    # A set is asked five times as fast as a slot, and nearly all slots are sets.
    begins = first.takes if first.prefixes or first.suffixes or first.infixes else first.terms.__contains__
    return [
        position
        for position, term in enumerate(terms[: max(0, len(terms) - len(rest))])
        if begins(term) and all(slot.takes(terms[position + step]) for step, slot in enumerate(rest, 1))
    ]
