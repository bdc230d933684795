"""What an archive answers: frozen values that pages draw and the API writes out (docs/contract.md: /api/v1/search)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any, Literal
from urllib.parse import quote

from archive.checked import Check
from archive.models import Article

Match = Literal["all", "any"]
Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the hits are narrowed to; empty tuples and None narrow nothing. Days are inclusive."""

    sections: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    first: Date | None = None
    last: Date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "section": list(self.sections),
            "outlet": list(self.outlets),
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
        }


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was asked. `page` is counted from 1, `per_page` is 1 to 100."""

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    match: Match = "all"
    expand: bool = True
    inside: bool = False
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters to be marked: code-point offsets [start, end) of the text they belong to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A printed piece of a text with the spans to be marked in it (offsets of `text`)."""

    text: str
    spans: tuple[Span, ...] = ()
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found. `title` and `snippets` are as printed; `why` says in Korean how it matched."""

    article: Article
    score: float
    title: Passage
    snippets: tuple[Passage, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A facet value or a month with the number of hits that have it; `name_zh` is an outlet's Chinese name."""

    value: str
    count: int
    name_zh: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the current query; each facet ignores its own filter. Months without a hit are left out."""

    sections: tuple[Count, ...]
    outlets: tuple[Count, ...]
    years: tuple[Count, ...]
    months: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Widening:
    """The other forms, of a name asked for as `word`, that stand in the archive and were looked for too."""

    word: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and everything about the whole.

    `understood` is a Korean sentence. `notices` says what was done otherwise than typed. `relaxed`: nothing holds all
    words, so these hold some. `inside`: how many more `inside` would find. `took` is in seconds. `widened`: the names
    whose other forms were looked for too.
    """

    search: Search
    understood: str
    notices: tuple[str, ...]
    total: int
    relaxed: bool
    inside: int
    hits: tuple[Hit, ...]
    facets: Facets
    suggestions: tuple[str, ...]
    took: float
    generation: str
    widened: tuple[Widening, ...] = ()

    @property
    def pages(self) -> int:
        """Number of pages, 0 if there is no hit."""
        return -(-self.total // self.search.per_page)


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """One issue of the newsletter, as lists show it."""

    number: int
    newsletter: str
    date: Date
    publisher: str | None
    articles: int

    @property
    def url(self) -> str:
        return f"/issues/{self.number}"

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "newsletter": self.newsletter,
            "date": self.date.isoformat(),
            "publisher": self.publisher,
            "articles": self.articles,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class IssueContents:
    """One issue with its articles in printed order, and its neighbours in time."""

    summary: IssueSummary
    articles: tuple[Article, ...]
    earlier: IssueSummary | None
    later: IssueSummary | None


@dataclass(frozen=True, slots=True)
class IssueCheck:
    """How an issue was split, for whoever checks it; `check` is None for ready articles, which nobody has split.

    `source` is the file's path below the corpus, with `/` between folders; `problems` are Korean sentences about what
    of it could not be read or used.
    """

    summary: IssueSummary
    source: str
    check: Check | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """Where an article stands in a file that has pages: from its first line's to its last line's, counted from 1.

    `block_pages` are the pages on which its blocks begin. `unread` are those of its pages that are pictures which
    could not be read; one that follows its last line may well be its own.
    """

    source: str
    pages: tuple[int, ...]
    block_pages: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article to be read: the title and each block as printed, with what the query finds marked.

    `found` is the number of marks in title and blocks together. `original` is None where the file has no pages.
    `by_machine` are the pages on which it stands that are pictures, whose letters were guessed.
    """

    article: Article
    newsletter: str | None
    title: Passage
    blocks: tuple[Passage, ...]
    found: int
    previous: Article | None
    next: Article | None
    original: Original | None = None
    by_machine: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Overview:
    """What the front page shows: counts of the whole archive."""

    articles: int
    engine: str
    generation: str
    issues: tuple[IssueSummary, ...]
    sections: Mapping[str, int]
    outlets: Mapping[str, int]
