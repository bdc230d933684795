"""Which files go into a backup, as they are at one moment, and whether they still are."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.errors import BackupError
from archive.settings import FILE_NAME, Settings
from archive.system_errors import reason
from indexer.backup_manifest import CORPUS, DESK, SETTINGS, Entry
from indexer.backup_settings import portable
from indexer.corpus import corpus_files

BLOCK = 1 << 20
"""Bytes that are read at once."""

_DATABASE = b"SQLite format 3\0"
"""What a database of SQLite begins with (https://www.sqlite.org/fileformat.html, 1.3)."""

_PASSING = ("-wal", "-shm", "-journal", ".lock")
"""Files beside a database, or of a running program, that are nothing without it."""

_GROWING = ".jsonl"
"""A log is only ever added to: what was there at the moment of the backup stays what it was."""

Sign = tuple[int, int, int]
"""Size, time of the last change and number of a file: another sign, another file."""

Told = Callable[[int], None]
"""Called with the number of bytes that were read."""


class Changed(Exception):
    """A file is not what it was a moment ago; the argument is its name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that goes into the backup as `name`; `path` is where its bytes are, `modified` seconds since 1970.

    `sign` is None for what holds still although its file goes on: a log, which only grows, and a database.
    """

    name: str
    path: Path
    size: int
    modified: int
    sign: Sign | None

    def blocks(self) -> Iterator[bytes]:
        """The bytes that it had when it was listed. Raises BackupError, Changed."""
        left = self.size
        try:
            with self.path.open("rb") as file:
                while left:
                    block = file.read(min(left, BLOCK))
                    if not block:
                        raise Changed(self.name)
                    left -= len(block)
                    yield block
        except FileNotFoundError as error:
            raise Changed(self.name) from error
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def entry(self, told: Told) -> Entry:
        """What the manifest says of it. Raises BackupError, Changed."""
        made_of = hashlib.sha256()
        for block in self.blocks():
            made_of.update(block)
            told(len(block))
        return Entry(self.name, self.size, made_of.hexdigest())


def listed(settings: Settings, folder: Path, aside: Path, *, with_passwords: bool) -> list[Source]:
    """Every file that belongs into a backup; `folder` is where the program was started.

    What has to be copied to hold still (databases, the settings as they go out) is put into the folder `aside`.
    Raises BackupError, CorpusError, Changed.
    """
    corpus_files(settings.corpus)
    corpus = list(_below(settings.corpus, CORPUS))
    desk = [_held_still(source, aside / str(place)) for place, source in enumerate(_below(settings.desk, DESK))]
    return [*_settings(folder / FILE_NAME, aside / SETTINGS, with_passwords), *corpus, *desk]


def signs(settings: Settings) -> dict[str, Sign]:
    """The signs of all files of the corpus and the desk now, by their names in a backup; as `listed` does."""
    both = (*_below(settings.corpus, CORPUS), *_below(settings.desk, DESK))
    return {source.name: source.sign for source in both if source.sign is not None}


def _settings(path: Path, copy: Path, with_passwords: bool) -> list[Source]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"설정 파일 {path}을(를) 읽을 수 없습니다({error}). UTF-8 글자로 고쳐 주세요.") from error
    copy.write_text(portable(text, with_passwords=with_passwords), encoding="utf-8")
    return [_source(copy, SETTINGS)]


def _below(folder: Path, part: str) -> Iterator[Source]:
    """Files of a folder in order of name; those that the corpus leaves alone are left alone here."""
    for path in sorted(_walked(folder)):
        name = path.relative_to(folder)
        hidden = part == CORPUS and any(each.startswith((".", "~$")) for each in name.parts)
        if not hidden and not path.name.endswith(_PASSING) and path.is_file():
            yield _source(path, f"{part}/{name.as_posix()}", in_desk=part == DESK)


def _walked(folder: Path) -> Iterator[Path]:
    """All files below a folder; none if there is no folder. A folder that may not be read is no empty one."""

    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise _unreadable(Path(str(error.filename)), error) from error

    for place, _, names in os.walk(folder, onerror=refuse):
        yield from (Path(place) / name for name in names)


def _source(path: Path, name: str, *, in_desk: bool = False) -> Source:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = name.encode("utf-8", "replace").decode("utf-8")
        raise BackupError(f"파일 이름 {shown}은(는) UTF-8이 아닙니다. 이름을 고친 뒤 다시 백업해 주세요.") from error
    try:
        state = path.stat()
        held = in_desk and (name.endswith(_GROWING) or is_database(path))
    except FileNotFoundError as error:
        raise Changed(name) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    sign = None if held else (state.st_size, state.st_mtime_ns, state.st_ino)
    return Source(name, path, state.st_size, int(state.st_mtime), sign)


def _held_still(source: Source, copy: Path) -> Source:
    """A database as SQLite itself copies it, with what is in its log of changes; any other file as it is."""
    if source.sign is not None or not is_database(source.path):
        return source
    try:
        with (
            closing(sqlite3.connect(f"{source.path.absolute().as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(copy)) as target,
        ):
            original.backup(target)
    except sqlite3.Error as error:
        raise BackupError(
            f"편집실의 자료 {source.path}을(를) 옮겨 담을 수 없습니다({error}). seogo doctor로 살펴봐 주세요."
        ) from error
    return Source(source.name, copy, copy.stat().st_size, source.modified, None)


def is_database(path: Path) -> bool:
    """Whether a file is one of SQLite. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _unreadable(path: Path, error: OSError) -> BackupError:
    return BackupError(
        f"{path}을(를) 읽을 수 없어 백업하지 않았습니다({reason(error)}). 읽기 권한을 고친 뒤 다시 해 주세요."
    )
