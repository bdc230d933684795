"""Queries through time: how many articles match in each month or year, the first of them, and what goes with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from archive.asking import Asking
from archive.engines.contract import Response
from archive.highlight import Marker, highlighted
from archive.plan import Plan
from archive.results import Search
from archive.snippets import snippets
from archive.stored import unpack
from archive.trends.companions import Both, companions
from archive.trends.values import Asked, By, Companion, FirstMention, Line, Period, Trends
from archive.trends.vocabulary import Numbers, Vocabulary
from archive.understood import notices

MOST_MONTHS = 120
"""What spans more months is counted by years, unless months are asked for."""

MOST_PERIODS = 600
"""So many months at most are counted at all: a thousand years of them could not be drawn."""

REMEMBERED = 16
"""Filters whose articles are kept counted."""

Ask = Callable[[Search], Asking]


@dataclass(frozen=True, slots=True)
class Among:
    """The articles that some filters leave: their rows, how many there are of each month, and of each word."""

    rows: Numbers
    months: Mapping[str, int]
    having: Numbers


class Flow:
    """Answers over one generation. `ask` makes the asking of a search, `plain` is Analyzer.plain."""

    def __init__(self, words: Vocabulary, ask: Ask, plain: Callable[[str], str]) -> None:
        self._words = words
        self._ask = ask
        self._plain = plain
        self._among = lru_cache(maxsize=REMEMBERED)(self._left_by)

    def trends(self, asked: Asked) -> Trends:
        """The queries compared."""
        among = self._among(asked.base)
        by, too_long = _by(asked.by, among.months)
        articles = _periods(among.months, by)
        return Trends(
            asked=asked,
            by=by,
            periods=tuple(Period(name, count) for name, count in articles.items()),
            lines=tuple(self._line(search, by, articles, among, words=asked.words) for search in asked.searches),
            articles=sum(among.months.values()),
            too_long=too_long,
        )

    def _left_by(self, base: Search) -> Among:
        found = self._answered(base)[2]
        rows = self._rows(found)
        return Among(rows, dict(found.months), self._words.articles(rows))

    def _line(self, search: Search, by: By, periods: Iterable[str], among: Among, *, words: bool) -> Line:
        asking, plan, found = self._answered(search)
        counts = Counter[str]()
        for month, count in found.months:
            counts[_name(month, by)] += count
        return Line(
            search=search,
            notices=notices(asking.parsed),
            total=found.total,
            counts=tuple(counts[period] for period in periods),
            first=_first(asking, plan, found) if words else None,
            companions=self._companions(asking, plan, found, among) if words else (),
        )

    def _companions(self, asking: Asking, plan: Plan, found: Response, among: Among) -> tuple[Companion, ...]:
        matched = self._rows(found)
        both = Both(self._words.articles(matched), among.having, len(matched), len(among.rows))
        return companions(self._words, both, asking, plan, self._ask, self._plain)

    def _answered(self, search: Search) -> tuple[Asking, Plan, Response]:
        """Every match of a search, the oldest first; all words have to occur, or any where that is asked for."""
        asking = self._ask(search)
        whole = self._ask(replace(search, sort="oldest", per_page=max(1, len(asking.snapshot))))
        plan = whole.plan(any_word=search.match == "any", inside=search.inside)
        return asking, plan, whole.answer(plan, search.match == "any")

    def _rows(self, found: Response) -> Numbers:
        rows = (self._words.row_of.get(hit.key) for hit in found.hits)
        return np.array([row for row in rows if row is not None], dtype=np.int64)


def _first(asking: Asking, plan: Plan, found: Response) -> FirstMention | None:
    stored = asking.snapshot.stored([hit.key for hit in found.hits[:1]])
    if not stored or stored[0] is None:
        return None
    unpacked = unpack(stored[0])
    marked = highlighted(unpacked, Marker.for_leaves(plan.leaves).marks(unpacked))
    return FirstMention(unpacked.article, marked.title, snippets(marked))


def _by(asked: By | None, months: Mapping[str, int]) -> tuple[By, bool]:
    """What is counted by, and whether that is years though months were asked for."""
    if not months:
        return asked or "month", False
    first, last = (int(month[:4]) * 12 + int(month[5:]) for month in (min(months), max(months)))
    most = MOST_PERIODS if asked == "month" else MOST_MONTHS
    if asked == "year" or last - first >= most:
        return "year", asked == "month"
    return "month", False


def _periods(months: Mapping[str, int], by: By) -> dict[str, int]:
    """Every period from the first to the last with its articles, also those that have none."""
    counts: dict[str, int] = dict.fromkeys(_every(months, by), 0)
    for month, count in months.items():
        counts[_name(month, by)] = counts.get(_name(month, by), 0) + count
    return counts


def _every(months: Mapping[str, int], by: By) -> list[str]:
    if not months:
        return []
    first, last = min(months), max(months)
    if by == "month":
        start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
        return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]
    years = range(int(first[:4]), int(last[:4]) + 1)
    # A date mistyped by a thousand years must not draw them all.
    return [f"{year:04}" for year in years] if len(years) <= MOST_PERIODS else sorted({m[:4] for m in months})


def _name(month: str, by: By) -> str:
    return month if by == "month" else month[:4]
