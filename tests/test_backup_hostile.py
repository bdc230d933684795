"""Backups that are damaged, cut off, foreign or made to do harm: a plain sentence each, and nothing is changed."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BackupError
from archive.settings import Settings
from indexer.backup import back_up
from indexer.backup_manifest import FORMAT, Entry, Manifest
from indexer.backup_reading import LARGEST_MANIFEST
from indexer.backup_restoring import Places, check_backup, restore
from tests.conftest import no_progress
from tests.corpora import ready, write

TEXT = b"hello"
SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

Made = Callable[[tarfile.TarFile], None]


def refused(place: Path, file: Path) -> str:
    """What is said of a backup that is not put in place; everything is as it was."""
    before = sorted(place.parent.rglob("*"))
    with pytest.raises(BackupError) as told:
        restore(file, Places.below(place), no_progress)
    with pytest.raises(BackupError):
        check_backup(file, no_progress)
    assert sorted(place.parent.rglob("*")) == before
    said = str(told.value)
    assert "Traceback" not in said and len(said.splitlines()) == 1
    return said


def manifest(*entries: Entry, form: str = FORMAT) -> bytes:
    made = Manifest("2026-11-27T00:00:00+00:00", "0.1.0", "", False, {each.name: each for each in entries})
    return made.as_bytes().replace(FORMAT.encode(), form.encode())


def written(path: Path, head: bytes, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """A backup with this manifest and whatever members."""
    with tarfile.open(path, "w:gz", format=tarfile.GNU_FORMAT) as tar:
        for info, data in ((plain("manifest.json", len(head)), head), *members):
            tar.addfile(info, io.BytesIO(data))
    return path


def plain(name: str, size: int = len(TEXT)) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    return info


def special(kind: bytes, target: str = "", name: str = "corpus/issues/a.txt") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sound backup."""
    folder = tmp_path_factory.mktemp("sound")
    corpus = write(folder / "corpus", a__jsonl=ready("a1", "과학 혁신 " * 300), b__txt="가나다\n")
    made = back_up(Settings(corpus=corpus, desk=folder / "desk"), folder, folder / "all.tar.gz", no_progress)
    return made.file


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "corpus/../../outside",
        "/etc/cron.d/harm",
        "corpus//etc/passwd",
        "corpus/./a",
        "corpus/..",
        "corpus/a\\..\\b",
        "corpus/a\0b",
        "C:/harm",
        "seogo.py",
        ".venv/bin/python",
        "corpus",
        "corpus/" + "x" * 300,
        "",
    ],
)
def test_a_path_that_leads_out_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    made = written(tmp_path / "b.tar.gz", manifest(Entry(name, len(TEXT), SHA256)), (plain(name), TEXT))
    assert "있을 수 없는" in refused(tmp_path / "new", made)


@pytest.mark.parametrize(
    "member",
    [
        special(tarfile.SYMTYPE, "/etc/passwd"),
        special(tarfile.LNKTYPE, "../../outside"),
        special(tarfile.CHRTYPE),
        special(tarfile.BLKTYPE),
        special(tarfile.FIFOTYPE),
        special(tarfile.DIRTYPE),
        special(tarfile.GNUTYPE_SPARSE),
        special(tarfile.XHDTYPE),
        special(tarfile.SYMTYPE, "/etc", name="corpus/issues"),
    ],
    ids=lambda info: f"{info.type!r}",
)
def test_links_devices_and_the_like_are_refused(tmp_path: Path, member: tarfile.TarInfo) -> None:
    told = manifest(Entry("corpus/issues/a.txt", 0, SHA256))
    assert "있을 수 없는" in refused(tmp_path / "new", written(tmp_path / "b.tar.gz", told, (member, b"")))


def test_a_file_that_the_manifest_does_not_know_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path / "b.tar.gz", manifest(), (plain("corpus/issues/more.txt"), TEXT))
    assert "more.txt" in refused(tmp_path / "new", made)


def test_a_file_that_comes_twice_is_refused(tmp_path: Path) -> None:
    entry = Entry("corpus/issues/a.txt", len(TEXT), SHA256)
    made = written(tmp_path / "b.tar.gz", manifest(entry), (plain(entry.name), TEXT), (plain(entry.name), TEXT))
    refused(tmp_path / "new", made)
    doubled = json.loads(manifest(entry))
    doubled["files"] *= 2
    made = written(tmp_path / "b.tar.gz", json.dumps(doubled).encode(), (plain(entry.name), TEXT))
    assert "두 번" in refused(tmp_path / "new", made)


