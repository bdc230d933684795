"""The bar chart of months: a picture of when, and a filter. Only numbers here; the template draws them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date

from archive.language import ngettext, number
from archive.results import Count, Search
from webui.links import dated, first_day, last_day, search_url

HEIGHT = 52
"""Of the tallest bar, in pixels."""

DRAWN = 0.93
"""Of the width of a bar's place; the rest is the gap to the next one."""

FEWEST_PLACES = 6
"""Two months do not become two walls: no bar is wider than this part of the chart."""

MOST_BARS = 120
"""A chart of more than ten years has a bar for each year."""

ANY_SPAN = "from=0001&to=9999"
"""Stands in an address where a script puts the chosen span: the first and the last year that a date can have."""

LABELS_NEED = 9
"""From so many bars on there is room for five labels on a narrow phone, with fewer for three."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a year with its link. Places and widths are percentages of the chart, heights are pixels.

    `chosen`: some of its days are among those that the search is narrowed to.
    """

    period: str
    count: int
    url: str
    chosen: bool
    left: str
    place: str
    width: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Label:
    """A period written under the chart."""

    text: str
    at: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The chosen bars from the first to the last, in percent of the chart."""

    left: str
    width: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws, and the same in one sentence.

    `places` is how many bars there is room for. `span_url` is the address of a chosen span, with ANY_SPAN in it.
    """

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    summary: str
    places: int
    chosen: Stretch | None
    span_url: str
    height: int = HEIGHT


def chart(months: Sequence[Count], search: Search) -> Chart | None:
    """The chart of these months, or None where there is nothing to compare.

    A search within some days is drawn among the months around them, so that its reader can widen it again.
    """
    return _drawn(_periods({month.value: month.count for month in months}), search)


def chart_of_years(years: Sequence[Count], search: Search) -> Chart | None:
    """The same for years, where only those are known."""
    return _drawn(_years({year.value: year.count for year in years}) if years else (), search)


def _drawn(periods: Sequence[Count], search: Search) -> Chart | None:
    if len(periods) < 2:
        return None
    most = max(periods, key=lambda period: period.count)
    places = max(len(periods), FEWEST_PLACES)
    step = 100 / places
    address = search_url(dated(search, Date.min, Date.max))
    bars = tuple(_bar(period, search, address, index * step, step, most.count) for index, period in enumerate(periods))
    return Chart(
        bars=bars,
        labels=_labels(periods, step),
        summary=_summary(periods[0], periods[-1], most),
        places=places,
        chosen=_stretch(bars, step),
        span_url=address,
    )


def _summary(first: Count, last: Count, most: Count) -> str:
    return ngettext(
        "%(first)s부터 %(last)s까지. 가장 많은 때는 %(most)s, %(count)s건.",
        "%(first)s부터 %(last)s까지. 가장 많은 때는 %(most)s, %(count)s건.",
        most.count,
        first=first.value,
        last=last.value,
        most=most.value,
        count=number(most.count),
    )


def _stretch(bars: Sequence[Bar], step: float) -> Stretch | None:
    chosen = [index for index, bar in enumerate(bars) if bar.chosen]
    if not chosen:
        return None
    return Stretch(_percent(chosen[0] * step), _percent((chosen[-1] + DRAWN - chosen[0]) * step))


def _periods(months: Mapping[str, int]) -> tuple[Count, ...]:
    """Every month from the first to the last, also those without hits; years where that would be too many."""
    if not months:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(months), max(months)))
    if last - first >= MOST_BARS:
        return _years(months)
    every = (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))
    return tuple(Count(month, months.get(month, 0)) for month in every)


def _years(months: Mapping[str, int]) -> tuple[Count, ...]:
    years: dict[str, int] = {}
    for month, count in sorted(months.items()):
        years[month[:4]] = years.get(month[:4], 0) + count
    first, last = int(min(years)), int(max(years))
    if last - first < MOST_BARS:
        return tuple(Count(f"{year:04}", years.get(f"{year:04}", 0)) for year in range(first, last + 1))
    return tuple(Count(year, count) for year, count in years.items())


def _bar(period: Count, search: Search, address: str, left: float, step: float, most: int) -> Bar:
    height = max(round(HEIGHT * period.count / most), 2) if period.count else 0
    first, last = days_of(period.value)
    return Bar(
        period=period.value,
        count=period.count,
        url=address.replace(ANY_SPAN, f"from={first_day(first)}&to={last_day(last)}"),
        chosen=_is_chosen(period.value, search),
        left=_percent(left),
        place=_percent(step),
        width=_percent(step * DRAWN),
        top=HEIGHT - height,
        height=height,
    )


def _is_chosen(period: str, search: Search) -> bool:
    chosen = search.filters
    if not (chosen.first or chosen.last):
        return False
    first, last = days_of(period)
    return (chosen.first or Date.min) <= last and first <= (chosen.last or Date.max)


def days_of(period: str) -> tuple[Date, Date]:
    """First and last day of `2022` or `2022-12`."""
    year, _, month = period.partition("-")
    if not month:
        return Date(int(year), 1, 1), Date(int(year), 12, 31)
    first = Date(int(year), int(month), 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _labels(periods: Sequence[Count], step: float) -> tuple[Label, ...]:
    """The first and the last period at the ends and some between; each one where there are few."""
    last = len(periods) - 1
    if last < FEWEST_PLACES:
        return tuple(Label(period.value, _percent(index * step), "start") for index, period in enumerate(periods))
    parts = 4 if len(periods) >= LABELS_NEED else 2
    between = ((last * part + parts // 2) // parts for part in range(1, parts))
    middle = (Label(periods[index].value, _percent((index + 0.5) * step), "middle") for index in between)
    return Label(periods[0].value, "0%", "start"), *middle, Label(periods[last].value, "100%", "end")


def _percent(number: float) -> str:
    return f"{number:.2f}%"
