"""The commands as a person types them, in a process of their own: output, exit status, one plain sentence on error."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.corpora import ISSUE_307, issue, write


def seogo(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "seogo.py"), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the project's corpus, made by the command itself."""
    index = tmp_path_factory.mktemp("command") / "index"
    made = seogo("index", "--index", index, "--json")
    assert made.returncode == 0, made.stderr
    report = json.loads(made.stdout)
    assert (report["issues"], report["articles"], report["added"], report["failed"]) == (1, 7, 1, [])
    return index


COMMANDS = ("index", "engines", "alerts", "check", "search", "export", "serve", "backup", "restore", "doctor", "mcp")


@pytest.mark.parametrize("command", [[], *([each] for each in COMMANDS)])
def test_every_command_helps_with_an_example(command: list[str]) -> None:
    helped = seogo(*command, "--help")
    assert helped.returncode == 0
    assert "예: seogo" in helped.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 2, "--help"),
        (["nothing"], 2, "nothing"),
        (["search"], 2, "QUERY"),
        (["search", "금융", "--from", "gestern"], 2, "gestern"),
        (["search", "금융", "--from", "2023", "--to", "2022"], 2, "2023-01-01"),
        (["search", "금융", "--engine", "zzz"], 2, "whoosh"),
        (["engines", "--engine", "zzz"], 2, "whoosh"),
        (["search", "금융", "--page", "0"], 2, "page"),
        (["search", "금융", "--index", "nowhere"], 1, "seogo index"),
        (["export", "금융"], 2, "--format"),
        (["export", "금융", "--format", "xlsx"], 2, "bibtex"),
        (["export", "금융", "--format", "csv", "--index", "nowhere"], 1, "seogo index"),
        (["index", "--corpus", "nowhere"], 1, "nowhere"),
        (["check", "nowhere.txt"], 1, "nowhere.txt"),
        (["check", "seogo.py"], 1, "seogo.py"),
        (["serve", "--port", "x"], 2, "x"),
        (["serve", "--port", "70000"], 2, "70000"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(arguments: list[str], status: int, said: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "seogo.py", tmp_path)
    failed = seogo(*arguments, cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert failed.returncode == status
    assert said in failed.stderr
    assert failed.stdout == ""
    assert "Traceback" not in failed.stderr and len(failed.stderr.strip().splitlines()) == 1


def test_a_second_run_has_nothing_to_do(index: Path) -> None:
    report = json.loads(seogo("index", "--index", index, "--json").stdout)
    assert (report["added"], report["updated"], report["removed"]) == (0, 0, 0)


def test_after_a_run_it_is_told_which_issues_to_look_at(tmp_path: Path) -> None:
    short = "주간 중국 창업 제9호\n2022.1.5\n\n1. 가나다\n\n라마바\n"
    corpus = write(
        tmp_path / "corpus", sound__txt=issue(307), short__txt=short, **{"a\x1b[31m__txt": short.replace("9호", "8호")}
    )
    made = seogo("index", "--corpus", corpus, "--index", tmp_path / "index")
    assert made.returncode == 0 and "sound.txt(" not in made.stderr
    assert "살펴볼 호가 있습니다: issues/a\ufffd[31m.txt(" in made.stderr and "issues/short.txt(" in made.stderr
    again = seogo("index", "--corpus", corpus, "--index", tmp_path / "index")
    assert "살펴볼 호" not in again.stderr, "what was looked at is not told again and again"


def test_search_prints_json_or_a_readable_list(index: Path) -> None:
    found = json.loads(seogo("search", "과학혁신 금융", "--index", index, "--json").stdout)
    assert found["results"][0]["id"] == "307-1"
    listed = seogo("search", "과학혁신 금융", "--index", index, "--section", "CHINA 창업").stdout
    assert "307-6" in listed and "307-1" not in listed
    assert "[과학혁신]" in listed and "<mark>" not in listed


def test_export_writes_every_hit_to_the_screen_or_whole_to_a_file(index: Path, tmp_path: Path) -> None:
    flags = ("금융", "--index", index, "--section", "CHINA 창업", "--site", "https://seogo.example")
    printed = seogo("export", *flags, "--format", "ris")
    assert printed.returncode == 0 and "건을 내보냈습니다" in printed.stderr
    path = tmp_path / "금융.ris"
    written = seogo("export", *flags, "--format", "ris", "--output", path)
    assert (written.returncode, written.stdout) == (0, "")
    assert path.read_text(encoding="utf-8") == printed.stdout
    assert "UR  - https://seogo.example/articles/307-6?v=" in printed.stdout
    nowhere = seogo("export", *flags, "--format", "ris", "--output", tmp_path / "nowhere" / "a.ris")
    assert nowhere.returncode == 1 and "쓸 수 없습니다" in nowhere.stderr and "Traceback" not in nowhere.stderr


def test_check_holds_issue_307_against_its_contents() -> None:
    checked = seogo("check", ISSUE_307, "--json")
    assert (checked.returncode, checked.stderr) == (0, "")
    (found,) = json.loads(checked.stdout)
    assert (found["number"], found["date"], len(found["articles"]), found["warnings"]) == (307, "2022-12-14", 7, [])


def test_check_exits_with_1_when_there_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "308.txt"
    path.write_text(issue(308).replace("\n2. 2022 세계 스마트제조 컨퍼런스 개최", "\n"), encoding="utf-8")
    checked = seogo("check", path)
    assert checked.returncode == 1
    assert "스마트제조" in checked.stdout


def test_one_broken_file_among_good_ones(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", **{"307__txt": ISSUE_307.read_text(encoding="utf-8")})
    (corpus / "issues" / "broken.txt").write_bytes(bytes(range(256)) * 9)
    made = seogo("index", "--corpus", corpus, "--index", tmp_path / "index", "--json")
    report = json.loads(made.stdout)
    assert made.returncode == 1
    assert report["articles"] == 7
    assert "broken.txt" in report["failed"][0]["file"]
    assert "broken.txt" in made.stderr and "Traceback" not in made.stderr


def test_settings_come_from_file_then_environment_then_flags(tmp_path: Path, index: Path) -> None:
    (tmp_path / "seogo.toml").write_text('index = "nowhere"\n', encoding="utf-8")
    assert seogo("search", "금융", cwd=tmp_path).returncode == 1
    assert seogo("search", "금융", cwd=tmp_path, SEOGO_INDEX=str(index)).returncode == 0
    assert seogo("search", "금융", "--index", index, cwd=tmp_path, SEOGO_INDEX="elsewhere").returncode == 0


def test_a_port_in_use_is_told(index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        failed = seogo("serve", "--index", index, "--port", str(taken.getsockname()[1]))
    assert failed.returncode == 1
    assert "포트" in failed.stderr and "Traceback" not in failed.stderr


@pytest.fixture
def served(index: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "seogo.py"), "serve", "--index", str(index), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stderr is not None
        said = []
        for line in server.stderr:
            said.append(line)
            if "http://" in line:
                break
        assert any(str(port) in line for line in said), said
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def test_serve_says_where_and_answers_at_once(served: str) -> None:
    with urllib.request.urlopen(f"{served}/healthz", timeout=10) as answer:
        health: dict[str, Any] = json.load(answer)
    assert health == {"status": "ok", "articles": 7, "engine": "whoosh"}
