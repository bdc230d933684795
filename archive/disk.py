"""Writing so that it is on the disk, and outlives a failure of the power, when the function returns."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_through(path: Path, data: bytes) -> None:
    """Write a file so that it is on the disk. Raises OSError."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_files(paths: Iterable[Path]) -> None:
    """See to it that what was written into these files is on the disk. Raises OSError."""
    _sync(paths)


def sync_folders(folders: Iterable[Path]) -> None:
    """See to it that what these folders list is on the disk. Raises OSError."""
    _sync(dict.fromkeys(folders))


def _sync(paths: Iterable[Path]) -> None:
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
