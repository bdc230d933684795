"""An index written anew from what is stored in it, without the rows that were removed.

Removed rows count in the statistics of scores until Lucene merges them away, and OpenSearch keeps them for half a
minute and longer, so that a copy that fell behind can catch up. A small archive would be scored by articles that are
gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from archive.engines.contract import Restore
from archive.engines.opensearch.bulk import Bulk
from archive.engines.opensearch.clearing import MOST_REMOVED
from archive.engines.opensearch.mapping import article, pieces
from archive.engines.opensearch.reading import joined, stored
from archive.engines.opensearch.view import View
from archive.engines.opensearch.writer import row_id

Json = dict[str, Any]

MOST_ARTICLES = 20_000
"""Articles up to which it is done; it takes a minute or two then. In a larger archive the statistics hardly move."""


def is_due(view: View, removed: int) -> bool:
    """Whether an index, seen as it will be, is better written anew; `removed` articles of it count in statistics."""
    body = {"query": view.rows("article"), "size": 0, "track_total_hits": True}
    articles = int(view.ask(body)["hits"]["total"]["value"])
    return removed > MOST_REMOVED * (articles + removed) and articles <= MOST_ARTICLES


def rewrite(view: View, index: str, restore: Restore, check: Callable[[], None]) -> None:
    """Write all rows that are seen into an empty index. Raises what Bulk does."""
    bulk = Bulk(view.server, index, check)
    for what, row in _rows(view, restore):
        bulk.put(row_id(row), what, row)
    bulk.finish()


def _rows(view: View, restore: Restore) -> Iterator[tuple[str, Json]]:
    change = view.state.change
    for source, key, value in stored(view, view.rows("article")):
        yield key, article(source, change, restore.document(value))
    for kind in ("record", "kept"):
        for source, value in joined(view, view.rows(kind)):
            yield from ((source, row) for row in pieces(kind, source, change, value))
