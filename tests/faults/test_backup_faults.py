"""Backups on disks that are full or not to be written to: a plain sentence, and what was there stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.errors import BackupError
from archive.settings import Settings
from indexer.backup import back_up
from indexer.backup_restoring import Places, restore
from indexer.doctor import examine
from indexer.doctor_findings import Patient
from tests.conftest import no_progress
from tests.corpora import issue, write
from tests.faults.conftest import Disk
from tests.test_command_line import seogo


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with a corpus that does not pack well."""
    write(tmp_path / "corpus", a__txt=issue(307))
    (tmp_path / "corpus" / "issues" / "b.pdf").write_bytes(os.urandom(1_000_000))
    monkeypatch.chdir(tmp_path)
    yield tmp_path


@pytest.mark.parametrize("left", [0, 5_000, 900_000])
def test_a_backup_that_finds_no_room_leaves_the_older_one(place: Path, disk: Disk, left: int) -> None:
    file = disk.place / "all.tar.gz"
    back_up(Settings(), place, file, no_progress)
    before = file.read_bytes()
    disk.fill(left)
    (place / "corpus" / "issues" / "c.pdf").write_bytes(os.urandom(1_000_000))
    with pytest.raises(BackupError, match="가득"):
        back_up(Settings(), place, file, no_progress)
    assert file.read_bytes() == before
    assert sorted(path.name for path in disk.place.iterdir()) == ["all.tar.gz", "filler"]
    disk.empty()
    assert "corpus/issues/c.pdf" in back_up(Settings(), place, file, no_progress).manifest.files


@pytest.mark.parametrize("left", [0, 5_000, 900_000])
def test_a_restore_that_finds_no_room_leaves_nothing(place: Path, disk: Disk, left: int) -> None:
    file = back_up(Settings(), place, place / "all.tar.gz", no_progress).file
    disk.fill(left)
    with pytest.raises(BackupError, match="가득"):
        restore(file, Places.below(disk.place / "new"), no_progress)
    assert [path.name for path in disk.place.iterdir()] == ["filler"]
    disk.empty()
    restore(file, Places.below(disk.place / "new"), no_progress)


def test_a_folder_that_nobody_may_write_to_is_told(place: Path, read_only: Callable[[Path], None]) -> None:
    closed = place / "closed"
    closed.mkdir()
    file = back_up(Settings(), place, place / "all.tar.gz", no_progress).file
    read_only(closed)
    with pytest.raises(BackupError, match="읽기 전용"):
        back_up(Settings(), place, closed / "all.tar.gz", no_progress)
    with pytest.raises(BackupError, match="읽기 전용"):
        restore(file, Places.below(closed / "new"), no_progress)


def test_a_disk_without_room_for_a_rebuild_is_found_by_the_doctor(place: Path, disk: Disk) -> None:
    disk.fill(1_000_000)
    patient = Patient(Settings(index=disk.place / "index"), place, 1, False, lambda what: None)
    assert [each.state for each in examine(patient) if each.check == "disk"] == ["wrong"]


def test_a_folder_that_may_not_be_written_to_is_found_by_the_doctor(
    place: Path, read_only: Callable[[Path], None]
) -> None:
    (place / "var").mkdir()
    read_only(place / "var")
    patient = Patient(Settings(), place, 1, False, lambda what: None)
    assert [each.state for each in examine(patient) if each.check == "permissions"] == ["wrong"]


def test_the_command_says_it_in_one_sentence(place: Path, disk: Disk) -> None:
    disk.fill(5_000)
    failed = seogo("backup", disk.place / "all.tar.gz", cwd=place)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "가득" in failed.stderr and len(failed.stderr.strip().splitlines()) == 1
