"""Addresses of a search with one thing changed. Defaults are left out, so that one state has one address."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Date
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, quote_plus

from flask import request, url_for

from archive.citing import permanent_path
from archive.results import Filters, Search, Sort
from webui.context import the_base_url

Parameters = dict[str, str | list[str]]
Chosen = Literal["sections", "outlets"]

_QUOTES = re.compile('["“”„＂]')
_UNSEARCHED = Search()

_PLAIN = "!$'()*,/:;?@"
"""Signs that stand in a query string as they are; the same that `url_for` leaves, so that addresses stay the same."""

_PLAIN_IN_PATHS = "!$&'()*+,/:;=@"
"""The same in a path."""


def site() -> str:
    """The address of the archive for links that are written down for others: the one that it was given, else the one
    that this request was sent to. It may have a slash at its end."""
    return the_base_url() or request.url_root


def absolute(path: str) -> str:
    """The whole address of a path of this site that begins with a slash."""
    return f"{site().rstrip('/')}{path}"


def canonical_url(article_id: str) -> str:
    """The one address of an article, whatever is marked in it: with the host where the archive was given one, for what
    a request names may be one of many."""
    path = permanent_path(article_id)
    return absolute(path) if the_base_url() else path


def search_url(search: Search) -> str:
    """The results page of a search."""
    return _with_query(page_url("search.results"), _query_string(search))


def choosing(search: Search, chosen: Chosen) -> Callable[[str], str]:
    """The results page with one section or outlet more, by the one that is chosen; on its first page.

    A page offers more than a hundred of them: what they have in common is written once.
    """
    other = _Other()
    pairs = list(_pairs(toggled(search, chosen, other)))
    at = next(place for place, (_, value) in enumerate(pairs) if value is other)
    before = "&".join([*map(_encoded, pairs[:at]), f"{pairs[at][0]}="])
    behind = "".join(f"&{_encoded(pair)}" for pair in pairs[at + 1 :])
    begin = f"{page_url('search.results')}?{before}"
    return lambda value: f"{begin}{_quote(value)}{behind}"


class _Other(str):
    """The value in whose place another is put."""


def article_url(article_id: str, search: Search | None = None) -> str:
    """An article; with a search, its marks and the way back to the very page of results."""
    begin = _path_of_articles(request.script_root)
    path = f"{begin}{quote(article_id, safe=_PLAIN_IN_PATHS, errors='replace')}"
    return _with_query(path, _query_string(search)) if search else path


def page_url(endpoint: str) -> str:
    """The path of a page that takes no part of its address as a parameter."""
    return _path(request.script_root, endpoint)


@lru_cache(maxsize=100)
def _path(root: str, endpoint: str) -> str:
    return url_for(endpoint)


@lru_cache(maxsize=100)
def _path_of_articles(root: str) -> str:
    return url_for("articles.article", article_id="-").removesuffix("-")


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=100)
def _query_string(search: Search) -> str:
    """The search as it stands behind the question mark; all hits of a page have it in their addresses."""
    return "&".join(map(_encoded, _pairs(search)))


def _pairs(search: Search) -> Iterator[tuple[str, str]]:
    for name, value in parameters(search).items():
        yield from ((name, each) for each in ([value] if isinstance(value, str) else value))


def _encoded(pair: tuple[str, str]) -> str:
    name, value = pair
    return f"{name}={_quote(value)}"


@lru_cache(maxsize=5000)
def _quote(value: str) -> str:
    return quote_plus(value, safe=_PLAIN, errors="replace")


def name_search(zh: str) -> Search:
    """The search that finds a name in all its forms."""
    # A name of several words, or with signs in it, is one thing only between quotation marks.
    return Search(q=zh if zh.isalnum() else _quoted(zh))


def form_search(form: str) -> Search:
    """The search that finds one form of a name and no other."""
    return Search(q=_quoted(form), expand=False)


def _quoted(text: str) -> str:
    """The text as it is; what stands between quotation marks of its own is asked for by itself."""
    return " ".join(f'"{piece.strip()}"' for piece in _QUOTES.split(text) if piece.strip())


def parameters(search: Search) -> Parameters:
    """The search as address parameters."""
    default, filters = _UNSEARCHED, search.filters
    named: Parameters = {
        "q": search.q,
        "section": list(filters.sections),
        "outlet": list(filters.outlets),
        "from": first_day(filters.first),
        "to": last_day(filters.last),
        "match": search.match if search.match != default.match else "",
        "expand": "" if search.expand else "0",
        "inside": "1" if search.inside else "",
        "sort": search.sort if search.sort != default.sort else "",
        "page": str(search.page) if search.page > 1 else "",
        "per_page": str(search.per_page) if search.per_page != default.per_page else "",
    }
    return {name: value for name, value in named.items() if value}


def first_day(day: Date | None) -> str:
    """A day that begins a range, as briefly as it can be typed: a year's first day is the year."""
    if day is None:
        return ""
    return f"{day.year:04}" if (day.month, day.day) == (1, 1) else _month(day) if day.day == 1 else day.isoformat()


def last_day(day: Date | None) -> str:
    """A day that ends a range, as briefly as it can be typed: a month's last day is the month."""
    if day is None:
        return ""
    if (day.month, day.day) == (12, 31):
        return f"{day.year:04}"
    return _month(day) if day.day == monthrange(day.year, day.month)[1] else day.isoformat()


def _month(day: Date) -> str:
    return f"{day.year:04}-{day.month:02}"


def toggled(search: Search, chosen: Chosen, value: str) -> Search:
    """The search with a section or an outlet chosen, or given up if it was; on its first page."""
    sections, outlets = search.filters.sections, search.filters.outlets
    if chosen == "sections":
        return filtered(search, replace(search.filters, sections=_toggled(sections, value)))
    return filtered(search, replace(search.filters, outlets=_toggled(outlets, value)))


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value) if value in values else (*values, value)


def dated(search: Search, first: Date | None, last: Date | None) -> Search:
    """The search within these days; on its first page."""
    return filtered(search, replace(search.filters, first=first, last=last))


def filtered(search: Search, filters: Filters) -> Search:
    """The search with other filters; on its first page."""
    return replace(search, filters=filters, page=1)


def sorted_by(search: Search, sort: Sort) -> Search:
    """The search in another order; on its first page."""
    return replace(search, sort=sort, page=1)
