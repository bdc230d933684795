"""The front page and the results."""

from __future__ import annotations

from flask import Blueprint, render_template

from archive.results import IssueContents, Overview
from webui.context import asked_search, the_archive
from webui.observing.watching import nothing_found
from webui.presenting import results_page
from webui.rescue import meant, steps

blueprint = Blueprint("search", __name__)

LATEST_ISSUES = 8


@blueprint.get("/")
def front() -> str:
    """The search box, the latest issue, earlier ones, sections and outlets."""
    overview = the_archive().overview()
    return render_template(
        "search/front.html", overview=overview, latest=_latest(overview), earlier=overview.issues[1:LATEST_ISSUES]
    )


def _latest(overview: Overview) -> IssueContents | None:
    return the_archive().issue(overview.issues[0].number) if overview.issues else None


@blueprint.get("/search")
def results() -> str:
    """One page of results; where too little was found, also what would be found otherwise."""
    found = the_archive().search(asked_search())
    if found.relaxed or not found.total:
        nothing_found()
    ways = steps(the_archive(), found) if found.relaxed or not found.total else ()
    template = "search/results.html" if found.total else "search/empty.html"
    return render_template(template, page=results_page(found), steps=ways, meant=meant(found))
