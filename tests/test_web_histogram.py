"""The bar chart: every month has its place, bars lead to their days, labels do not run into each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.results import Count, Search
from archive.search import Archive
from webui import create_app
from webui.histogram import HEIGHT, MOST_BARS, Chart, Label, chart, days_of

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
