"""What a killed run has left is gone after the next one, also where that one has nothing to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready, write
from tests.in_process import IN_PROCESS, opened

NAMES = pytest.mark.parametrize("name", IN_PROCESS)


def left_by_a_kill(name: str, corpus: Path, index: Path, analyzer: Analyzer) -> list[Path]:
    """An index with a rebuild that was killed beside it, and in Whoosh's folder a file of a change that was."""
    update(corpus, opened(name, index), lambda: analyzer, no_progress)
    (current,) = index.glob("*-*/")
    beside, inside = index / f"{name}-dead", current / "MAIN_dead.pst"
    beside.mkdir()
    (beside / "half").write_bytes(b"half")
    if name == "whoosh":
        inside.write_bytes(b"half")
    return [beside, inside]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus", a__jsonl=ready("a1", "과학 금융"))


@NAMES
def test_a_run_with_nothing_to_write_clears_up(name: str, corpus: Path, tmp_path: Path, analyzer: Analyzer) -> None:
    left = left_by_a_kill(name, corpus, tmp_path / "index", analyzer)
    report = update(corpus, opened(name, tmp_path / "index"), lambda: analyzer, no_progress)
    assert (report.added, report.updated, report.articles) == (0, 0, 1)
    assert not any(path.exists() for path in left)
    assert opened(name, tmp_path / "index").snapshot().generation.startswith(name)


@NAMES
def test_not_while_somebody_writes(name: str, corpus: Path, tmp_path: Path, analyzer: Analyzer) -> None:
    """What looks left over may be what is being written."""
    index = tmp_path / "index"
    left_by_a_kill(name, corpus, index, analyzer)
    with opened(name, index).writer("test") as writer:
        before = sorted(index.rglob("*"))
        assert update(corpus, opened(name, index), lambda: analyzer, no_progress).articles == 1
        assert sorted(index.rglob("*")) == before
        writer.remove("nothing")


@NAMES
def test_where_nothing_can_be_removed_the_run_succeeds_without(
    name: str, corpus: Path, tmp_path: Path, analyzer: Analyzer, read_only: Callable[[Path], None]
) -> None:
    left = left_by_a_kill(name, corpus, tmp_path / "index", analyzer)
    read_only(tmp_path / "index")
    assert update(corpus, opened(name, tmp_path / "index"), lambda: analyzer, no_progress).articles == 1
    assert left[0].exists()
