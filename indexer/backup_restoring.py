"""Putting a backup in place: unpacked aside and checked to its last byte, then renamed, so that nothing is half there.

Three parts have their places: the corpus, the desk's folder and the settings file. What stood there is never deleted:
it is moved aside under a name of its own, and only if that was asked for.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import IO

from archive.disk import sync_folders
from archive.errors import BackupError
from archive.settings import FILE_NAME, Settings
from archive.system_errors import reason
from indexer.backup_manifest import CORPUS, DESK, SETTINGS, Entry, Manifest
from indexer.backup_reading import Member, check, members, read_manifest
from indexer.backup_settings import portable
from indexer.corpus import ISSUES

DRAFT = ".seogo-restore-"
"""What the name of a folder begins with in which a part is made."""

Progress = Callable[[int, int], None]
"""Called with the number of bytes done and of all bytes."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a backup belong."""

    corpus: Path
    desk: Path
    settings: Path

    @classmethod
    def of(cls, settings: Settings, folder: Path) -> Places:
        """Where this installation looks for them; `folder` is where the program was started."""
        return cls(settings.corpus, settings.desk, folder / FILE_NAME)

    @classmethod
    def below(cls, folder: Path) -> Places:
        """Where an installation that is started in `folder` looks for them unless it is told otherwise."""
        usual = Settings()
        return cls(folder / usual.corpus, folder / usual.desk, folder / FILE_NAME)

    def of_part(self, part: str) -> Path:
        return {CORPUS: self.corpus, DESK: self.desk, SETTINGS: self.settings}[part]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place: the parts and where they are now, and where what stood there has been moved."""

    manifest: Manifest
    placed: Mapping[str, Path]
    kept: tuple[Path, ...]


def check_backup(file: Path, progress: Progress) -> Manifest:
    """Read a whole backup and put nothing in place. Raises BackupError where it is not as it was made."""
    with _opened(file) as opened:
        total, done = read_manifest(opened, str(file)).size, 0

        def told(read: int) -> None:
            nonlocal done
            done += read
            progress(done, total)

        opened.seek(0)
        return check(opened, str(file), told)


def restore(file: Path, places: Places, progress: Progress, *, replace: bool = False) -> Restored:
    """Put the parts of a backup in their places.

    A part that stands there already, byte for byte, is left alone. Raises BackupError where the backup is not as it was
    made, where something else stands in a place and `replace` was not asked for, or where the system refuses; then
    everything is as it was.
    """
    with _opened(file) as opened, members(opened, str(file)) as (manifest, found):
        wanted = [part for part in (CORPUS, DESK, SETTINGS) if manifest.part(part) or part == CORPUS]
        placed = {part: places.of_part(part) for part in wanted}
        with _told(file), ExitStack() as stack:
            missing = {part: place for part, place in placed.items() if not _stands(place, part, manifest)}
            _check_free(missing, replace=replace)
            drafts = {part: stack.enter_context(_draft(place)) for part, place in missing.items()}
            _check_room(drafts, manifest)
            _unpack(found, drafts, manifest.size, progress)
            kept = _swap({drafts[part]: place for part, place in missing.items()})
    return Restored(manifest, placed, kept)


def _stands(place: Path, part: str, manifest: Manifest) -> bool:
    """Whether a part is there already, byte for byte, and nothing else."""
    entries = {name.removeprefix(part).lstrip("/"): entry for name, entry in manifest.part(part).items()}
    if part == SETTINGS:
        return place.is_file() and _same_settings(place, entries[""], manifest.passwords)
    if not place.is_dir():
        return False
    there = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir()}
    return there.keys() == entries.keys() and all(_same(there[name], entry) for name, entry in entries.items())


def _same_settings(path: Path, entry: Entry, with_passwords: bool) -> bool:
    """Whether a backup of this settings file would be what the backup has: passwords and places are this machine's."""
    text = path.read_bytes().decode("utf-8", "replace")
    return hashlib.sha256(portable(text, with_passwords=with_passwords).encode()).hexdigest() == entry.sha256


def _same(path: Path, entry: Entry) -> bool:
    if not path.is_file() or path.stat().st_size != entry.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256


