"""Search parameters as they stand in an address or behind flags (docs/contract.md, URLs): read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar, get_args

from archive.dates import check_order, read_date
from archive.errors import ParameterError
from archive.language import gettext as _
from archive.language import number
from archive.results import Filters, Match, Search, Sort

T = TypeVar("T", bound=str)

MAX_QUERY = 1000
"""Code points of a query at most; a page of text is not a question."""

MAX_VALUES = 100
"""Different values of one filter at most."""

MAX_PER_PAGE = 100
MAX_PAGE = 10**9
_SWITCH = {"0": False, "1": True}


def read_search(arguments: Mapping[str, Sequence[str]]) -> Search:
    """The search that the arguments ask for; absent and empty ones take their defaults, unknown ones are ignored.

    Raises ParameterError: `bad_page`, `bad_per_page`, `bad_sort`, `bad_match`, `bad_expand`, `bad_inside`, `bad_date`,
    `bad_range`, `query_too_long`, `too_many_values`.
    """
    single = {name: values[0] for name, values in arguments.items() if values and values[0]}
    query = single.get("q", "")
    if len(query) > MAX_QUERY:
        raise ParameterError(
            "query_too_long",
            _(
                "찾는 말이 너무 깁니다(%(length)s자). %(most)s자까지 쓸 수 있습니다.",
                length=number(len(query)),
                most=number(MAX_QUERY),
            ),
        )
    return Search(
        q=query,
        filters=_filters(arguments, single),
        match=read_choice("match", single.get("match", "all"), get_args(Match)),
        expand=_SWITCH[read_choice("expand", single.get("expand", "1"), tuple(_SWITCH))],
        inside=_SWITCH[read_choice("inside", single.get("inside", "0"), tuple(_SWITCH))],
        sort=read_choice("sort", single.get("sort", "relevance"), get_args(Sort)),
        page=_number("page", single.get("page", "1"), MAX_PAGE),
        per_page=_number("per_page", single.get("per_page", "20"), MAX_PER_PAGE),
    )


def _filters(arguments: Mapping[str, Sequence[str]], single: Mapping[str, str]) -> Filters:
    first = read_date(single["from"])[0] if "from" in single else None
    last = read_date(single["to"])[1] if "to" in single else None
    check_order(first, last)
    return Filters(_values("section", arguments), _values("outlet", arguments), first, last)


def _values(name: str, arguments: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in arguments.get(name, ()) if value))
    if len(values) > MAX_VALUES:
        raise ParameterError(
            "too_many_values",
            _(
                "%(name)s 값이 너무 많습니다(%(count)s개). %(most)s개까지 고를 수 있습니다.",
                name=name,
                count=number(len(values)),
                most=number(MAX_VALUES),
            ),
        )
    return values


def read_choice(name: str, typed: str, choices: tuple[T, ...]) -> T:
    """The choice that was typed. Raises ParameterError `bad_<name>`, which tells what can be chosen."""
    for choice in choices:
        if typed == choice:
            return choice
    raise ParameterError(
        f"bad_{name}",
        _(
            "%(name)s에 쓸 수 없는 값입니다: '%(typed)s'. 쓸 수 있는 값: %(choices)s.",
            name=name,
            typed=typed[:40],
            choices=", ".join(choices),
        ),
    )


def _number(name: str, typed: str, most: int) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 20 and 1 <= int(typed) <= most):
        raise ParameterError(
            f"bad_{name}",
            _(
                "%(name)s은(는) 1부터 %(most)s까지의 수여야 합니다: '%(typed)s'.",
                name=name,
                most=number(most),
                typed=typed[:40],
            ),
        )
    return int(typed)
