"""Tantivy: in-process, files in a folder (archive.engines.folder), fast up to millions of articles.

<index>/seogo-tantivy.json              which generation counts, and what it was made with
<index>/tantivy-<time>/articles/        one generation: a Tantivy index of articles
<index>/tantivy-<time>/records/         and one of what is remembered of sources and kept of the whole

A change is made in a new folder that begins as links to the files of the one before (Tantivy writes no file twice), so
that both indexes become visible in one step, and a generation that is read stays as it is.
"""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Lock

import tantivy

from archive.engines.checksums import Damage
from archive.engines.contract import Document, Restore, Standing
from archive.engines.folder import IndexFolder, unusable
from archive.engines.tantivy.fields import articles_schema, as_tantivy
from archive.engines.tantivy.files import link_generation, removed_share, seal_generation, tidy
from archive.engines.tantivy.snapshot import TantivySnapshot, kept_name, source_name
from archive.errors import IndexLocked, IndexUnavailable, IndexUnwritable
from archive.settings import Settings

FORMAT = "seogo-tantivy-1"
MOST_REMOVED = 0.02
"""Share of removed documents from which on an index is written anew: they still count in the statistics of scores, and
take room. Tantivy merges them away by itself only where eight segments of a size have come together."""

_MEMORY = 256_000_000
_RECORDS_MEMORY = 32_000_000
_ROOM = 1_000_000
"""Bytes free on a disk below which it is full, whatever Tantivy says."""


def build(settings: Settings) -> TantivyEngine:
    """The engine that keeps its index in the folder that the settings name."""
    from archive.documents import RESTORE

    return TantivyEngine(settings.index, RESTORE)


class TantivyEngine:
    """An index in a folder. `restore` reads what was stored with a document."""

    name = "tantivy"

    def __init__(self, folder: Path, restore: Restore) -> None:
        self._folder = IndexFolder(folder, FORMAT, "seogo-tantivy.json", "tantivy.lock", "tantivy-")
        self._restore = restore
        self._snapshot: TantivySnapshot | None = None
        self._lock = Lock()

    def snapshot(self) -> TantivySnapshot:
        with self._lock:
            return self._folder.newest(self._newest)

    def standing(self) -> Standing | None:
        return self._folder.standing(self.snapshot()) if self._folder.pointer_or_none() else None

    def clear_up(self) -> None:
        with suppress(IndexLocked, IndexUnwritable, IndexUnavailable), self._folder.held():
            pass

    def damages(self) -> list[Damage] | None:
        """The files of the index that are not as they were written (archive.engines.checksums).

        Raises IndexUnavailable, IndexUnusable.
        """
        return self._folder.damages()

    def _newest(self, pointer: dict[str, str]) -> TantivySnapshot:
        if self._snapshot is None or self._snapshot.generation != pointer["folder"]:
            self._snapshot = self._opened(pointer["folder"], pointer["fingerprint"])
        return self._snapshot

    def _opened(self, name: str, fingerprint: str) -> TantivySnapshot:
        return TantivySnapshot(self._folder.place / name, name, fingerprint, self._restore)

    @contextmanager
    def writer(self, fingerprint: str, *, rebuild: bool = False) -> Iterator[TantivyWriter]:
        with self._folder.held():
            pointer = None if rebuild else self._folder.pointer_or_none()
            draft = self._folder.place / self._folder.new_name()
            with self._writing():
                link_generation(self._folder.place / pointer["folder"] if pointer else None, draft)
                writer = TantivyWriter(draft, self._writing)
            try:
                yield writer
            except BaseException:
                writer.abandon()
                shutil.rmtree(draft, ignore_errors=True)
                raise
            writer.commit()
            self._make_current(draft, fingerprint, pointer)

    def _make_current(self, draft: Path, fingerprint: str, before: dict[str, str] | None) -> None:
        made_with = before["fingerprint"] if before else fingerprint
        with self._writing():
            if removed_share(draft / "articles") > MOST_REMOVED:
                self._write_anew(draft, made_with)
            tidy(draft)
            seal_generation(draft, self._folder.place / before["folder"] if before else None)
            self._folder.point_to(draft.name, made_with)
            self._folder.sweep()

    def _write_anew(self, draft: Path, made_with: str) -> None:
        """Replace the articles of a generation that nobody reads yet by the same ones without what was removed."""
        fresh = draft / "fresh"
        articles = tantivy.Index(articles_schema(), str(_made(fresh)))
        writer = articles.writer(_MEMORY, 1)
        for source, stored in self._opened(draft.name, made_with).documents():
            writer.add_document(as_tantivy(source, self._restore.document(stored)))
        writer.commit()
        writer.wait_merging_threads()
        shutil.rmtree(draft / "articles")
        fresh.rename(draft / "articles")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Says as IndexUnwritable what Tantivy says of a disk that it cannot write to."""
        try:
            with self._folder.writing():
                yield
        except ValueError as error:
            # Tantivy gives the system's number in words, or only says that its thread has died.
            number = re.search(r"os error (\d+)|code: (\d+)", str(error))
            if number:
                raise self._folder.unwritable(OSError(int(number[1] or number[2]), str(error))) from error
            if shutil.disk_usage(self._folder.place).free < _ROOM:
                raise self._folder.unwritable(OSError(errno.ENOSPC, str(error))) from error
            raise unusable(self._folder.place) from error


class TantivyWriter:
    """A change, in a generation that nobody reads yet; `writing` translates errors."""

    def __init__(self, draft: Path, writing: Callable[[], AbstractContextManager[None]]) -> None:
        self._writing = writing
        self._articles = tantivy.Index.open(str(draft / "articles")).writer(_MEMORY, 1)
        self._records = tantivy.Index.open(str(draft / "records")).writer(_RECORDS_MEMORY, 1)

    def put(self, source: str, record: bytes, documents: Iterable[Document]) -> None:
        self.remove(source)
        for document in documents:
            made = as_tantivy(source, document)
            with self._writing():
                self._articles.add_document(made)
        self._record(source_name(source), record)

    def remove(self, source: str) -> None:
        with self._writing():
            self._articles.delete_documents_by_term("source", source)
            self._records.delete_documents_by_term("name", source_name(source))

    def keep(self, name: str, value: bytes) -> None:
        with self._writing():
            self._records.delete_documents_by_term("name", kept_name(name))
        self._record(kept_name(name), value)

    def _record(self, name: str, body: bytes) -> None:
        record = tantivy.Document()
        record.add_text("name", name)
        record.add_bytes("body", body)
        with self._writing():
            self._records.add_document(record)

    def commit(self) -> None:
        """Finish both indexes; what comes after cannot be written."""
        with self._writing():
            for writer in (self._articles, self._records):
                writer.commit()
                writer.wait_merging_threads()

    def abandon(self) -> None:
        """Let go of what was written."""
        for writer in (self._articles, self._records):
            with suppress(ValueError, OSError):
                writer.rollback()
                writer.wait_merging_threads()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
