"""Atom (RFC 4287): the frame of a feed, and an article as its entry."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Date
from xml.etree import ElementTree as ET

from flask import Response

from archive.citing import one_line, permanent_link, source_of
from archive.language import gettext as _
from archive.results import Hit, IssueSummary
from webui.links import site

NAMESPACE = "http://www.w3.org/2005/Atom"
BEGINNING = Date(1970, 1, 1)
"""When a feed of an empty archive changed last: it must say some day, and always the same."""


def begun(title: str, identity: str, updated: str, page: str, address: str = "") -> ET.Element:
    """A feed without entries; `identity` is what it is known by, `address` where it is, empty where that is a secret,
    `page` is the page for people."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "ko"})
    add(root, "id", identity)
    add(root, "title", title)
    add(root, "updated", updated)
    add(add(root, "author"), "name", _("서고"))
    if address:
        add(root, "link", rel="self", type="application/atom+xml", href=address)
    add(root, "link", rel="alternate", type="text/html", href=page)
    return root


def add_entry(root: ET.Element, hit: Hit, issue: IssueSummary | None, updated: str) -> None:
    """One more article, with what was found in it."""
    article = hit.article
    source = source_of(article, issue)
    link = permanent_link(site(), article.id)
    entry = add(root, "entry")
    add(entry, "id", link)
    add(entry, "title", source.title)
    add(entry, "updated", updated)
    for author in source.authors:
        add(add(entry, "author"), "name", author)
    add(entry, "link", rel="alternate", type="text/html", href=link)
    if article.section:
        add(entry, "category", term=one_line(article.section))
    add(entry, "summary", " … ".join(one_line(snippet.text) for snippet in hit.snippets))


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """One more element below `parent`."""
    added = ET.SubElement(parent, tag, attributes)
    added.text = text
    return added


def day_begins(day: Date) -> str:
    """A day as Atom writes a moment: its beginning in Korea."""
    return f"{day.isoformat()}T00:00:00+09:00"


def moment(time: float) -> str:
    """A time (s since 1970) as Atom writes it."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_xml(root: ET.Element, media_type: str) -> Response:
    """A document as an answer."""
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type=f"{media_type}; charset=utf-8")
