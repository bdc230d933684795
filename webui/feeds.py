"""What other programs subscribe to: the newest articles of a search as Atom, and the search box for a browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, url_for

from archive.citing import one_line, permanent_link, source_of
from archive.language import gettext as _
from archive.results import Hit, IssueSummary, Search
from webui.context import asked_search, the_archive
from webui.links import absolute, parameters, site

blueprint = Blueprint("feeds", __name__)

ENTRIES = 50
ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
BEGINNING = Date(1970, 1, 1)
"""When a feed of an empty archive changed last: it must say some day, and always the same."""


@blueprint.get("/feed.atom")
def feed() -> Response:
    """The newest articles that match all that was asked, at most ENTRIES, as Atom (RFC 4287)."""
    search = replace(asked_search(), sort="newest", page=1, per_page=ENTRIES)
    found, overview = the_archive().search(search), the_archive().overview()
    # Partial matches help who looks on; whoever subscribes asked for these words.
    hits = () if found.relaxed else found.hits
    issues = {issue.number: issue for issue in overview.issues}
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "ko"})
    address = absolute(feed_url(search))
    page = absolute(url_for("search.results", **_asked(search)))  # type: ignore[arg-type]
    newest = max((issue.date for issue in overview.issues), default=BEGINNING)
    _add(root, "id", address)
    _add(root, "title", _("서고: %(search)s", search=one_line(search.q) or _("모든 글")))
    _add(root, "updated", _moment(hits[0].article.date if hits else newest))
    _add(_add(root, "author"), "name", _("서고"))
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    for hit in hits:
        _entry(root, hit, issues.get(hit.article.issue or -1))
    return _xml(root, "application/atom+xml")


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser asks this archive from its address bar (OpenSearch 1.1)."""
    root = ET.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    _add(root, "ShortName", _("서고"))
    _add(root, "Description", _("서고에서 글 찾기"))
    _add(root, "InputEncoding", "UTF-8")
    icon = absolute(url_for("static", filename="favicon.svg"))
    _add(root, "Image", icon, type="image/svg+xml", width="16", height="16")
    for kind, endpoint in (("text/html", "search.results"), ("application/atom+xml", "feeds.feed")):
        _add(root, "Url", type=kind, template=f"{absolute(url_for(endpoint))}?q={{searchTerms}}")
    return _xml(root, "application/opensearchdescription+xml")


def feed_url(search: Search) -> str:
    """The feed of a search, whatever page and order of it is looked at."""
    return url_for("feeds.feed", **_asked(search))  # type: ignore[arg-type]


def _asked(search: Search) -> dict[str, str | list[str]]:
    default = Search()
    return parameters(replace(search, page=1, per_page=default.per_page, sort=default.sort))


def _entry(root: ET.Element, hit: Hit, issue: IssueSummary | None) -> None:
    article = hit.article
    source = source_of(article, issue)
    link = permanent_link(site(), article.id)
    entry = _add(root, "entry")
    _add(entry, "id", link)
    _add(entry, "title", source.title)
    _add(entry, "updated", _moment(article.date))
    for author in source.authors:
        _add(_add(entry, "author"), "name", author)
    _add(entry, "link", rel="alternate", type="text/html", href=link)
    if article.section:
        _add(entry, "category", term=one_line(article.section))
    _add(entry, "summary", " … ".join(one_line(snippet.text) for snippet in hit.snippets))


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    added = ET.SubElement(parent, tag, attributes)
    added.text = text
    return added


def _moment(day: Date) -> str:
    """A day as Atom writes a moment: its beginning in Korea."""
    return f"{day.isoformat()}T00:00:00+09:00"


def _xml(root: ET.Element, media_type: str) -> Response:
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type=f"{media_type}; charset=utf-8")
