"""An issue held against its own table of contents: what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from archive.models import Issue, IssueWarning
from indexer.contents import Contents
from indexer.document import Document
from indexer.splitter import SplitResult

_SHOWN = 60


def check(document: Document, result: SplitResult) -> tuple[IssueWarning, ...]:
    """The warnings about an issue as it was split, by line; those without a line first."""
    found = [*_headings(document, result), *_articles(document, result), *_outside(document, result)]
    if contents := result.outline.contents:
        found += [*_entries(contents, result), *_sections(contents, result), *_pages(contents)]
    return tuple(sorted(found, key=lambda warning: warning.line or 0))


def issue_json(issue: Issue) -> dict[str, Any]:
    """An issue as `seogo check --json` prints it (docs/contract.md: `check`)."""
    return {
        "file": issue.file,
        "newsletter": issue.newsletter,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
        "articles": [article.as_json() for article in issue.articles],
        "warnings": [warning.as_json() for warning in issue.warnings],
    }


def _headings(document: Document, result: SplitResult) -> Iterator[IssueWarning]:
    outline = result.outline
    if not outline.headings:
        line = document.lines[outline.body_start : outline.body_end]
        first = next((each.number for each in line if each.plain), None)
        message = "기사 제목을 찾지 못해 본문 전체를 기사 하나로 넣었습니다. 제목 줄을 '1. 제목'처럼 적어 주세요."
        yield IssueWarning(first, message)
    elif outline.contents is None:
        message = "차례가 없어 본문의 번호만 보고 기사를 나누었습니다. 기사가 맞게 나뉘었는지 확인해 주세요."
        yield IssueWarning(None, message)


def _articles(document: Document, result: SplitResult) -> Iterator[IssueWarning]:
    """Articles that the contents page does not list, and articles without text."""
    for heading, article in zip(result.outline.headings, result.issue.articles, strict=False):
        line, title = document.lines[heading.start].number, _short(article.title)
        if result.outline.contents and heading.entry is None:
            yield IssueWarning(line, f"기사 '{title}'이(가) 차례에 없습니다. 차례나 제목 줄을 확인해 주세요.")
        if not article.text.strip():
            yield IssueWarning(line, f"기사 '{title}'에 본문이 없습니다. 글이 빠지지 않았는지 확인해 주세요.")


def _entries(contents: Contents, result: SplitResult) -> Iterator[IssueWarning]:
    matched = {heading.entry for heading in result.outline.headings}
    for entry in contents.entries:
        if entry not in matched:
            message = f"차례의 '{_short(entry.title)}'에 맞는 기사가 본문에 없습니다. 본문의 제목 줄을 확인해 주세요."
            yield IssueWarning(entry.line, message)


def _sections(contents: Contents, result: SplitResult) -> Iterator[IssueWarning]:
    printed = {mark.listed for mark in result.outline.sections}
    for name in contents.sections:
        if name not in printed:
            line = next(entry.line for entry in contents.entries if entry.section == name)
            yield IssueWarning(line, f"차례의 섹션 '{_short(name)}'의 제목 줄이 본문에 없습니다. 본문을 확인해 주세요.")


def _pages(contents: Contents) -> Iterator[IssueWarning]:
    paged = [(entry, entry.page) for entry in contents.entries if entry.page is not None]
    for (_, before), (entry, page) in pairwise(paged):
        if page < before:
            pages = f"{page}쪽인데 앞 기사는 {before}쪽입니다"
            message = f"차례의 '{_short(entry.title)}'은(는) {pages}. 쪽 번호를 확인해 주세요."
            yield IssueWarning(entry.line, message)


def _outside(document: Document, result: SplitResult) -> Iterator[IssueWarning]:
    numbers = {line.start: line.number for line in document.lines}
    for span in result.spans:
        if span.role == "outside":
            text = document.text[span.start : span.end]
            message = f"'{_short(text)}': 어느 기사에도 들지 않는 글입니다. 앞에 제목 줄이 있어야 하는지 확인해 주세요."
            yield IssueWarning(numbers[span.start], message)


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
