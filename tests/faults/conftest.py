"""Disks as they can be: full, or not to be written to. Real ones, which only some machines let a test mount."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOM = 24_000_000
"""Bytes of the small disk."""


class Disk:
    """A file system of its own in memory."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def fill(self, left: int = 0) -> None:
        """Leave only so many bytes."""
        state = os.statvfs(self.place)
        with (self.place / "filler").open("wb") as filler:
            filler.write(bytes(max(state.f_bavail * state.f_frsize - left, 0)))

    def empty(self) -> None:
        """Take away what filled it."""
        (self.place / "filler").unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of ROOM bytes."""
    place = tmp_path / "disk"
    place.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place))
    yield Disk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Makes a folder one that nobody can write to, root neither, until the test ends."""
    mounted = []

    def lock(folder: Path) -> None:
        _mount("--bind", str(folder), str(folder))
        mounted.append(folder)
        _mount("-o", "remount,bind,ro", str(folder))

    yield lock
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no disk can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
