"""The issues of one generation, their articles and their order in time."""

from __future__ import annotations

from functools import cached_property

from archive.checked import Check
from archive.engines.contract import Keyword, Request, Snapshot
from archive.errors import NotFound
from archive.models import Article
from archive.records import SourceRecord
from archive.results import IssueCheck, IssueContents, IssueSummary, Original
from archive.stored import unpack_article


class Catalog:
    """What the issue pages and lists need, read from one snapshot when first asked."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

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
                summary = IssueSummary(
                    issue.number, issue.newsletter, issue.date, issue.publisher, counts.get(str(issue.number), 0)
                )
                found.setdefault(issue.number, summary)
        return tuple(sorted(found.values(), key=lambda each: (each.date, each.number), reverse=True))

    def check(self, number: int) -> IssueCheck:
        """How an issue was split. Raises NotFound."""
        summary = next((each for each in self.issues if each.number == number), None)
        source = self._source(number)
        if summary is None or source is None:
            raise NotFound(f"제{number}호는 없습니다.")
        record = self._records[source]
        check = Check.from_json(record.check) if record.check else None
        return IssueCheck(summary, source, check, record.problems)

    def original(self, article: Article) -> Original | None:
        """The pages of the file on which an article stands; None where the file has none."""
        source = self._source(article.issue) if article.issue is not None else None
        record = self._records[source] if source is not None else None
        if source is None or record is None or not record.check or not source.lower().endswith(".pdf"):
            return None
        begins = {row.found.id: row.found.printed_page for row in Check.from_json(record.check).rows if row.found}
        first = begins.get(article.id)
        if first is None:
            return None
        last = min((page for page in begins.values() if page is not None and page > first), default=first)
        return Original(source, tuple(range(first, last + 1)))

    def by_machine(self, article: Article) -> bool:
        """Whether the letters of an article's issue were guessed from a scan."""
        source = self._source(article.issue) if article.issue is not None else None
        check = self._records[source].check if source is not None else None
        return bool(check and check["by_machine"])

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
        """One issue with its articles. Raises NotFound."""
        position = next((at for at, each in enumerate(self.issues) if each.number == number), None)
        if position is None:
            raise NotFound(f"제{number}호는 없습니다.")
        return IssueContents(
            summary=self.issues[position],
            articles=self.articles(number),
            earlier=self.issues[position + 1] if position + 1 < len(self.issues) else None,
            later=self.issues[position - 1] if position else None,
        )

    def articles(self, number: int) -> tuple[Article, ...]:
        """The articles of an issue in printed order."""
        match = Keyword("issue", frozenset({str(number)}))
        found = self.snapshot.search(Request(match, sort="oldest", limit=len(self.snapshot)))
        stored = self.snapshot.stored([hit.key for hit in found.hits])
        articles = [unpack_article(each) for each in stored if each is not None]
        return tuple(sorted(articles, key=lambda each: (each.ordinal is None, each.ordinal or 0)))

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """The articles before and after this one in its issue."""
        if article.issue is None:
            return None, None
        siblings = self.articles(article.issue)
        at = next(i for i, each in enumerate(siblings) if each.id == article.id)
        return (siblings[at - 1] if at else None), (siblings[at + 1] if at + 1 < len(siblings) else None)

    def newsletter(self, number: int | None) -> str | None:
        """The name of the newsletter that an issue belongs to."""
        return next((each.newsletter for each in self.issues if each.number == number), None)
