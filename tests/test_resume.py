"""A run that is killed, stopped or stumbles half-way: the next one goes on, and the archive is as if nothing had been.

Every run is `seogo index` in a process of its own; only the time between two steps is made short.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import IndexUnavailable
from archive.names.book import KEPT
from archive.results import Search
from archive.search import Archive
from tests.conftest import ROOT
from tests.corpora import issue, write

NUMBERS = range(101, 109)
STEPPING = """
import functools, sys
from indexer import pipeline
pipeline.update = functools.partial(pipeline.update, commit_after=0.0)
import seogo
sys.exit(seogo.main(sys.argv[1:]))
"""
"""`seogo`, which makes every file visible at once instead of once a minute."""

QUERIES = ("과학혁신 금융", "닝보", "宁波", "제목:스마트제조", "호:107", '"디지털 휴먼"', "메타버스 OR 월드컵")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight issues."""
    files = {f"{number}__txt": issue(number, f"2019.01.{number - 100:02}") for number in NUMBERS}
    return write(tmp_path_factory.mktemp("resume") / "corpus", **files)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path) -> WhooshEngine:
    """An index that was made in one go."""
    assert indexed(corpus, corpus.parent / "undisturbed")["added"] == len(NUMBERS)
    return WhooshEngine(corpus.parent / "undisturbed")


@pytest.fixture(autouse=True)
def ctrl_c_counts() -> Iterator[None]:
    """A shell lets what it starts in the background ignore Ctrl+C, and all that the tests start in their turn."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def started(corpus: Path, index: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", STEPPING, "index", "--corpus", str(corpus), "--index", str(index), *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def indexed(corpus: Path, index: Path) -> dict[str, Any]:
    """What a run reports that nobody disturbs."""
    command = [sys.executable, "seogo.py", "index", "--json", "--corpus", str(corpus), "--index", str(index)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    report: dict[str, Any] = json.loads(made.stdout)
    return report


def files_in(index: Path) -> int:
    """Files that can be found by now."""
    try:
        return len(WhooshEngine(index).snapshot().sources())
    except IndexUnavailable:
        return 0


def wait_for(files: int, index: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many files can be found, while the process goes on."""
    while files_in(index) < files:
        assert process.poll() is None, "it has ended before it could be stopped"
        time.sleep(0.02)


def killed(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def children(process: subprocess.Popen[bytes]) -> Iterator[int]:
    for path in Path(f"/proc/{process.pid}/task").glob("*/children"):
        yield from map(int, path.read_text().split())


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def answers(engine: WhooshEngine, analyzer: Analyzer) -> list[Any]:
    """All that the archive remembers, and what it finds."""
    archive, snapshot = Archive(engine, analyzer), engine.snapshot()
    found = [archive.search(Search(query, per_page=100)) for query in QUERIES]
    hits = [(r.total, r.facets, [(h.article, h.score, h.why, h.snippets) for h in r.hits]) for r in found]
    return [dict(snapshot.sources()), snapshot.kept(KEPT), hits]


def test_the_run_after_a_kill_reads_only_what_is_left(
    corpus: Path, tmp_path: Path, undisturbed: WhooshEngine, analyzer: Analyzer
) -> None:
    """There is no index yet: the first one of a large archive is what takes longest."""
    first = started(corpus, tmp_path / "index")
    wait_for(4, tmp_path / "index", first)
    killed(first)
    kept = files_in(tmp_path / "index")
    assert 4 <= kept < len(NUMBERS)
    assert indexed(corpus, tmp_path / "index")["added"] == len(NUMBERS) - kept
    assert answers(WhooshEngine(tmp_path / "index"), analyzer) == answers(undisturbed, analyzer)


def test_killed_again_and_again_it_comes_to_its_end(
    corpus: Path, tmp_path: Path, undisturbed: WhooshEngine, analyzer: Analyzer
) -> None:
    """Each time at another moment after a step, so that some kills fall into the middle of the next."""
    index = tmp_path / "index"
    for files, later in ((1, 0.0), (4, 0.05), (7, 0.15)):
        process = started(corpus, index)
        wait_for(files, index, process)
        time.sleep(later)
        killed(process)
    kept = files_in(index)
    assert kept >= 7 and indexed(corpus, index)["added"] == len(NUMBERS) - kept
    assert answers(WhooshEngine(index), analyzer) == answers(undisturbed, analyzer)
    assert len(list(index.rglob("*"))) < 20, "nothing of the killed runs is left"


def test_workers_end_with_a_run_that_is_killed(corpus: Path, tmp_path: Path) -> None:
    process = started(corpus, tmp_path / "index")
    wait_for(1, tmp_path / "index", process)
    workers = list(children(process))
    killed(process)
    ends = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < ends:
        time.sleep(0.05)
    assert workers and not any(map(is_alive, workers))


def test_ctrl_c_ends_a_run_with_one_sentence(corpus: Path, tmp_path: Path) -> None:
    process = started(corpus, tmp_path / "index")
    wait_for(2, tmp_path / "index", process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.decode().splitlines() == ["seogo: 멈추었습니다."]
    assert 2 <= files_in(tmp_path / "index") < len(NUMBERS)


def test_a_rebuild_that_is_killed_begins_anew_and_the_old_index_answers(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    indexed(corpus, index)
    before = WhooshEngine(index).snapshot().generation
    process = started(corpus, index, "--rebuild")
    while len(list(index.glob("whoosh-*/*.tmp/*"))) + len(list(index.glob("whoosh-*"))) < 2:
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(0.5)
    killed(process)
    assert WhooshEngine(index).snapshot().generation == before
    assert indexed(corpus, index)["added"] == 0
    assert os.fspath(WhooshEngine(index).snapshot().generation) == before
