"""What a search can be narrowed by: facet values with counts, and the chips of what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.results import Count, Facets, Filters, Search
from webui.histogram import days_of
from webui.links import Chosen, dated, filtered, first_day, last_day, search_url, toggled

SHOWN = 8
"""Values of a facet that are seen at once; the rest unfolds."""

MOST_CHIPS = 20
"""A made-up address may choose a thousand values; beyond these the chips would be the page."""


@dataclass(frozen=True, slots=True)
class Value:
    """A facet value; its link chooses it, or gives it up where it is chosen."""

    text: str
    count: int
    url: str
    chosen: bool
    name_zh: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One heading of the filters. `folded` are the values behind "더 보기"."""

    title: str
    shown: tuple[Value, ...]
    folded: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, with the link that takes it away."""

    text: str
    url: str


def facet_lists(facets: Facets, search: Search) -> tuple[Facet, ...]:
    """Sections and outlets; a heading without values is left out."""
    sections = _facet("섹션", "sections", facets.sections, search)
    outlets = _facet("매체", "outlets", facets.outlets, search)
    return tuple(facet for facet in (sections, outlets) if facet.shown)


def _facet(title: str, chosen: Chosen, counts: Sequence[Count], search: Search) -> Facet:
    picked = search.filters.sections if chosen == "sections" else search.filters.outlets
    values = [
        Value(c.value, c.count, search_url(toggled(search, chosen, c.value)), c.value in picked, c.name_zh)
        for c in counts
    ]
    # What is chosen stays in sight, wherever its count puts it.
    shown = [value for place, value in enumerate(values) if place < SHOWN or value.chosen]
    return Facet(title, tuple(shown), tuple(v for place, v in enumerate(values) if place >= SHOWN and not v.chosen))


def year_values(facets: Facets, search: Search) -> tuple[Value, ...]:
    """The years, newest first; choosing one replaces whatever days were chosen."""
    return tuple(_year(year, search) for year in sorted(facets.years, key=lambda year: year.value, reverse=True))


def _year(year: Count, search: Search) -> Value:
    first, last = days_of(year.value)
    chosen = (search.filters.first, search.filters.last) == (first, last)
    target = dated(search, None, None) if chosen else dated(search, first, last)
    return Value(year.value, year.count, search_url(target), chosen)


def chips(search: Search) -> tuple[Chip, ...]:
    """One chip for each thing chosen; a whole year or month is one thing."""
    filters = search.filters
    picked = [("sections", value) for value in filters.sections] + [("outlets", value) for value in filters.outlets]
    values = [Chip(value, search_url(toggled(search, kind, value))) for kind, value in picked[:MOST_CHIPS]]  # type: ignore[arg-type]
    return (*values, *_day_chips(search))


def _day_chips(search: Search) -> list[Chip]:
    first, last = search.filters.first, search.filters.last
    start, end = first_day(first), last_day(last)
    if start == end and start:
        return [Chip(start, search_url(dated(search, None, None)))]
    without_start = Chip(f"{start}부터", search_url(dated(search, None, last)))
    without_end = Chip(f"{end}까지", search_url(dated(search, first, None)))
    return [chip for chip, day in ((without_start, first), (without_end, last)) if day]


def chosen_count(filters: Filters) -> int:
    """How many things are chosen, days of either end counted as one."""
    return len(filters.sections) + len(filters.outlets) + bool(filters.first or filters.last)


def cleared(search: Search) -> Search:
    """The search without any filter; on its first page."""
    return filtered(search, Filters())
