"""The page of topics through time as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from archive.language import gettext as _
from archive.language import number
from archive.results import Search
from archive.trends.parameters import MOST_QUERIES
from archive.trends.values import Asked, Companion, FirstMention, Line, Trends
from webui.facets import Chip
from webui.histogram import days_of
from webui.links import article_url, first_day, last_day, parameters, search_url, toggled
from webui.paging import Link
from webui.trend_chart import TrendChart, said, trend_chart, value_text
from webui.trend_links import counted_by, narrowed, period_url, shown_per, trend_parameters, trends_url, without


@dataclass(frozen=True, slots=True)
class Word:
    """A word that goes with a query, and the search that finds both."""

    companion: Companion
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One query on the page; `style` is the number of its line in the chart."""

    line: Line
    style: int
    url: str
    remove_url: str
    first: FirstMention | None
    first_url: str
    peak: Link | None
    peak_value: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in the table, with the articles behind it where there are any."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A period in the table: how many articles it has in all, and each query's number."""

    period: str
    articles: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TrendForm:
    """The form that adds a query or changes the days: what it shows, and what it must carry along."""

    start: str
    end: str
    kept: tuple[tuple[str, str], ...]
    is_full: bool


@dataclass(frozen=True, slots=True)
class TrendPage:
    """All of the page."""

    trends: Trends
    title: str
    topics: tuple[Topic, ...]
    chart: TrendChart | None
    rows: tuple[TableRow, ...]
    periods: tuple[Link, ...]
    measures: tuple[Link, ...]
    files: tuple[Link, ...]
    chips: tuple[Chip, ...]
    notices: tuple[str, ...]
    form: TrendForm


def trend_page(trends: Trends) -> TrendPage:
    """What the template needs to draw it."""
    asked = trends.asked
    return TrendPage(
        trends=trends,
        title=title(asked),
        topics=tuple(_topic(at, line, trends) for at, line in enumerate(trends.lines)),
        chart=trend_chart(trends),
        rows=tuple(_rows(trends)),
        periods=_periods(trends),
        measures=_measures(asked),
        files=_files(asked),
        chips=tuple(_chips(asked)),
        notices=tuple(_notices(trends)),
        form=_form(asked),
    )


def title(asked: Asked) -> str:
    """The queries side by side, no more than are read at a glance."""
    queries = ", ".join(search.q for search in asked.searches)
    return f"{queries[:60]}…" if len(queries) > 60 else queries


def _topic(at: int, line: Line, trends: Trends) -> Topic:
    peak = trends.peak(line)
    period = trends.periods[peak].name if peak is not None else ""
    return Topic(
        line=line,
        style=at + 1,
        url=search_url(line.search),
        remove_url=trends_url(without(trends.asked, at)),
        first=line.first,
        first_url=article_url(line.first.article.id, line.search) if line.first else "",
        peak=Link(period, period_url(line.search, *days_of(period))) if period else None,
        peak_value=said(trends, trends.values(line)[peak] or 0) if peak is not None else "",
        words=tuple(Word(each, _together_url(line.search, each)) for each in line.companions),
    )


def _together_url(search: Search, each: Companion) -> str:
    return url_for("search.results", **(parameters(search) | {"q": each.q}))  # type: ignore[arg-type]


def _rows(trends: Trends) -> Iterator[TableRow]:
    values = [trends.values(line) for line in trends.lines]
    for at, period in enumerate(trends.periods):
        cells = tuple(
            _cell(of_line[at], line.counts[at], line, period.name)
            for of_line, line in zip(values, trends.lines, strict=True)
        )
        yield TableRow(period.name, period.articles, cells)


def _cell(value: float | None, count: int, line: Line, period: str) -> Cell:
    text = "–" if value is None else value_text(value)
    return Cell(text, period_url(line.search, *days_of(period)) if count else None)


def _periods(trends: Trends) -> tuple[Link, ...]:
    month, year = (trends_url(counted_by(trends.asked, by)) for by in ("month", "year"))
    return Link(_("달마다"), month, trends.by == "month"), Link(_("해마다"), year, trends.by == "year")


def _measures(asked: Asked) -> tuple[Link, ...]:
    articles, thousand = (trends_url(shown_per(asked, per)) for per in ("articles", "thousand"))
    return (
        Link(_("글 수"), articles, asked.per == "articles"),
        Link(_("글 1,000편마다"), thousand, asked.per == "thousand"),
    )


def _files(asked: Asked) -> tuple[Link, ...]:
    return tuple(Link(name.upper(), trends_url(asked, f"trends.{name}")) for name in ("svg", "png", "csv"))


def _chips(asked: Asked) -> Iterator[Chip]:
    base, filters = asked.base, asked.base.filters
    for section in filters.sections:
        yield Chip(section, trends_url(narrowed(asked, toggled(base, "sections", section).filters)))
    for outlet in filters.outlets:
        yield Chip(outlet, trends_url(narrowed(asked, toggled(base, "outlets", outlet).filters)))


def _notices(trends: Trends) -> Iterator[str]:
    if trends.asked.left_out:
        yield _(
            "한 번에 %(most)s개까지 견줄 수 있어 나머지 %(left)s개는 뺐습니다.",
            most=MOST_QUERIES,
            left=number(trends.asked.left_out),
        )
    if trends.too_long:
        yield _("달로 나누기에는 너무 긴 기간이라 해로 나누었습니다. 날짜를 좁히면 달로 볼 수 있습니다.")
    for line in trends.lines:
        yield from (f"{line.search.q}: {notice}" for notice in line.notices)


def _form(asked: Asked) -> TrendForm:
    kept: list[tuple[str, str]] = []
    for name, value in trend_parameters(asked).items():
        if name not in ("from", "to"):
            kept += [(name, each) for each in ([value] if isinstance(value, str) else value)]
    filters = asked.base.filters
    full = len(asked.searches) >= MOST_QUERIES
    return TrendForm(first_day(filters.first), last_day(filters.last), tuple(kept), full)
