"""The issues of one generation, their articles and their order in time."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache

from archive.checked import Check, Found
from archive.engines.contract import Keyword, Request, Snapshot
from archive.errors import NotFound
from archive.language import gettext as _
from archive.models import Article
from archive.records import SourceRecord
from archive.results import IssueCheck, IssueContents, IssueSummary, Original
from archive.stored import unpack_article

MOST_ISSUES = 1000
"""Issues whose heads are kept at most; some 5 KB each."""


class Catalog:
    """What the issue pages and lists need, read from one snapshot when first asked."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        # Every page of an article shows the titles of its issue: its texts are read for the first of them only.
        self.heads = lru_cache(maxsize=MOST_ISSUES)(self._heads)
        self._checks: dict[str, Check | None] = {}

    @cached_property
    def chinese_names(self) -> tuple[tuple[str, str], ...]:
        """(printed name, Chinese name) of outlets, in order of file."""
        return tuple(dict.fromkeys(pair for record in self._records.values() for pair in record.outlets.items()))

    @cached_property
    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first."""
        counts = self.snapshot.values("issue")
        found: dict[int, IssueSummary] = {}
        for record in self._records.values():
            for issue in record.issues:
                count = counts.get(str(issue.number), 0)
                summary = IssueSummary(
                    issue.number, issue.newsletter, issue.date, issue.publisher, count, issue.attribution
                )
                found.setdefault(issue.number, summary)
        return tuple(sorted(found.values(), key=lambda each: (each.date, each.number), reverse=True))

    def summary(self, number: int | None) -> IssueSummary | None:
        """The issue of this number; None where there is none, as for a ready article that names one elsewhere."""
        return None if number is None else self._by_number.get(number)

    @cached_property
    def _by_number(self) -> dict[int, IssueSummary]:
        return {each.number: each for each in self.issues}

    def check(self, number: int) -> IssueCheck:
        """How an issue was split. Raises NotFound."""
        summary, source = self.summary(number), self._source(number)
        if summary is None or source is None:
            raise NotFound(_("제%(number)s호는 없습니다.", number=number))
        record = self._records[source]
        return IssueCheck(summary, source, self._check_of(source), record.problems)

    def original(self, article: Article) -> Original | None:
        """The pages of the file on which an article stands; None where the file has none."""
        source = self._source(article.issue) if article.issue is not None else None
        check, found = self._found(article)
        if source is None or check is None or found is None or not source.lower().endswith(".pdf"):
            return None
        first, last = found.printed_page, found.last_page
        if first is None or last is None:
            return None
        while last + 1 in check.unread:
            last += 1
        pages = tuple(range(first, last + 1))
        return Original(source, pages, found.block_pages, tuple(page for page in pages if page in check.unread))

    def by_machine(self, article: Article) -> tuple[int, ...]:
        """The pages on which an article stands whose letters were guessed from pictures of them."""
        check, found = self._found(article)
        if check is None or found is None:
            return ()
        return tuple(page for page in check.by_machine if (found.printed_page or 1) <= page <= (found.last_page or 1))

    def _found(self, article: Article) -> tuple[Check | None, Found | None]:
        """The check of an article's issue, and what it says of the article; None where there is none."""
        source = self._source(article.issue) if article.issue is not None else None
        check = self._check_of(source) if source is not None else None
        rows = check.rows if check else ()
        return check, next((row.found for row in rows if row.found and row.found.id == article.id), None)

    def _check_of(self, source: str) -> Check | None:
        """The check of a file, made from its record when first asked for: an article's page asks twice."""
        if source not in self._checks:
            stored = self._records[source].check
            self._checks[source] = Check.from_json(stored) if stored else None
        return self._checks[source]

    def _source(self, number: int) -> str | None:
        return self._sources.get(number)

    @cached_property
    def _sources(self) -> dict[int, str]:
        """The file of each issue; the first by name, as in `issues`."""
        pairs = [(issue.number, name) for name, record in self._records.items() for issue in record.issues]
        return dict(reversed(pairs))

    @cached_property
    def _records(self) -> dict[str, SourceRecord]:
        return {name: SourceRecord.from_bytes(stored) for name, stored in sorted(self.snapshot.sources().items())}

    def contents(self, number: int) -> IssueContents:
        """One issue with the heads of its articles. Raises NotFound."""
        position = next((at for at, each in enumerate(self.issues) if each.number == number), None)
        if position is None:
            raise NotFound(_("제%(number)s호는 없습니다.", number=number))
        return IssueContents(
            summary=self.issues[position],
            articles=self.heads(number),
            earlier=self.issues[position + 1] if position + 1 < len(self.issues) else None,
            later=self.issues[position - 1] if position else None,
        )

    def _heads(self, number: int) -> tuple[Article, ...]:
        """The articles of an issue in printed order, without their blocks."""
        match = Keyword("issue", frozenset({str(number)}))
        found = self.snapshot.search(Request(match, sort="oldest", limit=len(self.snapshot), facets=False))
        stored = self.snapshot.stored([hit.key for hit in found.hits])
        heads = [replace(unpack_article(each), blocks=()) for each in stored if each is not None]
        return tuple(sorted(heads, key=lambda each: (each.ordinal is None, each.ordinal or 0)))

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """The heads of the articles before and after this one in its issue."""
        if article.issue is None:
            return None, None
        siblings = self.heads(article.issue)
        at = next(i for i, each in enumerate(siblings) if each.id == article.id)
        return (siblings[at - 1] if at else None), (siblings[at + 1] if at + 1 < len(siblings) else None)

    def newsletter(self, number: int | None) -> str | None:
        """The name of the newsletter that an issue belongs to."""
        summary = self.summary(number)
        return summary.newsletter if summary else None
