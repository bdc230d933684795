"""An article as a citation: frozen values in, text out.

    Source          what a citation names, the same for all forms
    korean, apa     one line to be read
    bibtex, ris     one record for programs that keep references

A form leaves out what is not known and never prints an empty place. Of the pages only the first is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import quote

from archive.models import Article, Outlet
from archive.results import IssueSummary

VERSION_DIGITS = 10
"""Hexadecimal digits of a version: two texts of one article share them once in 10^12."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation names. `authors` are the outlets, else the publisher; `page` is the first, counted from 1.

    `url` is the permanent link to the wording that is cited, None where the archive has no address.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    newsletter: str | None
    publisher: str | None
    issue: int | None
    date: Date
    page: int | None
    url: str | None


def source_of(article: Article, issue: IssueSummary | None, site: str | None = None) -> Source:
    """What a citation of this article names; `issue` is its issue, None for a ready article from elsewhere.

    `site` is the address of the archive (`https://…`), with or without a slash at its end.
    """
    publisher = one_line(issue.publisher) if issue and issue.publisher else None
    outlets = tuple(_outlet(outlet) for outlet in article.outlets)
    return Source(
        id=article.id,
        title=one_line(article.title),
        authors=outlets or ((publisher,) if publisher else ()),
        newsletter=one_line(issue.newsletter) if issue else None,
        publisher=publisher,
        issue=article.issue,
        date=article.date,
        page=article.page,
        url=permanent_link(site, article.id, version_of(article)) if site else None,
    )


def version_of(article: Article) -> str:
    """What tells this wording of an article from any other: the first VERSION_DIGITS of the SHA-256 of title, line feed
    and text, composed (NFC), in UTF-8."""
    wording = normalize("NFC", f"{article.title}\n{article.text}")
    return sha256(wording.encode("utf-8", "surrogatepass")).hexdigest()[:VERSION_DIGITS]


def permanent_path(article_id: str, version: str | None = None) -> str:
    """The address of an article within the archive, in ASCII; with `version`, of this wording of it (`?v=…`)."""
    # A ready article keeps its own id, which may hold any letter; half of a surrogate pair has no UTF-8.
    path = f"/articles/{quote(article_id, errors='replace')}"
    return f"{path}?v={version}" if version else path


def permanent_link(site: str, article_id: str, version: str | None = None) -> str:
    """The whole address of an article, in ASCII; `site` is that of the archive, `version` as in `permanent_path`."""
    return f"{site.rstrip('/')}{permanent_path(article_id, version)}"


def one_line(text: str) -> str:
    """The text with every run of white space and control characters as one space: a citation has one line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _outlet(outlet: Outlet) -> str:
    """Both names of an outlet, as the newsletter prints them: 과기일보(科技日报)."""
    name, name_zh = one_line(outlet.name), one_line(outlet.name_zh or "")
    return f"{name}({name_zh})" if name_zh else name
