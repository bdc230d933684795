"""What is stored with rows, read in order and in parts of bounded size."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from archive.engines.opensearch.view import View

Json = dict[str, Any]

ARTICLES_AT_ONCE = 100
PIECES_AT_ONCE = 10

_IN_ORDER = [{"order": "asc"}]


def stored(view: View, query: Json, page: int = ARTICLES_AT_ONCE) -> Iterator[tuple[str, str, bytes]]:
    """Source, key and what was stored, of all articles of a query, in order of key."""
    for hit in view.walk(query, _IN_ORDER, page, _source=["stored"], docvalue_fields=["source", "key"]):
        yield _value(hit, "source"), _value(hit, "key"), _bytes(hit)


def joined(view: View, query: Json) -> Iterator[tuple[str, bytes]]:
    """Source and whole value, of all records or kept things of a query, in order of source."""
    hits = view.walk(query, _IN_ORDER, PIECES_AT_ONCE, _source=["stored"], docvalue_fields=["source"])
    for source, pieces in groupby(hits, lambda hit: _value(hit, "source")):
        yield source, b"".join(_bytes(piece) for piece in pieces)


def _value(hit: Json, field: str) -> str:
    value: str = hit["fields"][field][0]
    return value


def _bytes(hit: Json) -> bytes:
    return b64decode(hit["_source"]["stored"])
