"""What an archive tells beside an article: frozen values for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from archive.models import Article


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like another. `score` is above 0, and 1 for one that is as like it as it is itself; `shared` are the
    most telling nouns of both, as printed."""

    article: Article
    score: float
    shared: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """ARTICLE without `blocks` and `text` (docs/contract.md), with the score and what is shared."""
        return {**self.article.head_json(), "shared": list(self.shared), "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Around:
    """A hit among those of its search: its `place`, counted from 1, of `total`, and the heads of the hits beside it.

    `place` is 0, and nothing is beside it, where the article is not found at the place that was asked about.
    """

    total: int
    place: int = 0
    previous: Article | None = None
    next: Article | None = None


@dataclass(frozen=True, slots=True)
class NameHere:
    """A name that stands in an article: its form there that is printed most often, its other known forms, its number
    of places there, and the number of articles that have any form of it."""

    zh: str
    form: str
    others: tuple[str, ...]
    places: int
    count: int

    @property
    def url(self) -> str:
        return f"/names/{quote(self.zh)}"
