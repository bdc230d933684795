"""A change of an index in a cluster, from its first row to where it counts, and what is cleared up after it.

rows are written, with a number of their own     nobody counts them
the index is refreshed                           they can be searched, and still nobody counts them
the state is replaced                            all of them count, and those that they replace no longer
replaced rows are purged                         nothing is seen of it
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from archive.engines.contract import Restore
from archive.engines.opensearch.bulk import Bulk
from archive.engines.opensearch.clearing import Clearing
from archive.engines.opensearch.lease import Held
from archive.engines.opensearch.mapping import index_body
from archive.engines.opensearch.rewriting import is_due, rewrite
from archive.engines.opensearch.state import Shared, State
from archive.engines.opensearch.view import View
from archive.engines.opensearch.writer import OpenSearchWriter
from archive.errors import IndexUnwritable, SeogoError
from archive.settings import Settings

Json = dict[str, Any]


READ_ON = 600.0
"""Seconds for which an index that was replaced is kept for those who still read it."""


@dataclass(frozen=True, slots=True)
class Changing:
    """What a change needs to know: where, what new indexes are like, how documents are made of what is stored."""

    shared: Shared
    settings: Settings
    restore: Restore

    def change(self, held: Held, fingerprint: str, *, rebuild: bool) -> Iterator[OpenSearchWriter]:
        """One change: gives its writer, and commits it when the block that uses it ends well."""
        fresh = rebuild or not held.state.index
        clear = Clearing(self.shared, self._new_index() if fresh else held.state.index)
        retired = tuple(each for each in held.state.retired if each[1] > time.time() - READ_ON)
        clear.sweep(keep={held.state.index, *(index for index, _ in retired)})
        if not fresh:
            clear.purge(held)
        bulk = Bulk(self.shared.server, clear.index, held.check)
        writer = OpenSearchWriter(bulk, held.state.attempt)
        try:
            yield writer
            bulk.finish()
            clear.refresh()
        except BaseException as error:
            # Where nothing can be written nothing can be removed either; the next change does it.
            closed = isinstance(error, IndexUnwritable)
            with suppress(SeogoError):
                clear.undo(held, fresh=fresh, sent=bulk.sent > 0 and not closed)
            raise
        begun = replace(held.state, fingerprint=fingerprint, retired=retired)
        self._commit(held, begun, clear, frozenset() if fresh else frozenset(writer.superseded), fresh=fresh)

    def _commit(self, held: Held, begun: State, clear: Clearing, superseded: frozenset[str], *, fresh: bool) -> None:
        """Make the change count; `begun` is the state that it began with."""
        state = replace(
            begun,
            index=clear.index,
            change=held.state.attempt,
            hidden=tuple(sorted(superseded)),
            dead=() if fresh else held.state.dead,
            removed=0 if fresh else held.state.removed + clear.articles_of(superseded, held.state),
            written=datetime.now(UTC).isoformat(),
        )
        if state.removed:
            with closing(View(self.shared, state)) as view:
                if is_due(view, state.removed):
                    clear = Clearing(self.shared, self._new_index())
                    rewrite(view, clear.index, self.restore, held.check)
                    clear.refresh()
                    state, fresh = replace(state, index=clear.index, hidden=(), dead=(), removed=0), True
        if fresh:
            replaced = [(begun.index, time.time())] if begun.index else []
            state = replace(state, legacy=clear.legacy(), retired=(*begun.retired, *replaced))
        held.replace(state)
        # It counts from here on: what fails now is done by the next change.
        with suppress(SeogoError):
            if fresh:
                clear.name_it()
            else:
                clear.purge(held)

    def _new_index(self) -> str:
        name = self.shared.new_index()
        body = index_body(self.settings.opensearch_shards, self.settings.opensearch_replicas)
        self.shared.server.change("PUT", f"/{name}", body)
        return name
