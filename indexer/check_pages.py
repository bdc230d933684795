"""On which pages of the file the articles and their blocks stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from archive.models import Article
from indexer.document import Document, Line
from indexer.layout import Part
from indexer.splitter import Span, SplitResult


def has_pages(document: Document) -> bool:
    """Whether a document tells pages apart."""
    return document.lines[-1].page > 1 or bool(document.by_machine or document.unread)


def last_page(lines: Sequence[Line], part: Part) -> int:
    """The page on which the last text of an article ends, from 1."""
    texts = (line for line in lines[part.heading.start : part.end] if line.plain)
    return max((line.last_page for line in texts), default=lines[part.heading.start].last_page)


def block_pages(document: Document, result: SplitResult) -> list[tuple[int, ...]]:
    """For each article in order the pages on which its blocks begin, from 1."""
    if not document.lines or document.lines[-1].last_page == 1:
        return [(1,) * len(article.blocks) for article in result.issue.articles]
    bodies: dict[str | None, list[Span]] = defaultdict(list)
    for span in result.spans:
        if span.role == "body":
            bodies[span.article].append(span)
    starts = [line.start for line in document.lines]
    return [_pages(document, starts, bodies[article.id], article) for article in result.issue.articles]


def _pages(document: Document, starts: Sequence[int], spans: Sequence[Span], article: Article) -> tuple[int, ...]:
    """The pages of an article's blocks: the visible characters of its lines, `spans`, are those of its blocks."""
    before: list[int] = []
    pages: list[int] = []
    count = 0
    for span in spans:
        for line in document.lines[bisect_right(starts, span.start) - 1 : bisect_right(starts, span.end - 1)]:
            before.append(count)
            pages.append(line.page)
            count += visible(document.text[max(line.start, span.start) : min(line.end, span.end)])
    found: list[int] = []
    count = 0
    for block in article.blocks:
        found.append(pages[bisect_right(before, count) - 1])
        count += visible(block.text)
    return tuple(found)


def visible(text: str) -> int:
    """How many characters of a text can be seen."""
    return sum(map(len, text.split()))
