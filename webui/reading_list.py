"""The reading list: some articles in an order of the reader's own. The address is the whole list, so it can be mailed.

The browser keeps what was picked (static/basket.js) and links here; nothing is kept on this side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.models import Article
from archive.results import IssueSummary, Passage, Reading
from archive.snippets import lead
from webui.citing import citations
from webui.context import the_archive
from webui.exports import MOST_CHOSEN
from webui.paging import Link
from webui.reading import DrawnBlock, article_page

blueprint = Blueprint("reading_list", __name__)

MOST = MOST_CHOSEN
"""Articles of one page: as many as of one file."""

MOST_ASKED = 500
"""Articles that an address may name, as many as the browser keeps; the others are told of and left out."""

MOST_TOLD = 20
ID_LENGTH = 80
"""Of an unknown id, as much as is said of it."""

FILES = (("csv", "CSV"), ("bib", "BibTeX"), ("ris", "RIS"), ("jsonl", "JSONL"))


@dataclass(frozen=True, slots=True)
class Item:
    """An article of the list. `blocks` is None where only its beginning is shown."""

    article: Article
    lead: Passage
    citation: str
    blocks: tuple[DrawnBlock, ...] | None


@dataclass(frozen=True, slots=True)
class ReadingList:
    """All of the page. `missing` are ids that are not here, at most MOST_TOLD, `more_missing` counts the others.

    `rest` leads to the articles behind the first MOST, which `rest_count` counts; `dropped` are those that are too many
    for an address.
    """

    items: tuple[Item, ...]
    missing: tuple[str, ...]
    more_missing: int
    full: bool
    other_view: str
    files: tuple[Link, ...]
    rest: str | None
    rest_count: int
    dropped: int


@blueprint.get("/reading-list")
def reading_list() -> ResponseReturnValue:
    """The articles of this address (`id`, repeated) in its order, with `full=1` whole.

    A button of the page adds what it does (`drop`, `up` or `down`, an id) and gets the list so changed.
    """
    ids = list(dict.fromkeys(each for each in request.args.getlist("id") if each))
    full = request.args.get("full") == "1"
    changed = _changed(ids)
    if changed != ids:
        return redirect(list_url(changed, full), 303)
    return render_template("reading_list/list.html", page=_page(ids, full))


def list_url(ids: Sequence[str], full: bool = False) -> str:
    """The page of these articles; with `full`, of their whole texts."""
    asked = {"full": "1"} if full else {}
    return url_for("reading_list.reading_list", **asked, id=list(ids))  # type: ignore[arg-type]


def _changed(ids: Sequence[str]) -> list[str]:
    """The ids after what a button asks for; what it names and is not there changes nothing."""
    changed = [each for each in ids if each != request.args.get("drop")]
    for name, step in (("up", -1), ("down", 1)):
        moved = request.args.get(name)
        if moved in changed:
            place = changed.index(moved)
            changed.insert(min(max(place + step, 0), len(changed)), changed.pop(place))
    return changed


def _page(ids: Sequence[str], full: bool) -> ReadingList:
    asked = ids[:MOST]
    listing = the_archive().listed(asked)
    articles = {article.id: article for article in listing.articles}
    items = tuple(_item(article, listing.issues.get(article.issue or -1), full) for article in articles.values())
    missing = [each for each in asked if each not in articles]
    rest = ids[MOST:MOST_ASKED]
    return ReadingList(
        items=items,
        missing=tuple(each[:ID_LENGTH] for each in missing[:MOST_TOLD]),
        more_missing=max(len(missing) - MOST_TOLD, 0),
        full=full,
        other_view=list_url(list(articles), not full),
        files=_files(list(articles)),
        rest=list_url(rest, full) if rest else None,
        rest_count=len(rest),
        dropped=max(len(ids) - MOST_ASKED, 0),
    )


def _item(article: Article, issue: IssueSummary | None, full: bool) -> Item:
    (korean, *_) = citations(article, issue).forms
    # Headings and captions come first in many an article and say little of it.
    running = next((block.text for block in article.blocks if block.kind == "paragraph"), article.text)
    return Item(article, lead(running), korean.text, tuple(_whole(article, issue)) if full else None)


def _whole(article: Article, issue: IssueSummary | None) -> Iterator[DrawnBlock]:
    """The blocks as the article's own page draws them, under ids that no other article of this page has."""
    passages = tuple(Passage(block.text) for block in article.blocks)
    reading = Reading(
        article,
        issue.newsletter if issue else None,
        Passage(article.title),
        passages,
        found=0,
        previous=None,
        next=None,
    )
    for number, block in enumerate(article_page(reading, issue, ()).blocks, 1):
        yield replace(block, id=f"{article.id}-b{number}")


def _files(ids: Sequence[str]) -> tuple[Link, ...]:
    """Where these articles can be had as files."""
    if not ids:
        return ()
    return tuple(Link(name, url_for("exports.chosen", ending=ending, id=ids)) for ending, name in FILES)
