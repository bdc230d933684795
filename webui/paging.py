"""Links between the pages of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

NEAR_PAGES = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or what the reader is looking at (`current`), or a gap between page numbers (empty `url`)."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to the other pages of a list."""

    before: str | None
    numbers: tuple[Link, ...]
    after: str | None


def pager(page: int, pages: int, url_of: Callable[[int], str]) -> Pager | None:
    """The links of `page`, which may lie behind the last; None where there is nowhere else to go."""
    if pages == 0 or (pages == 1 and page == 1):
        return None
    return Pager(
        before=url_of(min(page - 1, pages)) if page > 1 else None,
        numbers=_numbers(page, pages, url_of),
        after=url_of(page + 1) if page < pages else None,
    )


def _numbers(page: int, pages: int, url_of: Callable[[int], str]) -> tuple[Link, ...]:
    near = range(page - NEAR_PAGES, page + NEAR_PAGES + 1)
    links: list[Link] = []
    last = 0
    for number in sorted({1, pages, *(n for n in near if 1 <= n <= pages)}):
        if number > last + 1:
            links.append(Link("…", ""))
        links.append(Link(str(number), url_of(number), number == page))
        last = number
    return tuple(links)
