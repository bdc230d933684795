"""What a person sees who checks an issue: its contents page beside the articles found. Frozen values and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Sureness = Literal["sure", "likely", "unsure"]
Evidence = Literal["contents", "contents_weak", "number", "section", "style", "look", "place", "hand"]
"""What speaks for a heading: the contents page has its title, or nearly; its number follows the one before; a section
heading stands above; its format marks it as a heading; an ornament or brackets set it apart as the other titles;
outlets and white space stand around it; or staff have said so."""

Match = Literal["matched", "missing", "extra", "dropped", "merged", "unlisted"]
"""`missing`: listed and not found; `extra`: found and not listed; `dropped`: listed and set aside by staff;
`merged`: listed and by staff made part of another article; `unlisted`: found, in an issue that has no contents page."""

Doubt = Literal["title_differs", "page_differs", "outlet_missing", "very_short", "very_long"]
OutsideRole = Literal["cover", "contents", "section", "rule", "running", "outside", "dropped", "colophon"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the contents page. `line` counts from 1 through the file; `outlets` are names as printed there."""

    line: int
    title: str
    section: str | None
    outlets: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """An article. `line` is that of its heading, from 1 through the file, `page` the one that the contents page gives.

    It stands on the pages `printed_page` to `last_page` of the file, and its blocks begin on `block_pages`; None and
    empty in formats without pages. `length` is that of its text in characters; `corrected` tells whether staff have put
    it right.
    """

    id: str
    line: int
    title: str
    section: str | None
    outlets: tuple[str, ...]
    page: int | None
    printed_page: int | None
    last_page: int | None
    block_pages: tuple[int, ...]
    length: int
    sureness: Sureness
    evidence: tuple[Evidence, ...]
    corrected: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the check: a line of the contents page, its article, or both."""

    match: Match
    doubts: tuple[Doubt, ...]
    listed: Listed | None
    found: Found | None


@dataclass(frozen=True, slots=True)
class Outside:
    """Text that belongs to no article: from which line on (from 1), what it is, how many characters, its beginning."""

    line: int
    role: OutsideRole
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """An issue as it was split: how sure that is, the rows in reading order, and what is in none of them.

    `characters` counts the visible characters of the file, `in_articles` those that belong to an article.
    `by_machine` are the pages of the file that are pictures of letters, which were guessed; `unread` those of which
    that was not possible, and `notice` says in Korean why, and what to do; `wordless` those that show no letters.
    """

    sureness: Sureness
    rows: tuple[Pair, ...]
    outside: tuple[Outside, ...]
    characters: int
    in_articles: int
    by_machine: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    wordless: tuple[int, ...] = ()
    notice: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Check:
        """The check that `as_json` wrote."""
        return cls(
            sureness=value["sureness"],
            rows=tuple(map(_pair, value["rows"])),
            outside=tuple(Outside(**each) for each in value["outside"]),
            characters=value["characters"],
            in_articles=value["in_articles"],
            by_machine=tuple(value["by_machine"]),
            unread=tuple(value["unread"]),
            wordless=tuple(value["wordless"]),
            notice=value["notice"],
        )


_TUPLES = ("outlets", "block_pages", "evidence")


def _pair(value: Mapping[str, Any]) -> Pair:
    listed, found = value["listed"], value["found"]
    return Pair(
        match=value["match"],
        doubts=tuple(value["doubts"]),
        listed=Listed(**{**listed, "outlets": tuple(listed["outlets"])}) if listed else None,
        found=Found(**{**found, **{name: tuple(found[name]) for name in _TUPLES}}) if found else None,
    )
