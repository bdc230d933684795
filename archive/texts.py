"""Articles of one snapshot as they are read again and again: whole ones a while, their letters for long."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.contract import Snapshot
from archive.recent import Recent
from archive.stored import StoredArticle, unpack, unpack_letters

MOST_LETTERS = 10_000_000
"""Letters of each of two ages that are kept at most: 20 MB, five thousand articles of two thousand letters."""

MOST_WHOLE = 200
"""Articles of each of two ages that are kept at most; some 20 KB each, of two thousand letters."""

_BESIDE = 50
"""An empty text takes as much room as so many letters."""


class Texts:
    """Texts of one snapshot. Safe to use from several threads: at worst a text is read twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._letters = Recent[str](MOST_LETTERS, lambda letters: len(letters) + _BESIDE)
        self._articles = Recent[StoredArticle](MOST_WHOLE)

    def of(self, keys: Sequence[str]) -> list[str]:
        """The letters of each article (stored.unpack_letters), empty for one that is not there: reordering a hundred
        hits reads a hundred texts."""
        found = {key: letters for key in keys if (letters := self._letters.get(key)) is not None}
        missing = [key for key in keys if key not in found]
        for key, stored in zip(missing, self._snapshot.stored(missing), strict=True):
            found[key] = unpack_letters(stored) if stored is not None else ""
            self._letters.put(key, found[key])
        return [found[key] for key in keys]

    def articles(self, keys: Sequence[str]) -> list[StoredArticle | None]:
        """Each article with what has been unpacked of its streams, None for one that is not there: who asks more
        narrowly, or turns back, meets the same ones."""
        found = {key: article for key in keys if (article := self._articles.get(key))}
        missing = [key for key in keys if key not in found]
        for key, stored in zip(missing, self._snapshot.stored(missing), strict=True):
            if stored is not None:
                found[key] = unpack(stored)
                self._articles.put(key, found[key])
        return [found.get(key) for key in keys]
