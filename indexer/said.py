"""What a form says about the split of an issue: the values of the .toml beside it, each article by its ordinal.

Ordinals count from 1 and are those of the articles as the splitter finds them, before anything is put right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True, slots=True)
class IssueSaid:
    """What the cover should have said; None where it is right."""

    number: int | None = None
    date: Date | None = None
    newsletter: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class HeadSaid:
    """What an article's head is, None where nothing is said. Said to be empty: "", () and page 0.

    Outlets are written as print has them: `과기일보(科技日报)`.
    """

    title: str | None = None
    section: str | None = None
    outlets: tuple[str, ...] | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleSaid:
    """An article put right; `starts` and `ends` are its first and last line, by how they begin."""

    ordinal: int
    head: HeadSaid = HeadSaid()
    starts: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class SplitSaid:
    """An article that begins at a line where none was found; `within` is the article in which that line stands."""

    at: str
    head: HeadSaid = HeadSaid()
    ends: str | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """All of it. `joined` are runs of neighbours that are one article, `dropped` what is no article."""

    issue: IssueSaid = IssueSaid()
    articles: tuple[ArticleSaid, ...] = ()
    splits: tuple[SplitSaid, ...] = ()
    joined: tuple[tuple[int, ...], ...] = ()
    dropped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """An entry of the file that no form can show: it is wrong, or speaks of an article that is not there.

    `number` is its place among the pieces of the file, from 0; `line` counts from 1.
    """

    number: int
    line: int
    text: str
