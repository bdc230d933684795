"""A change of an index in a cluster, from its first row to where it counts, and what is cleared up after it.

rows are written, with a number of their own     nobody counts them
the index is refreshed                           they can be searched, and still nobody counts them
the state is replaced                            all of them count, and those that they replace no longer
replaced rows are purged                         nothing is seen of it
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from opensearchpy.exceptions import NotFoundError

from archive.engines.opensearch_bulk import Bulk
from archive.engines.opensearch_lease import Held
from archive.engines.opensearch_mapping import index_body
from archive.engines.opensearch_query import any_value
from archive.engines.opensearch_server import Patience
from archive.engines.opensearch_state import Shared
from archive.engines.opensearch_writer import OpenSearchWriter
from archive.errors import EngineAway, SeogoError
from archive.settings import Settings

Json = dict[str, Any]

MOST_REMOVED = 0.02
"""Share of removed rows from which on they are merged away: until then they count in the statistics of scores."""

_THOROUGH = Patience(120.0, 600.0)
"""For what goes through a whole index."""


def changed(shared: Shared, held: Held, index: str, fingerprint: str) -> Iterator[OpenSearchWriter]:
    """One change: gives its writer, and commits it when the block that uses it ends well."""
    change = held.state.attempt
    fresh = index != held.state.index
    clear = _Clearing(shared, index)
    clear.sweep({index, held.state.index})
    if not fresh:
        clear.purge(held)
    bulk = Bulk(shared.server, index, held.check)
    writer = OpenSearchWriter(bulk, change)
    try:
        yield writer
        bulk.finish()
        clear.refresh()
    except BaseException:
        with suppress(SeogoError):
            clear.undo(change, fresh=fresh, sent=bool(bulk.sent))
        raise
    hidden = () if fresh else tuple(sorted(writer.superseded))
    legacy = clear.legacy() if fresh else held.state.legacy
    held.update(
        index=index,
        fingerprint=fingerprint,
        change=change,
        hidden=hidden,
        dead=() if fresh else held.state.dead,
        written=datetime.now(UTC).isoformat(),
        legacy=legacy,
    )
    # It counts from here on: what fails now is done by the next change.
    with suppress(SeogoError):
        if fresh:
            clear.name_it()
        elif hidden:
            clear.purge(held)
            clear.merge()


def new_index(settings: Settings, shared: Shared) -> str:
    """Make an empty index, and give its name."""
    name = shared.new_index()
    body = index_body(settings.opensearch_shards, settings.opensearch_replicas)
    shared.server.change("PUT", f"/{name}", body)
    return name


class _Clearing:
    """What is done to an index before and after its rows are written."""

    def __init__(self, shared: Shared, index: str) -> None:
        self._shared = shared
        self._server = shared.server
        self._index = index

    def refresh(self) -> None:
        """Make what was written searchable, on every shard. Raises EngineAway where one does not answer."""
        done = self._server.change("POST", f"/{self._index}/_refresh", patience=_THOROUGH)
        if done["_shards"]["failed"]:
            raise EngineAway(
                f"OpenSearch {self._server.address}의 색인 {self._index}에서 일부 샤드가 답하지 않습니다. 서버의 "
                "상태를 확인하고 seogo index를 다시 해 주세요. 지금까지의 색인은 그대로입니다."
            )

    def purge(self, held: Held) -> None:
        """Remove rows that no longer count, or never did."""
        state = held.state
        old: list[Json] = []
        if state.hidden:
            older = {"range": {"change": {"lt": state.change}}}
            old.append({"bool": {"filter": [older, any_value("source", state.hidden).body]}})
        if state.dead:
            old.append({"terms": {"change": list(state.dead)}})
        if old:
            self._delete({"bool": {"should": old}})
        if state.hidden:
            held.update(hidden=())

    def undo(self, change: int, *, fresh: bool, sent: bool) -> None:
        """Remove what a change has written that failed."""
        if fresh:
            self._server.change("DELETE", f"/{self._index}")
        elif sent:
            self._delete({"term": {"change": change}})

    def sweep(self, keep: set[str]) -> None:
        """Remove indexes that no longer count, or never did."""
        for name in self._shared.indexes():
            if name not in keep:
                with suppress(NotFoundError):
                    self._server.change("DELETE", f"/{name}")

    def name_it(self) -> None:
        """Let the archive's name stand for this index, and no other."""
        name = self._shared.name
        others = [index for index in self._shared.named() if index != self._index]
        actions: list[Json] = [{"remove": {"index": index, "alias": name}} for index in others]
        actions.append({"add": {"index": self._index, "alias": name}})
        self._server.change("POST", "/_aliases", {"actions": actions})

    def merge(self) -> None:
        """Merge removed rows away where they are many."""
        told = self._server.ask("GET", f"/{self._index}/_stats/docs")["_all"]["primaries"]["docs"]
        if told["deleted"] > MOST_REMOVED * (told["count"] + told["deleted"]):
            self._server.change("POST", f"/{self._index}/_forcemerge", patience=_THOROUGH, only_expunge_deletes="true")
            self.refresh()

    def legacy(self) -> bool:
        """Whether BM25 has a factor of k1 + 1 in this index, as it had until version 3 of what made it."""
        told = self._server.ask("GET", f"/{self._index}/_settings", human="true")
        made_by = str(told[self._index]["settings"]["index"]["version"]["created_string"])
        return int(made_by.partition(".")[0]) < 3

    def _delete(self, query: Json) -> None:
        path = f"/{self._index}/_delete_by_query"
        self._server.change("POST", f"/{self._index}/_refresh", patience=_THOROUGH)
        self._server.change("POST", path, {"query": query}, patience=_THOROUGH, conflicts="proceed", refresh="true")
