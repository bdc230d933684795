"""What a search can be narrowed by: facet values with counts, and the chips of what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.language import gettext as _
from archive.results import Count, Facets, Filters, Search
from webui.histogram import days_of
from webui.links import Chosen, choosing, dated, filtered, first_day, last_day, search_url, toggled

SHOWN = 8
"""Values of a facet that are seen at once; the rest unfolds."""

MOST_FOLDED = 150
"""Values that unfold; nobody reads on, and each is a whole address."""

MOST_CHIPS = 20
"""A made-up address may choose a thousand values; beyond these the chips would be the page."""


@dataclass(frozen=True, slots=True)
class Value:
    """A facet value; its link chooses it, or gives it up where it is chosen. `parts` are the months of a year."""

    text: str
    count: int
    url: str
    chosen: bool
    name_zh: str | None = None
    parts: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One heading of the filters. `folded` are the values behind "더 보기"; `left_out` is how many more there are,
    which can be had by a query such as `example`."""

    title: str
    example: str
    shown: tuple[Value, ...]
    folded: tuple[Value, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, with the link that takes it away."""

    text: str
    url: str


def facet_lists(facets: Facets, search: Search) -> tuple[Facet, ...]:
    """Sections and outlets; a heading without values is left out."""
    sections = _facet(_("섹션"), "섹션:CHINA", "sections", facets.sections, search)
    outlets = _facet(_("매체"), "매체:과기일보", "outlets", facets.outlets, search)
    return tuple(facet for facet in (sections, outlets) if facet.shown)


def _facet(title: str, example: str, chosen: Chosen, counts: Sequence[Count], search: Search) -> Facet:
    picked = search.filters.sections if chosen == "sections" else search.filters.outlets
    # What is chosen stays in sight, wherever its count puts it.
    shown = [count for place, count in enumerate(counts) if place < SHOWN or count.value in picked]
    rest = [count for count in counts[SHOWN:] if count.value not in picked]

    address = choosing(search, chosen)

    def of(count: Count) -> Value:
        is_chosen = count.value in picked
        url = search_url(toggled(search, chosen, count.value)) if is_chosen else address(count.value)
        return Value(count.value, count.count, url, is_chosen, count.name_zh)

    return Facet(
        title, example, tuple(map(of, shown)), tuple(map(of, rest[:MOST_FOLDED])), max(len(rest) - MOST_FOLDED, 0)
    )


def year_values(facets: Facets, search: Search) -> tuple[Value, ...]:
    """The years, newest first; choosing one replaces whatever days were chosen, and unfolds its months."""
    months = facets.months_around if _year_of(search.filters) else ()
    return tuple(
        _period(year, search, tuple(month for month in months if month.value.startswith(year.value)))
        for year in sorted(facets.years, key=lambda year: year.value, reverse=True)
    )


def _year_of(filters: Filters) -> str | None:
    """The year that all chosen days lie in."""
    first, last = filters.first, filters.last
    return f"{first.year:04}" if first and last and first.year == last.year else None


def _period(period: Count, search: Search, months: Sequence[Count] = ()) -> Value:
    """A year or a month; what is chosen gives itself up, a month for its year."""
    first, last = days_of(period.value)
    chosen = (search.filters.first, search.filters.last) == (first, last)
    wider = days_of(period.value[:4]) if "-" in period.value else (None, None)
    target = dated(search, *wider) if chosen else dated(search, first, last)
    parts = tuple(_period(month, search) for month in months) if period.value == _year_of(search.filters) else ()
    return Value(period.value, period.count, search_url(target), chosen, parts=parts)


def chips(search: Search) -> tuple[Chip, ...]:
    """One chip for each thing chosen; a whole year or month is one thing."""
    filters = search.filters
    picked = [("sections", value) for value in filters.sections] + [("outlets", value) for value in filters.outlets]
    values = [Chip(value, search_url(toggled(search, kind, value))) for kind, value in picked[:MOST_CHIPS]]  # type: ignore[arg-type]
    return (*values, *_day_chips(search))


def _day_chips(search: Search) -> list[Chip]:
    first, last = search.filters.first, search.filters.last
    if whole := _whole_period(search.filters):
        return [Chip(whole, search_url(dated(search, None, None)))]
    start, end = first_day(first), last_day(last)
    without_start = Chip(_("%(day)s부터", day=start), search_url(dated(search, None, last)))
    without_end = Chip(_("%(day)s까지", day=end), search_url(dated(search, first, None)))
    return [chip for chip, day in ((without_start, first), (without_end, last)) if day]


def _whole_period(filters: Filters) -> str | None:
    """The chosen days where they are a year, a month or a day."""
    first, last = filters.first, filters.last
    if not (first and last):
        return None
    day = first.isoformat()
    periods = {days_of(day[:4]): day[:4], days_of(day[:7]): day[:7], (first, first): day}
    return periods.get((first, last))


def chosen_count(filters: Filters) -> int:
    """How many things are chosen, days of either end counted as one."""
    return len(filters.sections) + len(filters.outlets) + bool(filters.first or filters.last)


def cleared(search: Search) -> Search:
    """The search without any filter; on its first page."""
    return filtered(search, Filters())
