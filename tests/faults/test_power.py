"""What a commit consists of is on the disk before the name by which it counts is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready, write
from tests.in_process import opened


def test_segments_are_written_through_before_their_commit_has_its_name(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    through: set[int] = set()
    folders: list[str] = []
    early: list[str] = []
    fsync, rename = os.fsync, os.rename

    def noted(handle: int) -> None:
        fsync(handle)
        through.add(os.fstat(handle).st_ino)
        folders.append(Path(f"/proc/self/fd/{handle}").readlink().name)

    def named(source: str, to: str) -> None:
        if to.endswith(".toc"):
            needed = [Path(source), *Path(to).parent.glob("*.seg"), *Path(to).parent.glob("checksums-*.json")]
            early.extend(path.name for path in needed if path.stat().st_ino not in through)
            folders.clear()
        rename(source, to)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "rename", named)
    engine = opened("whoosh", tmp_path / "index")
    for number in range(3):
        corpus = write(tmp_path / "corpus", **{f"a{number}__jsonl": ready(f"a{number}", f"글 {number}")})
        update(corpus, engine, lambda: analyzer, no_progress)
        assert early == []
        assert any("whoosh-" in folder for folder in folders), "the folder that has the new name"
