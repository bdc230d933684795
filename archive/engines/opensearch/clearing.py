"""What is done to an index in a cluster before and after its rows are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from opensearchpy.exceptions import NotFoundError

from archive.engines.opensearch.lease import Held
from archive.engines.opensearch.query import any_value
from archive.engines.opensearch.server import Patience
from archive.engines.opensearch.state import Shared, State
from archive.errors import EngineAway

Json = dict[str, Any]

MOST_REMOVED = 0.02
"""Share of removed articles from which on they are merged away, or their index is written anew."""

_THOROUGH = Patience(120.0, 600.0)
"""For what goes through a whole index."""


class Clearing:
    """The index that a change writes."""

    def __init__(self, shared: Shared, index: str) -> None:
        self.index = index
        self._shared = shared
        self._server = shared.server

    def refresh(self) -> None:
        """Make what was written searchable, on every shard. Raises EngineAway where one does not answer."""
        done = self._server.change("POST", f"/{self.index}/_refresh", patience=_THOROUGH)
        if done["_shards"]["failed"]:
            raise EngineAway(
                f"OpenSearch {self._server.address}의 색인 {self.index}에서 일부 샤드가 답하지 않습니다. 서버의 상태를 "
                "확인하고 seogo index를 다시 해 주세요. 지금까지의 색인은 그대로입니다."
            )

    def purge(self, held: Held) -> None:
        """Remove rows that no longer count, or never did."""
        state = held.state
        if state.hidden:
            self._delete(_superseded(state.hidden, state.change))
        removed = state.removed
        if state.dead:
            removed += self._delete({"terms": {"change": list(state.dead)}})
        if removed:
            removed = self._merged(removed)
        if state.hidden or removed != state.removed:
            held.update(hidden=(), removed=removed)

    def undo(self, held: Held, *, fresh: bool, sent: bool) -> None:
        """Remove what a change has written that failed."""
        if fresh:
            self._server.change("DELETE", f"/{self.index}")
        elif sent:
            removed = self._delete({"term": {"change": held.state.attempt}})
            held.update(removed=held.state.removed + removed)

    def sweep(self, keep: Collection[str]) -> None:
        """Remove indexes that no longer count, or never did, but for this one and those to keep."""
        for name in self._shared.indexes():
            if name != self.index and name not in keep:
                with suppress(NotFoundError):
                    self._server.change("DELETE", f"/{name}")

    def name_it(self) -> None:
        """Let the archive's name stand for this index, and no other."""
        name = self._shared.name
        others = [index for index in self._shared.named() if index != self.index]
        actions: list[Json] = [{"remove": {"index": index, "alias": name}} for index in others]
        actions.append({"add": {"index": self.index, "alias": name}})
        self._server.change("POST", "/_aliases", {"actions": actions})

    def articles_of(self, sources: Collection[str], state: State) -> int:
        """How many articles of these sources count now."""
        if not sources:
            return 0
        query = _superseded(sources, state.attempt)
        query["bool"]["filter"].append({"term": {"kind": "article"}})
        return int(self._server.ask("POST", f"/{self.index}/_count", {"query": query})["count"])

    def legacy(self) -> bool:
        """Whether BM25 has a factor of k1 + 1 in this index, as it had until version 3 of what made it."""
        told = self._server.ask("GET", f"/{self.index}/_settings", human="true")
        made_by = str(told[self.index]["settings"]["index"]["version"]["created_string"])
        return int(made_by.partition(".")[0]) < 3

    def _merged(self, removed: int) -> int:
        """Merge removed rows away if they are many; gives how many articles are still there of those removed."""
        rows = self._rows()
        if rows["deleted"] and removed > MOST_REMOVED * (rows["count"] + removed):
            self._server.change("POST", f"/{self.index}/_forcemerge", patience=_THOROUGH, only_expunge_deletes="true")
            self.refresh()
            rows = self._rows()
        return removed if rows["deleted"] else 0

    def _rows(self) -> Mapping[str, int]:
        """`count` and `deleted` rows."""
        told: Json = self._server.ask("GET", f"/{self.index}/_stats/docs")
        rows: Mapping[str, int] = told["_all"]["primaries"]["docs"]
        return rows

    def _delete(self, query: Json) -> int:
        """Remove the rows of a query; gives how many there were."""
        self.refresh()
        path = f"/{self.index}/_delete_by_query"
        parameters = {"conflicts": "proceed", "refresh": "true"}
        done = self._server.change("POST", path, {"query": query}, patience=_THOROUGH, **parameters)
        return int(done["deleted"])


def _superseded(sources: Collection[str], change: int) -> Json:
    """Rows of these sources that are older than the change."""
    return {"bool": {"filter": [{"range": {"change": {"lt": change}}}, any_value("source", sorted(sources)).body]}}
