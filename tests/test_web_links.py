"""Addresses: one state, one address; what is read back from it is the state it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.parameters import read_search
from archive.results import Filters, Search
from archive.search import Archive
from webui import create_app
from webui.links import article_url, dated, first_day, last_day, search_url, sorted_by, toggled

WORDS = st.text(alphabet="가나 &=?#%+\"'/<>科", max_size=12)
VALUES = st.lists(WORDS.filter(bool), unique=True, max_size=3).map(tuple)
DAYS = st.dates(min_value=Date(1000, 1, 1))


@st.composite
def searches(draw: st.DrawFn) -> Search:
    days = sorted([draw(DAYS), draw(DAYS)])
    first, last = (day if draw(st.booleans()) else None for day in days)
    return Search(
        q=draw(WORDS),
        filters=Filters(draw(VALUES), draw(VALUES), first, last),
        match=draw(st.sampled_from(("all", "any"))),
        expand=draw(st.booleans()),
        inside=draw(st.booleans()),
        sort=draw(st.sampled_from(("relevance", "newest", "oldest"))),
        page=draw(st.integers(1, 50)),
        per_page=draw(st.integers(1, 100)),
    )


@pytest.fixture(autouse=True, scope="module")
def application(archive: Archive) -> Iterator[Flask]:
    app = create_app(archive)
    with app.test_request_context():
        yield app


@given(searches())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_an_address_says_the_whole_search(search: Search) -> None:
    asked = parse_qs(urlsplit(search_url(search)).query, keep_blank_values=True)
    assert read_search(asked) == search


def test_defaults_are_left_out() -> None:
    assert search_url(Search()) == "/search"
    assert search_url(Search(q="ab", page=2)) == "/search?q=ab&page=2"


def test_days_are_as_brief_as_they_can_be() -> None:
    assert (first_day(Date(2022, 1, 1)), last_day(Date(2022, 12, 31))) == ("2022", "2022")
    assert (first_day(Date(2022, 2, 1)), last_day(Date(2024, 2, 29))) == ("2022-02", "2024-02")
    assert (first_day(Date(2022, 2, 2)), last_day(Date(2022, 2, 27))) == ("2022-02-02", "2022-02-27")
    assert (first_day(None), last_day(None)) == ("", "")


def test_a_change_keeps_the_rest_and_goes_to_the_first_page() -> None:
    search = Search(q="금융", filters=Filters(("가",), ("나",)), inside=True, page=7)
    more = toggled(search, "sections", "다")
    assert more == replace(search, filters=Filters(("가", "다"), ("나",)), page=1)
    assert toggled(more, "sections", "다") == replace(search, page=1)
    assert toggled(search, "outlets", "나").filters == Filters(("가",))
    assert sorted_by(search, "newest") == replace(search, sort="newest", page=1)
    assert dated(search, Date(2022, 1, 1), None).filters == Filters(("가",), ("나",), Date(2022, 1, 1))


def test_an_article_carries_the_search_it_was_found_by() -> None:
    assert article_url("307-1") == "/articles/307-1"
    assert article_url("307-1", Search(q="ab", sort="oldest")) == "/articles/307-1?q=ab&sort=oldest"
