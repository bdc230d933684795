"""Whether what a reader makes of issue 307 in another format is issue 307."""

from __future__ import annotations

from archive.models import Article
from indexer.document import Document
from indexer.splitter import split
from tests.split_helpers import articles_307, assert_accounts_for_every_character, head, visible


def assert_is_307(document: Document) -> None:
    """The same seven articles: section, number, title, outlets, page, blocks, and every character but white space."""
    result = split(document)
    found = result.issue.articles
    assert list(map(head, found)) == list(map(head, articles_307()))
    for article, expected in zip(found, articles_307(), strict=True):
        assert visible(article.text) == visible(expected.text), article.title
        assert headings(article) == headings(expected)
        assert [block.kind for block in article.blocks] == [block.kind for block in expected.blocks]
    assert_accounts_for_every_character(document, result)


def headings(article: Article) -> list[str]:
    """The headings within an article."""
    return [block.text for block in article.blocks if block.kind == "heading"]


def texts(document: Document) -> list[str]:
    """The lines with text."""
    return [line.text for line in document.lines if line.text.strip()]
