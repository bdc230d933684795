"""One change of an index, opened when there is something to write."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from archive.engines.contract import Document, Engine, Writer
from archive.fingerprint import FINGERPRINT
from archive.records import SourceRecord


class Change:
    """A writer that is opened when there is something to write, so that an idle run leaves the generation alone.

    `fresh`: the index is made anew, beside the one there is.
    """

    def __init__(self, engine: Engine, *, fresh: bool) -> None:
        self._engine = engine
        self._fresh = fresh
        self._stack = ExitStack()
        self._writer: Writer | None = None
        self.has_written = False
        """Whether there ever was anything to write."""

    def __enter__(self) -> Change:
        self._stack.__enter__()
        if self._fresh:
            self._opened()
        return self

    def __exit__(self, *raised: Any) -> bool | None:
        return self._stack.__exit__(*raised)

    def put(self, source: str, record: SourceRecord, documents: list[Document]) -> None:
        self._opened().put(source, record.as_bytes(), documents)

    def remove(self, source: str) -> None:
        self._opened().remove(source)

    def keep(self, name: str, value: bytes) -> None:
        self._opened().keep(name, value)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to write."""
        return self._writer is not None

    def commit(self) -> None:
        """Make visible what was written so far; what follows is a change of its own."""
        self._stack.close()
        self._writer, self._fresh = None, False

    def _opened(self) -> Writer:
        if self._writer is None:
            self._writer = self._stack.enter_context(self._engine.writer(FINGERPRINT, rebuild=self._fresh))
            self.has_written = True
        return self._writer
