"""Facets, chips and pages of numbers as the results page gets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date

import pytest

from archive.results import Count, Facets, Filters, Results, Search
from archive.search import Archive
from webui import create_app
from webui.facets import MOST_CHIPS, MOST_FOLDED, SHOWN, chips, chosen_count, facet_lists, year_values
from webui.presenting import results_page


@pytest.fixture(autouse=True, scope="module")
def application(archive: Archive) -> Iterator[None]:
    with create_app(archive).test_request_context():
        yield


OUTLETS = tuple(Count(f"outlet{n}", 50 - n) for n in range(20))


def facets(outlets: tuple[Count, ...] = OUTLETS) -> Facets:
    return Facets((), outlets, (Count("2021", 9), Count("2022", 3)), (), (Count("2022-12", 7),))


def results(search: Search, total: int = 95) -> Results:
    return Results(search, (), (), total, False, 0, (), facets(), (), 0.0, "")


def test_only_the_first_values_are_shown_and_none_is_lost() -> None:
    (outlets,) = facet_lists(facets(), Search())
    assert [value.text for value in outlets.shown] == [f"outlet{n}" for n in range(SHOWN)]
    assert len(outlets.shown) + len(outlets.folded) == len(OUTLETS)


def test_a_chosen_value_is_in_sight_and_gives_itself_up() -> None:
    (outlets,) = facet_lists(facets(), Search(q="x", filters=Filters(outlets=("outlet19",))))
    chosen = outlets.shown[-1]
    assert (chosen.text, chosen.chosen, chosen.url) == ("outlet19", True, "/search?q=x")
    assert outlets.shown[0].url == "/search?q=x&outlet=outlet19&outlet=outlet0"


def test_years_newest_first_and_a_chosen_one_gives_itself_up() -> None:
    newest, other = year_values(facets(), Search(filters=Filters(first=Date(2022, 1, 1), last=Date(2022, 12, 31))))
    assert (newest.text, newest.chosen, newest.url) == ("2022", True, "/search")
    assert (other.text, other.chosen, other.url) == ("2021", False, "/search?from=2021&to=2021")


def test_the_chosen_year_unfolds_its_months_and_a_chosen_month_gives_itself_up_for_its_year() -> None:
    all_of_2022 = Filters(first=Date(2022, 1, 1), last=Date(2022, 12, 31))
    december = replace(all_of_2022, first=Date(2022, 12, 1))
    for filters in (all_of_2022, december):
        newest, other = year_values(facets(), Search(filters=filters))
        (month,) = newest.parts
        assert (month.text, month.count, month.chosen) == ("2022-12", 7, filters == december)
        assert month.url == ("/search?from=2022&to=2022" if month.chosen else "/search?from=2022-12&to=2022")
        assert newest.chosen != month.chosen and not other.parts


@pytest.mark.parametrize(("first", "last"), [(Date(2021, 5, 1), Date(2022, 3, 31)), (None, Date(2022, 3, 31))])
def test_days_of_several_years_unfold_none(first: Date | None, last: Date) -> None:
    assert not any(year.parts for year in year_values(facets(), Search(filters=Filters(first=first, last=last))))


def test_a_thousand_outlets_do_not_flood_the_page_and_the_rest_is_told() -> None:
    (outlets,) = facet_lists(facets(tuple(Count(f"outlet{n}", 1000 - n) for n in range(1000))), Search())
    assert len(outlets.folded) == MOST_FOLDED
    assert len(outlets.shown) + len(outlets.folded) + outlets.left_out == 1000


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (Date(2021, 1, 1), None, [("2021부터", "/search")]),
        (None, Date(2022, 3, 31), [("2022-03까지", "/search")]),
        (Date(2022, 3, 1), Date(2022, 3, 31), [("2022-03", "/search")]),
        (Date(2022, 3, 5), Date(2022, 3, 5), [("2022-03-05", "/search")]),
        (Date(2022, 12, 1), Date(2022, 12, 31), [("2022-12", "/search")]),
        (Date(2022, 1, 1), Date(2022, 1, 31), [("2022-01", "/search")]),
        (Date(2022, 1, 1), Date(2022, 12, 31), [("2022", "/search")]),
        (
            Date(2021, 2, 1),
            Date(2022, 3, 31),
            [("2021-02부터", "/search?to=2022-03"), ("2022-03까지", "/search?from=2021-02")],
        ),
    ],
)
def test_chips_of_days(first: Date | None, last: Date | None, said: list[tuple[str, str]]) -> None:
    filters = Filters(first=first, last=last)
    assert [(chip.text, chip.url) for chip in chips(Search(filters=filters))] == said
    assert chosen_count(filters) == 1


def test_a_hundred_chosen_values_do_not_flood_the_page() -> None:
    filters = Filters(sections=tuple(f"s{n}" for n in range(100)))
    assert len(chips(Search(filters=filters))) == MOST_CHIPS
    assert chosen_count(filters) == 100


def test_pages_around_the_current_one_and_both_ends() -> None:
    pager = results_page(results(Search(per_page=5, page=10))).pager
    assert pager is not None
    assert [number.text for number in pager.numbers] == ["1", "…", "8", "9", "10", "11", "12", "…", "19"]
    assert [number.text for number in pager.numbers if number.current] == ["10"]
    assert (pager.before, pager.after) == ("/search?page=9&per_page=5", "/search?page=11&per_page=5")


def test_beyond_the_last_page_the_way_leads_back_to_it() -> None:
    pager = results_page(results(Search(page=10**9))).pager
    assert pager is not None
    assert (pager.before, pager.after) == ("/search?page=5", None)
    assert [number.text for number in pager.numbers] == ["1", "…", "5"]


def test_one_page_needs_no_pager() -> None:
    assert results_page(results(Search(), total=20)).pager is None


def test_orders_mark_the_current_one() -> None:
    assert [(o.text, o.current) for o in results_page(results(Search(q="x", sort="newest"))).orders] == [
        ("관련도순", False),
        ("새 글부터", True),
        ("오래된 글부터", False),
    ]
    listing = results_page(results(Search())).orders
    assert [(order.text, order.current) for order in listing] == [("새 글부터", True), ("오래된 글부터", False)]


def test_the_date_form_carries_everything_but_days_and_page() -> None:
    search = Search(q="x", filters=Filters(("a", "b"), first=Date(2022, 1, 1)), sort="oldest", page=3)
    form = results_page(results(search)).date_form
    assert (form.start, form.end) == ("2022", "")
    assert form.kept == (("q", "x"), ("section", "a"), ("section", "b"), ("sort", "oldest"))


def test_a_long_query_makes_a_short_title() -> None:
    assert len(results_page(results(Search(q="가" * 900))).title) < 70
