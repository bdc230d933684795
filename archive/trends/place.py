"""Where an issue stands in the order of time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.engines.contract import Dates, Keyword, Node, Without
from archive.models import Article
from archive.trends.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Place:
    """`rows` are those of the issue's articles in the vocabulary, `first` the first of them: rows before it are
    earlier. For an engine `earlier` are the days before, `others` the articles of other issues."""

    rows: Mapping[int, Article]
    first: int
    earlier: Node
    others: Node

    @classmethod
    def of(cls, words: Vocabulary, number: int, articles: Sequence[Article]) -> Place:
        """The place of an issue with these articles."""
        rows = {words.row_of[each.id]: each for each in articles if each.id in words.row_of}
        first = min(rows, default=len(words.rows))
        day = words.rows[first].day if rows else 0
        return cls(rows, first, Dates(1, day - 1), Without(Keyword("issue", frozenset({str(number)}))))

    def articles(self, rows: Collection[int]) -> tuple[Article, ...]:
        """Those of its articles that stand in these rows, in printed order."""
        return tuple(article for row, article in self.rows.items() if row in rows)
