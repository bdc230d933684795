"""The first hits in better order, by what of the question is written in them: pure, the same for every engine.

BM25 knows which words an article has, not whether they stand there as they were asked. So each of the first hits gains
for every piece of the question that is written in it: three letters in a row, a whole run of nouns, two letters of one.
A piece that few of these hits have says more: its weight is its idf among them (docs/search-quality.md has the gain of
each and how the weights were chosen).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.analysis import Question
from archive.engines.ranking import idf

DEPTH = 100
"""So many hits are put in order anew; those behind them keep the engine's."""

TRIGRAM = 0.2
NOUN_RUN = 0.3
NOUN_BIGRAM = 0.1


def gains(question: Question, texts: Sequence[str]) -> list[float]:
    """What each hit's score gains, 0 or more; `texts` are the hits' letters in plain form, without white space."""
    gained = [0.0] * len(texts)
    for piece, weight in _pieces(question):
        holding = [place for place, text in enumerate(texts) if piece in text]
        gain = weight * idf(len(texts), len(holding))
        for place in holding:
            gained[place] += gain
    return gained


def _pieces(question: Question) -> Iterator[tuple[str, float]]:
    runs = dict.fromkeys(question.runs)
    for piece in dict.fromkeys(_grams(question.plain, 3)):
        yield piece, TRIGRAM
    for piece in runs:
        yield piece, NOUN_RUN
    for piece in dict.fromkeys(gram for run in runs for gram in _grams(run, 2)):
        yield piece, NOUN_BIGRAM


def _grams(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))
