"""Words and names that an issue is the first to have, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for

from archive.errors import NotFound
from archive.language import gettext as _
from archive.results import Search
from archive.trends.values import NewName, NewWords
from archive.trends.values import NewWord as NewWordFound
from webui.context import the_archive
from webui.links import name_search
from webui.trend_json import new_words_json
from webui.widening import first_few

blueprint = Blueprint("new_words", __name__)

DIGITS = 9
"""Digits of the number of an issue at most."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name on the page: its own page, the search that finds it in all its forms, and the same in this issue alone."""

    found: NewName
    forms: str
    url: str
    search: Search
    in_issue: Search


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word on the page, with the search that finds it, and the same in this issue alone."""

    found: NewWordFound
    search: Search
    in_issue: Search


@dataclass(frozen=True, slots=True)
class NewWordsPage:
    """All of the page."""

    found: NewWords
    names: tuple[NameRow, ...]
    words: tuple[WordRow, ...]
    earlier_url: str | None
    later_url: str | None


@blueprint.get("/new-words")
def page() -> str:
    """What an issue is the first to have; of the newest where none is asked for."""
    if not the_archive().issues() and not _number():
        return render_template("trends/no_issue.html", asked="")
    found = _found()
    return render_template("trends/new_words.html", page=_page(found), asked="")


@blueprint.get("/api/v1/new-words", endpoint="api")
def as_json() -> dict[str, Any]:
    """The same as JSON."""
    return new_words_json(_found())


def _found() -> NewWords:
    number = _number()
    if number and not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise NotFound(_("제%(number)s호는 없습니다.", number=number[:40]))
    return the_archive().new_words(int(number) if number else None)


def _number() -> str:
    return request.args.get("issue", "")


def _page(found: NewWords) -> NewWordsPage:
    number = found.issue.number
    return NewWordsPage(
        found=found,
        names=tuple(_name(each, number) for each in found.names),
        words=tuple(_word(each, number) for each in found.words),
        earlier_url=_url(found.earlier.number) if found.earlier else None,
        later_url=_url(found.later.number) if found.later else None,
    )


def _name(each: NewName, number: int) -> NameRow:
    search = name_search(each.name.zh)
    return NameRow(each, first_few(each.name.forms), each.name.url, search, _in_issue(search, number))


def _word(each: NewWordFound, number: int) -> WordRow:
    search = Search(q=f'"{each.text}"')
    return WordRow(each, search, _in_issue(search, number))


def _in_issue(search: Search, number: int) -> Search:
    return Search(q=f"{search.q} 호:{number}")


def _url(number: int) -> str:
    return url_for("new_words.page", issue=number)
