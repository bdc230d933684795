"""Carry an archive over from the index of another engine: what was analyzed once is not analyzed again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from archive.documents import restored
from archive.engines.contract import Document, Engine, Snapshot, Standing, Writer
from archive.errors import EngineAway, IndexUnavailable
from archive.fingerprint import FINGERPRINT
from archive.records import SourceRecord
from indexer.progress import Progress, Watch

BATCH = 256
"""So many articles are in memory at once; with their terms one takes some 100 KB."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was carried over: from the index of which engine, how many articles, in how many seconds."""

    origin: str
    articles: int
    seconds: float


def move(engine: Engine, others: Iterable[Engine], progress: Progress, watch: Watch | None = None) -> Moved | None:
    """Fill the index of `engine` from that of another, in one step, where it would have to be built from nothing.

    That is where it has none, or none that this program can go on with. Taken is the index that was changed last of
    those that were made as this program makes them. None if there was nothing to do, no such index, or one of which
    something cannot be read: then `engine` is as it was. What has changed in the corpus since is not looked at.
    Raises EngineAway, IndexLocked, IndexUnwritable of `engine`.
    """
    started = time.perf_counter()
    if _is_current(engine):
        return None
    origin = _newest(others)
    if origin is None:
        return None
    try:
        with _reading():
            snapshot = origin.snapshot()
            sources = snapshot.sources()
        with engine.writer(FINGERPRINT, rebuild=True) as writer:
            _carry(snapshot, sorted(sources.items()), writer, progress, watch or Watch())
    except _CannotBeReadError:
        return None
    return Moved(origin.name, len(snapshot), time.perf_counter() - started)


class _CannotBeReadError(Exception):
    """Something of the other index cannot be read; never leaves this module."""


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # Bytes of a damaged index fail in as many ways as there are libraries that read them.
        raise _CannotBeReadError from error


def _is_current(engine: Engine) -> bool:
    try:
        return engine.snapshot().fingerprint == FINGERPRINT
    except EngineAway:
        raise
    except IndexUnavailable:
        return False


def _newest(engines: Iterable[Engine]) -> Engine | None:
    standing = [(found, engine) for engine in engines if (found := _standing(engine)) is not None]
    current = [(found.written, engine) for found, engine in standing if found.fingerprint == FINGERPRINT]
    return max(current, key=lambda pair: pair[0])[1] if current else None


def _standing(engine: Engine) -> Standing | None:
    try:
        return engine.standing()
    except IndexUnavailable:
        return None


def _carry(
    snapshot: Snapshot, sources: Sequence[tuple[str, bytes]], writer: Writer, progress: Progress, watch: Watch
) -> None:
    for done, (source, record) in enumerate(sources):
        progress(done, len(sources))
        watch.doing(f"{source}의 글을 옮기는 중")
        with _reading():
            keys = SourceRecord.from_bytes(record).articles
        writer.put(source, record, _documents(snapshot, keys))
        watch.took()
    with _reading():
        kept = {name: snapshot.kept(name) for name in snapshot.kept_names()}
    for name, value in kept.items():
        if value is not None:
            writer.keep(name, value)
    progress(len(sources), len(sources))
    watch.doing("색인을 저장하는 중")


def _documents(snapshot: Snapshot, keys: Sequence[str]) -> Iterator[Document]:
    """The documents of these keys, read as they are taken."""
    for start in range(0, len(keys), BATCH):
        with _reading():
            documents = [_document(kept) for kept in snapshot.stored(keys[start : start + BATCH])]
        yield from documents


def _document(stored: bytes | None) -> Document:
    if stored is None:
        raise LookupError("an article that its source remembers is not there")
    return restored(stored)
