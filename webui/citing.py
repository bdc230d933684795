"""An article to be cited: its forms on the page, as files, and as metadata that Zotero and its like read."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from archive.citing import Source, permanent_path, source_of, version_of
from archive.citing.apa import apa
from archive.citing.bibtex import bibtex, key
from archive.citing.korean import korean
from archive.citing.ris import ris
from archive.exporting import FORMATS
from archive.language import gettext as _
from archive.models import Article
from archive.results import IssueSummary
from webui.context import the_archive
from webui.exports import attachment
from webui.links import site

FILES = {"bib": (bibtex, FORMATS["bibtex"]), "ris": (ris, FORMATS["ris"])}


@dataclass(frozen=True, slots=True)
class Form:
    """A citation as the page shows it; `ending` is that of the file with the same, where there is one."""

    name: str
    text: str
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class Citations:
    """All forms of one article, its permanent link, and its `<meta>` tags as (name, content).

    `path` is the permanent link within this site: it leads there also where the site is known by another address.
    `asked` are the issue's own words on being cited, as printed, in lines.
    """

    forms: tuple[Form, ...]
    permanent: str
    path: str
    asked: str | None
    metadata: tuple[tuple[str, str], ...]


def citations(article: Article, issue: IssueSummary | None) -> Citations:
    """What the page of an article says of how to cite it, with links to the address that it was asked at."""
    source = source_of(article, issue, site())
    forms = (
        Form(_("한국어"), korean(source)),
        Form("APA", apa(source)),
        Form("BibTeX", bibtex(source).strip(), "bib"),
        Form("RIS", ris(source).replace("\r\n", "\n").strip(), "ris"),
    )
    metadata = (*_highwire(source), *_dublin_core(source, article.section))
    path = permanent_path(article.id, version_of(article))
    return Citations(forms, source.url or "", path, issue.attribution if issue else None, metadata)


def citation_file(article_id: str, ending: str) -> Response:
    """The citation of an article as a file: `bib` or `ris`. Raises NotFound."""
    write, kind = FILES[ending]
    article = the_archive().article(article_id)
    source = source_of(article, the_archive().summary(article.issue), site())
    written = write(source).encode("utf-8", "replace")
    answer = Response(written, content_type=f"{kind.media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = attachment(key(article.id), ending)
    return answer


def _highwire(source: Source) -> tuple[tuple[str, str], ...]:
    """The tags of Highwire Press, by which Google Scholar and Zotero know an article of a periodical."""
    tags = (
        ("citation_title", source.title),
        *(("citation_author", author) for author in source.authors),
        ("citation_publication_date", f"{source.date:%Y/%m/%d}"),
        ("citation_journal_title", source.newsletter or ""),
        ("citation_issue", "" if source.issue is None else str(source.issue)),
        ("citation_firstpage", "" if source.page is None else str(source.page)),
        ("citation_publisher", source.publisher or ""),
        ("citation_language", "ko"),
        ("citation_public_url", source.url or ""),
    )
    return tuple((name, content) for name, content in tags if content)


def _dublin_core(source: Source, section: str | None) -> tuple[tuple[str, str], ...]:
    tags = (
        ("DC.title", source.title),
        *(("DC.creator", author) for author in source.authors),
        ("DC.date", source.date.isoformat()),
        ("DC.publisher", source.publisher or ""),
        ("DC.subject", section or ""),
        ("DC.identifier", source.url or ""),
        ("DC.language", "ko"),
        ("DC.type", "Text"),
    )
    return tuple((name, content) for name, content in tags if content)
