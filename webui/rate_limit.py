"""How many requests a client may make: a bucket of tokens for each, in memory that worker processes share.

A bucket holds what a client may ask in a minute and fills at that pace; a request takes one token, and where there is
none the client is told to wait. The room is of a fixed size and made before the processes part. Nobody waits for
anybody: two that write a bucket at once may count two requests as one, which is no loss.
"""

from __future__ import annotations

import math
import mmap
import struct
import time
from collections.abc import Callable
from hashlib import blake2b

from webui.hosts import address_of

PLACES = 16_384
"""Clients that are counted at once; of more, the one that was silent longest is forgotten, and begins anew."""

WAYS = 4
"""Places that a client's bucket may be kept in."""

_BUCKET = struct.Struct("<8sdd")
"""Whose it is, tokens in it, and when they were counted (s of the monotonic clock, one for all processes)."""

_ROUNDED = 1e-6
"""Seconds that are nothing: sums of fractions are not quite whole."""

_PREFIX = 64
"""Bits of an IPv6 address that tell a household or an office; the others a client chooses by itself."""


class RateLimit:
    """So many requests a minute for each client; 0 lets all through. Safe to use from several threads and processes."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._clock = clock
        self._room = mmap.mmap(-1, PLACES * _BUCKET.size) if per_minute else None

    def wait(self, client: str) -> int:
        """Count a request of a client: 0 where it may be answered, otherwise seconds until the next one may."""
        if self._room is None:
            return 0
        owner = _digest(client)
        at, tokens, now = self._found(owner)
        waits = tokens < 1
        _BUCKET.pack_into(self._room, at, owner, tokens if waits else tokens - 1, now)
        return max(1, math.ceil((1 - tokens) * 60 / self._most - _ROUNDED)) if waits else 0

    def _found(self, owner: bytes) -> tuple[int, float, float]:
        """Where a client's bucket is kept, the tokens in it now, and what time that is."""
        assert self._room is not None
        now, oldest, place = self._clock(), math.inf, 0
        for at in _places(owner):
            whose, tokens, counted = _BUCKET.unpack_from(self._room, at)
            if whose == owner:
                return at, min(self._most, tokens + max(0.0, now - counted) * self._most / 60), now
            if counted < oldest:
                oldest, place = counted, at
        return place, self._most, now


def _places(owner: bytes) -> list[int]:
    first, step = struct.unpack("<II", owner)
    return [(first + way * (step | 1)) % PLACES * _BUCKET.size for way in range(WAYS)]


def _digest(client: str) -> bytes:
    """Never zero, which is what an empty place has."""
    return blake2b(_household(client).encode(), digest_size=8).digest()


def _household(client: str) -> str:
    address = address_of(client)
    if address is None or address.version == 4:
        return client
    return str(int(address) >> (128 - _PREFIX))
