"""Rows on their way into an index: in requests of bounded size, sent again where a server had no room for them."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from opensearchpy.exceptions import NotFoundError

from archive.engines.opensearch.errors import BUSY, blocked, is_block
from archive.engines.opensearch.server import Server
from archive.errors import IndexUnwritable

Json = dict[str, Any]

MOST_BYTES = 8_000_000
"""Bytes of one request; a row of its own may be more."""

MOST_ROWS = 1000
PATIENCE = 120.0
"""Seconds for which rows are sent again that a server has no room for."""

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be written, or, without `body`, removed. `what` names it in a message."""

    id: str
    what: str
    body: str | None

    @property
    def lines(self) -> str:
        if self.body is None:
            return json.dumps({"delete": {"_id": self.id}}) + "\n"
        return f"{json.dumps({'index': {'_id': self.id}})}\n{self.body}\n"


class Bulk:
    """Rows for one index. `check` is called before each request, and raises where they must not be sent any more."""

    def __init__(self, server: Server, index: str, check: Callable[[], None]) -> None:
        self.sent = 0
        self._server = server
        self._index = index
        self._check = check
        self._waiting: list[Row] = []
        self._bytes = 0
        self._refused: list[str] = []

    def put(self, id: str, what: str, body: Json) -> None:
        """Write a row, in place of one with this id."""
        self._add(Row(id, what, json.dumps(body, ensure_ascii=False, separators=(",", ":"))))

    def remove(self, id: str, what: str) -> None:
        """Remove a row."""
        self._add(Row(id, what, None))

    def finish(self) -> None:
        """Send what waits. Raises IndexUnwritable if any row of all was refused, EngineAway."""
        self._flush()
        if self._refused:
            more = f" 그 밖에 {len(self._refused) - _MOST_TOLD}건." if len(self._refused) > _MOST_TOLD else ""
            raise IndexUnwritable(
                f"OpenSearch {self._server.address}이(가) 받지 않은 것이 있어 색인을 고치지 않았습니다: "
                f"{' · '.join(self._refused[:_MOST_TOLD])}.{more} 그 파일을 고치거나 서버의 설정을 확인해 주세요. "
                "지금까지의 색인은 그대로입니다."
            )

    def _add(self, row: Row) -> None:
        size = len(row.body or "") * 3
        if self._waiting and (self._bytes + size > MOST_BYTES or len(self._waiting) >= MOST_ROWS):
            self._flush()
        self._waiting.append(row)
        self._bytes += size

    def _flush(self) -> None:
        rows, self._waiting, self._bytes = self._waiting, [], 0
        until, pause = time.monotonic() + PATIENCE, 0.2
        while rows:
            self._check()
            self.sent += len(rows)
            rows = self._left(rows, time.monotonic() + pause < until)
            if rows:
                time.sleep(pause * random.uniform(0.5, 1.0))
                pause = min(2 * pause, 10.0)

    def _left(self, rows: list[Row], again: bool) -> list[Row]:
        """Send rows once; gives those to be sent again, and takes note of those that were refused."""
        body = "".join(row.lines for row in rows)
        told_only = "errors,items.*.status,items.*.error"
        try:
            answer = self._server.change("POST", f"/{self._index}/_bulk", body, filter_path=told_only)
        except NotFoundError as error:
            raise IndexUnwritable(
                f"고치던 색인 {self._index}이(가) OpenSearch {self._server.address}에서 지워졌습니다. "
                "seogo index를 다시 해 주세요."
            ) from error
        if not answer["errors"]:
            return []
        left = []
        for row, item in zip(rows, answer["items"], strict=True):
            (told,) = item.values()
            refusal = told.get("error")
            if refusal is None:
                continue
            if is_block(refusal["type"], told["status"]):
                raise blocked(self._server.address, refusal["reason"])
            if told["status"] in BUSY and again:
                left.append(row)
            else:
                self._refused.append(f"{row.what} ({_why(refusal)})")
        return left


def _why(error: Json) -> str:
    deepest = error
    while isinstance(deepest.get("caused_by"), dict):
        deepest = deepest["caused_by"]
    return str(deepest.get("reason") or error.get("reason"))[:200]
