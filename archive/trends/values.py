"""What is said of topics through time: frozen values that pages draw and the API writes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from archive.models import Article
from archive.names.lives import NameSummary
from archive.results import IssueSummary, Passage, Search

By = Literal["month", "year"]
Per = Literal["articles", "thousand"]

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """The queries to be compared, each as a search of its own with the same filters; `base` is the search without any.

    `by` is None where the time spanned decides. `left_out` counts queries beyond those that can be compared. Without
    `words` neither first mentions nor words that go with a query are looked for.
    """

    base: Search
    searches: tuple[Search, ...] = ()
    by: By | None = None
    per: Per = "articles"
    left_out: int = 0
    words: bool = True

    def each(self, change: Callable[[Search], Search]) -> Asked:
        """The same with every search changed."""
        return replace(self, base=change(self.base), searches=tuple(map(change, self.searches)))


@dataclass(frozen=True, slots=True)
class Period:
    """A month (`2022-12`) or a year (`2022`), and how many articles the filters leave of it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Companion:
    """A word that goes with a query more than by chance: `both` of the `articles` that have it match the query too.

    `strength` is the log-likelihood ratio (archive.trends.association). `q` is the query that finds both.
    """

    word: str
    both: int
    articles: int
    strength: float
    q: str


@dataclass(frozen=True, slots=True)
class FirstMention:
    """The oldest article that matches, with what matches marked in its title and in some sentences."""

    article: Article
    title: Passage
    snippets: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One query through time: `counts` are its matches in each period, `first` the oldest of them.

    `notices` says what was done otherwise than typed.
    """

    search: Search
    notices: tuple[str, ...]
    total: int
    counts: tuple[int, ...]
    first: FirstMention | None
    companions: tuple[Companion, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """Queries compared; `articles` are all that the filters leave. `by` is what was counted by.

    `too_long`: months were asked for, but there are too many of them.
    """

    asked: Asked
    by: By
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    articles: int
    too_long: bool = False

    def values(self, line: Line) -> tuple[float | None, ...]:
        """What the line shows in each period: matches, or matches per 1,000 articles; None where there is no article
        at all."""
        return tuple(self._value(count, period) for count, period in zip(line.counts, self.periods, strict=True))

    def peak(self, line: Line) -> int | None:
        """The period in which the line is highest, the earliest of several; None for a line without a match."""
        values = [value or 0 for value in self.values(line)]
        return values.index(max(values)) if line.total else None

    def _value(self, count: int, period: Period) -> float | None:
        if not period.articles:
            return None
        return count * THOUSAND / period.articles if self.asked.per == "thousand" else count


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word that an issue is the first to have: `mentions` in it, in `articles` of it; `since` articles of others
    have it too."""

    text: str
    mentions: int
    since: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class NewName:
    """A name in two scripts that an issue is the first to have in any form; the rest as in NewWord."""

    name: NameSummary
    mentions: int
    since: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class NewWords:
    """What an issue is the first to have. `names` and `words` are those that are shown, the most notable first.

    `names_total` and `words_total` count all of those; `once` are the words beside them that stand once in the issue
    and nowhere since. `is_first`: no article is older, so everything is new and the most frequent are shown.
    """

    issue: IssueSummary
    earlier: IssueSummary | None
    later: IssueSummary | None
    is_first: bool
    names: tuple[NewName, ...]
    words: tuple[NewWord, ...]
    names_total: int
    words_total: int
    once: int
