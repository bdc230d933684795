"""An archive from settings."""

from __future__ import annotations

from archive.analysis import Analyzer, build_analyzer
from archive.engines import open_engine
from archive.search import Archive
from archive.settings import Settings


def open_archive(settings: Settings, analyzer: Analyzer | None = None) -> Archive:
    """The archive that the settings describe; loads the language models unless an analyzer is given.

    Raises SettingsError for an unknown engine. The index is opened by the first question.
    """
    engine = open_engine(settings)
    return Archive(engine, analyzer or build_analyzer())
