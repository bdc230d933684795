"""A backup: the corpus, the settings and what the staff desk remembers, in one file that any machine can open.

The file is a tar packed with gzip, so that it can be unpacked without Seogo (`tar xzf`) for as long as there are
computers; the index is not in it, since `seogo index` makes it of the corpus.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from archive.disk import sync_folders
from archive.errors import BackupError
from archive.fingerprint import FINGERPRINT
from archive.settings import Settings
from archive.system_errors import reason
from indexer.backup_contents import Changed, Sign, Source, listed, signs
from indexer.backup_manifest import MANIFEST, Manifest
from indexer.backup_reading import check, read_manifest

ATTEMPTS = 3
"""How often a backup is begun anew because something changed while it was read."""

LEVEL = 6
"""Of gzip; 9 takes longer for a hundredth less."""

DRAFT = ".seogo-backup-"
"""What the name of a folder begins with in which a backup is made."""

Progress = Callable[[int, int], None]
"""Called with the number of bytes done and of all bytes; every byte is read three times, the last time to check."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made: where, of what, and how many bytes it has."""

    file: Path
    manifest: Manifest
    size: int


def back_up(
    settings: Settings, folder: Path, file: Path, progress: Progress, *, with_passwords: bool = False
) -> BackedUp:
    """Write a backup to `file`; `folder` is where the program was started, and its settings file lies.

    The file has its name only when it is whole and was read again. An older backup of that name is replaced; anything
    else is not. Raises BackupError, CorpusError; then nothing is left behind.
    """
    _check_place(settings, file)
    changed = ""
    for _ in range(ATTEMPTS):
        try:
            with _aside(file) as aside:
                return _made(settings, folder, file, aside, progress, with_passwords)
        except Changed as error:
            changed = str(error)
        except OSError as error:
            raise _unwritable(file, error) from error
    raise BackupError(
        f"백업하는 동안 {changed}이(가) 바뀌어 백업하지 않았습니다({ATTEMPTS}번 해 보았습니다). "
        "파일을 옮겨 담거나 고치는 일이 끝난 뒤에 다시 해 주세요."
    )


def _made(
    settings: Settings, folder: Path, file: Path, aside: Path, progress: Progress, with_passwords: bool
) -> BackedUp:
    before = signs(settings)
    sources = listed(settings, folder, aside, with_passwords=with_passwords)
    told = _Told(progress, 3 * sum(source.size for source in sources))
    files = {source.name: source.entry(told) for source in sources}
    made = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(made, _version(), FINGERPRINT, with_passwords, files)
    draft = aside / "backup"
    _write(draft, manifest, sources, told)
    _check_unchanged(before, signs(settings))
    with draft.open("rb") as written:
        check(written, str(file), told)
    size = draft.stat().st_size
    draft.replace(file)
    sync_folders([file.parent])
    return BackedUp(file, manifest, size)


class _Told:
    """Adds up what was read."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def __call__(self, read: int) -> None:
        self._done += read
        self._progress(self._done, self._total)


def _write(draft: Path, manifest: Manifest, sources: Sequence[Source], told: Callable[[int], None]) -> None:
    # Its owner alone may read it: the desk's passwords are in it, as hashes.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
        with (
            gzip.GzipFile(fileobj=raw, mode="wb", filename="", compresslevel=LEVEL) as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
        ):
            data = manifest.as_bytes()
            tar.addfile(_head(MANIFEST, len(data), 0), io.BytesIO(data))
            for source in sources:
                tar.addfile(_head(source.name, source.size, source.modified), _Again(source, manifest, told))
        raw.flush()
        os.fsync(raw.fileno())


def _head(name: str, size: int, modified: int) -> tarfile.TarInfo:
    head = tarfile.TarInfo(name)
    head.size, head.mtime, head.mode = size, max(0, modified), 0o600
    return head


class _Again(io.RawIOBase):
    """A file as tarfile reads it, for the second time. Raises Changed where it is not what it was the first time."""

    def __init__(self, source: Source, manifest: Manifest, told: Callable[[int], None]) -> None:
        self._source, self._told = source, told
        self._expected = manifest.files[source.name].sha256
        self._made_of = hashlib.sha256()
        self._blocks = source.blocks()
        self._rest = b""
        self._left = source.size

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (block := next(self._blocks, b"")):
            self._rest += block
        data, self._rest = self._rest[:size], self._rest[size:]
        self._made_of.update(data)
        self._told(len(data))
        self._left -= len(data)
        if not self._left and self._made_of.hexdigest() != self._expected:
            raise Changed(self._source.name)
        return data


def _check_unchanged(before: Mapping[str, Sign], after: Mapping[str, Sign]) -> None:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            raise Changed(name)


def _check_place(settings: Settings, file: Path) -> None:
    """Raises BackupError where a backup must not be written."""
    place = file.absolute()
    for folder in (settings.corpus, settings.desk, settings.index):
        if place.resolve().is_relative_to(folder.absolute().resolve()):
            raise BackupError(f"백업 {file}은(는) {folder} 안에 둘 수 없습니다. 다른 폴더의 파일로 정해 주세요.")
    if file.is_dir():
        raise BackupError(f"{file}은(는) 폴더입니다. 백업 파일의 이름까지 적어 주세요.")
    if file.exists():
        try:
            with file.open("rb") as older:
                read_manifest(older, str(file))
        except (BackupError, OSError) as error:
            raise BackupError(
                f"{file}은(는) 서고의 백업이 아닌 다른 파일이라 덮어쓰지 않았습니다. 다른 이름으로 정해 주세요."
            ) from error


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """A folder beside the backup that goes with the block; nobody else may look into it."""
    with tempfile.TemporaryDirectory(prefix=DRAFT, dir=file.absolute().parent, ignore_cleanup_errors=True) as aside:
        yield Path(aside)


def _version() -> str:
    try:
        return version("seogo")
    except PackageNotFoundError:
        return ""


def _unwritable(file: Path, error: OSError) -> BackupError:
    return BackupError(
        f"백업 {file}을(를) 쓸 수 없습니다({reason(error)}). 자리와 권한을 확인한 뒤 다시 해 주세요. "
        "있던 백업은 그대로입니다."
    )
