"""A page of hits, however deep it lies: near ones are asked for at once, far ones are walked to from the nearer end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from archive.engines.opensearch.mapping import WINDOW
from archive.engines.opensearch.view import View

Json = dict[str, Any]
Order = Sequence[tuple[str, str]]

ORDERS: Mapping[str, Order] = {
    "relevance": (("_score", "desc"), ("date", "desc"), ("order", "asc")),
    "newest": (("date", "desc"), ("order", "asc")),
    "oldest": (("date", "asc"), ("order", "asc")),
}
_TURNED = {"asc": "desc", "desc": "asc"}


def page(view: View, body: Json, order: Order, offset: int, limit: int) -> tuple[Json, list[Json]]:
    """The answer with its total, and the hits from `offset`, at most `limit`."""
    near = offset + limit <= WINDOW
    first = {"from": offset, "size": limit} if near else {"size": 0}
    answer = view.ask({**body, **first, "sort": _sort(order), "track_total_hits": True})
    if near:
        return answer, answer["hits"]["hits"]
    total = int(answer["hits"]["total"]["value"])
    return answer, _far(view, body, order, offset, min(limit, total - offset), total)


def _far(view: View, body: Json, order: Order, offset: int, limit: int, total: int) -> list[Json]:
    if limit <= 0:
        return []
    behind = total - offset - limit
    walked = {name: part for name, part in body.items() if name not in ("query", "aggs")}
    if behind < offset:
        turned = [(name, _TURNED[way]) for name, way in order]
        return list(_stretch(view, body["query"], turned, behind, limit, walked))[::-1]
    return list(_stretch(view, body["query"], order, offset, limit, walked))


def _stretch(view: View, query: Json, order: Order, skipped: int, limit: int, body: Json) -> Iterator[Json]:
    step = min(WINDOW, skipped + limit)
    return islice(view.walk(query, _sort(order), step, **body), skipped, skipped + limit)


def _sort(order: Order) -> list[Json]:
    return [{name: {"order": way}} for name, way in order]
