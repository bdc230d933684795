"""`seogo backup`: everything that cannot be made again, whole or not at all, and nothing that changed meanwhile."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import BackupError, CorpusError
from archive.settings import Settings
from indexer.backup import ATTEMPTS, BackedUp, back_up
from indexer.backup_restoring import check_backup
from indexer.backup_settings import portable
from tests.conftest import no_progress
from tests.corpora import issue, ready, write

SETTINGS = '# ours\nengine = "whoosh"\nopensearch_password = "geheim"\ncorpus = "corpus"\nworkers = 2\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with a corpus, what staff say of it, and settings."""
    write(tmp_path / "corpus", a__txt=issue(307), b__jsonl=ready("b1", "과학 혁신"), a__toml='title = "x"\n')
    (tmp_path / "corpus" / "names.toml").write_text("# 이름\n", encoding="utf-8")
    (tmp_path / "corpus" / "issues" / ".hidden").write_text("an editor's own", encoding="utf-8")
    (tmp_path / "seogo.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def backed_up(place: Path, *, with_passwords: bool = False) -> BackedUp:
    return back_up(Settings(), place, place / "all.tar.gz", no_progress, with_passwords=with_passwords)


def unpacked(file: Path, into: Path) -> dict[str, bytes]:
    """What any tar makes of a backup, without Seogo."""
    into.mkdir()
    subprocess.run(["tar", "xzf", file, "-C", into], check=True)
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}


def test_any_tar_unpacks_it_and_the_manifest_tells_every_file(place: Path) -> None:
    files = unpacked(backed_up(place).file, place / "unpacked")
    manifest = json.loads(files.pop("manifest.json"))
    told = {each["name"]: (each["size"], each["sha256"]) for each in manifest["files"]}
    assert told == {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()}
    assert set(files) == {
        "seogo.toml",
        "corpus/names.toml",
        *(f"corpus/issues/{name}" for name in ("a.txt", "a.toml", "b.jsonl")),
    }
    assert files["corpus/issues/a.txt"].decode() == issue(307)


def test_only_its_owner_may_read_it(place: Path) -> None:
    assert backed_up(place).file.stat().st_mode & 0o777 == 0o600


def test_passwords_and_places_stay_here_and_all_else_goes_letter_for_letter() -> None:
    assert portable(SETTINGS, with_passwords=False) == '# ours\nengine = "whoosh"\n# corpus = "corpus"\nworkers = 2\n'
    assert "geheim" in portable(SETTINGS, with_passwords=True)


@pytest.mark.parametrize(
    "text",
    [
        'opensearch_password = """\ngeheim"""\nengine = "tantivy"\n',
        'engine = "tantivy" # geheim\n"opensearch_password" = "geheim"\n',
        '# opensearch_password = "geheim"\nengine = "tantivy"\n',
        "opensearch_password = 'geheim'\r\nengine = \"tantivy\"\r\n",
    ],
)
def test_a_password_is_left_out_however_it_is_written(text: str) -> None:
    left = portable(text, with_passwords=False)
    assert "geheim" not in left and 'engine = "tantivy"' in left


