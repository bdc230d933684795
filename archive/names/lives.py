"""What readers see of a name: in a list of names, and its life in the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from archive.models import Article
from archive.results import Count, Passage


@dataclass(frozen=True, slots=True)
class NameSummary:
    """A name as lists show it. `forms` are those that print or staff give; `count` articles have any form of it."""

    zh: str
    forms: tuple[str, ...]
    count: int

    @property
    def url(self) -> str:
        return f"/names/{quote(self.zh)}"

    def as_json(self) -> dict[str, Any]:
        return {"zh": self.zh, "forms": list(self.forms), "count": self.count, "url": self.url}


@dataclass(frozen=True, slots=True)
class NameList:
    """One page of names. `total` counts all that were asked for; `page` is counted from 1."""

    q: str
    total: int
    page: int
    per_page: int
    names: tuple[NameSummary, ...]

    @property
    def pages(self) -> int:
        """Number of pages, 0 if there is no name."""
        return -(-self.total // self.per_page)


@dataclass(frozen=True, slots=True)
class FormLife:
    """One form of a name through time: articles that have it, by year; `given` tells those that print it beside the
    Chinese. `origin` says in Korean where the form is from."""

    text: str
    origin: str
    count: int
    given: int
    years: tuple[Count, ...]
    first: Article | None
    latest: Article | None


@dataclass(frozen=True, slots=True)
class NameLife:
    """One name: every form of it that occurs, the articles that have any, by year, and where print gives the pair.

    `silent` are forms that are looked for too and occur nowhere.
    """

    summary: NameSummary
    forms: tuple[FormLife, ...]
    silent: tuple[str, ...]
    years: tuple[Count, ...]
    first: Article | None
    latest: Article | None
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A place where an article gives a name in two scripts, with the two forms marked."""

    article: Article
    passage: Passage
