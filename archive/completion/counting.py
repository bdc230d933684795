"""In how many articles each phrase of an archive stands: counted on as articles come and go."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

import zstandard

from archive.completion.judging import Judged
from archive.completion.phrases import phrases_of
from archive.engines.contract import Every, Request, Snapshot
from archive.stored import StoredArticle, unpack

KEPT = "phrases"
"""The name under which an engine keeps the counts."""

VERSION = 1
"""Raised whenever `phrases` finds others, so that nothing is taken away that was never counted."""

MOST_COUNTED = 300_000
"""Different words, and different pairs, that are counted: beyond it those that one article has are forgotten (some
100 MB of memory). The counts of a bigger archive are therefore lower bounds."""

AT_ONCE = 200
"""Articles read at a time."""


class Counts:
    """Articles by word, by pair of words, by pair that their title has, by title and by printed name of outlet.

    `judged` is what is known of the texts that have been completions so far.
    """

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.in_titles: Counter[str] = Counter()
        self.titles: Counter[str] = Counter()
        self.outlets: Counter[str] = Counter()
        self.judged = Judged()

    def add(self, stored: StoredArticle) -> None:
        """Count an article."""
        for counter, texts in self._found(stored):
            counter.update(texts)
            if len(counter) > MOST_COUNTED:
                _thin(counter)

    def take_away(self, stored: StoredArticle) -> None:
        """Count an article no longer."""
        for counter, texts in self._found(stored):
            for text in texts:
                if counter[text] > 1:
                    counter[text] -= 1
                else:
                    del counter[text]

    def title_pairs(self) -> Iterator[tuple[str, int]]:
        """Pairs that stand in a title, with the articles that have them anywhere."""
        return ((pair, self.pairs[pair]) for pair in self.in_titles)

    def _found(self, stored: StoredArticle) -> Iterable[tuple[Counter[str], Iterable[str]]]:
        article, found = stored.article, phrases_of(stored)
        return (
            (self.words, found.words),
            (self.pairs, found.pairs),
            (self.in_titles, found.in_title),
            (self.titles, (article.title,)),
            (self.outlets, {outlet.name for outlet in article.outlets}),
        )

    def as_bytes(self) -> bytes:
        counters = (self.words, self.pairs, self.in_titles, self.titles, self.outlets)
        value = [VERSION, counters, self.judged.as_json()]
        return zstandard.ZstdCompressor().compress(
            json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        )

    @classmethod
    def from_bytes(cls, stored: bytes) -> Counts | None:
        """What `as_bytes` wrote; None where another version of this program did."""
        value = json.loads(zstandard.ZstdDecompressor().decompress(stored).decode("utf-8", "surrogatepass"))
        if value[0] != VERSION:
            return None
        counts = cls()
        counts.words, counts.pairs, counts.in_titles, counts.titles, counts.outlets = map(Counter, value[1])
        counts.judged = Judged.from_json(value[2])
        return counts


def counted(snapshot: Snapshot) -> Counts:
    """The counts of a whole generation; reads every article (some 1.5 ms each)."""
    counts = Counts()
    found = snapshot.search(Request(Every(), sort="oldest", limit=len(snapshot), facets=False)).hits
    for first in range(0, len(found), AT_ONCE):
        for stored in snapshot.stored([hit.key for hit in found[first : first + AT_ONCE]]):
            if stored is not None:
                counts.add(unpack(stored))
    return counts


def _thin(counter: Counter[str]) -> None:
    for text in [text for text, count in counter.items() if count == 1]:
        del counter[text]
