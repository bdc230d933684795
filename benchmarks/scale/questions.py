"""The searches of an archive with what its engine is asked, kept beside it: no engine is measured with a language model
in its process."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.analysis import Analyzer
from archive.engines.contract import Request
from archive.results import Search
from benchmarks.scale import queries
from benchmarks.scale.queries import Asked


@dataclass(frozen=True, slots=True)
class Planned:
    """A search of a kind and the request that it becomes; `facets_only` where no hit is wanted."""

    kind: str
    search: Search
    request: Request
    facets_only: bool


def keep(file: Path, asked: Sequence[Asked], analyzer: Analyzer) -> None:
    """Plan these searches and keep them beside the archive."""
    # No search here names a section or an outlet in its text, so that no plan needs to know which there are.
    planned = [
        Planned(each.kind, each.search, queries.request(each, analyzer, lambda field: ()), each.facets_only)
        for each in asked
    ]
    _place(file).write_bytes(pickle.dumps(planned))


def questions(file: Path) -> list[Planned]:
    """What was kept, by this program: a pickle from elsewhere must not be read."""
    planned: list[Planned] = pickle.loads(_place(file).read_bytes())
    return planned


def are_kept(file: Path) -> bool:
    return _place(file).exists()


def _place(file: Path) -> Path:
    return file.with_suffix(".questions")
