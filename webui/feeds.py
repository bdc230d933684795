"""What other programs subscribe to: the newest articles of a search as Atom, and the search box for a browser."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, url_for

from archive.citing import one_line
from archive.language import gettext as _
from archive.results import Search
from webui.atom import BEGINNING, add, add_entry, as_xml, begun, day_begins
from webui.context import asked_search, the_archive
from webui.links import absolute, parameters

blueprint = Blueprint("feeds", __name__)

ENTRIES = 50
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


@blueprint.get("/feed.atom")
def feed() -> Response:
    """The newest articles that match all that was asked, at most ENTRIES, as Atom (RFC 4287)."""
    search = replace(asked_search(), sort="newest", page=1, per_page=ENTRIES)
    found, overview = the_archive().search(search), the_archive().overview()
    # Partial matches help who looks on; whoever subscribes asked for these words.
    hits = () if found.relaxed else found.hits
    issues = {issue.number: issue for issue in overview.issues}
    newest = max((issue.date for issue in overview.issues), default=BEGINNING)
    address = absolute(feed_url(search))
    root = begun(
        _("서고: %(search)s", search=one_line(search.q) or _("모든 글")),
        address,
        day_begins(hits[0].article.date if hits else newest),
        absolute(url_for("search.results", **_asked(search))),  # type: ignore[arg-type]
        address,
    )
    for hit in hits:
        add_entry(root, hit, issues.get(hit.article.issue or -1), day_begins(hit.article.date))
    return as_xml(root, "application/atom+xml")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser asks this archive from its address bar (OpenSearch 1.1)."""
    root = ET.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    add(root, "ShortName", _("서고"))
    add(root, "Description", _("서고에서 글 찾기"))
    add(root, "InputEncoding", "UTF-8")
    icon = absolute(url_for("static", filename="favicon.svg"))
    add(root, "Image", icon, type="image/svg+xml", width="16", height="16")
    for kind, endpoint in (("text/html", "search.results"), ("application/atom+xml", "feeds.feed")):
        add(root, "Url", type=kind, template=f"{absolute(url_for(endpoint))}?q={{searchTerms}}")
    return as_xml(root, "application/opensearchdescription+xml")


def feed_url(search: Search) -> str:
    """The feed of a search, whatever page and order of it is looked at."""
    return url_for("feeds.feed", **_asked(search))  # type: ignore[arg-type]


def _asked(search: Search) -> dict[str, str | list[str]]:
    default = Search()
    return parameters(replace(search, page=1, per_page=default.per_page, sort=default.sort))
