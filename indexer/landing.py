"""Files that come to lie in a folder whole or not at all, also on the disk (write aside, fsync, rename, fsync)."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.errors import EditingError

ASIDE = ".seogo-"
"""What the name of a file begins with until it is whole; hidden files of the corpus are nobody's issue."""

_FAILED = {
    errno.ENOSPC: "디스크가 가득 찼습니다",
    errno.EDQUOT: "디스크가 가득 찼습니다",
    errno.EROFS: "읽기 전용입니다",
    errno.EACCES: "쓸 권한이 없습니다",
    errno.EPERM: "쓸 권한이 없습니다",
}


def land(files: Mapping[Path, bytes | None]) -> None:
    """Put these bytes at these paths, where None takes the file away. Raises OSError.

    If there is no room for one of them, none is changed. A crash leaves each file as it was or as it is to be.
    """
    asides: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            if data is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                asides[path] = path.with_name(f"{ASIDE}{path.name}")
                write_through(asides[path], data)
        for path in files:
            if path in asides:
                asides[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        sync_folders(path.parent for path in files)
    finally:
        for aside in asides.values():
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def write_through(path: Path, data: bytes) -> None:
    """Write a file so that it is on the disk. Raises OSError."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folders(folders: Iterable[Path]) -> None:
    """See to it that what these folders list is on the disk. Raises OSError."""
    for folder in dict.fromkeys(folders):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def told_plainly(place: Path) -> Iterator[None]:
    """What the system refuses in this block is an EditingError about `place`, which a person can read."""
    try:
        yield
    except OSError as error:
        reason = _FAILED.get(error.errno or 0, error.strerror or "까닭을 알 수 없음")
        message = f"{place}에 쓸 수 없어 아무것도 바꾸지 않았습니다({reason}). 자리와 쓰기 권한을 확인해 주세요."
        raise EditingError(message) from error
