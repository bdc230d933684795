"""Search parameters are read, checked, or refused plainly with a code for programs and a sentence for people."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ParameterError
from archive.parameters import MAX_QUERY, MAX_VALUES, read_search
from archive.results import Filters, Search

NAMES = ["q", "section", "outlet", "from", "to", "match", "expand", "inside", "sort", "page", "per_page", "other"]


def test_without_parameters_everything_is_as_the_contract_says() -> None:
    assert read_search({}) == Search("", Filters(), "all", True, False, "relevance", 1, 20)


def test_empty_parameters_are_absent_and_unknown_ones_do_not_matter() -> None:
    assert read_search({name: [""] for name in NAMES} | {"utm_source": ["mail"], "page": []}) == Search()


def test_every_parameter_is_read() -> None:
    read = read_search(
        {
            "q": ["과학 금융"],
            "section": ["CHINA 창업", "WEEKLY 뉴스", "CHINA 창업", ""],
            "outlet": ["과기일보"],
            "from": ["2022-12"],
            "to": ["2022-12"],
            "match": ["any"],
            "expand": ["0"],
            "inside": ["1"],
            "sort": ["oldest"],
            "page": ["3"],
            "per_page": ["100"],
        }
    )
    filters = Filters(("CHINA 창업", "WEEKLY 뉴스"), ("과기일보",), date(2022, 12, 1), date(2022, 12, 31))
    assert read == Search("과학 금융", filters, "any", False, True, "oldest", 3, 100)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"page": ["0"]}, "bad_page"),
        ({"page": ["-1"]}, "bad_page"),
        ({"page": ["x"]}, "bad_page"),
        ({"page": ["1.5"]}, "bad_page"),
        ({"page": ["１"]}, "bad_page"),
        ({"page": ["²"]}, "bad_page"),
        ({"page": ["9" * 5000]}, "bad_page"),
        ({"per_page": ["0"]}, "bad_per_page"),
        ({"per_page": ["101"]}, "bad_per_page"),
        ({"per_page": ["all"]}, "bad_per_page"),
        ({"sort": ["zzz"]}, "bad_sort"),
        ({"sort": ["NEWEST"]}, "bad_sort"),
        ({"match": ["some"]}, "bad_match"),
        ({"expand": ["true"]}, "bad_expand"),
        ({"inside": ["2"]}, "bad_inside"),
        ({"from": ["gestern"]}, "bad_date"),
        ({"from": ["2022-13"]}, "bad_date"),
        ({"from": ["2022-00"]}, "bad_date"),
        ({"to": ["2022-02-30"]}, "bad_date"),
        ({"from": ["2023"], "to": ["2022"]}, "bad_range"),
        ({"q": ["가" * (MAX_QUERY + 1)]}, "query_too_long"),
        ({"section": [str(n) for n in range(MAX_VALUES + 1)]}, "too_many_values"),
        ({"outlet": [str(n) for n in range(MAX_VALUES + 1)]}, "too_many_values"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_code(arguments: dict[str, list[str]], code: str) -> None:
    with pytest.raises(ParameterError) as refused:
        read_search(arguments)
    assert refused.value.code == code
    assert refused.value.exit_status == 2
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200, "what was typed is not said back at any length"


def test_the_longest_query_and_the_most_values_are_allowed() -> None:
    assert len(read_search({"q": ["가" * MAX_QUERY]}).q) == MAX_QUERY
    assert len(read_search({"section": [str(n) for n in range(MAX_VALUES)] * 2}).filters.sections) == MAX_VALUES


def test_a_range_of_one_month_is_no_range_backwards() -> None:
    filters = read_search({"from": ["2022-12-14"], "to": ["2022-12"]}).filters
    assert (filters.first, filters.last) == (date(2022, 12, 14), date(2022, 12, 31))


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=8), max_size=2)))
def test_whatever_stands_in_an_address_is_read_or_refused(arguments: dict[str, list[str]]) -> None:
    try:
        search = read_search(arguments)
    except ParameterError as refused:
        assert refused.code
    else:
        assert search.page >= 1
        assert 1 <= search.per_page <= 100
