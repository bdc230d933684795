"""Where Whoosh finds its files: segments are read in place, where they lie in the system's page cache.

Whoosh itself copies every part of a segment into memory when it opens it, and for each reader anew: an index of 200 MB
took as much for the generation that is served, and twice that in a run that writes.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile

from archive.disk import sync_files, sync_folders
from archive.engines.checksums import checksums_name, seal, unseal


class Storage(FileStorage):  # type: ignore[misc]
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        # Without it, a segment asks the file that it lies in for its parts, and does not map it by itself.
        super().__init__(str(folder), supports_mmap=False)

    def open_file(self, name: str, **options: Any) -> Any:
        if not name.endswith(".seg"):
            return super().open_file(name, **options)
        with (Path(self.folder) / name).open("rb") as file:
            return _Stretch(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh's last step of a commit is to give its table of contents the name by which it counts."""
        number = commit_number(newname)
        if number is None:
            super().rename_file(oldname, newname, safe)
            return
        folder = Path(self.folder)
        files = {newname: folder / oldname, **self._segments(oldname)}
        seal(folder, number, newname, files, before=folder)
        # The name may not outlive a failure of the power that what it stands for does not.
        sync_files([*files.values(), folder / checksums_name(number)])
        super().rename_file(oldname, newname, safe)
        sync_folders([folder])
        unseal(folder, number)

    def _segments(self, contents: str) -> dict[str, Path]:
        """The files of the segments that a table of contents names."""
        listed = (Path(self.folder) / contents).read_bytes()
        files = (path for path in Path(self.folder).iterdir() if path.suffix == ".seg")
        return {path.name: path for path in files if path.stem.rpartition("_")[2].encode() in listed}


def commit_number(name: str) -> int | None:
    """The number of the commit whose table of contents has this name; None for other files."""
    stem, _, ending = name.rpartition(".")
    return int(stem.rpartition("_")[2]) if ending == "toc" else None


class _Stretch(BufferFile):  # type: ignore[misc]
    """A stretch of a mapped file. Not safe to be read from several threads, but for what begins with `get`."""

    def __init__(self, stretch: memoryview, name: str | None = None) -> None:
        self._buf = stretch
        self._name = name
        self.file = _Cursor(stretch)
        self.onclose = None
        self.is_real = self.is_closed = False

    def subset(self, position: int, length: int, name: str | None = None) -> _Stretch:
        return _Stretch(self._buf[position : position + length], name or self._name)


class _Cursor:
    """As much of a file as Whoosh and pickle need of one."""

    def __init__(self, stretch: memoryview) -> None:
        self._stretch = stretch
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = bytes(self._stretch[self._at : None if size < 0 else self._at + size])
        self._at += len(data)
        return data

    def readline(self) -> bytes:
        rest = bytes(self._stretch[self._at :])
        return self.read(rest.find(b"\n") + 1 or len(rest))

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, len(self._stretch))[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        """Nothing to do: the file is unmapped when nobody has a stretch of it."""
