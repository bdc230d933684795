"""A clock that is set back, or stands still, between and during changes: nothing that an index holds depends on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from benchmarks.faults.state import state
from benchmarks.faults.undisturbed import undisturbed
from indexer.pipeline import update
from tests.conftest import ROOT, no_progress
from tests.contract.documents import document
from tests.corpora import ready, write
from tests.in_process import IN_PROCESS, opened

CHANGE = """
import json, sys
from pathlib import Path
from tests.contract.documents import document
from tests.in_process import opened
engine, generations = opened(sys.argv[1], Path(sys.argv[2])), []
for number in range(4):
    with engine.writer("test", rebuild=number == 2) as writer:
        writer.put("a.txt", b"", [document(f"a-{at}", f"말 {number}") for at in range(number + 1)])
    generations.append([engine.snapshot().generation, len(engine.snapshot())])
print(json.dumps(generations))
"""
"""Four changes, the third a rebuild."""

ENGINES = pytest.mark.parametrize("name", IN_PROCESS)


def at_time(clock: str, *command: str | Path, options: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """A command under a clock as faketime(1) describes it."""
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("there is no faketime here to set the clock of a program")
    return subprocess.run(
        [faketime, *options, "-f", clock, sys.executable, *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@ENGINES
def test_generations_have_names_of_their_own_while_the_clock_stands_still(name: str, tmp_path: Path) -> None:
    """Answers are kept, and copies of them held by browsers, under the name of the generation."""
    made = at_time("2020-01-01 00:00:00", "-c", CHANGE, name, tmp_path / "index", options=["--exclude-monotonic"])
    generations = json.loads(made.stdout)
    assert [articles for _, articles in generations] == [1, 2, 3, 4]
    assert len({generation for generation, _ in generations}) == 4


@ENGINES
def test_a_change_of_ten_years_ago_is_the_newest_one(name: str, tmp_path: Path) -> None:
    reader = opened(name, tmp_path / "index")
    with reader.writer("test") as writer:
        writer.put("a.txt", b"", [document("a-1", "말")])
    before = reader.snapshot().generation
    at_time("-10y", "-c", CHANGE, name, tmp_path / "index").check_returncode()
    assert len(reader.snapshot()) == 4 and reader.snapshot().generation != before
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1


def test_a_file_that_comes_with_an_older_date_is_read(tmp_path: Path, analyzer: Analyzer) -> None:
    """What has changed is told by the bytes of a file, never by its date or length."""
    corpus = write(tmp_path / "corpus", a__jsonl=ready("a1", "과학 금융"), b__jsonl=ready("b1", "과학 혁신"))
    update(corpus, opened("whoosh", tmp_path / "index"), lambda: analyzer, no_progress)
    path = corpus / "issues" / "b.jsonl"
    dates = path.stat()
    write(corpus, b__jsonl=ready("b1", "과학 우주"))
    os.utime(path, ns=(dates.st_atime_ns, dates.st_mtime_ns))
    assert path.stat().st_size == dates.st_size
    changed = at_time("-10y", "seogo.py", "index", "--corpus", corpus, "--index", tmp_path / "index", "--json")
    assert json.loads(changed.stdout)["updated"] == 1
    assert state("whoosh", tmp_path / "index", analyzer) == undisturbed("whoosh", corpus, analyzer)
