"""Whoosh: in-process, files in a folder (archive.engines.folder), nothing to run. The default engine.

Increments commit in the folder that is the index; a rebuild makes a new one beside it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, Schema
from whoosh.index import FileIndex

from archive.engines.checksums import Damage
from archive.engines.contract import FIELDS, Document, Standing
from archive.engines.folder import IndexFolder, unreadable, unusable
from archive.engines.whoosh.codec import Terms
from archive.engines.whoosh.columns import facts
from archive.engines.whoosh.leftovers import give_up, remove_leftovers
from archive.engines.whoosh.snapshot import WhooshSnapshot
from archive.engines.whoosh.storage import Storage
from archive.engines.whoosh.writer import ArticleWriter
from archive.errors import IndexLocked, IndexUnavailable, IndexUnwritable
from archive.settings import Settings

FORMAT = "seogo-whoosh-4"
_KEPT = "\ufdd1"
"""Before the name of what is kept, where a source's name stands; a noncharacter, so that no file can be called so."""


def build(settings: Settings) -> WhooshEngine:
    """The engine that keeps its index in the folder that the settings name."""
    return WhooshEngine(settings.index)


class WhooshEngine:
    """An index in a folder."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder, FORMAT, "seogo-index.json", "writer.lock", "whoosh-")
        self._snapshot: WhooshSnapshot | None = None
        self._lock = Lock()

    def snapshot(self) -> WhooshSnapshot:
        with self._lock:
            return self._folder.newest(self._newest)

    def standing(self) -> Standing | None:
        return self._folder.standing(self.snapshot()) if self._folder.pointer_or_none() else None

    def clear_up(self) -> None:
        with suppress(IndexLocked, IndexUnwritable, IndexUnavailable), self._folder.held():
            index = self._opened(self._folder.pointer())
            with self._folder.writing():
                remove_leftovers(index)

    def damages(self) -> list[Damage] | None:
        """The files of the index that are not as they were written (archive.engines.checksums).

        Raises IndexUnavailable, IndexUnusable.
        """
        return self._folder.damages()

    def _newest(self, pointer: dict[str, str]) -> WhooshSnapshot:
        generation = self._generation(pointer["folder"])
        if self._snapshot is None or self._snapshot.generation != generation:
            self._snapshot = self._open(pointer)
        return self._snapshot

    @contextmanager
    def writer(self, fingerprint: str, *, rebuild: bool = False) -> Iterator[WhooshWriter]:
        with self._folder.held():
            pointer = None if rebuild else self._folder.pointer_or_none()
            if pointer is None:
                with self._new_folder(fingerprint) as index:
                    yield from self._change(index)
            else:
                yield from self._change(self._opened(pointer))
            self._folder.sweep()

    def _change(self, index: FileIndex) -> Iterator[WhooshWriter]:
        writer = None
        try:
            with self._folder.writing():
                remove_leftovers(index)
                writer = ArticleWriter(index)
            yield WhooshWriter(writer, self._folder)
            with self._folder.writing():
                writer.commit()
        except BaseException:
            give_up(index, writer)
            raise

    @contextmanager
    def _new_folder(self, fingerprint: str) -> Iterator[FileIndex]:
        """A new empty index, made the current one when the block ends well, and removed when it does not."""
        name = self._folder.new_name()
        place = self._folder.place / name
        try:
            with self._folder.writing():
                place.mkdir()
                index = Storage(place).create_index(_schema())
            yield index
            with self._folder.writing():
                self._folder.point_to(name, fingerprint)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise

    def _generation(self, name: str) -> str:
        """Folder and commit: Whoosh numbers its commits in the name of the table of contents it writes last."""
        folder = self._folder.place / name
        try:
            commits = [path.name for path in folder.iterdir() if path.suffix == ".toc"]
        except OSError as error:
            raise unreadable(folder, error) from error
        return f"{name}/{max(commits, key=lambda file: (len(file), file), default='')}"

    def _open(self, pointer: dict[str, str]) -> WhooshSnapshot:
        generation = self._generation(pointer["folder"])
        try:
            reader = self._opened(pointer).reader()
            return WhooshSnapshot(reader, generation, pointer["fingerprint"])
        except IndexUnavailable:
            raise
        except OSError as error:
            raise unreadable(self._folder.place / pointer["folder"], error) from error
        except Exception as error:
            # Whoosh has no common base for what a damaged file raises: struct, pickle, zlib and key errors all occur.
            raise unusable(self._folder.place / pointer["folder"]) from error

    def _opened(self, pointer: dict[str, str]) -> FileIndex:
        try:
            return Storage(self._folder.place / pointer["folder"]).open_index()
        except OSError as error:
            raise unreadable(self._folder.place / pointer["folder"], error) from error
        except Exception as error:
            raise unusable(self._folder.place / pointer["folder"]) from error


class WhooshWriter:
    """A change that becomes visible when the engine commits it."""

    def __init__(self, writer: ArticleWriter, folder: IndexFolder) -> None:
        self._writer = writer
        self._folder = folder

    def put(self, source: str, record: bytes, documents: Iterable[Document]) -> None:
        self.remove(source)
        for document in documents:
            terms = {field: document.terms.get(field, ()) for field in FIELDS}
            self._add(terms, source=source, facts=facts(document), stored=document.stored)
        self._add({}, source=source, facts=json.dumps({"source": source}).encode(), stored=record)

    def remove(self, source: str) -> None:
        self._writer.delete_by_term("source", source)

    def keep(self, name: str, value: bytes) -> None:
        source = _KEPT + name
        self.remove(source)
        self._add({}, source=source, facts=json.dumps({"kept": name}).encode(), stored=value)

    def _add(self, terms: Mapping[str, Sequence[str]], **fields: Any) -> None:
        with self._folder.writing():
            self._writer.add(terms, **fields)


def _schema() -> Schema:
    return Schema(
        source=ID, facts=COLUMN(VarBytesColumn()), stored=COLUMN(VarBytesColumn()), **{name: Terms() for name in FIELDS}
    )
