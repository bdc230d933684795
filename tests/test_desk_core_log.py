"""The log: only ever added to, whole lines even where one was torn off, by several processes at once."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import DeskUnusable
from tests.conftest import ROOT
from webui.desk.audit_log import BLOCK, AuditLog


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "desk")


def test_a_line_says_who_what_when_from_where(log: AuditLog) -> None:
    log.write("김철수", "login", "192.0.2.1", {"note": "줄\n바꿈\x1b\ud800"})
    (line,) = log.path.read_bytes().splitlines()
    read = json.loads(line)
    assert list(read) == ["time", "who", "what", "from", "details"]
    assert read["who"] == "김철수" and read["details"] == {"note": "줄\n바꿈\x1b\ud800"}
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    (entry,) = log.entries()
    assert (entry.who, entry.what, entry.address) == ("김철수", "login", "192.0.2.1")


def test_a_line_moves_no_terminal_and_turns_no_text_around(log: AuditLog) -> None:
    said = "东莞 가\x7f\x9b2J\u202e\u2028\U000e0001끝"
    log.write("kim", "names_changed", "", {"issue": said})
    (line,) = log.path.read_text(encoding="utf-8").split("\n")[:-1]
    assert line.isprintable() and "东莞 가" in line
    (entry,) = log.entries()
    assert entry.details == {"issue": said}


def test_entries_come_newest_first_and_of_one_person_if_asked_for(log: AuditLog) -> None:
    for number in range(3000):
        log.path.parent.mkdir(exist_ok=True)
        with log.path.open("a", encoding="utf-8") as file:
            entry = {
                "time": "2026-11-27T01:02:03Z",
                "who": f"p{number % 2}",
                "what": "x",
                "from": "",
                "details": {"n": number},
            }
            file.write(json.dumps(entry) + "\n")
    assert log.path.stat().st_size > 2 * BLOCK
    assert [entry.details["n"] for entry in log.entries()] == list(reversed(range(3000)))
    assert [entry.details["n"] for entry in log.entries("p1")] == list(reversed(range(1, 3000, 2)))
    assert log.people() == ["p0", "p1"]


def test_a_log_that_nobody_wrote_is_empty(log: AuditLog) -> None:
    assert list(log.entries()) == [] and not log.path.exists()


@pytest.mark.parametrize(
    "torn", [b'{"time": "2026-11-27T0', b'{"time"', b"\xff\xfe", b"[]\n", b"null\n", b'{"time": 3}\n', b"\n\n"]
)
def test_a_line_that_was_torn_off_costs_no_other(log: AuditLog, torn: bytes) -> None:
    log.write("a", "login", "", {})
    with log.path.open("ab") as file:
        file.write(torn)
    log.write("b", "login", "", {})
    assert [entry.who for entry in log.entries()] == ["b", "a"]


WRITE = """
import sys
from pathlib import Path
from webui.desk.audit_log import AuditLog
log = AuditLog(Path(sys.argv[1]))
print(flush=True)
for number in range(100):
    log.write("other", "login", "", {"number": number, "long": "가" * 2000})
"""


def test_lines_of_several_processes_do_not_mix(log: AuditLog) -> None:
    command = [sys.executable, "-c", WRITE, str(log.path.parent)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"\n"
        for number in range(100):
            log.write("this", "login", "", {"number": number, "long": "나" * 2000})
    assert other.returncode == 0
    entries = list(log.entries())
    assert len(entries) == len(log.path.read_bytes().splitlines()) == 200
    for who in ("this", "other"):
        assert [entry.details["number"] for entry in entries if entry.who == who] == list(reversed(range(100)))


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("in the way", encoding="utf-8")
    with pytest.raises(DeskUnusable, match="기록을 쓸 수 없어"):
        AuditLog(tmp_path / "desk").write("a", "login", "", {})
