"""What an archive answers: frozen values that pages draw and the API writes out (docs/contract.md: /api/v1/search)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any, Literal

from archive.checked import Check
from archive.models import Article
from archive.saying import Sentence, plain

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
    """An article found. `title` and `snippets` are as printed; `reasons` say how it matched."""

    article: Article
    score: float
    title: Passage
    snippets: tuple[Passage, ...]
    reasons: tuple[Sentence, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons as text."""
        return tuple(map(plain, self.reasons))


@dataclass(frozen=True, slots=True)
class Count:
    """A facet value or a month with the number of hits that have it; `name_zh` is an outlet's Chinese name."""

    value: str
    count: int
    name_zh: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the current query; each facet ignores its own filter. Months without a hit are left out.

    `months` are those of the hits, `months_around` those that there would be within any days; both in order of time.
    """

    sections: tuple[Count, ...]
    outlets: tuple[Count, ...]
    years: tuple[Count, ...]
    months: tuple[Count, ...]
    months_around: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Widening:
    """The other forms, of a word asked for as `word`, that stand in the archive and count as the word does."""

    word: str
    forms: tuple[str, ...]


OfferKind = Literal["spacing", "spelling", "fewer"]
"""The same letters with other spaces, words in place of slips of the finger, one word fewer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another query, and how many articles it finds under the same filters (1 or more)."""

    kind: OfferKind
    q: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and everything about the whole.

    `sentence` says what was understood. `notices` says what was done otherwise than typed. `relaxed`: nothing holds all
    words, so these hold some. `inside`: how many more `inside` would find. `took` is in seconds. `widened`: the names
    whose other forms were looked for too; `excluded`: those whose other forms must not occur either.
    `offers` are other queries, where nothing has all words; `meant` is one where little was found, which finds far
    more. Of the hits on this page, `respaced`: some have other spaces than were typed; `bent`: the words that stand in
    them in other forms only.
    """

    search: Search
    sentence: Sentence
    notices: tuple[str, ...]
    total: int
    relaxed: bool
    inside: int
    hits: tuple[Hit, ...]
    facets: Facets
    offers: tuple[Offer, ...]
    took: float
    generation: str
    widened: tuple[Widening, ...] = ()
    excluded: tuple[Widening, ...] = ()
    meant: Offer | None = None
    respaced: bool = False
    bent: tuple[Widening, ...] = ()

    @property
    def understood(self) -> str:
        """The sentence about what was understood, as text."""
        return plain(self.sentence)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The other queries as text: corrected ones first, then those of one word fewer."""
        return tuple(offer.q for offer in self.offers)

    @property
    def pages(self) -> int:
        """Number of pages, 0 if there is no hit."""
        return -(-self.total // self.search.per_page)


@dataclass(frozen=True, slots=True)
class Listing:
    """Articles of one generation in order, each read when it is taken, and the issues there are by number.

    `total` counts the articles; `relaxed` as in Results.
    """

    total: int
    relaxed: bool
    articles: Iterator[Article]
    issues: Mapping[int, IssueSummary]


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """One issue of the newsletter, as lists show it. `attribution` is what it says about citing it, as printed."""

    number: int
    newsletter: str
    date: Date
    publisher: str | None
    articles: int
    attribution: str | None = None

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
    """One issue with the heads of its articles (they have no blocks) in printed order, and its neighbours in time."""

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
class Overview:
    """What the front page shows: counts of the whole archive."""

    articles: int
    engine: str
    generation: str
    issues: tuple[IssueSummary, ...]
    sections: Mapping[str, int]
    outlets: Mapping[str, int]
