"""What every engine promises. A leaf module: it imports no engine and no analysis.

An engine keeps documents by source (one corpus file) and finds them by terms. It never sees raw text: a field is a
list of terms, and a term's position is its index in that list. It neither highlights nor interprets what is stored.

    Engine      opens and writes an index at a place: a folder, or a name on a server
    Writer      one change of the index: everything in it becomes visible at once, or nothing does
    Snapshot    one generation of the index, unchanging while it is held; safe to use from several threads

What every engine promises, and tests/contract/ holds it to:

    atomicity   a change is visible as a whole, to questions that begin after its commit; one that fails or is killed is
                visible nowhere, and the next change clears up after it
    ordering    the same hits in the same order, page after page; scores agree within SCORE_TOLERANCE
    totals      every match counted, never an estimate
    facets      every value counted, under all filters but its own
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

FIELDS = ("words", "letters", "title_words", "title_letters")
KEYWORDS = ("section", "outlet", "outlet_zh", "issue")
"""Fields that hold whole values, several to a document; they filter, and `section` and `outlet` are facets."""
PERIODS = ("year", "month")
"""Facets that are made of the date."""
FACETS = ("section", "outlet", *PERIODS)
SCORE_TOLERANCE = 1e-3
"""How far the scores of one document may be apart between two engines: some keep them in four bytes."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as an engine keeps it. `date` is an ordinal day (datetime.date.toordinal)."""

    key: str
    date: int
    terms: Mapping[str, Sequence[str]]
    keywords: Mapping[str, Sequence[str]]
    stored: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand at one position: any of the terms, or a term that has one of the other parts where it says.

    `prefixes` begin a term, `suffixes` end it, `infixes` stand anywhere but at its beginning.
    """

    terms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    infixes: tuple[str, ...] = ()

    def takes(self, term: str) -> bool:
        if term in self.terms or term.startswith(self.prefixes) or term.endswith(self.suffixes):
            return True
        return any(term.find(infix, 1) > 0 for infix in self.infixes)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents in which the slots stand at consecutive positions of the field. At least one slot."""

    field: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Restore:
    """How what is stored with a document is read, for engines that keep terms in no order that can be read back.

    `document` makes the document again, term for term, where one has to be written anew; `places` gives the positions
    at which each phrase begins in it, in ascending order.
    """

    document: Callable[[bytes], Document]
    places: Callable[[bytes, Sequence[Phrase]], Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Near:
    """Documents in which all the sequences occur with at most `distance` positions between them, in any order.

    All of one field; of different fields, none are near. The measure: of the positions between the first and the last
    of the occurrences, those that belong to none.
    """

    sequences: tuple[Phrase, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Keyword:
    """Documents that hold one of the values in a keyword field."""

    field: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dates:
    """Documents of the days `first` to `last`, both included; None leaves an end open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Every:
    """Documents that every node matches; every document if there is no node."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """Documents that at least one node matches; none if there is no node."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that the node does not match."""

    node: Node


Node = Phrase | Near | Keyword | Dates | Every | Some | Without


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term that counts for the score of a document that holds it."""

    field: str
    term: str
    weight: float = 1.0


Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Request:
    """A question to a snapshot.

    `filters` narrows what `match` finds; its keys are `section`, `outlet` and `date`, so that each facet can ignore
    its own. Hits are those from `offset` (0 or more), at most `limit`. Without `facets` the answer has neither facets
    nor months, which costs less.
    """

    match: Node
    weights: tuple[Weighted, ...] = ()
    filters: Mapping[str, Node] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    facets: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A document and its score (0 or more)."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Response:
    """The answer: every match counted.

    `facets` has FACETS, each counted under the other filters but not its own (that of a `year`, `2022`, or a `month`,
    `2022-12`, is `date`), by count and then value; `months` is counted under all filters, in order of
    time, so its sum is `total`.
    """

    total: int
    hits: tuple[Found, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    months: tuple[tuple[str, int], ...]


def in_order(key: str) -> list[str | int]:
    """What keys are sorted by: numbers in them by value (307-2 before 307-10), the rest by code point."""
    return [int(part) if place % 2 else part for place, part in enumerate(re.split("([0-9]+)", key))]


class Snapshot(Protocol):
    """One generation of an index.

    Scores are BM25 in Lucene's form (k1 1.2, b 0.75, without the factor k1 + 1) of each weighted term within its
    field, times its weight, summed in the order given. Lengths are those of ranking.kept_lengths; in the mean length
    they count as they are, an empty field as one term. Hits are ordered by score, then newest first, then
    `in_order` of key; `newest` and `oldest` by date, then so.
    """

    @property
    def generation(self) -> str:
        """A name that no other generation of this index has."""

    @property
    def fingerprint(self) -> str:
        """What the writer of this index said it was made with."""

    def search(self, request: Request) -> Response:
        """The answer to one question."""

    def count(self, match: Node, filters: Mapping[str, Node]) -> int:
        """How many documents match; cheaper than `search`."""

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored with each document, in the order asked; None where there is no such document."""

    def sources(self) -> Mapping[str, bytes]:
        """The record of every source."""

    def kept(self, name: str) -> bytes | None:
        """What was kept under a name; None if nothing was."""

    def kept_names(self) -> Sequence[str]:
        """The names under which something is kept."""

    def values(self, keyword: str) -> Mapping[str, int]:
        """Every value of a keyword field with the number of documents that hold it."""

    def terms(self, field: str) -> Mapping[str, int]:
        """Every term of a field with the number of documents that hold it.

        What only removed documents held may still be there, and they may still be counted.
        """

    def __len__(self) -> int:
        """How many documents there are."""


class Writer(Protocol):
    """One change. Leaving the `with` block commits it; an exception inside leaves the index as it was."""

    def put(self, source: str, record: bytes, documents: Iterable[Document]) -> None:
        """Keep the documents of a source, in place of those it had. Keys are unique over all sources."""

    def remove(self, source: str) -> None:
        """Forget a source and its documents; nothing happens if it is not there."""

    def keep(self, name: str, value: bytes) -> None:
        """Keep something of the whole archive, in place of what was kept under this name; some megabytes at most."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an index is: its articles, its size in bytes (without what others share), what it was made with, and when it
    was last changed (UTC)."""

    articles: int
    size: int
    fingerprint: str
    written: datetime


class Engine(Protocol):
    """An index in a place.

    Native errors are translated: IndexUnavailable where there is none, IndexUnusable where it is foreign or damaged,
    EngineAway where the server that keeps it does not answer, IndexLocked where another process writes, IndexUnwritable
    where the disk is full or may not be written to.
    """

    name: str

    def snapshot(self) -> Snapshot:
        """The newest generation. Cheap when nothing has changed: the same object again."""

    def writer(self, fingerprint: str, *, rebuild: bool = False) -> AbstractContextManager[Writer]:
        """A change of the index, created if there is none; with `rebuild` it starts from nothing, beside the old."""

    def clear_up(self) -> None:
        """Remove what killed changes have left, where the next change would. Nothing happens while somebody writes, or
        where nothing can be removed."""

    def standing(self) -> Standing | None:
        """What there is; None if there is no index. Raises IndexUnusable, EngineAway."""
