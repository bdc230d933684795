"""Walking from one hit of a search to the next: which articles stand before and behind one in the list of results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from archive.asking import Asking
from archive.engines.contract import Snapshot
from archive.models import Article
from archive.near import Around
from archive.results import Search
from archive.stored import unpack_article

DEPTH = 2_000
"""So many hits of a search can be walked through; nobody reads further, and their ids take 200 KB."""

KEPT = 50
"""Searches whose hits are kept for a generation: whoever reads one after another asks the engine once."""


class _Walk(NamedTuple):
    """The hits of a search by their ids, in order, each with its place counted from 0; `total` counts all of them."""

    total: int
    keys: tuple[str, ...]
    places: dict[str, int]


class Walks:
    """The walks through one snapshot; `ask` takes up a search over it. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, ask: Callable[[Search], Asking]) -> None:
        self._snapshot = snapshot
        self._ask = ask
        self._of = lru_cache(maxsize=KEPT)(self._walk)

    def around(self, search: Search, article_id: str) -> Around:
        """The hits beside an article in the results of a search, whatever page of them is asked for."""
        walk = self._of(replace(search, page=1, per_page=DEPTH))
        place = walk.places.get(article_id)
        if place is None:
            return Around(walk.total)
        before = walk.keys[place - 1] if place else None
        behind = walk.keys[place + 1] if place + 1 < len(walk.keys) else None
        return Around(walk.total, place + 1, self._head(before), self._head(behind))

    def _walk(self, search: Search) -> _Walk:
        _, response, _ = self._ask(search).relaxing()
        keys = tuple(hit.key for hit in response.hits)
        return _Walk(response.total, keys, {key: place for place, key in enumerate(keys)})

    def _head(self, key: str | None) -> Article | None:
        (stored,) = self._snapshot.stored([key]) if key is not None else (None,)
        return None if stored is None else replace(unpack_article(stored), blocks=())
