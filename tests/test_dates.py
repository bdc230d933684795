"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import check_order, read_date, read_range
from archive.errors import ParameterError

NOT_DATES = [
    "",
    "gestern",
    "22",
    "20221214",
    "2022/12/14",
    "2022-13",
    "2022-00",
    "2022-12-00",
    "2022-00-14",
    "2022-02-30",
    "2023-02-29",
    "2022-12-32",
    "0000",
    "2022-",
    "2022-12-",
    "2022--14",
    "2022-12-14-1",
    "-2022",
    "2022-12-14T00:00",
    "12-2022",
    "2022년",
]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022-2", date(2022, 2, 1), date(2022, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-12-14", date(2022, 12, 14), date(2022, 12, 14)),
        (" 2022-1-5 ", date(2022, 1, 5), date(2022, 1, 5)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_month_or_a_year_means_all_of_it(typed: str, first: date, last: date) -> None:
    assert read_date(typed) == (first, last)


@pytest.mark.parametrize("typed", NOT_DATES)
def test_what_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(ParameterError) as refused:
        read_date(typed)
    assert refused.value.code == "bad_date"
    assert typed in str(refused.value)


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_date(day.isoformat()) == (day, day)
    first, last = read_date(day.isoformat()[:7])
    assert first.day == 1
    assert last == date.max or (last + timedelta(days=1)).day == 1
    assert first <= day <= last


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2022-01..2022-06", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022..", date(2022, 1, 1), None),
        ("..2022-12-14", None, date(2022, 12, 14)),
        ("2022-12-14..2022-12-14", date(2022, 12, 14), date(2022, 12, 14)),
        ("2022-12-14..2022", date(2022, 12, 14), date(2022, 12, 31)),
    ],
)
def test_a_range_goes_from_the_first_day_of_one_to_the_last_of_the_other(
    typed: str, first: date | None, last: date | None
) -> None:
    assert read_range(typed) == (first, last)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("..", "bad_date"),
        ("", "bad_date"),
        ("2022..x", "bad_date"),
        ("2022...2023", "bad_date"),
        ("2023..2022", "bad_range"),
    ],
)
def test_a_range_that_is_none_is_refused(typed: str, code: str) -> None:
    with pytest.raises(ParameterError) as refused:
        read_range(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(("first", "last"), [(None, None), (date.max, None), (None, date.min), (date.min, date.max)])
def test_an_open_range_is_always_in_order(first: date | None, last: date | None) -> None:
    check_order(first, last)
