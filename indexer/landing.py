"""Files that come to lie in a folder whole or not at all, also on the disk (write aside, fsync, rename, fsync)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.disk import sync_folders, write_through
from archive.errors import EditingError
from archive.system_errors import reason_of_writing

ASIDE = ".seogo-"
"""What the name of a file begins with until it is whole; hidden files of the corpus are nobody's issue."""


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


@contextmanager
def told_plainly(place: Path) -> Iterator[None]:
    """What the system refuses in this block is an EditingError about `place`, which a person can read."""
    try:
        yield
    except OSError as error:
        why = reason_of_writing(error)
        message = f"{place}에 쓸 수 없어 아무것도 바꾸지 않았습니다({why}). 자리와 쓰기 권한을 확인해 주세요."
        raise EditingError(message) from error
