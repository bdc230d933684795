"""What one generation of an archive says of topics through time."""

from __future__ import annotations

from collections.abc import Callable

from archive.analysis import Analyzer
from archive.asking import Asking
from archive.generation import Generation
from archive.results import Search
from archive.trends.first_seen import FirstSeen
from archive.trends.flow import Flow
from archive.trends.new_names import NewNames
from archive.trends.values import Asked, NewWords, Trends


class ThroughTime:
    """Keeps what was worked out for one generation; `ask` makes the asking of a search in it."""

    def __init__(self, generation: Generation, analyzer: Analyzer, ask: Callable[[Search], Asking]) -> None:
        self.generation = generation
        self._flow = Flow(generation.words, ask, analyzer.plain)
        self._seen = FirstSeen(generation, NewNames(generation, analyzer), ask, analyzer.plain)

    def trends(self, asked: Asked) -> Trends:
        """Queries compared through time."""
        return self._flow.trends(asked)

    def new_words(self, number: int | None) -> NewWords:
        """What an issue, or the newest, is the first to have. Raises NotFound."""
        return self._seen.newest() if number is None else self._seen.of(number)
