"""An index made in one go of what a corpus holds now: what one that was disturbed is held against."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archive.analysis import Analyzer
from archive.engines import open_engine
from archive.engines.contract import Engine
from archive.engines.memory import MemoryEngine
from archive.errors import IssueError
from archive.settings import Settings
from benchmarks.faults.corpus import Corpus
from benchmarks.faults.state import state_of
from indexer.parse import Parsed, parse_bytes
from indexer.pipeline import update
from indexer.workers import File, Workers


def undisturbed(engine: str, corpus: Path, analyzer: Analyzer) -> dict[str, Any]:
    """The state of such an index, which is gone again."""
    with TemporaryDirectory() as place:
        return _state_of(open_engine(Settings(index=Path(place) / "index", engine=engine)), corpus, analyzer)


def warm(analyzer: Analyzer) -> None:
    """Have everything loaded that indexing and searching load when they first need it."""
    with TemporaryDirectory() as place:
        _state_of(MemoryEngine(), Corpus(Path(place), random.Random(0)).place, analyzer)


def _state_of(engine: Engine, corpus: Path, analyzer: Analyzer) -> dict[str, Any]:
    report = update(corpus, engine, lambda: analyzer, lambda done, total: None, workers=_Here())
    assert not report.failed, report.failed
    return state_of(engine, analyzer)


class _Here(Workers):
    """Reads files in this process: a worker takes longer to start than to read what there is."""

    def parse_all(
        self, files: Iterable[File], waited_for: Callable[[str], None] | None = None
    ) -> Generator[Parsed | IssueError]:
        for file in files:
            try:
                yield parse_bytes(file.data, file.name, file.overrides)
            except IssueError as error:
                yield error
