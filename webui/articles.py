"""One article, to be read."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from archive.citing import VERSION_DIGITS, version_of
from archive.errors import NotFound, ParameterError
from archive.models import Article
from archive.near import Around
from archive.parameters import MAX_QUERY
from archive.results import IssueSummary, Search
from webui.citing import FILES, citation_file, citations
from webui.context import asked_search, asked_text, the_archive, the_images
from webui.issues import MOST_DIGITS
from webui.links import search_url
from webui.picturing import original_pages
from webui.reading import article_page

blueprint = Blueprint("articles", __name__)

_VERSION = re.compile(f"[0-9a-f]{{{VERSION_DIGITS}}}")
_OF_AN_ISSUE = re.compile(f"([0-9]{{1,{MOST_DIGITS}}})-")


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """The article with what was searched for marked, and the way back to the search; with `.bib` or `.ris` behind its
    id, the citation of it."""
    search = _search_behind()
    try:
        reading = the_archive().reading(article_id, search.q, expand=search.expand)
    except NotFound as missing:
        # Asked second: a ready article's own id may end so.
        named, _, ending = article_id.rpartition(".")
        if named and ending in FILES:
            return citation_file(named, ending)
        return _gone(article_id, missing)
    page = article_page(
        reading,
        *_issue_of(reading.article),
        original_pages(the_images(), reading),
        the_archive().names_in(article_id),
        the_archive().similar(article_id),
    )
    around = the_archive().around(search, article_id) if search != Search() else None
    return render_template(
        "articles/article.html",
        page=page,
        search=search,
        walked=replace(search, page=1),
        around=around,
        came_from=search_url(_page_of(search, around)) if around else None,
        cited=citations(reading.article, page.issue),
        outdated=_is_outdated(reading.article),
    )


def _search_behind() -> Search:
    """The search that the reader came from; a part of it that cannot be used is no reason not to show the article."""
    try:
        return asked_search()
    except ParameterError:
        q = asked_text()
        return Search(q=q) if len(q) <= MAX_QUERY else Search()


def _page_of(search: Search, around: Around) -> Search:
    """The search at that page of its results which has the article, where it is known."""
    return replace(search, page=-(-around.place // search.per_page)) if around.place else search


def _issue_of(article: Article) -> tuple[IssueSummary | None, tuple[Article, ...]]:
    if article.issue is None:
        return None, ()
    try:
        contents = the_archive().issue(article.issue)
    except NotFound:
        # A ready article from elsewhere may name an issue that is not here itself.
        return None, ()
    return contents.summary, contents.articles


def _is_outdated(article: Article) -> bool:
    """Whether the address is a permanent link to another wording; one that is no permanent link at all says nothing."""
    asked = request.args.get("v", "").lower()
    return bool(_VERSION.fullmatch(asked)) and asked != version_of(article)


def _gone(article_id: str, missing: NotFound) -> ResponseReturnValue:
    """Where an article was that the index no longer has: in its issue, if that is here. Raises NotFound otherwise."""
    told = _OF_AN_ISSUE.match(article_id)
    issue = the_archive().summary(int(told[1])) if told else None
    if issue is None:
        raise missing
    return render_template("articles/gone.html", message=str(missing), issue=issue, asked=asked_text()), 404
