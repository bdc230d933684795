"""A folder with the indexes of engines that run in this process: which one counts, who may write, what is swept away.

<index>/seogo-index.json, seogo-tantivy.json   which of an engine's folders is its index, and what it was made with
<index>/whoosh-<time>/, tantivy-<time>/        the indexes themselves
<index>/writer.lock, tantivy.lock              held while somebody writes; the system frees it when the holder dies

Engines stand beside each other here, so that to change to another, and back, is a setting.
"""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from archive.disk import sync_folders, write_through
from archive.engines.checksums import Damage, damages
from archive.engines.contract import Snapshot, Standing
from archive.engines.write_lock import write_lock
from archive.errors import IndexUnavailable, IndexUnusable, IndexUnwritable
from archive.language import gettext as _
from archive.system_errors import reason_of_writing

OURS = ("seogo-", "whoosh-", "tantivy-", "writer.lock", "tantivy.lock")
"""What names in such a folder begin with."""

_POINTERS = {"seogo-index.json": "whoosh", "seogo-tantivy.json": "tantivy"}
"""Which engine's pointer file is called what."""

Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """The indexes of one engine. `format` is what this version of the engine writes; another is not read."""

    place: Path
    format: str
    pointer_name: str
    lock_name: str
    prefix: str

    def pointer(self) -> dict[str, str]:
        """`folder` and `fingerprint` of the index that counts. Raises IndexUnavailable, IndexUnusable."""
        path = self.place / self.pointer_name
        try:
            pointer: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
            known = pointer["format"] == self.format and {"folder", "fingerprint"} <= pointer.keys()
        except FileNotFoundError as error:
            raise IndexUnavailable(self._missing()) from error
        except PermissionError as error:
            raise unreadable(path, error) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise unusable(path) from error
        if not known:
            raise unusable(path)
        return pointer

    def newest(self, opened: Callable[[dict[str, str]], Opened]) -> Opened:
        """What is opened by the pointer; once more where that fails, and a change has moved the pointer meanwhile."""
        pointer = self.pointer()
        try:
            return opened(pointer)
        except IndexUnusable:
            newer = self.pointer()
            if newer == pointer:
                raise
            return opened(newer)

    def _missing(self) -> str:
        own = self.prefix.rstrip("-")
        others = sorted(name for file, name in _POINTERS.items() if name != own and _is_there(self.place / file))
        if not others:
            return _("%(place)s에 색인이 없습니다. seogo index로 먼저 색인을 만들어 주세요.", place=self.place)
        return _(
            "%(place)s에 %(own)s 색인이 아직 없습니다. %(other)s 색인은 있습니다: "
            "seogo index --engine %(own)s로 옮기거나, 엔진 설정을 %(other)s로 해 주세요.",
            place=self.place,
            own=own,
            other=others[0],
        )

    def pointer_or_none(self) -> dict[str, str] | None:
        return self.pointer() if _is_there(self.place / self.pointer_name) else None

    def new_name(self) -> str:
        """A name for an index that is to be made, and that none has had before, whatever the clock says."""
        return f"{self.prefix}{time.time_ns():x}{secrets.token_hex(3)}"

    def point_to(self, name: str, fingerprint: str) -> None:
        """Make another folder the index, in one step, on the disk too."""
        draft = self.place / f"{self.pointer_name}.new"
        pointer = {"format": self.format, "folder": name, "fingerprint": fingerprint}
        write_through(draft, json.dumps(pointer, ensure_ascii=False).encode())
        draft.replace(self.place / self.pointer_name)
        sync_folders([self.place])

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes in this block. Raises IndexLocked, IndexUnusable, IndexUnwritable."""
        with ExitStack() as stack:
            with self.writing():
                self._claim()
                stack.enter_context(write_lock(self.place / self.lock_name, self.place))
            # Before anything is written: what a killed change has left may take the room that this one needs.
            with suppress(IndexUnusable):
                self.sweep()
            yield

    def _claim(self) -> None:
        """Make the folder ours; a folder that holds other people's files is left alone."""
        self.place.mkdir(parents=True, exist_ok=True)
        foreign = [path.name for path in self.place.iterdir() if not path.name.startswith(OURS)]
        if foreign:
            raise IndexUnusable(
                f"{self.place}에는 서고의 것이 아닌 파일이 있습니다({min(foreign)} 등). "
                "비어 있거나 새로운 폴더를 --index로 정해 주세요."
            )

    def sweep(self) -> None:
        """Remove what earlier changes, finished or killed, have left."""
        pointer = self.pointer_or_none()
        current = pointer["folder"] if pointer else None
        for path in self.place.glob(f"{self.prefix}*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)

    def damages(self) -> list[Damage] | None:
        """The files of the index that are not as they were written; None where no checksums are kept of it.

        Reads every byte of it. Raises IndexUnavailable, IndexUnusable.
        """
        folder = self.place / self.pointer()["folder"]
        try:
            return damages(folder)
        except OSError as error:
            raise unreadable(folder, error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Says as IndexUnwritable what the system says when the block cannot write."""
        try:
            yield
        except OSError as error:
            raise self.unwritable(error) from error

    def unwritable(self, error: OSError) -> IndexUnwritable:
        why = reason_of_writing(error)
        return IndexUnwritable(
            f"색인 폴더 {self.place}에 쓸 수 없습니다({why}). 자리를 비우거나 권한을 고친 뒤 seogo index를 다시 해 "
            "주세요. 지금까지의 색인은 그대로입니다."
        )

    def standing(self, snapshot: Snapshot) -> Standing:
        """What there is, given the index opened."""
        folder = self.place / self.pointer()["folder"]
        states = [path.stat() for path in folder.rglob("*") if path.is_file()]
        written = max((state.st_mtime for state in states), default=0.0)
        size = sum(state.st_size for state in states)
        return Standing(len(snapshot), size, snapshot.fingerprint, datetime.fromtimestamp(written, UTC))


def unreadable(path: Path, error: OSError) -> IndexUnavailable:
    """What to say of an index, or a part of it, that the system does not give us."""
    if not isinstance(error, PermissionError):
        return unusable(path)
    return IndexUnavailable(
        f"색인 {path}을(를) 읽을 권한이 없습니다. 읽기 권한을 고치거나, 색인을 만든 사용자로 실행해 주세요."
    )


def _is_there(path: Path) -> bool:
    """Whether there is such a file; not, where we may not even look."""
    try:
        return path.exists()
    except OSError:
        return False


def unusable(path: Path) -> IndexUnusable:
    """What to say of an index, or a part of it, that cannot be read."""
    return IndexUnusable(
        f"{path}은(는) 이 판의 서고가 읽을 수 없는 색인입니다(손상되었거나 다른 판의 것). "
        "seogo index --rebuild로 다시 만들어 주세요. 원본은 그대로 있습니다."
    )
