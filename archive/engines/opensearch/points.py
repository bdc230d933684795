"""The points in time that this process has opened in a cluster, and those of them that nobody needs any more.

Who drops a snapshot says so here and no more: it may happen in the midst of anything, a request too, where another
request could wait for the first for ever. They are given back when the next one is opened, and when the program ends.
"""

from __future__ import annotations

import atexit
import weakref
from collections import deque
from contextlib import suppress
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

_SECONDS = 2.0


class Points:
    """Those of one client."""

    def __init__(self, client: OpenSearch) -> None:
        self._client = client
        self._open: set[str] = set()
        self._unused: deque[str] = deque()
        atexit.register(_end, weakref.ref(self))

    def opened(self, point: str) -> None:
        """Take note of a new one, and give back those that are not used any more."""
        self._open.add(point)
        unused = [self._unused.popleft() for _ in range(len(self._unused))]
        self._give_back(unused)

    def drop(self, point: str) -> None:
        """Take note that one is not used any more."""
        self._unused.append(point)

    def end(self) -> None:
        """Give all of them back."""
        self._give_back(list(self._open))

    def _give_back(self, points: list[str]) -> None:
        """One that cannot be given back runs out."""
        if points:
            self._open.difference_update(points)
            body = {"pit_id": points}
            with suppress(OpenSearchException):
                self._client.transport.perform_request("DELETE", "/_search/point_in_time", body=body, timeout=_SECONDS)


def _end(points: Any) -> None:
    if (left := points()) is not None:
        left.end()
