"""Two runs at once: the second says who writes and since when; whoever died while writing stands in nobody's way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import IndexLocked
from tests.conftest import ROOT
from tests.contract.documents import document
from tests.corpora import ready, write
from tests.in_process import IN_PROCESS, opened
from tests.test_command_line import seogo

HOLDING = """
import sys
from pathlib import Path
from tests.in_process import opened
with opened(sys.argv[1], Path(sys.argv[2])).writer("test"):
    print("holding", flush=True)
    sys.stdin.read()
"""
"""A process that has begun a change and does not end it before it is told to."""


@pytest.fixture(params=IN_PROCESS)
def name(request: pytest.FixtureRequest) -> str:
    engine: str = request.param
    return engine


@pytest.fixture
def holder(name: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes the index."""
    command = [sys.executable, "-c", HOLDING, name, str(tmp_path / "index")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "holding\n"
        yield process
        process.kill()


def test_the_second_says_which_process_writes_and_since_when(
    name: str, tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    for _ in range(2):
        with pytest.raises(IndexLocked) as told, opened(name, tmp_path / "index").writer("test"):
            pass
        assert re.search(rf"\(프로세스 {holder.pid}, \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d부터\)", str(told.value))


def test_the_command_says_it_in_one_sentence_and_does_nothing(
    name: str, tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    corpus = write(tmp_path / "corpus", b__jsonl=ready("b1", "과학 혁신"))
    second = seogo("index", "--corpus", corpus, "--index", tmp_path / "index", "--engine", name)
    assert (second.returncode, second.stdout) == (1, "")
    assert f"프로세스 {holder.pid}," in second.stderr and len(second.stderr.strip().splitlines()) == 1


def test_the_lock_of_a_process_that_was_killed_holds_nobody_up(
    name: str, tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait()
    with opened(name, tmp_path / "index").writer("test") as writer:
        writer.put("a.txt", b"", [document("a-1", "말")])
    assert len(opened(name, tmp_path / "index").snapshot()) == 1


def test_a_lock_that_says_nothing_of_use_is_told_without_it(name: str, tmp_path: Path) -> None:
    """As when the disk had no room for it."""
    with opened(name, tmp_path).writer("test"):
        (lock,) = tmp_path.glob("*.lock")
        for said in ("", "{", '{"pid": "x"}', "[1]"):
            lock.write_text(said, encoding="utf-8")
            with pytest.raises(IndexLocked, match=re.escape(f"다른 프로그램이 색인 {tmp_path}")):
                opened(name, tmp_path).writer("test").__enter__()


def test_the_process_that_writes_is_the_one_that_is_told(name: str, tmp_path: Path) -> None:
    """Not one that wrote before, whose name may have been longer."""
    (tmp_path / ("writer.lock" if name == "whoosh" else "tantivy.lock")).write_text("x" * 200, encoding="utf-8")
    with opened(name, tmp_path).writer("test"), pytest.raises(IndexLocked, match=f"프로세스 {os.getpid()},"):
        opened(name, tmp_path).writer("test").__enter__()
