"""Deciding, file by file and in order of name, what goes into the index anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.errors import IssueError
from archive.models import Article, Issue
from archive.names.mining import find
from archive.records import IssueRecord, SourceRecord
from archive.stored import searchable_parts
from indexer.corpus import CorpusFile, fingerprint
from indexer.overrides import overrides_bytes
from indexer.owners import Owners
from indexer.parse import Parsed


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be put into the index in place of what the index has of it; `warnings` counts those about its split."""

    source: str
    record: SourceRecord
    articles: tuple[Article, ...]
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it is now: the SHA-256 of its bytes, and the bytes themselves if they have to be read.

    `overrides` are the bytes of the .toml beside it, which count in the SHA-256. `error`: the file cannot be read;
    `beside`: the .toml cannot.
    """

    name: str
    sha256: str = ""
    data: bytes | None = None
    overrides: bytes | None = None
    error: IssueError | None = None
    beside: IssueError | None = None


class Intake:
    """`known` is what the index remembers; errors go to `failed`, one for each thing that could not be read.

    `ousted` collects files that the index holds but whose issue number an earlier file now has.
    """

    def __init__(self, known: Mapping[str, SourceRecord], failed: list[IssueError]) -> None:
        self._known = known
        self._failed = failed
        self._owners = Owners()
        self.ousted: set[str] = set()

    def look(self, file: CorpusFile) -> Seen:
        """What is in a file now, and whether it has to be read."""
        try:
            data = file.read()
        except IssueError as error:
            return Seen(file.name, error=error)
        overrides, beside = None, None
        try:
            overrides = overrides_bytes(file.path, file.name)
        except IssueError as error:
            beside = error
        known = self._known.get(file.name)
        sha256 = fingerprint(data if overrides is None else b"".join((fingerprint(data).encode(), overrides)))
        unchanged = known is not None and known.sha256 == sha256 and not known.problems and beside is None
        return Seen(file.name, sha256, None if unchanged else data, overrides, beside=beside)

    def settle(self, seen: Seen, parsed: Parsed | IssueError | None) -> Job | None:
        """What is to be done for a file, of which `parsed` is what was read if it had to be; None if nothing.

        Files have to be settled in order of name.
        """
        known = self._known.get(seen.name)
        found = seen.error or parsed
        try:
            if isinstance(found, IssueError):
                raise found
            if found is None:
                if known is not None:
                    self._claim_known(seen.name, known)
                return None
            job = self._job(seen, found)
        except IssueError as error:
            self._failed.append(error)
            self._keep(seen.name, known)
            return None
        return None if job.record == known else job

    def _job(self, seen: Seen, parsed: Parsed) -> Job:
        if parsed.issue.number is not None:
            self._owners.claim_number(seen.name, parsed.issue.number)
        articles, errors = self._owners.own(seen.name, parsed.issue.articles)
        problems = [*parsed.errors, *([seen.beside] if seen.beside else []), *errors]
        self._failed += problems
        ids = tuple(article.id for article in articles)
        outlets = {outlet.name: outlet.name_zh for a in articles for outlet in a.outlets if outlet.name_zh}
        issues, names = _issues(parsed.issue, articles), _names(articles)
        check = parsed.check.as_json() if parsed.check else None
        record = SourceRecord(seen.sha256, issues, ids, outlets, tuple(map(str, problems)), names, check)
        return Job(seen.name, record, articles, len(parsed.issue.warnings))

    def _claim_known(self, source: str, known: SourceRecord) -> None:
        for issue in known.issues if not source.endswith(".jsonl") else ():
            self._owners.claim_number(source, issue.number)
        self._owners.claim_ids(source, known.articles)

    def _keep(self, source: str, known: SourceRecord | None) -> None:
        """What the index holds of an unreadable file stays, unless another file has its number now."""
        if known is None:
            return
        try:
            self._claim_known(source, known)
        except IssueError:
            self.ousted.add(source)


def _names(articles: tuple[Article, ...]) -> dict[str, list[Any]]:
    """The candidates of each article that has any, in offsets of its searchable text."""
    found = {article.id: find("\n".join(searchable_parts(article))) for article in articles}
    return {
        article_id: [each.as_json() for each in candidates] for article_id, candidates in found.items() if candidates
    }


def _issues(issue: Issue, articles: tuple[Article, ...]) -> tuple[IssueRecord, ...]:
    """The issue of a file, or those that the ready articles of a file say they are from."""
    if issue.number is not None and issue.date is not None:
        return (IssueRecord(issue.number, issue.newsletter, issue.date, issue.publisher, issue.attribution),)
    newest = {a.issue: a.date for a in sorted(articles, key=lambda a: a.date) if a.issue is not None}
    return tuple(IssueRecord(number, issue.newsletter, date, issue.publisher) for number, date in newest.items())
