"""A generation of an index as it was at one moment: a point in time of the cluster, and which of its rows count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from opensearchpy.exceptions import NotFoundError, TransportError

from archive.engines.opensearch.errors import away, why
from archive.engines.opensearch.mapping import LONGEST_EXPRESSION, WINDOW
from archive.engines.opensearch.query import MOST_VALUES, any_value
from archive.engines.opensearch.server import Server
from archive.engines.opensearch.state import FORMAT, Shared, State
from archive.errors import EngineAway
from archive.language import gettext as _

Json = dict[str, Any]

MOST_GROUPS = 60_000
"""Groups that are asked for at once, of 65,535 that a cluster gives unless it is told otherwise. Each time it counts
over all rows: all words of 350,000 articles took 133 s by 10,000 and 29 s by so many."""

KEPT_OPEN = "5m"
"""So long a cluster keeps a point in time that nobody asks; one that is gone is opened anew while it is still right."""


class View:
    """Asks over one point in time. Safe to use from several threads."""

    def __init__(self, shared: Shared, state: State) -> None:
        self._shared = shared
        self._state = state
        self._lock = Lock()
        self._point = self._opened(state)

    @property
    def server(self) -> Server:
        return self._shared.server

    @property
    def state(self) -> State:
        return self._state

    def rows(self, kind: str, *filters: Json) -> Json:
        """A query for the rows of a kind that count, among those that match the filters."""
        state = self._state
        unwanted: list[Json] = []
        if state.hidden:
            old: Json = {"range": {"change": {"lt": state.change}}}
            unwanted.append({"bool": {"filter": [old, any_value("source", state.hidden).body]}})
        if state.dead:
            unwanted.append({"terms": {"change": list(state.dead)}})
        counted = [{"term": {"kind": kind}}, {"range": {"change": {"lte": state.change}}}]
        return {"bool": {"filter": [*counted, *filters], "must_not": unwanted}}

    def ask(self, body: Json) -> Json:
        """The answer to a search, from all shards or none. Raises EngineAway."""
        point = self._point
        try:
            return self._searched(point, body)
        except TransportError as error:
            if not _lost(error):
                raise away(self.server.address, error) from error
        self._renew(point)
        try:
            return self._searched(self._point, body)
        except TransportError as error:
            raise away(self.server.address, error) from error

    def walk(self, query: Json, sort: Sequence[Json], page: int = WINDOW, **body: Any) -> Iterator[Json]:
        """All hits in an order whose last key no two have, page by page."""
        asked: Json = {"query": query, "sort": list(sort), "size": page, "track_total_hits": False, **body}
        while True:
            hits: list[Json] = self.ask(asked)["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            asked["search_after"] = hits[-1]["sort"]

    def groups(self, query: Json, field: str, page: int = MOST_GROUPS) -> Iterator[tuple[str, int]]:
        """Every value of a field with the rows that hold it, in order of value."""
        composite: Json = {"size": page, "sources": [{"value": {"terms": {"field": field}}}]}
        while True:
            aggregated = self.ask({"query": query, "size": 0, "aggs": {"all": {"composite": composite}}})
            found = aggregated["aggregations"]["all"]
            for bucket in found["buckets"]:
                yield bucket["key"]["value"], bucket["doc_count"]
            if "after_key" not in found:
                return
            composite["after"] = found["after_key"]

    def values_like(self, query: Json, field: str, expression: str) -> list[str] | None:
        """All values of a field that a regular expression describes; None where they are too many to be told so."""
        if len(expression) > LONGEST_EXPRESSION:
            return None
        terms = {"field": field, "include": expression, "size": MOST_VALUES}
        found = self.ask({"query": query, "size": 0, "aggs": {"like": {"terms": terms}}})["aggregations"]["like"]
        return None if found["sum_other_doc_count"] else [bucket["key"] for bucket in found["buckets"]]

    def close(self) -> None:
        """Say that the point in time is not used any more."""
        self.server.points.drop(self._point)

    def refresh(self, state: State) -> None:
        """Go on with another point in time of the same generation, from which replaced rows are purged."""
        with self._lock:
            old, self._point, self._state = self._point, self._opened(state), state
        self.server.points.drop(old)

    def _renew(self, lost: str) -> None:
        with self._lock:
            if self._point != lost:
                return
            now = self._shared.read()
            if now is None or now.state.format != FORMAT or now.state.generation != self._state.generation:
                raise EngineAway(_("그동안 색인이 바뀌었습니다. 한 번 더 해 주세요."))
            self._point, self._state = self._opened(now.state), now.state

    def _opened(self, state: State) -> str:
        try:
            opened = self.server.ask(
                "POST",
                f"/{state.index}/_search/point_in_time",
                keep_alive=KEPT_OPEN,
                allow_partial_pit_creation="false",
            )
        except NotFoundError as error:
            raise self._shared.unusable() from error
        point: str = opened["pit_id"]
        self.server.points.opened(point)
        return point

    def _searched(self, point: str, body: Json) -> Json:
        # Scores have to be those of the whole index, not of the shard that an article lies in.
        parameters = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
        pinned = {**body, "pit": {"id": point, "keep_alive": KEPT_OPEN}}
        answer: Json = self.server.search(pinned, parameters)
        return answer


def _lost(error: TransportError) -> bool:
    """Whether the point in time is gone, with the time or with the node that kept it."""
    return "search_context_missing" in why(error) or error.status_code in (404, 500, 503)
