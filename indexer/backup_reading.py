"""Reading a backup, which anybody may have made or damaged: nothing of it is believed before it was checked.

A backup is a tar (https://www.gnu.org/software/tar/manual/html_node/Standard.html) in gzip, with the manifest first and
ordinary files behind it. Its blocks are read here one by one and not by `tarfile`, which keeps as much in memory as a
header asks for, and knows links, devices and files with holes; here they are refused.
"""

from __future__ import annotations

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from archive.errors import BackupError
from archive.system_errors import reason
from indexer.backup_manifest import MANIFEST, Entry, Manifest, damaged, foreign, leads_out

BLOCK = 512
"""Bytes of a block of a tar."""

PIECE = 1 << 20
"""Bytes of a file that are read at once."""

LARGEST_MANIFEST = 256 * 1024**2
"""Bytes; some 150 for each file."""

_LONGEST_PATH = 4096
_MOST_ROOM = 1 << 20
"""Bytes of nothing that may stand behind the last file."""

_GZIP = b"\x1f\x8b"
"""What a file of gzip begins with (RFC 1952, 2.3.1)."""

_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a backup: what the manifest says of it, when it was changed (seconds since 1970), and its bytes.

    The bytes have to be read to their end before the next member; at their end BackupError is raised if they are not
    those that the manifest tells of.
    """

    entry: Entry
    modified: int
    pieces: Iterator[bytes]


def read_manifest(file: IO[bytes], name: str) -> Manifest:
    """What a backup says of itself; `name` is what the file is called. Raises BackupError."""
    with _opened(file, name) as reader:
        return reader.manifest()


@contextmanager
def members(file: IO[bytes], name: str) -> Iterator[tuple[Manifest, Iterator[Member]]]:
    """A backup's manifest, and its files one by one. Raises BackupError where anything is not as it was made."""
    with _opened(file, name) as reader:
        manifest = reader.manifest()
        yield manifest, reader.members(manifest)


def check(file: IO[bytes], name: str, told: Callable[[int], None]) -> Manifest:
    """Read a whole backup and hold every byte against its manifest; `told` of bytes read. Raises BackupError."""
    with members(file, name) as (manifest, found):
        for member in found:
            for piece in member.pieces:
                told(len(piece))
    return manifest


class _Reader:
    def __init__(self, unpacked: gzip.GzipFile, name: str) -> None:
        self._unpacked = unpacked
        self._name = name

    def manifest(self) -> Manifest:
        try:
            head = self._head()
        except BackupError as error:
            raise foreign(self._name) from error
        if head is None or head.name != MANIFEST or head.type not in _PLAIN or head.size > LARGEST_MANIFEST:
            raise foreign(self._name)
        data = self._exactly(head.size)
        self._skip(head.size)
        return Manifest.from_bytes(data, self._name)

    def members(self, manifest: Manifest) -> Iterator[Member]:
        missing = dict(manifest.files)
        while (head := self._head()) is not None:
            entry = missing.pop(head.name, None)
            if entry is None or head.type not in _PLAIN:
                raise leads_out(self._name, head.name)
            if head.size != entry.size:
                raise damaged(self._name, f"{entry.name}의 크기가 다릅니다")
            yield Member(entry, int(head.mtime), self._pieces(entry))
        if missing:
            raise damaged(self._name, f"{min(missing)} 등 {len(missing):,}개 파일이 없습니다")
        self._end()

    def _head(self) -> tarfile.TarInfo | None:
        """The head of the next file, with its whole name; None at the end."""
        head = self._one_head()
        if head is None or head.type != tarfile.GNUTYPE_LONGNAME:
            return head
        if not 0 < head.size <= _LONGEST_PATH:
            raise damaged(self._name, "파일 이름이 너무 깁니다")
        name = self._exactly(head.size)
        self._skip(head.size)
        following = self._one_head()
        if following is None:
            raise damaged(self._name, "이름 뒤에 파일이 없습니다")
        following.name = name.rstrip(b"\0").decode("utf-8", "surrogateescape")
        return following

    def _one_head(self) -> tarfile.TarInfo | None:
        block = self._exactly(BLOCK)
        if not any(block):
            return None
        try:
            return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError as error:
            raise damaged(self._name, "파일의 머리를 읽을 수 없습니다") from error

    def _pieces(self, entry: Entry) -> Iterator[bytes]:
        made_of, left = hashlib.sha256(), entry.size
        while left:
            piece = self._exactly(min(left, PIECE))
            left -= len(piece)
            made_of.update(piece)
            yield piece
        self._skip(entry.size)
        if made_of.hexdigest() != entry.sha256:
            raise damaged(self._name, f"{entry.name}의 내용이 적힌 해시와 다릅니다")

    def _skip(self, size: int) -> None:
        """What fills the last block of a file of this size."""
        self._exactly(-size % BLOCK)

    def _end(self) -> None:
        """Nothing stands behind the end; only there gzip holds its own sum against what was read."""
        if any(self._read(_MOST_ROOM)) or self._read(1):
            raise damaged(self._name, "끝난 뒤에 다른 것이 더 있습니다")

    def _exactly(self, size: int) -> bytes:
        data = self._read(size)
        if len(data) != size:
            raise damaged(self._name, "중간에서 끊겼습니다")
        return data

    def _read(self, size: int) -> bytes:
        """So many bytes, or as many as there are; what gzip and the system say is said as a BackupError."""
        try:
            return self._unpacked.read(size)
        except EOFError as error:
            raise damaged(self._name, "중간에서 끊겼습니다") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise damaged(self._name, "압축을 풀 수 없습니다") from error
        except OSError as error:
            raise damaged(self._name, reason(error)) from error


@contextmanager
def _opened(file: IO[bytes], name: str) -> Iterator[_Reader]:
    if file.read(2) != _GZIP:
        raise foreign(name)
    file.seek(0)
    with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
        yield _Reader(unpacked, name)
