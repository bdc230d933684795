"""Bigger archives made from real text, the same each time: articles of some paragraphs drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from archive.models import Article, Block, Outlet

SECTIONS = ("WEEKLY 뉴스", "CHINA 창업", "KIC 중국 뉴스")
PARAGRAPHS = 4
"""Paragraphs of an article; with Wikipedia's they make some 2,200 code points."""


def paragraph_articles(texts: Sequence[tuple[str, str]]) -> list[Article]:
    """One article for each (id, text)."""
    return [_article(key, [text], 0) for key, text in texts]


def made_articles(paragraphs: Sequence[str], count: int, seed: int = 307) -> Iterator[Article]:
    """`count` articles of PARAGRAPHS different paragraphs each, seven a week."""
    chance = random.Random(seed)
    for number in range(count):
        yield _article(f"made-{number}", chance.sample(paragraphs, PARAGRAPHS), number)


def _article(key: str, paragraphs: Sequence[str], number: int) -> Article:
    return Article(
        id=key,
        issue=number // 7 + 1,
        ordinal=number % 7 + 1,
        section=SECTIONS[number % len(SECTIONS)],
        title=paragraphs[0].split(".")[0][:40],
        outlets=(Outlet(f"매체 {number % 25}"),),
        source_note=None,
        date=date(2010, 1, 6) + timedelta(weeks=number // 7),
        page=None,
        blocks=tuple(Block("paragraph", text) for text in paragraphs),
    )
