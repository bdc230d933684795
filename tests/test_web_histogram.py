"""The bar chart: every month has its place, bars lead to their days, labels do not run into each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.results import Count, Filters, Search
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready, write
from webui import create_app
from webui.histogram import ANY_SPAN, DRAWN, HEIGHT, MOST_BARS, Chart, Label, chart, days_of
from webui.links import search_url
from webui.presenting import results_page

PHONE = 320
LABEL = 48
"""Widths in pixels: the chart on a phone of 360, and `2022-12` in the label's size."""


@pytest.fixture(autouse=True, scope="module")
def application(archive: Archive) -> Iterator[None]:
    with create_app(archive).test_request_context():
        yield


def months(number: int, start: int = 2000 * 12) -> tuple[Count, ...]:
    return tuple(Count(f"{at // 12:04}-{at % 12 + 1:02}", at % 5 + 1) for at in range(start, start + number))


def drawn(counts: tuple[Count, ...]) -> Chart:
    made = chart(counts, Search(q="금융"))
    assert made is not None
    return made


@pytest.mark.parametrize("counts", [(), (Count("2022-12", 7),)])
def test_nothing_to_compare_is_not_drawn(counts: tuple[Count, ...]) -> None:
    assert chart(counts, Search()) is None


def test_months_without_hits_have_a_place_and_no_height() -> None:
    made = drawn((Count("2021-11", 2), Count("2022-02", 4)))
    assert [(bar.period, bar.count, bar.height) for bar in made.bars] == [
        ("2021-11", 2, HEIGHT // 2),
        ("2021-12", 0, 0),
        ("2022-01", 0, 0),
        ("2022-02", 4, HEIGHT),
    ]
    assert made.summary == "2021-11부터 2022-02까지. 가장 많은 때는 2022-02, 4건."


def test_one_hit_beside_a_thousand_can_still_be_seen() -> None:
    assert drawn((Count("2022-01", 1), Count("2022-02", 1000))).bars[0].height >= 2


def test_a_bar_leads_to_its_month() -> None:
    asked = parse_qs(urlsplit(drawn(months(3)).bars[1].url).query)
    assert asked == {"q": ["금융"], "from": ["2000-02"], "to": ["2000-02"]}


def test_many_months_become_years_with_the_same_total() -> None:
    counts = months(MOST_BARS + 1)
    made = drawn(counts)
    assert [bar.period for bar in made.bars] == [f"{year}" for year in range(2000, 2011)]
    assert sum(bar.count for bar in made.bars) == sum(month.count for month in counts)
    assert len(drawn(months(MOST_BARS)).bars) == MOST_BARS


def test_a_date_from_another_age_does_not_make_a_thousand_bars() -> None:
    made = drawn((Count("0001-01", 1), Count("2022-12", 1)))
    assert [bar.period for bar in made.bars] == ["0001", "2022"]


def test_days_of_a_period() -> None:
    assert days_of("2024") == (Date(2024, 1, 1), Date(2024, 12, 31))
    assert days_of("2024-02") == (Date(2024, 2, 1), Date(2024, 2, 29))


def extent(label: Label) -> tuple[float, float]:
    at = float(label.at.rstrip("%")) / 100 * PHONE
    left = {"start": at, "middle": at - LABEL / 2, "end": at - LABEL}[label.anchor]
    return left, left + LABEL


@pytest.mark.parametrize("number", range(2, MOST_BARS + 1))
def test_labels_stay_apart_and_in_the_picture_on_a_phone(number: int) -> None:
    extents = [extent(label) for label in drawn(months(number)).labels]
    assert extents[0][0] >= 0
    assert extents[-1][1] <= PHONE
    assert all(one[1] < other[0] for one, other in pairwise(extents))


def within(first: Date | None, last: Date | None) -> Search:
    return Search(q="금융", filters=Filters(first=first, last=last))


SPRING = within(Date(2021, 3, 1), Date(2021, 4, 30))


@pytest.fixture(scope="module")
def years(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Articles about 금융 in three years, one more in each month than in the month before."""
    lines = [
        ready(f"{year}-{month}-{n}", "금융 소식", date=f"{year}-{month:02}-{n + 1:02}")
        for year in (2020, 2021, 2022)
        for month in (3, 4, 5)
        for n in range(month)
    ]
    corpus = write(tmp_path_factory.mktemp("years"), ready__jsonl="".join(lines))
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.mark.parametrize(
    ("first", "last", "chosen"),
    [
        (None, None, []),
        (Date(2021, 3, 1), Date(2021, 4, 30), ["2021-03", "2021-04"]),
        (Date(2021, 3, 15), Date(2021, 3, 16), ["2021-03"]),
        (Date(2022, 4, 1), None, ["2022-04", "2022-05"]),
        (None, Date(2020, 3, 1), ["2020-03"]),
        (Date(2030, 1, 1), None, []),
    ],
)
def test_bars_with_chosen_days_are_chosen(
    years: Archive, first: Date | None, last: Date | None, chosen: list[str]
) -> None:
    with create_app(years).test_request_context():
        made = chart(years.search(Search("금융")).facets.months, within(first, last))
    assert made is not None
    assert [bar.period for bar in made.bars if bar.chosen] == chosen
    assert (made.chosen is not None) == bool(chosen)


def test_the_line_below_runs_from_the_first_to_the_last_chosen_bar(years: Archive) -> None:
    with create_app(years).test_request_context():
        made = chart(years.search(Search("금융")).facets.months, within(Date(2020, 4, 1), Date(2020, 6, 30)))
    assert made is not None and made.chosen is not None
    step = 100 / len(made.bars)
    assert (made.chosen.left, made.chosen.width) == (f"{step:.2f}%", f"{(2 + DRAWN) * step:.2f}%")


def test_a_chosen_span_is_drawn_among_the_months_around_it(years: Archive) -> None:
    with create_app(years).test_request_context():
        wide, narrow = (results_page(years.search(search)).chart for search in (Search("금융"), SPRING))
        assert wide is not None and narrow is not None
        counted = [(bar.period, bar.count, bar.url) for bar in wide.bars]
        assert [(bar.period, bar.count, bar.url) for bar in narrow.bars] == counted
        assert sum(bar.count for bar in narrow.bars if bar.chosen) == years.search(SPRING).total == 7


def test_the_address_of_a_span_is_the_one_that_the_server_writes(years: Archive) -> None:
    with create_app(years).test_request_context():
        made = results_page(years.search(replace(SPRING, sort="newest"))).chart
        assert made is not None and made.span_url.count(ANY_SPAN) == 1
        chosen = made.span_url.replace(ANY_SPAN, "from=2021-03&to=2021-04")
        assert chosen == search_url(replace(SPRING, sort="newest"))


def test_no_query_is_taken_for_the_place_of_the_span() -> None:
    made = chart(months(3), Search(q=f"{ANY_SPAN}&{ANY_SPAN}"))
    assert made is not None and made.span_url.count(ANY_SPAN) == 1
