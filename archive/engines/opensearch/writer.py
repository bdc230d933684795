"""One change of an index in a cluster: its rows are written as they come, and count when the state says so."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from archive.engines.contract import Document
from archive.engines.opensearch.bulk import Bulk
from archive.engines.opensearch.mapping import KEPT, Json, article, pieces


class OpenSearchWriter:
    """A change with a number of its own. `superseded` are the sources whose older rows stop to count with it."""

    def __init__(self, bulk: Bulk, change: int) -> None:
        self.superseded: set[str] = set()
        self._bulk = bulk
        self._change = change
        self._written: dict[str, list[str]] = {}

    def put(self, source: str, record: bytes, documents: Iterable[Document]) -> None:
        self.remove(source)
        for document in documents:
            self._write(source, f"{source}의 {document.key}", article(source, self._change, document))
        for row in pieces("record", source, self._change, record):
            self._write(source, source, row)

    def remove(self, source: str) -> None:
        self.superseded.add(source)
        # What this very change has written of the source has the same number as what may follow.
        for id in self._written.pop(source, ()):
            self._bulk.remove(id, source)

    def keep(self, name: str, value: bytes) -> None:
        source = KEPT + name
        self.remove(source)
        for row in pieces("kept", source, self._change, value):
            self._write(source, name, row)

    def _write(self, source: str, what: str, row: Json) -> None:
        id = row_id(row)
        self._bulk.put(id, what, row)
        self._written.setdefault(source, []).append(id)


def row_id(row: Json) -> str:
    """The id of a row: the same however often it is sent, and no other row's."""
    name = f"{row['change']}\0{row['source']}\0{row['kind']}\0{row['order']}"
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:40]