def _check_free(missing: Mapping[str, Path], *, replace: bool) -> None:
    """Raises BackupError where something else stands in a place and is to stay."""
    taken = [place for place in missing.values() if _is_taken(place)]
    if taken and not replace:
        raise BackupError(
            f"{', '.join(map(str, taken))}에는 이미 다른 것이 있어 아무것도 바꾸지 않았습니다. "
            "비어 있는 폴더를 --into로 정하거나, 있는 것을 옆으로 옮겨 두고 바꾸려면 --replace를 붙여 주세요."
        )


def _is_taken(place: Path) -> bool:
    if place.is_dir() and not place.is_symlink():
        return any(place.iterdir())
    return place.is_symlink() or place.exists()


@contextmanager
def _draft(place: Path) -> Iterator[Path]:
    """Where a part is made: beside its place, so that one rename brings it there; what is left goes with the block."""
    parent = place.absolute().parent
    new = [each for each in (parent, *parent.parents) if not each.exists()]
    parent.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=DRAFT, dir=parent)
    try:
        yield Path(folder) / place.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            for each in new:
                each.rmdir()


def _check_room(drafts: Mapping[str, Path], manifest: Manifest) -> None:
    """Raises BackupError where the disk has less room than all parts on it need."""
    needed: dict[int, int] = {}
    for part, draft in drafts.items():
        disk = draft.parent.stat().st_dev
        needed[disk] = needed.get(disk, 0) + sum(entry.size for entry in manifest.part(part).values())
        if shutil.disk_usage(draft.parent).free < needed[disk]:
            raise OSError(errno.ENOSPC, "")


def _unpack(found: Iterator[Member], drafts: Mapping[str, Path], total: int, progress: Progress) -> None:
    """Write the files of the parts that have drafts; the others are only checked."""
    done = 0
    for part, draft in drafts.items():
        if part == SETTINGS:
            continue
        draft.mkdir(mode=0o700 if part == DESK else 0o777)
        if part == CORPUS:
            (draft / ISSUES).mkdir()
    for member in found:
        part, _, name = member.entry.name.partition("/")
        with ExitStack() as stack:
            write = stack.enter_context(_file(drafts[part], name, part, member)) if part in drafts else None
            for piece in member.pieces:
                if write:
                    write(piece)
                done += len(piece)
                progress(done, total)


@contextmanager
def _file(draft: Path, name: str, part: str, member: Member) -> Iterator[Callable[[bytes], object]]:
    """A file of a part, made anew: never one that is there, and never through a link."""
    path = draft / name if name else draft
    private = part == DESK
    path.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600 if private else 0o666)
    with os.fdopen(handle, "wb") as file:
        yield file.write
        file.flush()
        os.fsync(file.fileno())
    with suppress(OSError, OverflowError):
        os.utime(path, (member.modified, member.modified))


def _swap(drafts: Mapping[Path, Path]) -> tuple[Path, ...]:
    """Rename every draft to its place, and what stands there aside; all of them, or none."""
    kept = []
    with ExitStack() as undo:
        for draft, place in drafts.items():
            if _is_taken(place):
                older = _free_name(place)
                place.rename(older)
                undo.callback(older.rename, place)
                kept.append(older)
            draft.rename(place)
            undo.callback(place.rename, draft)
            sync_folders([place.absolute().parent])
        undo.pop_all()
    return tuple(kept)


def _free_name(place: Path) -> Path:
    """A name beside the place that nothing has yet."""
    when = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = (
        place.with_name(f"{place.name}.before-{when}{again}") for again in chain([""], map("-{}".format, count(2)))
    )
    return next(name for name in names if not os.path.lexists(name))


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        opened = file.open("rb")
    except OSError as error:
        raise BackupError(f"백업 {file}을(를) 열 수 없습니다({reason(error)}). 이름과 권한을 확인해 주세요.") from error
    with opened:
        yield opened


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Says as a BackupError what the system refuses in the block."""
    try:
        yield
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        raise BackupError(
            f"백업 {file}을(를) 풀 수 없어 아무것도 바꾸지 않았습니다({reason(error)}{where}). "
            "자리와 권한을 확인한 뒤 다시 해 주세요."
        ) from error
