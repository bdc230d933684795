"""The JSON interface, /api/v1: its names and shapes are promised (docs/contract.md) and only ever added to."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from archive.citing import permanent_path, version_of
from archive.wire import search_json
from webui.context import asked_names, asked_search, the_archive
from webui.issues import contents_of
from webui.links import absolute
from webui.names_json import life_json, list_json
from webui.observing.watching import nothing_found

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

Json = dict[str, Any]

NAMES_PER_PAGE = 100


@blueprint.get("/search")
def search() -> Json:
    """One page of results with facets."""
    found = the_archive().search(asked_search())
    if found.relaxed or not found.total:
        nothing_found()
    return search_json(found)


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> Json:
    """One article, whole, with what tells its wording from others and the permanent link to it."""
    found = the_archive().article(article_id)
    version = version_of(found)
    return {**found.as_json(), "version": version, "permalink": absolute(permanent_path(found.id, version))}


@blueprint.get("/articles/<path:article_id>/similar")
def similar(article_id: str) -> Json:
    """The articles most like one, the likest first."""
    found = the_archive().similar(article_id)
    return {"similar": [each.as_json() for each in found]}


@blueprint.get("/issues")
def issues() -> Json:
    """Every issue, newest first."""
    return {"issues": [issue.as_json() for issue in the_archive().issues()]}


@blueprint.get("/issues/<number>")
def issue(number: str) -> Json:
    """One issue with the heads of its articles."""
    contents = contents_of(number)
    return {**contents.summary.as_json(), "articles": [article.head_json() for article in contents.articles]}


@blueprint.get("/names")
def names() -> Json:
    """One page of the names that are known in two scripts."""
    asked = asked_names(NAMES_PER_PAGE)
    return list_json(the_archive().names(asked.q, asked.page, asked.per_page))


@blueprint.get("/names/<path:zh>")
def name(zh: str) -> Json:
    """One name's life."""
    return life_json(the_archive().name(zh))
