"""The bar chart of months: a picture of when, and a filter. Only numbers here; the template draws them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from archive.results import Count, Search
from webui.links import dated, search_url

HEIGHT = 54
"""Of the tallest bar, in pixels."""

FEWEST_PLACES = 6
"""Two months do not become two walls: bars are never wider than this part of the chart."""

MOST_MONTHS = 120
"""Beyond ten years a bar is a year."""

MOST_LABELS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a year with its link. Places and widths are percentages of the chart, heights are pixels."""

    period: str
    count: int
    url: str
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
class Chart:
    """What the template draws, and the same in one sentence."""

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    summary: str
    height: int = HEIGHT


def chart(months: Sequence[Count], search: Search) -> Chart | None:
    """The chart of these months, or None where there is nothing to compare."""
    periods = _years(months) if len(months) > MOST_MONTHS else tuple(months)
    if len(periods) < 2:
        return None
    most = max(periods, key=lambda period: period.count)
    step = 100 / max(len(periods), FEWEST_PLACES)
    bars = tuple(_bar(period, search, index * step, step, most.count) for index, period in enumerate(periods))
    summary = f"{periods[0].value}부터 {periods[-1].value}까지. 가장 많은 때는 {most.value}, {most.count:,}건."
    return Chart(bars, _labels(periods, step), summary)


def _years(months: Sequence[Count]) -> tuple[Count, ...]:
    years: dict[str, int] = {}
    for month in months:
        years[month.value[:4]] = years.get(month.value[:4], 0) + month.count
    return tuple(Count(year, count) for year, count in years.items())


def _bar(period: Count, search: Search, left: float, step: float, most: int) -> Bar:
    height = max(round(HEIGHT * period.count / most), 2) if period.count else 0
    return Bar(
        period=period.value,
        count=period.count,
        url=search_url(dated(search, *days_of(period.value))),
        left=_percent(left),
        place=_percent(step),
        width=_percent(step * 0.93),
        top=HEIGHT - height,
        height=height,
    )


def days_of(period: str) -> tuple[Date, Date]:
    """First and last day of `2022` or `2022-12`."""
    year, _, month = period.partition("-")
    if not month:
        return Date(int(year), 1, 1), Date(int(year), 12, 31)
    first = Date(int(year), int(month), 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _labels(periods: Sequence[Count], step: float) -> tuple[Label, ...]:
    stride = -(-len(periods) // MOST_LABELS) if len(periods) > FEWEST_PLACES else 1
    return tuple(_label(periods[index].value, index * step, step) for index in range(0, len(periods), stride))


def _label(text: str, left: float, step: float) -> Label:
    # A label that begins at one of the last bars would run out of the picture; it ends with its bar instead.
    return Label(text, _percent(left + step), "end") if left > 84 else Label(text, _percent(left), "start")


def _percent(number: float) -> str:
    return f"{number:.2f}%"
