"""One generation of an index in a cluster: every question is answered over the same point in time."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from archive.engines.contract import Found, Near, Node, Request, Response, Restore, Slot, Weighted
from archive.engines.nearness import is_near
from archive.engines.opensearch.facets import aggregations, read
from archive.engines.opensearch.mapping import COUNTED, KEPT, boost
from archive.engines.opensearch.near import near_query
from archive.engines.opensearch.pages import ORDERS, page
from archive.engines.opensearch.query import EVERYTHING, Queries, Query, any_value, apart, every
from archive.engines.opensearch.reading import ARTICLES_AT_ONCE, joined, stored
from archive.engines.opensearch.terms import expression, written
from archive.engines.opensearch.view import View

Json = dict[str, Any]

MOST_CLAUSES = 900
"""Clauses of what matches and what scores together."""


class OpenSearchSnapshot:
    """`restore` reads what was stored with a document. The point in time is given back when nobody holds
    the snapshot any more."""

    def __init__(self, view: View, restore: Restore) -> None:
        self._view = view
        self._restore = restore
        self._open_slots: dict[tuple[str, Slot], frozenset[str]] = {}
        self.generation = view.state.generation
        self.fingerprint = view.state.fingerprint
        weakref.finalize(self, view.close)

    @property
    def _queries(self) -> Queries:
        # Made for each question: one that is kept would keep the snapshot, and its point in time, from being let go.
        return Queries(self._expanded, self._near)

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        return self._total(EVERYTHING)

    def search(self, request: Request) -> Response:
        match = self._queries.of(request.match)
        filters = {name: self._queries.of(node) for name, node in request.filters.items()}
        body = self._asked(request, match, filters)
        answer, hits = page(self._view, body, ORDERS[request.sort], request.offset, request.limit)
        found = tuple(Found(hit["fields"]["key"][0], float(hit["_score"])) for hit in hits)
        total = int(answer["hits"]["total"]["value"])
        if not request.facets:
            return Response(total, found, {}, ())

        def groups(narrowed: list[Query], field: str) -> Iterator[tuple[str, int]]:
            return self._view.groups(self._view.rows("article", match.body, every(narrowed).body), field)

        facets, months = read(answer, filters, groups)
        return Response(total, found, facets, months)

    def count(self, match: Node, filters: Mapping[str, Node]) -> int:
        return self._total(every([self._queries.of(node) for node in (match, *filters.values())]).body)

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        wanted = list(dict.fromkeys(keys))
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), ARTICLES_AT_ONCE):
            part = wanted[start : start + ARTICLES_AT_ONCE]
            # One more than there can be, so that the first answer is known to be all.
            read = stored(self._view, self._view.rows("article", any_value("key", part).body), len(part) + 1)
            found |= {key: value for _, key, value in read}
        return [found.get(key) for key in keys]

    def sources(self) -> Mapping[str, bytes]:
        return dict(joined(self._view, self._view.rows("record")))

    def kept(self, name: str) -> bytes | None:
        query = self._view.rows("kept", {"term": {"source": KEPT + name}})
        return dict(joined(self._view, query)).get(KEPT + name)

    def kept_names(self) -> Sequence[str]:
        return sorted(source.removeprefix(KEPT) for source, _ in self._view.groups(self._view.rows("kept"), "source"))

    def values(self, keyword: str) -> Mapping[str, int]:
        return dict(self._view.groups(self._view.rows("article"), keyword))

    def terms(self, field: str) -> Mapping[str, int]:
        return dict(self._view.groups(self._view.rows("article"), COUNTED + field))

    def _asked(self, request: Request, match: Query, filters: Mapping[str, Query]) -> Json:
        scored = [self._scoring(each) for each in request.weights]
        if match.clauses + len(scored) > MOST_CLAUSES:
            match = apart(match)
        query = self._view.rows("article", match.body)
        query["bool"]["should"] = scored
        body: Json = {"query": query, "track_scores": True, "_source": False, "docvalue_fields": ["key"]}
        if filters:
            body["post_filter"] = every(list(filters.values())).body
        if request.facets:
            body["aggs"] = aggregations(filters)
        return body

    def _scoring(self, weighted: Weighted) -> Json:
        field = weighted.field
        weight = weighted.weight * boost(field, legacy=self._view.state.legacy)
        return {"term": {field: {"value": written(field, weighted.term), "boost": weight}}}

    def _total(self, match: Json) -> int:
        body = {"query": self._view.rows("article", match), "size": 0, "track_total_hits": True}
        return int(self._view.ask(body)["hits"]["total"]["value"])

    def _near(self, near: Near) -> Query:
        return near_query(self._queries, near, self._read)

    def _read(self, match: Json, near: Near) -> list[str]:
        read = stored(self._view, self._view.rows("article", match))
        return [key for _, key, value in read if is_near(near, self._restore.places(value, near.sequences))]

    def _expanded(self, field: str, slot: Slot) -> frozenset[str]:
        """All terms of the field that the slot takes; looked up once."""
        if (field, slot) not in self._open_slots:
            found = self._view.values_like(self._view.rows("article"), COUNTED + field, expression(slot))
            candidates = self.terms(field) if found is None else found
            self._open_slots[field, slot] = frozenset(term for term in candidates if slot.takes(term))
        return self._open_slots[field, slot]
