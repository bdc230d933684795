"""The chart of topics through time: where every line, point and label stands. Only numbers; the templates draw them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.language import gettext as _
from archive.language import number
from archive.trends.values import Line, Trends
from webui.histogram import days_of
from webui.trend_links import period_url

HEIGHT = 240
"""Of the plot, in pixels."""

TOP = 12
"""Room above the highest point for its marker."""

TICKS = 4
"""Spaces between the lines of the scale, one more or less."""

MANY = 40
"""From so many periods on the markers are small."""

LABELS = 4
"""More months written below would touch each other on a phone."""

SHAPES = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "M-4 -4h8v8h-8z",
    "M0 -5.5L5.2 4H-5.2z",
    "M0 -5.8L5.8 0L0 5.8L-5.8 0z",
    "M-4.4 -2.4L-2.4 -4.4L0 -2L2.4 -4.4L4.4 -2.4L2 0L4.4 2.4L2.4 4.4L0 2L-2.4 4.4L-4.4 2.4L-2 0z",
)
"""Circle, square, triangle, diamond, cross: markers around (0, 0), in pixels."""

DASHES = ("", "9 5", "2 4", "14 5 2 5", "5 3")


@dataclass(frozen=True, slots=True)
class Point:
    """A value: `x` is its place from 0 to 1, `y` counts pixels from the top. `url` leads to the articles behind it;
    where there are none, there is nothing to lead to."""

    x: float
    y: float
    period: str
    count: int
    said: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """One query as it is drawn; `pieces` are its points without the periods that have no article at all."""

    q: str
    style: int
    shape: str
    dash: str
    pieces: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> Iterator[Point]:
        """Those that are marked: where there is something."""
        return (point for piece in self.pieces for point in piece if point.count)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A period written below: `x` from 0 to 1."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """All that is drawn, and the same in words. `step` is the width of a period, of 1."""

    series: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    unit: str
    title: str
    summary: str
    step: float
    small: bool
    height: int = HEIGHT


def trend_chart(trends: Trends) -> TrendChart | None:
    """The chart; None where there is no query or no article."""
    if not (trends.lines and trends.periods):
        return None
    highest = max((value or 0 for line in trends.lines for value in trends.values(line)), default=0)
    scale = _scale(highest, whole=trends.asked.per == "articles")
    names = [period.name for period in trends.periods]
    return TrendChart(
        series=tuple(_series(at, line, trends, scale[-1]) for at, line in enumerate(trends.lines)),
        ticks=tuple(Tick(_y(value, scale[-1]), value_text(value)) for value in scale),
        labels=_labels(names),
        unit=unit(trends),
        title=_("%(queries)s의 흐름", queries=", ".join(line.search.q for line in trends.lines)),
        summary=" ".join(_sentence(line, trends) for line in trends.lines),
        step=1 / len(names),
        small=len(names) > MANY,
    )


def unit(trends: Trends) -> str:
    """What is counted, in words."""
    return _("글 1,000편에 몇 편") if trends.asked.per == "thousand" else _("글 수(편)")


def said(trends: Trends, value: float) -> str:
    """A value with what it counts."""
    if trends.asked.per == "thousand":
        return _("글 1,000편에 %(value)s편", value=value_text(value))
    return _("%(value)s편", value=value_text(value))


def value_text(value: float) -> str:
    """A value as people write it: whole where it is, else with one decimal, two below ten."""
    if value == int(value):
        return number(int(value))
    return f"{value:,.2f}" if value < 10 else f"{value:,.1f}"


def _scale(highest: float, *, whole: bool) -> tuple[float, ...]:
    """Round numbers from 0 to the first that is not below the highest value."""
    rough = max(highest, 1.0 if whole else 0.01) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * 0.999)
    step = max(step, 1.0) if whole else step
    return tuple(round(step * at, 10) for at in range(math.ceil(highest / step - 1e-9) + 1 if highest else 2))


def _y(value: float, most: float) -> float:
    return TOP + (HEIGHT - TOP) * (1 - value / most)


def _series(at: int, line: Line, trends: Trends, most: float) -> Series:
    values = trends.values(line)
    points = [
        _point(place, count, value, line, trends, most) if value is not None else None
        for place, (count, value) in enumerate(zip(line.counts, values, strict=True))
    ]
    pieces = tuple(tuple(filter(None, some)) for there, some in groupby(points, key=bool) if there)
    style = at % len(SHAPES)
    return Series(line.search.q, style + 1, SHAPES[style], DASHES[style], pieces)


def _point(place: int, count: int, value: float, line: Line, trends: Trends, most: float) -> Point:
    period = trends.periods[place].name
    text = f"{period}, {said(trends, value)}"
    url = period_url(line.search, *days_of(period)) if count else None
    return Point((place + 0.5) / len(trends.periods), _y(value, most), period, count, text, url)


def _labels(names: Sequence[str]) -> tuple[Label, ...]:
    """The first and the last period and some between; each one where there are few."""
    count = min(len(names), LABELS)
    places = sorted({round(at * (len(names) - 1) / max(1, count - 1)) for at in range(count)})
    return tuple(Label((at + 0.5) / len(names), names[at], _anchor(at, len(names))) for at in places)


def _anchor(at: int, count: int) -> str:
    if count <= LABELS:
        return "middle"
    return "start" if at == 0 else "end" if at == count - 1 else "middle"


def _sentence(line: Line, trends: Trends) -> str:
    """One query in a sentence, for whoever cannot see the chart."""
    peak = trends.peak(line)
    if peak is None:
        return _("%(q)s: 나오는 글이 없습니다.", q=line.search.q)
    return _(
        "%(q)s: 모두 %(total)s편. 가장 많은 때는 %(peak)s, %(value)s.",
        q=line.search.q,
        total=number(line.total),
        peak=trends.periods[peak].name,
        value=said(trends, trends.values(line)[peak] or 0),
    )
