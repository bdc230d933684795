"""A check as lines to be read in a terminal: a row for each article or line of the contents page, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from archive.check_words import DOUBT, MATCH, ROLE, SURENESS, scan_words
from archive.checked import Check, Found, Outside, Pair
from archive.models import Article
from indexer.parse import Parsed

_APART = ("outside", "dropped")
_WIDTHS = (-8, 4, 5, 7, -6)
"""Columns of a terminal, of which a Korean character takes two; negative ones are filled up on the right."""
_TITLE_WIDTH = 70
_INDENT = "  "


def issue_lines(parsed: Parsed) -> Iterator[str]:
    """The lines of an issue: what it is, its check or else its articles, the warnings."""
    issue = parsed.issue
    number = f"제{issue.number}호" if issue.number is not None else "호 번호 없음"
    sure = f", 나눈 것: {SURENESS[parsed.check.sureness]}" if parsed.check else ""
    yield f"{issue.file}: {issue.newsletter} {number} {issue.date or ''} 글 {len(issue.articles)}건{sure}"
    yield from check_lines(parsed.check) if parsed.check else map(_article_line, issue.articles)
    for warning in issue.warnings:
        yield f"  주의{f' {warning.line}줄' if warning.line else ''}: {warning.message}"


def _article_line(article: Article) -> str:
    page = f" P{article.page}" if article.page is not None else ""
    outlets = ", ".join(outlet.name for outlet in article.outlets)
    return f"  {article.id}  [{article.section or '-'}]{page}  {article.title}" + (f" — {outlets}" if outlets else "")


def check_lines(check: Check) -> Iterator[str]:
    """The lines of a check, without the warnings."""
    yield _row(["글", "쪽", "줄", "글자", "확신", "제목"])
    for pair in check.rows:
        yield from _pair_lines(pair)
    for outside in check.outside:
        if outside.role in _APART:
            yield _row(["", "", str(outside.line), f"{outside.length:,}", "", _outside_text(outside)])
    others = check.characters - check.in_articles
    rest = sum(outside.length for outside in check.outside if outside.role in _APART)
    furniture = f"표지·차례·섹션 이름·끝인사 {others - rest:,}자"
    apart = f", 글 밖 {rest:,}자" if rest else ""
    yield from (f"{_INDENT}{said}" for said in scan_words(check))
    yield f"{_INDENT}모두 {check.characters:,}자: 글 {check.in_articles:,}자, {furniture}{apart} (빈칸 빼고)"


def _pair_lines(pair: Pair) -> Iterator[str]:
    notes = [note for note in (MATCH[pair.match], *(DOUBT[doubt] for doubt in pair.doubts)) if note]
    if pair.found:
        hand = ["고침"] if pair.found.corrected else []
        yield _row([*_columns(pair.found), _article_text(pair.found, [*hand, *notes])])
        if pair.listed and "title_differs" in pair.doubts:
            yield _row(["", "", str(pair.listed.line), "", "", f"차례: {_short(pair.listed.title)}"])
    elif pair.listed:
        page = f"P{pair.listed.page}" if pair.listed.page else ""
        text = f"{_short(pair.listed.title)}{_noted(notes)}"
        yield _row(["-", page, str(pair.listed.line), "", "", text])


def _columns(found: Found) -> list[str]:
    page = f"P{found.page}" if found.page else ""
    return [found.id, page, str(found.line), f"{found.length:,}", SURENESS[found.sureness]]


def _article_text(found: Found, notes: Iterable[str]) -> str:
    outlets = f" — {', '.join(found.outlets)}" if found.outlets else ""
    return f"[{found.section or '-'}] {_short(found.title)}{outlets}{_noted(notes)}"


def _outside_text(outside: Outside) -> str:
    return f"{_short(outside.text)}{_noted([ROLE[outside.role]])}"


def _noted(notes: Iterable[str]) -> str:
    said = ", ".join(notes)
    return f"  ({said})" if said else ""


def _row(cells: list[str]) -> str:
    filled = (_filled(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False))
    return f"{_INDENT}{'  '.join([*filled, cells[-1]])}".rstrip()


def _filled(text: str, width: int) -> str:
    room = " " * (abs(width) - sum(map(_width, text)))
    return text + room if width < 0 else room + text


def _width(character: str) -> int:
    return 1 + (east_asian_width(character) in "WF")


def _short(text: str) -> str:
    """The beginning of a text, on one line of the terminal."""
    shown, width = " ".join(text[: 2 * _TITLE_WIDTH].split()), 0
    for place, character in enumerate(shown):
        width += _width(character)
        if width > _TITLE_WIDTH:
            return shown[:place] + "…"
    return shown