def test_a_file_that_is_not_what_the_manifest_says_is_told_by_its_name(tmp_path: Path) -> None:
    entry = Entry("corpus/issues/a.txt", len(TEXT), SHA256)
    made = written(tmp_path / "b.tar.gz", manifest(entry), (plain(entry.name), b"hallo"))
    assert "a.txt의 내용" in refused(tmp_path / "new", made)
    made = written(tmp_path / "b.tar.gz", manifest(entry), (plain(entry.name, 6), b"hello!"))
    assert "a.txt의 크기" in refused(tmp_path / "new", made)
    made = written(tmp_path / "b.tar.gz", manifest(entry))
    assert "a.txt 등 1개 파일이 없습니다" in refused(tmp_path / "new", made)


def test_what_would_not_fit_on_the_disk_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    huge = Entry("corpus/issues/a.txt", 10**15, SHA256)
    made = written(tmp_path / "b.tar.gz", manifest(huge), (plain(huge.name), TEXT))
    assert "가득" in refused(tmp_path / "new", made)


def test_a_header_that_asks_for_much_memory_gets_none(tmp_path: Path) -> None:
    """A name of eight gigabytes, which tarfile would read as a whole."""
    path = tmp_path / "b.tar.gz"
    head = manifest(Entry("corpus/issues/a.txt", len(TEXT), SHA256))
    with gzip.open(path, "wb") as packed:
        for info, data in ((plain("manifest.json", len(head)), head), (plain("x", 8 * 1024**3), b"")):
            if info.name == "x":
                info.type = tarfile.GNUTYPE_LONGNAME
            packed.write(info.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512))
    assert "이름이 너무 깁니다" in refused(tmp_path / "new", path)
    with gzip.open(path, "wb") as packed:
        packed.write(plain("manifest.json", LARGEST_MANIFEST + 1).tobuf(tarfile.GNU_FORMAT))
    assert "seogo backup이 만든 파일이 아닙니다" in refused(tmp_path / "new", path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b",
        b"PK\x03\x04 a zip",
        "그냥 글".encode(),
        gzip.compress(b""),
        gzip.compress(b"not a tar at all" * 100),
        gzip.compress(bytes(10240)),
    ],
    ids=["empty", "two bytes", "zip", "text", "nothing in it", "no tar", "empty tar"],
)
def test_a_foreign_file_is_told_as_one(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "b.tar.gz"
    path.write_bytes(data)
    said = refused(tmp_path / "new", path)
    assert "만든 파일이 아닙니다" in said or "손상" in said


def test_another_programs_tar_and_a_later_version_are_told(tmp_path: Path) -> None:
    path = tmp_path / "b.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        tar.addfile(plain("readme.txt"), io.BytesIO(TEXT))
    assert "만든 파일이 아닙니다" in refused(tmp_path / "new", path)
    assert "다른 판" in refused(tmp_path / "new", written(path, manifest(form="seogo-backup-9")))
    assert "만든 파일이 아닙니다" in refused(tmp_path / "new", written(path, b'{"format": 1}'))


def test_a_backup_that_is_cut_off_anywhere_is_refused(tmp_path: Path, sound: Path) -> None:
    data, path = sound.read_bytes(), tmp_path / "b.tar.gz"
    for length in range(0, len(data), max(1, len(data) // 60)):
        path.write_bytes(data[:length])
        refused(tmp_path / "new", path)
    path.write_bytes(data[:-1])
    refused(tmp_path / "new", path)


def test_something_behind_the_end_is_told(tmp_path: Path, sound: Path) -> None:
    path = tmp_path / "b.tar.gz"
    for more in (b"x", gzip.compress(b"x" * 2000)):
        path.write_bytes(sound.read_bytes() + more)
        assert "손상" in refused(tmp_path / "new", path)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_changed_byte_is_found_or_changes_nothing(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Of gzip's head, some bytes say nothing of the contents."""
    before = bytearray(sound.read_bytes())
    at = data.draw(st.integers(0, len(before) - 1))
    before[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("flipped") / "b.tar.gz"
    path.write_bytes(before)
    try:
        found = check_backup(path, no_progress)
    except BackupError:
        return
    assert found == check_backup(sound, no_progress)
