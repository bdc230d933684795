"""Whoosh: in-process, files in a folder, nothing to run. The default engine.

<index>/seogo-index.json    which of the folders is the index, and what it was made with; replaced in one step
<index>/whoosh-<time>/      a Whoosh index; increments commit in it, a rebuild makes a new one beside it
<index>/writer.lock         held while somebody writes; the system frees it when the holder dies
"""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, Schema
from whoosh.index import FileIndex

from archive.engines.contract import FIELDS, Document
from archive.engines.whoosh_columns import facts
from archive.engines.whoosh_format import Terms
from archive.engines.whoosh_snapshot import WhooshSnapshot
from archive.engines.whoosh_storage import Storage
from archive.errors import IndexLocked, IndexUnavailable, IndexUnusable
from archive.settings import Settings

FORMAT = "seogo-whoosh-2"
_POINTER = "seogo-index.json"
_FOLDER = "whoosh-"
_MEMORY_MB = 256
_KEPT = "\ufdd1"
"""Before the name of what is kept, where a source's name stands; a noncharacter, so that no file can be called so."""


def build(settings: Settings) -> WhooshEngine:
    """The engine that keeps its index in the folder that the settings name."""
    return WhooshEngine(settings.index)


class WhooshEngine:
    """An index in a folder."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snapshot: WhooshSnapshot | None = None
        self._lock = Lock()

    def snapshot(self) -> WhooshSnapshot:
        with self._lock:
            pointer = self._pointer()
            try:
                return self._newest(pointer)
            except IndexUnusable:
                # A rebuild may have put another folder in this one's place since the pointer was read.
                newer = self._pointer()
                if newer == pointer:
                    raise
                return self._newest(newer)

    def _newest(self, pointer: dict[str, str]) -> WhooshSnapshot:
        generation = self._generation(pointer["folder"])
        if self._snapshot is None or self._snapshot.generation != generation:
            self._snapshot = self._open(pointer)
        return self._snapshot

    @contextmanager
    def writer(self, fingerprint: str, *, rebuild: bool = False) -> Iterator[WhooshWriter]:
        with self._held():
            pointer = None if rebuild else self._pointer_or_none()
            if pointer is None:
                with self._new_folder(fingerprint) as index:
                    yield from self._change(index)
            else:
                yield from self._change(self._opened(pointer))
            self._sweep()

    def _change(self, index: FileIndex) -> Iterator[WhooshWriter]:
        writer = index.writer(limitmb=_MEMORY_MB)
        try:
            yield WhooshWriter(writer)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    @contextmanager
    def _new_folder(self, fingerprint: str) -> Iterator[FileIndex]:
        """A new empty index, made the current one when the block ends well."""
        name = f"{_FOLDER}{time.time_ns():x}"
        place = self._folder / name
        place.mkdir()
        yield Storage(place).create_index(_schema())
        pointer = {"format": FORMAT, "folder": name, "fingerprint": fingerprint}
        draft = self._folder / f"{_POINTER}.new"
        draft.write_text(json.dumps(pointer, ensure_ascii=False), encoding="utf-8")
        draft.replace(self._folder / _POINTER)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._claim()
        with (self._folder / "writer.lock").open("w", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexLocked(
                    f"다른 프로그램이 색인 {self._folder}을(를) 고치는 중입니다. 끝난 뒤에 다시 해 주세요."
                ) from error
            yield

    def _claim(self) -> None:
        """Make the folder ours; a folder that holds other people's files is left alone."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            names = {path.name for path in self._folder.iterdir()}
        except OSError as error:
            raise IndexUnavailable(f"색인 폴더 {self._folder}을(를) 쓸 수 없습니다({error.strerror}).") from error
        ours = {name for name in names if name.startswith((_POINTER, _FOLDER)) or name == "writer.lock"}
        if names - ours:
            raise IndexUnusable(
                f"{self._folder}에는 서고의 것이 아닌 파일이 있습니다({min(names - ours)} 등). "
                "비어 있거나 새로운 폴더를 --index로 정해 주세요."
            )

    def _sweep(self) -> None:
        """Remove what earlier rebuilds, finished or killed, have left."""
        current = self._pointer()["folder"]
        for path in self._folder.glob(f"{_FOLDER}*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)

    def _pointer_or_none(self) -> dict[str, str] | None:
        return self._pointer() if (self._folder / _POINTER).exists() else None

    def _pointer(self) -> dict[str, str]:
        path = self._folder / _POINTER
        try:
            pointer: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
            known = pointer["format"] == FORMAT and {"folder", "fingerprint"} <= pointer.keys()
        except FileNotFoundError as error:
            raise IndexUnavailable(
                f"{self._folder}에 색인이 없습니다. seogo index로 먼저 색인을 만들어 주세요."
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unusable(path) from error
        if not known:
            raise _unusable(path)
        return pointer

    def _generation(self, name: str) -> str:
        """Folder and commit: Whoosh numbers its commits in the name of the table of contents it writes last."""
        try:
            commits = [path.name for path in (self._folder / name).iterdir() if path.suffix == ".toc"]
        except OSError as error:
            raise _unusable(self._folder / name) from error
        return f"{name}/{max(commits, key=lambda file: (len(file), file), default='')}"

    def _open(self, pointer: dict[str, str]) -> WhooshSnapshot:
        generation = self._generation(pointer["folder"])
        try:
            reader = self._opened(pointer).reader()
            return WhooshSnapshot(reader, generation, pointer["fingerprint"])
        except IndexUnavailable:
            raise
        except Exception as error:
            # Whoosh has no common base for what a damaged file raises: struct, pickle, zlib and key errors all occur.
            raise _unusable(self._folder / pointer["folder"]) from error

    def _opened(self, pointer: dict[str, str]) -> FileIndex:
        try:
            return Storage(self._folder / pointer["folder"]).open_index()
        except Exception as error:
            raise _unusable(self._folder / pointer["folder"]) from error


class WhooshWriter:
    """A change that becomes visible when the engine commits it."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def put(self, source: str, record: bytes, documents: Iterable[Document]) -> None:
        self.remove(source)
        for document in documents:
            terms = {field: list(document.terms.get(field, ())) for field in FIELDS}
            self._writer.add_document(source=source, facts=facts(document), stored=document.stored, **terms)
        self._writer.add_document(source=source, facts=json.dumps({"source": source}).encode(), stored=record)

    def remove(self, source: str) -> None:
        self._writer.delete_by_term("source", source)

    def keep(self, name: str, value: bytes) -> None:
        source = _KEPT + name
        self.remove(source)
        self._writer.add_document(source=source, facts=json.dumps({"kept": name}).encode(), stored=value)


def _schema() -> Schema:
    return Schema(
        source=ID, facts=COLUMN(VarBytesColumn()), stored=COLUMN(VarBytesColumn()), **{name: Terms() for name in FIELDS}
    )


def _unusable(path: Path) -> IndexUnusable:
    return IndexUnusable(
        f"{path}은(는) 이 판의 서고가 읽을 수 없는 색인입니다(손상되었거나 다른 판의 것). "
        "seogo index --rebuild로 다시 만들어 주세요. 원본은 그대로 있습니다."
    )
