"""The letters of articles, kept in memory once they were needed: reordering a hundred hits reads a hundred texts."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.contract import Snapshot
from archive.stored import unpack_letters

MOST = 20_000
"""Texts kept at most; some 40 MB of articles of a thousand letters."""


class Texts:
    """Texts of one snapshot. Safe to use from several threads: at worst a text is read twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._texts: dict[str, str] = {}

    def of(self, keys: Sequence[str]) -> list[str]:
        """The letters of each article (stored.unpack_letters), empty for one that is not there."""
        if len(self._texts) + len(keys) > MOST:
            self._texts = {}
        known = self._texts
        missing = [key for key in keys if key not in known]
        for key, stored in zip(missing, self._snapshot.stored(missing), strict=True):
            known[key] = unpack_letters(stored) if stored is not None else ""
        return [known[key] for key in keys]
