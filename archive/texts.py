"""Articles of one snapshot as they are read again and again: whole ones a while, their letters for long."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.contract import Snapshot
from archive.stored import StoredArticle, unpack, unpack_letters

MOST = 20_000
"""Texts kept at most; some 40 MB of articles of a thousand letters."""

MOST_WHOLE = 500
"""Articles of each of two ages kept at most; some 20 KB each, of two thousand letters."""


class Texts:
    """Texts of one snapshot. Safe to use from several threads: at worst a text is read twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._texts: dict[str, str] = {}
        self._young: dict[str, StoredArticle] = {}
        self._old: dict[str, StoredArticle] = {}

    def of(self, keys: Sequence[str]) -> list[str]:
        """The letters of each article (stored.unpack_letters), empty for one that is not there: reordering a hundred
        hits reads a hundred texts."""
        if len(self._texts) + len(keys) > MOST:
            self._texts = {}
        known = self._texts
        missing = [key for key in keys if key not in known]
        for key, stored in zip(missing, self._snapshot.stored(missing), strict=True):
            known[key] = unpack_letters(stored) if stored is not None else ""
        return [known[key] for key in keys]

    def articles(self, keys: Sequence[str]) -> list[StoredArticle | None]:
        """Each article with what has been unpacked of its streams, None for one that is not there: who asks more
        narrowly, or turns back, meets the same ones."""
        found = {key: article for key in keys if (article := self._young.get(key) or self._old.get(key))}
        missing = [key for key in keys if key not in found]
        for key, stored in zip(missing, self._snapshot.stored(missing), strict=True):
            if stored is not None:
                found[key] = unpack(stored)
        if len(self._young) + len(found) > MOST_WHOLE:
            self._old, self._young = self._young, {}
        self._young.update(found)
        return [found.get(key) for key in keys]
