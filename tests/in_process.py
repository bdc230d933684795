"""The engines that keep their index in a folder, opened as the program opens them."""

from __future__ import annotations

from pathlib import Path

from archive.engines import open_engine
from archive.engines.contract import Engine
from archive.settings import Settings

IN_PROCESS = ("whoosh", "tantivy")


def opened(name: str, index: Path) -> Engine:
    """The engine of this name over an index folder; nothing of an engine that was opened before is shared."""
    return open_engine(Settings(index=index, engine=name))
