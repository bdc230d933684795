"""Numbers in one to five bytes each, many at a time: seven bits a byte, the low ones first, the highest bit set where
another byte follows (LEB128, as in the DWARF format, 7.6)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]

_MOST_BYTES = 5


def encoded(values: Numbers) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of all values, and where each begins; one offset more says where the last ends."""
    sizes = np.ones(len(values), dtype=np.int64)
    for step in range(1, _MOST_BYTES):
        sizes += values >= np.uint32(1 << 7 * step)
    offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
    data = np.empty(int(offsets[-1]), dtype=np.uint8)
    data[offsets[:-1]] = values & 0x7F
    for step in range(1, _MOST_BYTES):
        longer = np.flatnonzero(sizes > step)
        if not len(longer):
            break
        at = offsets[longer] + step
        data[at - 1] |= 0x80
        data[at] = values[longer] >> np.uint32(7 * step) & 0x7F
    return data, offsets


def decoded(data: bytes) -> Numbers:
    """The values."""
    read = np.frombuffer(data, dtype=np.uint8)
    lasts = np.flatnonzero(read < 0x80)
    if not len(lasts):
        return np.empty(0, dtype=np.uint32)
    firsts = np.concatenate((np.zeros(1, dtype=np.int64), lasts[:-1] + 1))
    sizes = lasts - firsts + 1
    values = (read[firsts] & 0x7F).astype(np.uint32)
    for step in range(1, int(sizes.max())):
        longer = np.flatnonzero(sizes > step)
        values[longer] |= (read[firsts[longer] + step].astype(np.uint32) & 0x7F) << np.uint32(7 * step)
    return values
