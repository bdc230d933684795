"""Memory of a server over time: whether it grows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Event, Thread

from benchmarks.volume_memory import shares, tree

EVERY = 2.0
"""Seconds from one look to the next."""

Sample = tuple[float, float]
"""Seconds since the first look, and megabytes (10^6 bytes) of all processes; what several share is counted once."""


class Samples(Thread):
    """Looks at the processes below one until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.samples: list[Sample] = []
        self._pid = pid
        self._ended = Event()

    def run(self) -> None:
        began = time.monotonic()
        while True:
            megabytes = sum(each[0] for pid in tree(self._pid) if (each := shares(pid)))
            self.samples.append((time.monotonic() - began, megabytes))
            if self._ended.wait(EVERY):
                return

    def stop(self) -> list[Sample]:
        """All samples; nothing is looked at any more."""
        self._ended.set()
        self.join()
        return self.samples


def slope(samples: Sequence[Sample]) -> float:
    """Megabytes a minute by least squares; 0 for fewer than two samples."""
    if len(samples) < 2:
        return 0.0
    middle = sum(at for at, _ in samples) / len(samples)
    spread = sum((at - middle) ** 2 for at, _ in samples)
    return 60 * sum((at - middle) * megabytes for at, megabytes in samples) / spread if spread else 0.0


def later_half(samples: Sequence[Sample]) -> Sequence[Sample]:
    """What was seen in the second half of the time, when what is kept of earlier requests has been filled."""
    return [sample for sample in samples if sample[0] >= samples[-1][0] / 2]
