"""Parameters of topics through time as they stand in an address: those of a search, with several queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from archive.parameters import read_choice, read_search
from archive.results import Search
from archive.trends.values import Asked, By, Per

MOST_QUERIES = 5
"""More lines than these nobody can tell apart."""


def read_trends(arguments: Mapping[str, Sequence[str]]) -> Asked:
    """What the arguments ask for: at most MOST_QUERIES different queries, the others are counted and left out.

    Raises ParameterError as `read_search`, and `bad_by`, `bad_per`.
    """
    queries = list(dict.fromkeys(" ".join(q.split()) for q in arguments.get("q", ()) if q.strip()))
    others = {name: values for name, values in arguments.items() if name != "q"}
    by, per = (next(filter(None, arguments.get(name, ())), "") for name in ("by", "per"))
    return Asked(
        base=_plain(read_search(others)),
        searches=tuple(_plain(read_search({**others, "q": [q]})) for q in queries[:MOST_QUERIES]),
        by=read_choice("by", by, get_args(By)) if by else None,
        per=read_choice("per", per, get_args(Per)) if per else "articles",
        left_out=max(0, len(queries) - MOST_QUERIES),
    )


def _plain(search: Search) -> Search:
    """The search without what orders hits and cuts them into pages."""
    default = Search()
    return replace(search, sort=default.sort, page=default.page, per_page=default.per_page)
