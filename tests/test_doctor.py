"""`seogo doctor`: what is sound is called so, and what is wrong is found, with what to do about it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.settings import Settings
from indexer.backup_noting import FILE
from indexer.doctor import examine
from indexer.doctor_findings import TITLES, Finding, Patient
from indexer.pipeline import update
from seogo import main
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from tests.in_process import opened
from tests.mail_server import mail_server


@pytest.fixture(scope="module")
def sound(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which all is as it should be; but for a backup."""
    folder = tmp_path_factory.mktemp("sound")
    write(folder / "corpus", a__txt=issue(307), b__jsonl=ready("b1", "과학 혁신"))
    update(folder / "corpus", opened("whoosh", folder / "var" / "index"), lambda: analyzer, no_progress)
    return folder


@pytest.fixture(autouse=True)
def place(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it, to be spoiled; and a port at which nobody listens."""
    shutil.copytree(sound, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    yield tmp_path / "here"


@pytest.fixture(scope="module")
def free_port() -> Iterator[int]:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        yield nobody.getsockname()[1]


def found(place: Path, port: int, *, deep: bool = False, **settings: Path | str) -> dict[str, list[Finding]]:
    """The findings by what was checked, as this installation would be told."""
    patient = Patient(Settings(**settings), place, port, deep, lambda what: None)  # type: ignore[arg-type]
    findings: dict[str, list[Finding]] = {}
    for each in examine(patient):
        assert each.check in TITLES and each.what.endswith((".", "]")), each
        assert each.state == "ok" or each.do, "what is not right comes with what to do"
        findings.setdefault(each.check, []).append(each)
    return findings


def one(findings: dict[str, list[Finding]], check: str) -> tuple[str, str]:
    """The state and the sentence of the one finding of a check."""
    (finding,) = findings[check]
    return finding.state, finding.what


@pytest.mark.parametrize("deep", [False, True])
def test_a_sound_archive_has_only_its_backup_to_look_at(place: Path, free_port: int, deep: bool) -> None:
    findings = found(place, free_port, deep=deep)
    not_ok = {check for check, each in findings.items() if any(finding.state != "ok" for finding in each)}
    assert not_ok == {"backup"}
    assert findings.keys() == TITLES.keys() - {"engines"} - (set() if deep else {"issues"})
    assert "글 8편" in findings["index"][0].what and "8편" in findings["stored"][0].what


def test_settings_that_cannot_be_used_are_told_and_the_program_is_looked_at_all_the_same(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "seogo.toml").write_text('colour = "blue"\n', encoding="utf-8")
    assert main(["doctor", "--json"]) == 1
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert [(each["check"], each["state"]) for each in checks] == [
        ("python", "ok"),
        ("packages", "ok"),
        ("settings", "wrong"),
    ]
    assert "colour" in checks[-1]["what"]


def test_a_password_that_others_can_read_is_found(place: Path, free_port: int) -> None:
    path = place / "seogo.toml"
    path.write_text('opensearch_password = "geheim"\n', encoding="utf-8")
    path.chmod(0o644)
    state, said = one(found(place, free_port), "settings")
    assert state == "look" and "geheim" not in said
    path.chmod(0o600)
    assert one(found(place, free_port), "settings")[0] == "ok"


def test_an_engine_that_does_not_exist_is_told(place: Path, free_port: int) -> None:
    assert found(place, free_port, engine="zzz")["settings"][0].state == "wrong"


def test_without_a_corpus_it_says_so(place: Path, free_port: int) -> None:
    state, said = one(found(place, free_port, corpus=Path("nowhere")), "corpus")
    assert state == "wrong" and "nowhere" in said


def test_what_staff_wrote_in_vain_is_found(place: Path, free_port: int) -> None:
    write(place / "corpus", lonely__toml="")
    (place / "corpus" / "names.toml").write_text("[[name]]\nzh = 3\n", encoding="utf-8")
    state, said = one(found(place, free_port), "corrections")
    assert state == "look" and "lonely.toml" in said and "1건 더" in said


def test_only_when_it_reads_every_issue_it_finds_what_is_wrong_with_one(place: Path, free_port: int) -> None:
    short = "주간 중국 창업 제9호\n2022.1.5\n\n1. 가나다\n\n라마바\n"
    write(place / "corpus", c__txt=issue(307), doubtful__txt=short)
    assert "issues" not in found(place, free_port)
    broken, doubtful = found(place, free_port, deep=True)["issues"]
    assert (broken.state, doubtful.state) == ("wrong", "look")
    assert "c.txt" in broken.what and "307" in broken.what, "two files with one number"
    assert "doubtful.txt" in doubtful.what


def test_without_an_index_it_says_how_to_make_one(place: Path, free_port: int) -> None:
    shutil.rmtree(place / "var" / "index")
    (finding,) = found(place, free_port)["index"]
    assert finding.state == "wrong" and "seogo index" in finding.do


def test_an_index_of_another_engine_is_no_index_of_the_chosen_one(place: Path, free_port: int) -> None:
    findings = found(place, free_port, engine="tantivy")
    assert findings["index"][0].state == "wrong"
    assert "whoosh" in one(findings, "engines")[1]


def test_an_index_made_by_another_analysis_is_to_be_looked_at(place: Path, free_port: int) -> None:
    pointer = place / "var" / "index" / "seogo-index.json"
    about = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps({**about, "fingerprint": f"{about['fingerprint']} and more"}), encoding="utf-8")
    assert one(found(place, free_port), "index")[0] == "look"


def test_a_damaged_index_is_found(place: Path, free_port: int) -> None:
    (place / "var" / "index" / "seogo-index.json").write_text("{", encoding="utf-8")
    (finding,) = found(place, free_port)["index"]
    assert finding.state == "wrong" and "--rebuild" in finding.do


def test_bytes_of_an_index_that_have_gone_bad_are_found_by_reading_them_all(place: Path, free_port: int) -> None:
    segment = max((place / "var" / "index").rglob("*.seg"), key=lambda path: path.stat().st_size)
    data = bytearray(segment.read_bytes())
    for at in range(len(data) // 4, len(data) // 4 * 3):
        data[at] ^= 0x55
    segment.write_bytes(data)
    findings = found(place, free_port, deep=True)
    assert "wrong" in {each.state for check in ("index", "stored", "agreement") for each in findings.get(check, [])}


def test_one_bit_of_an_index_that_is_another_is_found_by_reading_every_byte(place: Path, free_port: int) -> None:
    segment = max((place / "var" / "index").rglob("*.seg"), key=lambda path: path.stat().st_size)
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    told = [each for each in found(place, free_port, deep=True)["index"] if each.state == "wrong"]
    assert [segment.name in each.what for each in told] == [True]


def test_files_that_are_new_changed_or_gone_since_are_named(place: Path, free_port: int) -> None:
    write(place / "corpus", new__txt=issue(400), a__txt=issue(307, "2022.12.15"))
    (place / "corpus" / "issues" / "b.jsonl").unlink()
    findings = found(place, free_port)["agreement"]
    assert {each.state for each in findings} == {"look"}
    assert ["new.txt" in each.what for each in findings] == [True, False, False]
    assert ["a.txt" in each.what for each in findings] == [False, True, False]
    assert ["b.jsonl" in each.what for each in findings] == [False, False, True]


def test_who_writes_the_index_is_told(place: Path, free_port: int) -> None:
    with (place / "var" / "index" / "writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state, said = one(found(place, free_port), "lock")
        assert state == "look" and f"프로세스 {os.getpid()}(" in said
    assert one(found(place, free_port), "lock")[0] == "ok", "a lock that nobody holds is none"


def test_a_mail_server_is_tried_and_told_of_where_it_is_not_there(place: Path, free_port: int) -> None:
    assert one(found(place, free_port), "mail") == ("ok", "메일을 보내지 않습니다.")
    mail = {"mail_security": "none", "mail_from": "seogo@example.org", "base_url": "https://seogo.example.org"}
    with mail_server() as mailbox:
        findings = found(place, free_port, deep=False, mail_server=mailbox.server, **mail)
        assert one(findings, "mail") == ("ok", f"메일 서버 {mailbox.server}와 이어집니다.")
        assert mailbox.mails == []
    (finding,) = found(place, free_port, deep=False, mail_server=f"localhost:{free_port}", **mail)["mail"]
    assert finding.state == "wrong" and "mail_server" in finding.what and "alerts test" in finding.do


def test_a_desk_that_others_can_read_is_found(place: Path, free_port: int) -> None:
    desk = place / "var" / "desk"
    desk.mkdir(mode=0o755)
    (desk / "log.jsonl").write_text('{"who": "kim"}\n', encoding="utf-8")
    desk.chmod(0o755)
    (finding,) = found(place, free_port)["desk"]
    assert finding.state == "wrong" and "chmod" in finding.do
    desk.chmod(0o700)
    assert one(found(place, free_port), "desk")[0] == "ok"


@pytest.mark.parametrize("deep", [False, True])
def test_a_damaged_database_of_the_desk_is_found(place: Path, free_port: int, deep: bool) -> None:
    desk = place / "var" / "desk"
    desk.mkdir(mode=0o700)
    with closing(sqlite3.connect(desk / "desk.sqlite3")) as database, database:
        database.execute("CREATE TABLE users (name TEXT)")
        database.executemany("INSERT INTO users VALUES (?)", [("kim" * 100,)] * 200)
    assert one(found(place, free_port, deep=deep), "desk")[0] == "ok"
    data = bytearray((desk / "desk.sqlite3").read_bytes())
    data[4096:12288] = bytes(8192)
    (desk / "desk.sqlite3").write_bytes(data)
    state, said = one(found(place, free_port, deep=deep), "desk")
    assert state == "wrong" and "desk.sqlite3" in said


def test_a_log_may_have_one_torn_line_and_not_more(place: Path, free_port: int) -> None:
    desk = place / "var" / "desk"
    desk.mkdir(mode=0o700)
    log = desk / "log.jsonl"
    log.write_text('{"who": "kim"}\n{"who": "l', encoding="utf-8")
    assert one(found(place, free_port), "desk")[0] == "ok"
    log.write_text('{"who"\n{"who": "l\n', encoding="utf-8")
    assert one(found(place, free_port), "desk")[0] == "wrong"


def test_the_last_backup_is_told_and_missed(place: Path, free_port: int) -> None:
    assert main(["backup", "all.tar.gz"]) == 0
    assert one(found(place, free_port), "backup")[0] == "ok"
    (place / "all.tar.gz").rename(place / "elsewhere.tar.gz")
    assert "그 자리에 없습니다" in one(found(place, free_port), "backup")[1]


def test_a_corpus_that_has_changed_since_its_last_backup_is_told_after_a_week(place: Path, free_port: int) -> None:
    (place / "all.tar.gz").touch()
    note = place / "var" / FILE
    for days, state in ((1, "ok"), (8, "look")):
        made = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        note.write_text(json.dumps({"made": made, "file": str(place / "all.tar.gz")}), encoding="utf-8")
        assert one(found(place, free_port), "backup")[0] == state


def test_what_a_killed_backup_has_left_is_found(place: Path, free_port: int) -> None:
    (place / ".seogo-restore-x1").mkdir()
    state, said = one(found(place, free_port), "leftovers")
    assert state == "look" and ".seogo-restore-x1" in said


def test_another_program_at_the_port_is_told(place: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        other.settimeout(0)
        assert "서고가 아닌" in one(found(place, port), "server")[1]


def test_the_command_ends_with_1_only_where_something_is_wrong(
    place: Path, free_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--port", str(free_port)]) == 0
    told = capsys.readouterr().out
    assert "볼 것  백업" in told and "      → seogo backup" in told and told.endswith("잘못 0.\n")
    shutil.rmtree(place / "corpus")
    assert main(["doctor", "--port", str(free_port)]) == 1
