"""The warnings about an issue: what of its check a person should look at before it goes into the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from archive.checked import Check, Doubt, Found
from archive.models import Issue, IssueWarning
from indexer.contents import Contents
from indexer.document import Document
from indexer.splitter import SplitResult

_SHOWN = 60
_STRANGE: dict[Doubt, str] = {
    "very_short": "글자뿐입니다. 글이 잘리지 않았는지 확인해 주세요.",
    "very_long": "글자나 됩니다. 다른 글이 섞이지 않았는지 확인해 주세요.",
}


def check(document: Document, result: SplitResult, checked: Check) -> tuple[IssueWarning, ...]:
    """The warnings about an issue as it was split and checked, by line; those without a line first."""
    found = [*_unread(checked), *_headings(document, result), *_articles(checked, result), *_outside(document, result)]
    if contents := result.outline.contents:
        found += [*_entries(checked), *_sections(contents, result), *_pages(contents)]
    return tuple(sorted(found, key=lambda warning: warning.line or 0))


def issue_json(issue: Issue, checked: Check | None = None) -> dict[str, Any]:
    """An issue as `seogo check --json` prints it (docs/contract.md: `check`)."""
    return {
        "file": issue.file,
        "newsletter": issue.newsletter,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
        "articles": [article.as_json() for article in issue.articles],
        "warnings": [warning.as_json() for warning in issue.warnings],
        "check": checked.as_json() if checked else None,
    }


def _unread(checked: Check) -> Iterator[IssueWarning]:
    if checked.unread:
        yield IssueWarning(None, checked.notice)


def _headings(document: Document, result: SplitResult) -> Iterator[IssueWarning]:
    outline = result.outline
    if not outline.headings:
        line = document.lines[outline.body_start : outline.body_end]
        first = next((each.number for each in line if each.plain), None)
        message = "기사 제목을 찾지 못해 본문 전체를 기사 하나로 넣었습니다. 제목 줄을 '1. 제목'처럼 적어 주세요."
        yield IssueWarning(first, message)
    elif outline.contents is None and not all(part.by_hand for part in result.layout.parts):
        message = "차례가 없어 본문의 번호만 보고 기사를 나누었습니다. 기사가 맞게 나뉘었는지 확인해 주세요."
        yield IssueWarning(None, message)


def _articles(checked: Check, result: SplitResult) -> Iterator[IssueWarning]:
    """One warning about each article that is strange, the gravest; none about the place of what staff put right."""
    for row, article in zip((row for row in checked.rows if row.found), result.issue.articles, strict=True):
        found = row.found
        if found is None:
            continue
        title, lost = _short(article.title), not article.text.strip()
        if row.match == "extra" and not found.corrected:
            message = f"기사 '{title}'이(가) 차례에 없습니다. 차례나 제목 줄을 확인해 주세요."
            yield IssueWarning(found.line, message)
        if lost:
            message = f"기사 '{title}'에 본문이 없습니다. 글이 빠지지 않았는지 확인해 주세요."
            yield IssueWarning(found.line, message)
        elif not found.corrected and row.match != "extra":
            yield from _strange(found, row.doubts, row.listed.page if row.listed else None)


def _strange(found: Found, doubts: Sequence[Doubt], page: int | None) -> Iterator[IssueWarning]:
    title = _short(found.title)
    for doubt in doubts:
        if doubt in _STRANGE:
            yield IssueWarning(found.line, f"기사 '{title}'이(가) {found.length:,}{_STRANGE[doubt]}")
        if doubt == "page_differs":
            pages = f"차례에는 {page}쪽인데 파일의 {found.printed_page}쪽에 있습니다"
            yield IssueWarning(found.line, f"기사 '{title}'은(는) {pages}. 제목 줄과 쪽 번호를 확인해 주세요.")


def _entries(checked: Check) -> Iterator[IssueWarning]:
    for row in checked.rows:
        if row.match == "missing" and row.listed:
            title = _short(row.listed.title)
            message = f"차례의 '{title}'에 맞는 기사가 본문에 없습니다. 본문의 제목 줄을 확인해 주세요."
            yield IssueWarning(row.listed.line, message)


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
