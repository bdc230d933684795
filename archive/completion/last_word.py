"""The last of several words completed by itself: 과학 혁ㅅ goes on as 과학 혁신, where articles have both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive import query
from archive.analysis.characters import fold
from archive.completion.judging import is_plain
from archive.completion.table import LONGEST, Entry, Table
from archive.trends.vocabulary import Numbers, Vocabulary

LOOKED_AT = 200
"""Completions of the last word that are looked at, the most frequent: the best of them are those that the words before
it stand beside most often."""


def last_word(q: str, table: Table, vocabulary: Vocabulary, most: int) -> list[Entry]:
    """At most `most` queries that go on from the last word of `q`, those that most articles have first.

    Counted are the articles in which each of the words is printed as one word; a search finds these and more. There is
    none for a `q` with operators or quotation marks in it, or with a word before the last that no article has so.
    """
    *before, last = q.split() or [""]
    if not before or len(q) > LONGEST or q[-1].isspace() or not is_plain(q) or query.parse(q).misread:
        return []
    rows = _having(before, vocabulary)
    beside = vocabulary.articles(rows)
    counts = {
        entry.text: int(beside[number])
        for rank, entry in table.begun_by(last, LOOKED_AT)
        if rank == 0 and (number := vocabulary.number_of.get(entry.text)) is not None and entry.text not in before
    }
    found = sorted((item for item in counts.items() if item[1]), key=lambda item: (-item[1], item[0]))
    return [Entry(" ".join((*before, text)), count) for text, count in found[:most]]


def _having(words: Sequence[str], vocabulary: Vocabulary) -> Numbers:
    """The rows of the articles that have all these words."""
    rows = np.arange(len(vocabulary.rows))
    for word in words:
        number = vocabulary.number_of.get(fold(word).text)
        own = vocabulary.of_row[vocabulary.numbers == number] if number is not None else rows[:0]
        rows = np.intersect1d(rows, own)
    return rows
