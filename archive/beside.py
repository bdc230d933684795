"""What stands beside an article that is read: like articles, its names, the hits before and behind it."""

from __future__ import annotations

from collections.abc import Callable

from archive.analysis import Analyzer
from archive.asking import Asking
from archive.generation import Generation
from archive.names.appearing import Appearing
from archive.results import Search
from archive.similar import Similarity
from archive.walking import Walks


class Beside:
    """Made once for a generation; each part keeps what it was asked last, within bounds."""

    def __init__(self, generation: Generation, analyzer: Analyzer, ask: Callable[[Search], Asking]) -> None:
        self.generation = generation
        self.similarity = Similarity(generation, analyzer)
        self.appearing = Appearing(generation, analyzer)
        self.walks = Walks(generation.snapshot, ask)
