"""The tools as plain methods: each docstring tells the assistant what the tool is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from archive import results
from archive.assistant.leaves import leaves
from archive.assistant.values import (
    Citation,
    CitationForm,
    Count,
    Found,
    Hit,
    Leaf,
    Name,
    Names,
    Suggestion,
)
from archive.citing import Source, one_line, permanent_link, source_of, version_of
from archive.citing.apa import apa
from archive.citing.bibtex import bibtex
from archive.citing.korean import korean
from archive.citing.ris import ris
from archive.errors import ParameterError
from archive.models import Article
from archive.parameters import read_search
from archive.search import Archive

MOST_HITS = 20
"""Hits of a page at most; a hit is some 600 tokens."""

MOST_OUTLETS = 20
NAMES = 20
"""Names of a page."""

FORMS: dict[CitationForm, Callable[[Source], str]] = {"korean": korean, "apa": apa, "bibtex": bibtex, "ris": ris}

Day = Annotated[str, Field(description="A day, a month or a year: 2022-12-14, 2022-12, 2022. Empty: no limit.")]
Page = Annotated[int, Field(description="Which page, from 1.")]
ArticleId = Annotated[str, Field(description="An id that `search` gave, such as '307-1'.")]


class Desk:
    """An archive as an assistant asks it. `opened` gives the archive, `site` is its address in links."""

    def __init__(self, opened: Callable[[], Archive], site: str) -> None:
        self._opened = opened
        self._site = site

    def search(
        self,
        query: Annotated[str, Field(description="What to look for, in the query language of this tool.")] = "",
        section: Annotated[list[str], Field(description="Only these sections.")] = [],  # noqa: B006
        outlet: Annotated[list[str], Field(description="Only these outlets, by either name.")] = [],  # noqa: B006
        date_from: Day = "",
        date_to: Day = "",
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        page: Page = 1,
        per_page: Annotated[int, Field(description=f"Hits of a page, 1 to {MOST_HITS}.")] = 10,
    ) -> Found:
        """Search the full text of all issues of the newsletter.

        Query language: all words must occur. "…" is an exact sequence; OR, NOT (or a leading -) and parentheses work;
        낱말* is a prefix; "A B"~5 means near each other; 제목: 섹션: 매체: 호: 날짜: search in one field, as in
        날짜:2022-01..2022-06. A word finds its inflected forms, compounds that contain it, and the other forms of a
        Chinese name (宁波 finds 닝보); =낱말 finds only what was typed. An empty query with filters lists articles.
        If `relaxed` is true, no article has all words. Quote only with the hit's permanent `link`.
        """
        if not 1 <= per_page <= MOST_HITS:
            raise ParameterError("bad_per_page", f"per_page은(는) 1부터 {MOST_HITS}까지의 수여야 합니다: '{per_page}'.")
        asked = {"q": query, "from": date_from, "to": date_to, "sort": sort, "page": page, "per_page": per_page}
        arguments = {name: [str(value)] for name, value in asked.items()}
        return self._found(self._opened().search(read_search({**arguments, "section": section, "outlet": outlet})))

    def read(
        self,
        article_id: ArticleId,
        leaf: Annotated[int, Field(description="Which part of a long article, from 1.")] = 1,
    ) -> Leaf:
        """Read an article as it was printed, with its citation and permanent link; long ones in parts (`leaves`).

        Quote its words as they are and give the permanent `link` with every quotation.
        """
        article, source = self._source(article_id)
        parts = leaves(article.blocks)
        if not 1 <= leaf <= len(parts):
            raise ParameterError("bad_leaf", f"leaf는 1부터 {len(parts)}까지의 수여야 합니다: '{leaf}'.")
        return Leaf(
            **self._head(article),
            newsletter=source.newsletter,
            citation=korean(source),
            leaf=leaf,
            leaves=len(parts),
            blocks=parts[leaf - 1],
        )

    def cite(
        self, article_id: ArticleId, form: Annotated[CitationForm, Field(description="How to cite.")] = "korean"
    ) -> Citation:
        """Cite an article: korean or apa as one line, bibtex or ris as a record for reference managers."""
        _, source = self._source(article_id)
        return Citation(form=form, text=FORMS[form](source).strip(), link=source.url or "")

    def names(
        self,
        query: Annotated[str, Field(description="A form of the name in any script, or a part of it. Empty: all.")] = "",
        page: Page = 1,
    ) -> Names:
        """Look up the forms of a Chinese name (person, company, place) in this newsletter: 닝보 is 宁波, also 영파."""
        asked = read_search({"q": [query], "page": [str(page)]})
        found = self._opened().names(asked.q, asked.page, NAMES)
        names = [Name(chinese=each.zh, forms=list(each.forms), articles=each.count) for each in found.names]
        return Names(total=found.total, page=found.page, pages=found.pages, names=names)

    def text(self, article_id: str) -> str:
        """A whole article as plain text, headed by its citation. Raises NotFound."""
        article, source = self._source(article_id)
        return f"{article.title}\n{korean(source)}\n\n{article.text}\n"

    def _source(self, article_id: str) -> tuple[Article, Source]:
        archive = self._opened()
        article = archive.article(article_id)
        return article, source_of(article, archive.summary(article.issue), self._site)

    def _head(self, article: Article) -> dict[str, Any]:
        """The fields of values.Head."""
        return {
            "id": article.id,
            "title": one_line(article.title),
            "section": article.section,
            "outlets": [f"{each.name}({each.name_zh})" if each.name_zh else each.name for each in article.outlets],
            "issue": article.issue,
            "date": article.date.isoformat(),
            "page": article.page,
            "link": permanent_link(self._site, article.id, version_of(article)),
        }

    def _found(self, found: results.Results) -> Found:
        offers = (*found.offers, *([found.meant] if found.meant else []))
        return Found(
            understood=found.understood,
            notices=list(found.notices),
            total=found.total,
            page=found.search.page,
            pages=found.pages,
            relaxed=found.relaxed,
            hits=[self._hit(hit) for hit in found.hits],
            suggestions=[Suggestion(query=offer.q, count=offer.count) for offer in offers],
            sections=_counts(found.facets.sections),
            outlets=_counts(found.facets.outlets[:MOST_OUTLETS]),
            years=_counts(found.facets.years),
        )

    def _hit(self, hit: results.Hit) -> Hit:
        return Hit(**self._head(hit.article), snippets=[_plain(each) for each in hit.snippets], why=list(hit.why))


def _plain(passage: results.Passage) -> str:
    before, after = "… " if passage.cut_before else "", " …" if passage.cut_after else ""
    return f"{before}{one_line(passage.text)}{after}"


def _counts(counts: tuple[results.Count, ...]) -> list[Count]:
    return [Count(value=each.value, count=each.count) for each in counts]
