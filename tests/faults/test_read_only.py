"""An index folder that nobody may write to: it is searched, and what cannot be written is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.errors import IndexUnwritable
from archive.results import Search
from archive.search import Archive
from indexer.moving import move
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from tests.in_process import IN_PROCESS, opened
from tests.test_command_line import seogo


@pytest.mark.parametrize("name", IN_PROCESS)
def test_it_is_searched_and_a_change_is_refused(
    tmp_path: Path, analyzer: Analyzer, read_only: Callable[[Path], None], name: str
) -> None:
    corpus, index = write(tmp_path / "corpus", a__txt=issue(307)), tmp_path / "index"
    update(corpus, opened(name, index), lambda: analyzer, no_progress)
    read_only(index)
    update(corpus, opened(name, index), lambda: analyzer, no_progress)
    write(corpus, b__jsonl=ready("b1", "과학 혁신"))
    for rebuild in (False, True):
        with pytest.raises(IndexUnwritable, match="읽기 전용"):
            update(corpus, opened(name, index), lambda: analyzer, no_progress, rebuild=rebuild)
    found = Archive(opened(name, index), analyzer).search(Search("과학혁신 금융"))
    assert {hit.article.id for hit in found.hits} == {"307-1", "307-5", "307-6"}


@pytest.mark.parametrize("name", IN_PROCESS)
def test_another_engine_cannot_be_moved_to(
    tmp_path: Path, analyzer: Analyzer, read_only: Callable[[Path], None], name: str
) -> None:
    index = tmp_path / "index"
    other = next(each for each in IN_PROCESS if each != name)
    update(write(tmp_path / "corpus", a__txt=issue(307)), opened(other, index), lambda: analyzer, no_progress)
    read_only(index)
    with pytest.raises(IndexUnwritable, match="읽기 전용"):
        move(opened(name, index), [opened(other, index)], no_progress)


def test_the_command_says_it_in_one_sentence(tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    (tmp_path / "index").mkdir()
    read_only(tmp_path / "index")
    failed = seogo("index", "--index", tmp_path / "index")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "읽기 전용" in failed.stderr and len(failed.stderr.strip().splitlines()) == 1
