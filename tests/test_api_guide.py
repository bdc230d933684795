"""Every command of docs/api.md does what it says."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search import Archive
from tests.browser.room import served

GUIDE = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
WRITTEN = "http://127.0.0.1:8000"
COMMANDS = [line for line in GUIDE.splitlines() if line.startswith("curl ")]

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with served(archive) as url:
        yield url


def run(command: str, site: str, place: Path) -> str:
    words = shlex.split(command.replace(WRITTEN, site))
    return subprocess.run(words, cwd=place, capture_output=True, text=True, check=True, timeout=30).stdout


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 5 and all(WRITTEN in command for command in COMMANDS)


@pytest.mark.parametrize("command", [each for each in COMMANDS if "etag" not in each])
def test_a_command_finds_something(command: str, site: str, tmp_path: Path) -> None:
    for line in run(command, site, tmp_path).splitlines():
        told = json.loads(line)
        assert "error" not in told and told.get("total") != 0


def test_a_copy_that_is_right_is_kept(site: str, tmp_path: Path) -> None:
    save, compare = (each for each in COMMANDS if "etag" in each)
    run(save, site, tmp_path)
    copy = (tmp_path / "answer.json").read_bytes()
    assert json.loads(copy)["issues"] and (tmp_path / "tag").read_text().startswith('W/"')
    assert run(compare, site, tmp_path) == "304"
