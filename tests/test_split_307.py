"""Issue 307 becomes the articles that a careful reader finds in it (tests/golden/307.articles.json)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from archive.models import Article
from indexer.parse import parse_file
from tests.split_helpers import ROOT, assert_accounts_for_every_character, issue_307, split_text, text_307, visible

GOLDEN: dict[str, Any] = json.loads((ROOT / "tests/golden/307.articles.json").read_text(encoding="utf-8"))
EXPECTED: list[dict[str, Any]] = GOLDEN["articles"]


def test_the_issue_is_the_one_on_the_cover() -> None:
    issue = parse_file(ROOT / "corpus/issues/307.txt", "issues/307.txt").issue
    assert (issue.newsletter, issue.number, issue.publisher) == (
        GOLDEN["newsletter"],
        GOLDEN["number"],
        GOLDEN["publisher"],
    )
    assert issue.date == date.fromisoformat(GOLDEN["date"])
    assert issue.file == "issues/307.txt"


def test_there_is_nothing_to_warn_about() -> None:
    assert issue_307().warnings == ()


def test_articles_are_counted_through_the_issue() -> None:
    assert [article.id for article in issue_307().articles] == [f"307-{n}" for n in range(1, len(EXPECTED) + 1)]
    assert [article.ordinal for article in issue_307().articles] == list(range(1, len(EXPECTED) + 1))


@pytest.mark.parametrize("place", range(len(EXPECTED)))
def test_an_article_is_as_a_reader_finds_it(place: int) -> None:
    article, expected = issue_307().articles[place], EXPECTED[place]
    found = {
        "section": article.section,
        "number": number_in_section(place),
        "title": article.title,
        "page": article.page,
        "outlets": [outlet.as_json() for outlet in article.outlets],
        "source_note": article.source_note,
        "headings": blocks_of_kind(article, "heading"),
        "captions": len(blocks_of_kind(article, "caption")),
    }
    assert found == {name: expected[name] for name in found}
    assert article.text.startswith(expected["first_text"])
    assert article.text.endswith(expected["last_text"])
    assert article.issue == GOLDEN["number"]
    assert article.date.isoformat() == GOLDEN["date"]


def test_every_character_is_accounted_for() -> None:
    document, result = split_text(text_307())
    assert document.text == text_307()
    assert_accounts_for_every_character(document, result)


def test_furniture_is_what_belongs_to_no_article() -> None:
    document, result = split_text(text_307())
    furniture = {
        span.role: document.text[span.start : span.end]
        for span in reversed(result.spans)
        if span.article is None and span.role != "blank"
    }
    assert set(furniture) == {"cover", "contents", "section", "colophon"}
    colophon = [document.text[span.start : span.end] for span in result.spans if span.role == "colophon"]
    assert visible("".join(colophon)).startswith("주간중국창업구독을")
    sections = [document.text[span.start : span.end].strip() for span in result.spans if span.role == "section"]
    assert sections == ["WEEKLY 뉴스", "CHINA 창업", "KIC 중국 뉴스"]


def test_titles_outlets_and_sources_are_not_body() -> None:
    document, result = split_text(text_307())
    roles = Counter(span.role for span in result.spans)
    assert (roles["title"], roles["outlet"], roles["source"], roles["marker"]) == (7, 3, 3, 1)
    marker = next(span for span in result.spans if span.role == "marker")
    assert document.text[marker.start : marker.end] == "- "


def test_blocks_are_known_by_their_kind() -> None:
    kinds = Counter(block.kind for article in issue_307().articles for block in article.blocks)
    assert (kinds["table"], kinds["note"]) == (4, 3)
    tables = [block.text for article in issue_307().articles for block in article.blocks if block.kind == "table"]
    assert [len(table.split("\n")) for table in tables] == [9, 2, 11, 8]
    assert tables[3].startswith("\t100 강"), "the empty first cell is part of the table"
    notes = [block.text for article in issue_307().articles for block in article.blocks if block.kind == "note"]
    assert notes[1].startswith("(*PGC 편집자 주") and notes[1].count("\n") == 1


def blocks_of_kind(article: Article, kind: str) -> list[str]:
    return [block.text for block in article.blocks if block.kind == kind]


def number_in_section(place: int) -> int:
    articles = issue_307().articles
    return sum(article.section == articles[place].section for article in articles[: place + 1])
