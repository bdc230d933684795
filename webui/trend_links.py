"""Addresses of topics through time: the same state as a page, as a file and as JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

from flask import url_for

from archive.results import Filters, Search
from archive.trends.values import Asked, By, Per
from webui.links import Parameters, dated, parameters, search_url

PAGE = "trends.page"


def trends_url(asked: Asked, endpoint: str = PAGE) -> str:
    """The address of this comparison; defaults are left out."""
    return url_for(endpoint, **trend_parameters(asked))  # type: ignore[arg-type]


def trend_parameters(asked: Asked) -> Parameters:
    """The comparison as address parameters."""
    named: Parameters = {
        "q": [search.q for search in asked.searches],
        **parameters(asked.base),
        "by": asked.by or "",
        "per": asked.per if asked.per != Asked(Search()).per else "",
    }
    return {name: value for name, value in named.items() if value}


def trends_of(search: Search) -> str:
    """The page that shows one search through time."""
    default = Search()
    plain = replace(search, sort=default.sort, page=default.page, per_page=default.per_page)
    return trends_url(Asked(replace(plain, q=""), (plain,) if plain.q.strip() else ()))


def without(asked: Asked, at: int) -> Asked:
    """The comparison without one of its queries."""
    return replace(asked, searches=(*asked.searches[:at], *asked.searches[at + 1 :]))


def counted_by(asked: Asked, by: By) -> Asked:
    """The comparison by months or by years."""
    return replace(asked, by=by)


def shown_per(asked: Asked, per: Per) -> Asked:
    """The comparison in numbers of articles, or per thousand."""
    return replace(asked, per=per)


def narrowed(asked: Asked, filters: Filters) -> Asked:
    """The comparison under other filters."""
    return asked.each(lambda search: replace(search, filters=filters))


def period_url(search: Search, first: Date, last: Date) -> str:
    """The articles behind one point: those of the search in these days, as far as its own days go."""
    own = search.filters
    return search_url(dated(search, max(filter(None, (first, own.first))), min(filter(None, (last, own.last)))))
