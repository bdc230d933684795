"""How processor time grows with the size of what is read: a ratio within one run, whatever the machine."""

from __future__ import annotations

import time
from collections.abc import Callable


def growth(work: Callable[[], object], larger: Callable[[], object], runs: int = 3) -> float:
    """How many times as much processor time the larger piece of work takes, each at its quickest of so many runs.

    The two take turns, since a busy machine slows whatever runs at the time.
    """
    pairs = [(_seconds(work), _seconds(larger)) for _ in range(runs)]
    return min(many for _, many in pairs) / min(few for few, _ in pairs)


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
