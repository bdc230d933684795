"""Issue 307, the variants that tests make of it, and the laws that hold for everything that is split."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from archive.models import Article, Issue
from indexer.document import Document
from indexer.parse import parse_bytes
from indexer.splitter import SplitResult, split

ROOT = Path(__file__).resolve().parents[1]
FILE = "307-2022-12-14.txt"
SECTION_LINES = re.compile(r"^(?:WEEKLY 뉴스|CHINA 창업|KIC 중국 뉴스)\n\n", re.MULTILINE)


@cache
def text_307() -> str:
    return (ROOT / "corpus/issues/307.txt").read_text(encoding="utf-8")


@cache
def issue_307() -> Issue:
    return parse_bytes(text_307().encode(), FILE).issue


@cache
def cover_307() -> str:
    """Everything before the contents page."""
    return text_307().partition("목록\n")[0]


@cache
def body_307() -> str:
    """Everything after the contents page."""
    return text_307()[text_307().index("WEEKLY 뉴스\n\n1.") :]


def parse(text: str, file: str = FILE) -> Issue:
    """The issue in a text saved as UTF-8."""
    return parse_bytes(text.encode(), file).issue


def split_text(text: str, file: str = FILE) -> tuple[Document, SplitResult]:
    document = Document.of_pages(file, [text])
    return document, split(document)


def messages(issue: Issue) -> list[str]:
    return [warning.message for warning in issue.warnings]


def articles_307() -> tuple[Article, ...]:
    return issue_307().articles


def head(article: Article) -> tuple[object, ...]:
    return (article.id, article.section, article.title, article.outlets, article.source_note, article.page)


def visible(text: str) -> str:
    return "".join(text.split())


def assert_accounts_for_every_character(document: Document, result: SplitResult) -> None:
    """The spans tile the text, and every character of a body stands, in order, in its article's blocks."""
    ends = [span.end for span in result.spans]
    assert [span.start for span in result.spans] == [0, *ends[:-1]]
    assert ends[-1] == len(document.text)
    assert all(span.start < span.end for span in result.spans)
    known = {article.id for article in result.issue.articles}
    in_articles = {"title", "outlet", "source", "marker", "body"}
    for span in result.spans:
        assert (span.article in known) if span.role in in_articles else span.role == "blank" or span.article is None
    for article in result.issue.articles:
        own = [span for span in result.spans if span.article == article.id and span.role == "body"]
        body = "".join(document.text[span.start : span.end] for span in own)
        assert visible(body) == visible(article.text)
