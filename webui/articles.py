"""One article, to be read."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from archive.errors import NotFound, ParameterError
from archive.models import Article
from archive.parameters import MAX_QUERY
from archive.results import IssueSummary, Search
from webui.citing import FILES, citation_file, citations
from webui.context import asked_search, asked_text, the_archive, the_images
from webui.links import search_url
from webui.picturing import original_pages
from webui.reading import article_page

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """The article with what was searched for marked, and the way back to the search; with `.bib` or `.ris` behind its
    id, the citation of it."""
    search = _search_behind()
    try:
        reading = the_archive().reading(article_id, search.q, expand=search.expand)
    except NotFound:
        # Asked second: a ready article's own id may end so.
        named, _, ending = article_id.rpartition(".")
        if named and ending in FILES:
            return citation_file(named, ending)
        raise
    page = article_page(reading, *_issue_of(reading.article), original_pages(the_images(), reading))
    came_from = search_url(search) if search != Search() else None
    cited = citations(reading.article, page.issue)
    return render_template("articles/article.html", page=page, search=search, came_from=came_from, cited=cited)


def _search_behind() -> Search:
    """The search that the reader came from; a part of it that cannot be used is no reason not to show the article."""
    try:
        return asked_search()
    except ParameterError:
        q = asked_text()
        return Search(q=q) if len(q) <= MAX_QUERY else Search()


def _issue_of(article: Article) -> tuple[IssueSummary | None, tuple[Article, ...]]:
    if article.issue is None:
        return None, ()
    try:
        contents = the_archive().issue(article.issue)
    except NotFound:
        # A ready article from elsewhere may name an issue that is not here itself.
        return None, ()
    return contents.summary, contents.articles
