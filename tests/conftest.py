"""Real parts, made once: the analyzer with its models, and an archive over the project's own corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer, build_analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


def no_progress(done: int, total: int) -> None:
    """A progress that nobody watches."""


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return build_analyzer()


@pytest.fixture(scope="session")
def archive(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    engine = WhooshEngine(tmp_path_factory.mktemp("archive") / "index")
    report = update(CORPUS, engine, lambda: analyzer, no_progress)
    assert not report.failed
    return Archive(engine, analyzer)
