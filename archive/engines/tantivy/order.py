"""Hits in the order that the contract promises; Tantivy itself leaves it open which of two equal ones comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tantivy import DocAddress, Order, Query, Searcher, SearchResult

from archive.engines.contract import Found, Request, Sort, Weighted, in_order
from archive.engines.tantivy.fields import DATE_SHIFT
from archive.engines.tantivy.query import Queries, both

SAME_SCORE = 1e-6
"""Scores of four bytes that differ by less than this share are equal: the last digit depends on the order of adding."""

_AHEAD = 16
"""Hits that are asked for beyond the last, to see whether it has equals."""

_MOST_KEYS = 200_000
"""Keys kept in memory; some 100 bytes each."""

Scored = tuple[float, DocAddress]


class Page(NamedTuple):
    """How many documents a query finds, those of the page that was asked for, and where all of them are that it finds;
    None where not all of them were wanted."""

    total: int
    hits: tuple[Found, ...]
    every: list[DocAddress] | None


class Ordering:
    """Pages of one searcher."""

    def __init__(self, searcher: Searcher, queries: Queries) -> None:
        self._searcher = searcher
        self._queries = queries
        self._keys: dict[tuple[int, int], str] = {}

    def page(self, found: Query, request: Request, whole: int = 0) -> Page:
        """The page that is asked for of what a query finds; and all that it finds, where that is at most `whole`."""
        first, end = request.offset, request.offset + request.limit
        scored = [weighted for weighted in request.weights if weighted.weight]
        if request.sort != "relevance" or not scored or not request.limit:
            result, addresses = self._by_column(found, request.sort, first, end, whole)
            scores = self._scores(self._queries.scored(found, scored), addresses)
            hits = tuple(Found(self._key(each), score) for each, score in zip(addresses, scores, strict=True))
            return Page(counted(result), hits, _every(result))
        return self._of_scored(found, scored, request, whole)

    def _of_scored(self, found: Query, scored: Sequence[Weighted], request: Request, whole: int) -> Page:
        first, end = request.offset, request.offset + request.limit
        result, hits = self._by_score(self._queries.scored(found, scored), end, whole)
        total = counted(result)
        page = [Found(self._key(address), score) for score, address in hits[first:end]]
        if len(page) < request.limit and len(hits) < total:
            # What is left holds no weighted term: it scores nothing, and the order of time is the whole order.
            rest = self._queries.without_any(found, scored)
            start = max(0, first - len(hits))
            _, addresses = self._by_column(rest, "newest", start, start + request.limit - len(page))
            page += [Found(self._key(address), 0.0) for address in addresses]
        return Page(total, tuple(page), _every(result))

    def _by_score(self, query: Query, end: int, whole: int) -> tuple[SearchResult, list[Scored]]:
        """What a search for `whole` of them gives, or more if need be: of those with a score the best `end`, and all
        that are equal to the last of them."""
        ask = self._at_most(max(end + _AHEAD, whole, 1))
        while True:
            result = self._searcher.search(query, ask)
            hits: list[Scored] = [hit for hit in result.hits if hit[0] > 0]
            last = hits[end - 1][0] if 0 < end <= len(hits) else 0.0
            if len(hits) < ask or hits[-1][0] < last * (1 - SAME_SCORE):
                behind = (at for at in range(end, len(hits)) if hits[at][0] < last * (1 - SAME_SCORE))
                return result, self._settled(hits[: next(behind, None)], _equal_scores, self._newest_first)
            ask = self._at_most(ask * 4)

    def _by_column(
        self, query: Query, sort: Sort, first: int, end: int, whole: int = 0
    ) -> tuple[SearchResult, list[DocAddress]]:
        """What a search for `whole` of them gives, or more if need be: from `first` to `end` in order of time."""
        column, order = ("oldest", Order.Asc) if sort == "oldest" else ("newest", Order.Desc)
        ask = self._at_most(max(end + _AHEAD, whole, 1))
        while True:
            result = self._searcher.search(query, ask, order_by_field=column, order=order)
            hits = result.hits
            last = hits[end - 1][0] if 0 < end <= len(hits) else None
            if len(hits) < ask or hits[-1][0] != last:
                behind = (at for at in range(end, len(hits)) if hits[at][0] != last)
                settled = self._settled(hits[: next(behind, None)], lambda one, other: one == other, self._by_key)
                return result, [address for _, address in settled[first:end]]
            ask = self._at_most(ask * 4)

    def _at_most(self, ask: int) -> int:
        """One more than there are documents is enough to know that there are no others.

        Tantivy takes memory for as many hits as it is asked for, and ends the process where there is not so much: for
        page 1,000,000,000 it wanted 320 GB.
        """
        return min(ask, int(self._searcher.num_docs) + 1)

    def _settled(
        self,
        hits: Sequence[Scored],
        equal: Callable[[float, float], bool],
        order: Callable[[list[Scored]], list[Scored]],
    ) -> list[Scored]:
        """Hits with each run of equal ones put in order."""
        settled: list[Scored] = []
        for run in _runs(hits, equal):
            settled += order(run) if len(run) > 1 else run
        return settled

    def _by_key(self, run: list[Scored]) -> list[Scored]:
        return sorted(run, key=lambda hit: in_order(self._key(hit[1])))

    def _newest_first(self, run: list[Scored]) -> list[Scored]:
        dates = self._searcher.fast_field_values("oldest", [address for _, address in run])
        dated = sorted(
            zip(run, dates, strict=True),
            key=lambda pair: (-(int(pair[1] or 0) >> DATE_SHIFT), in_order(self._key(pair[0][1]))),
        )
        return [hit for hit, _ in dated]

    def _scores(self, query: Query, addresses: Sequence[DocAddress]) -> list[float]:
        """The scores of these documents."""
        if not addresses:
            return []
        keys = [self._key(address) for address in addresses]
        among = both(query, Query.const_score_query(self._queries.among("key", keys), 0.0))
        hits = self._searcher.search(among, max(1, len(keys)), count=False).hits
        scores = {self._key(address): float(score) for score, address in hits}
        return [scores[key] for key in keys]

    def _key(self, address: DocAddress) -> str:
        place = (address.segment_ord, address.doc)
        key = self._keys.get(place)
        if key is None:
            if len(self._keys) >= _MOST_KEYS:
                self._keys = {}
            key = self._keys[place] = str(self._searcher.doc(address).get_first("key"))
        return key


def _every(result: SearchResult) -> list[DocAddress] | None:
    return [address for _, address in result.hits] if len(result.hits) == counted(result) else None


def counted(result: SearchResult) -> int:
    """How many documents a search has counted."""
    count: int = result.count  # type: ignore[attr-defined]  # The library's own types leave it out.
    return count


def _equal_scores(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SCORE * max(one, other)


def _runs(hits: Sequence[Scored], equal: Callable[[float, float], bool]) -> Iterator[list[Scored]]:
    run: list[Scored] = list(islice(hits, 1))
    for hit in islice(hits, 1, None):
        if not equal(run[-1][0], hit[0]):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run
