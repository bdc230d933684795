"""The engine: an archive in a cluster, as this process sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from archive.engines.contract import Restore, Standing
from archive.engines.opensearch.change import Changing
from archive.engines.opensearch.lease import leased
from archive.engines.opensearch.server import Server
from archive.engines.opensearch.snapshot import OpenSearchSnapshot
from archive.engines.opensearch.state import FORMAT, Shared, State
from archive.engines.opensearch.view import View
from archive.engines.opensearch.writer import OpenSearchWriter
from archive.errors import IndexUnavailable, SettingsError
from archive.language import gettext as _
from archive.settings import Settings

ASKED_EVERY = 0.25
"""Seconds for which what the cluster said of the newest generation is taken to hold; a page asks several times."""

_FORBIDDEN = set('\\/*?"<>| ,#:')
_LONGEST_NAME = 200
"""Bytes; OpenSearch allows 255, and what is made for an archive has something behind its name."""


def build(settings: Settings) -> OpenSearchEngine:
    """The engine that keeps its index in the cluster that the settings name. Raises SettingsError."""
    from archive.documents import RESTORE

    return OpenSearchEngine(settings, RESTORE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A state, and when it was read."""

    state: State
    at: float


class OpenSearchEngine:
    """An index in a cluster. `restore` reads what was stored with a document."""

    name = "opensearch"

    def __init__(self, settings: Settings, restore: Restore) -> None:
        _check_name(settings.opensearch_index)
        self._restore = restore
        self._shared = Shared(Server(settings), settings.opensearch_index, settings.opensearch_replicas)
        self._changing = Changing(self._shared, settings, restore)
        self._lock = Lock()
        self._seen: _Seen | None = None
        self._snapshot: OpenSearchSnapshot | None = None
        self._view: View | None = None

    def snapshot(self) -> OpenSearchSnapshot:
        with self._lock:
            while True:
                state = self._newest()
                if self._view is not None and self._view.state.generation == state.generation:
                    return self._same(self._view, state)
                self._view = View(self._shared, state)
                self._snapshot = OpenSearchSnapshot(self._view, self._restore)
                # While the point in time was being opened, rows may have been purged that `state` still counts.
                self._seen = None

    @contextmanager
    def writer(self, fingerprint: str, *, rebuild: bool = False) -> Iterator[OpenSearchWriter]:
        shared = self._shared
        shared.check_alias()
        read = shared.read()
        if read and read.state.format != FORMAT and not rebuild:
            raise shared.unusable()
        with leased(shared) as held:
            try:
                yield from self._changing.change(held, fingerprint, rebuild=rebuild)
            finally:
                with self._lock:
                    self._seen = None

    def clear_up(self) -> None:
        """Left to the next change: to look would be a lease and a search, for rows that nobody finds."""

    def standing(self) -> Standing | None:
        read = self._shared.read()
        if read is None or (read.state.format == FORMAT and not read.state.index):
            return None
        snapshot = self.snapshot()
        state = self._newest()
        told = self._shared.server.ask("GET", f"/{state.index}/_stats/store")
        size = int(told["_all"]["primaries"]["store"]["size_in_bytes"])
        return Standing(len(snapshot), size, state.fingerprint, datetime.fromisoformat(state.written))

    def _newest(self) -> State:
        """What counts now. Raises IndexUnavailable, IndexUnusable, EngineAway."""
        if self._seen is not None and time.monotonic() - self._seen.at < ASKED_EVERY:
            return self._seen.state
        began = time.monotonic()
        read = self._shared.read()
        if read is None or (read.state.format == FORMAT and not read.state.index):
            raise self._missing()
        if read.state.format != FORMAT:
            raise self._shared.unusable()
        self._seen = _Seen(read.state, began)
        return read.state

    def _same(self, view: View, state: State) -> OpenSearchSnapshot:
        if view.state.hidden and not state.hidden:
            view.refresh(state)
        assert self._snapshot is not None
        return self._snapshot

    def _missing(self) -> IndexUnavailable:
        self._shared.check_alias()
        return IndexUnavailable(
            _(
                "OpenSearch %(address)s에 색인 %(name)s이(가) 없습니다. seogo index로 먼저 색인을 만들어 주세요.",
                address=self._shared.server.address,
                name=self._shared.name,
            )
        )


def _check_name(name: str) -> None:
    """Raises SettingsError for what OpenSearch takes for no index's name."""
    plain = name == name.lower() and name[:1] not in "-_+." and not _FORBIDDEN & set(name)
    if not plain or not name.isprintable() or len(name.encode()) > _LONGEST_NAME:
        shown = "".join(letter if letter.isprintable() else " " for letter in name[:80])
        raise SettingsError(
            f"설정 opensearch_index의 값 '{shown}'은(는) 색인의 이름으로 쓸 수 없습니다. seogo처럼 소문자와 숫자로 "
            "적어 주세요."
        )