def test_the_desks_database_is_whole_although_somebody_is_writing_it(place: Path) -> None:
    desk = place / "var" / "desk"
    desk.mkdir(parents=True)
    with closing(sqlite3.connect(desk / "desk.sqlite3", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE users (name TEXT)")
        writer.execute("INSERT INTO users VALUES ('committed')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO users VALUES ('not yet')")
        files = unpacked(backed_up(place).file, place / "unpacked")
    assert [name for name in files if name.startswith("desk/")] == ["desk/desk.sqlite3"]
    with closing(sqlite3.connect(place / "unpacked" / "desk" / "desk.sqlite3")) as copy:
        assert copy.execute("SELECT name FROM users").fetchall() == [("committed",)]
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def during(change: Callable[[], object]) -> Callable[[int, int], None]:
    """Does something when half of a run is done, and in each run anew."""
    last = [0]

    def progress(done: int, total: int) -> None:
        if last[0] < total // 2 <= done:
            change()
        last[0] = done

    return progress


def test_a_log_that_grows_meanwhile_is_what_it_was(place: Path) -> None:
    log = place / "var" / "desk" / "log.jsonl"
    log.parent.mkdir(parents=True)
    log.write_text('{"who": "kim"}\n', encoding="utf-8")

    def grow() -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write('{"who": "lee"}\n')

    made = back_up(Settings(), place, place / "all.tar.gz", during(grow))
    assert unpacked(made.file, place / "unpacked")["desk/log.jsonl"] == b'{"who": "kim"}\n'


def test_what_changes_once_is_read_again(place: Path) -> None:
    changed = place / "corpus" / "issues" / "b.jsonl"
    times: list[int] = []

    def change() -> None:
        if not times:
            changed.write_text(ready("b1", "바뀐 글"), encoding="utf-8")
        times.append(1)

    made = back_up(Settings(), place, place / "all.tar.gz", during(change))
    assert len(times) == 2
    assert "바뀐 글" in unpacked(made.file, place / "unpacked")["corpus/issues/b.jsonl"].decode()


@pytest.mark.parametrize("how", ["rewritten", "new", "gone", "same size"])
def test_what_goes_on_changing_is_told_and_leaves_nothing(place: Path, how: str) -> None:
    path = place / "corpus" / "issues" / "b.jsonl"
    times: list[int] = []

    def change() -> None:
        times.append(1)
        if how == "new":
            path.with_name(f"new{len(times)}.txt").write_text("x", encoding="utf-8")
        elif how == "gone":
            path.unlink() if path.exists() else path.write_text("x", encoding="utf-8")
        elif how == "same size":
            path.write_bytes(path.read_bytes()[::-1])
        else:
            path.write_text("x" * len(times), encoding="utf-8")

    before = sorted(each.name for each in place.iterdir())
    with pytest.raises(BackupError, match=r"바뀌어 백업하지 않았습니다"):
        back_up(Settings(), place, place / "all.tar.gz", during(change))
    assert len(times) == ATTEMPTS
    assert sorted(each.name for each in place.iterdir()) == before


def test_an_older_backup_is_replaced_and_nothing_else_is(place: Path) -> None:
    first = backed_up(place).manifest
    write(place / "corpus", c__txt=issue(308))
    assert len(backed_up(place).manifest.files) == len(first.files) + 1
    other = place / "corpus.txt"
    other.write_text("somebody's", encoding="utf-8")
    with pytest.raises(BackupError, match="덮어쓰지 않았습니다"):
        back_up(Settings(), place, other, no_progress)
    assert other.read_text(encoding="utf-8") == "somebody's"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("corpus/issues/all.tar.gz", "안에 둘 수 없습니다"),
        ("corpus/../corpus/all.tar.gz", "안에 둘 수 없습니다"),
        ("corpus.link/all.tar.gz", "안에 둘 수 없습니다"),
        ("var", "폴더입니다"),
        ("nowhere/all.tar.gz", "없는 폴더"),
    ],
)
def test_a_place_that_cannot_hold_it_is_told(place: Path, file: str, said: str) -> None:
    (place / "var").mkdir()
    (place / "corpus.link").symlink_to(place / "corpus")
    with pytest.raises(BackupError, match=said):
        back_up(Settings(), place, Path(file), no_progress)


def test_an_issue_that_is_a_link_is_backed_up_as_what_it_leads_to(place: Path) -> None:
    (place / "elsewhere.txt").write_text(issue(309), encoding="utf-8")
    (place / "corpus" / "issues" / "c.txt").symlink_to(place / "elsewhere.txt")
    assert unpacked(backed_up(place).file, place / "unpacked")["corpus/issues/c.txt"].decode() == issue(309)


def test_a_name_that_is_not_utf_8_is_told(place: Path) -> None:
    Path(os.fsdecode(os.fsencode(place / "corpus" / "issues") + b"/\xff.txt")).write_text("x", encoding="utf-8")
    with pytest.raises(BackupError, match="UTF-8"):
        backed_up(place)


def test_a_damaged_database_is_told(place: Path) -> None:
    desk = place / "var" / "desk"
    desk.mkdir(parents=True)
    (desk / "desk.sqlite3").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)
    with pytest.raises(BackupError, match="seogo doctor"):
        backed_up(place)


def test_without_a_corpus_there_is_nothing_to_back_up(place: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere"):
        back_up(Settings(corpus=Path("nowhere")), place, place / "all.tar.gz", no_progress)


def test_long_names_and_large_files_come_through(place: Path) -> None:
    deep = place / "corpus" / "issues" / ("긴이름" * 20) / ("더긴이름" * 18)
    deep.mkdir(parents=True)
    (deep / ("끝" * 70 + ".txt")).write_bytes(os.urandom(3_000_001))
    made = backed_up(place)
    assert check_backup(made.file, no_progress).files == made.manifest.files
