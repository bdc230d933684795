"""Articles of a list as COinS, by which Zotero and its like know that a page lists things that can be cited.

A ContextObject of OpenURL (ANSI/NISO Z39.88-2004) as keys and encoded values in the title of an empty
`<span class="Z3988">`, in the format of journals (info:ofi/fmt:kev:mtx:journal); https://ocoins.info says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from markupsafe import Markup, escape

from archive.citing import Source, source_of
from archive.models import Article
from webui.context import the_archive
from webui.links import site

REFERRER = "info:sid/seogo"


def coins(article: Article) -> Markup:
    """The span of one article, with its permanent link at the address that the page was asked at."""
    source = source_of(article, the_archive().summary(article.issue), site())
    return Markup(f'<span class="Z3988" title="{escape(urlencode(list(_keys(source)), errors="replace"))}"></span>')


def _keys(source: Source) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"
    yield "rfr_id", REFERRER
    yield "rft.genre", "article"
    yield "rft.atitle", source.title
    if source.newsletter:
        yield "rft.jtitle", source.newsletter
    if source.issue is not None:
        yield "rft.issue", str(source.issue)
    if source.page is not None:
        yield "rft.spage", str(source.page)
    yield "rft.date", source.date.isoformat()
    for author in source.authors:
        yield "rft.au", author
    if source.url:
        yield "rft_id", source.url
