"""What the system does not let somebody do: told in a sentence, and what may be read is read.

Root may do anything, so that all of it is done here as nobody, in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT
from tests.contract.documents import document
from tests.corpora import ready, write
from tests.in_process import IN_PROCESS, opened

NOBODY = 65534
PACKAGES = os.pathsep.join([str(ROOT), *(path for path in sys.path if path.endswith("-packages"))])
NAMES = pytest.mark.parametrize("name", IN_PROCESS)


def as_nobody(python: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A Python program as a user who owns nothing."""
    return subprocess.run(
        [python, *map(str, arguments)],
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        cwd="/",
        env={"HOME": "/nonexistent", "PYTHONPATH": PACKAGES, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@cache
def python_for_nobody() -> str:
    """A Python of this version that everybody may run; skips the test where there is none, or nobody becomes nobody."""
    if os.geteuid():
        pytest.skip("only root becomes another user")
    wanted = f"import sys, tantivy; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            if not as_nobody(python, "-c", wanted).returncode:
                return python
    pytest.skip("nobody may run this Python, or read its packages")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody gets to; those that pytest makes are for its user alone."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def said(work: str, name: str, index: Path) -> str:
    """What nobody gets to see of some lines about `engine`, an index that somebody else has made: a number, or the
    name of an error with its message."""
    with opened(name, index).writer("test") as writer:
        writer.put("a.txt", b"", [document("a-1", "말")])
    return told(work, name, index)


def told(work: str, name: str, index: Path) -> str:
    lines = (
        "import sys; from pathlib import Path; from tests.in_process import opened; from archive.errors import *",
        "engine = opened(sys.argv[1], Path(sys.argv[2]))",
        f"try:\n    {work}\nexcept SeogoError as error:\n    print(type(error).__name__, error)",
    )
    done = as_nobody(python_for_nobody(), "-c", "\n".join(lines), name, index)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


@NAMES
def test_the_index_of_another_user_is_read(name: str, place: Path) -> None:
    assert said("print(len(engine.snapshot()))", name, place / "index") == "1"
    assert told("print(engine.damages())", name, place / "index") == "[]"


@NAMES
def test_it_is_not_written_to_and_that_is_told(name: str, place: Path) -> None:
    for rebuild in (False, True):
        answer = said(f"engine.writer('test', rebuild={rebuild}).__enter__()", name, place / "index")
        assert answer.startswith("IndexUnwritable ") and "쓸 권한이 없습니다" in answer
    assert told("engine.clear_up(); print(len(engine.snapshot()))", name, place / "index") == "1"


@NAMES
@pytest.mark.parametrize("closed", ["index", "index/seogo-*.json", "index/*-*/", "index/*-*/**/*"])
def test_what_may_not_be_read_is_told_and_no_rebuild_is_asked_for(name: str, place: Path, closed: str) -> None:
    index = place / "index"
    with opened(name, index).writer("test") as writer:
        writer.put("a.txt", b"", [document("a-1", "말")])
    for path in list(place.glob(closed)):
        path.chmod(0)
    answer = told("print(len(engine.snapshot()))", name, index)
    assert answer.startswith("IndexUnavailable ") and "읽을 권한이 없습니다" in answer


def test_the_command_says_it_in_one_sentence(place: Path) -> None:
    corpus = write(place / "corpus", a__jsonl=ready("a1", "과학 금융"))
    at = ("--corpus", corpus, "--index", place / "index")
    failed = as_nobody(python_for_nobody(), ROOT / "seogo.py", "index", "--rebuild", *at)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "쓸 권한이 없습니다" in failed.stderr and len(failed.stderr.strip().splitlines()) == 1


def test_a_file_of_the_corpus_that_may_not_be_read_is_named(place: Path) -> None:
    corpus = write(place / "corpus", a__jsonl=ready("a1", "과학 금융"))
    (corpus / "issues" / "a.jsonl").chmod(0)
    lines = (
        "import sys; from pathlib import Path; from indexer.corpus import corpus_files; from archive.errors import *"
    )
    read = "try:\n    corpus_files(Path(sys.argv[1]))[0].read()\nexcept IssueError as error:\n    print(error)"
    answer = as_nobody(python_for_nobody(), "-c", f"{lines}\n{read}", corpus).stdout
    assert answer.startswith("issues/a.jsonl: 파일을 읽을 수 없습니다(Permission denied).")
