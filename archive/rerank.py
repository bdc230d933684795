"""The first hits in better order, by what of the question is written in them: pure, the same for every engine.

BM25 knows which words an article has, not whether they stand there as they were asked. So each of the first hits gains
for every piece of the question that is written in it: three letters in a row, a whole run of nouns, two letters of one.
A piece that few of these hits have says more: its weight is its idf among them. Runs of nouns and their letters are
what the question is about, so a text that has them often for its length gains more, as in BM25; three letters in a row
tell of the wording, which is there or not (docs/search-quality.md: the gain of each, how the numbers were chosen).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.analysis import Question
from archive.budget import look
from archive.engines.ranking import idf

DEPTH = 100
"""So many hits are put in order anew; those behind them keep the engine's."""

TRIGRAM = 0.22
NOUN_RUN = 0.4
NOUN_BIGRAM = 0.1

SATURATION = 0.4
"""BM25's k1 for nouns: lower than for words, since that one is written at all says nearly everything."""

LENGTH = 0.75
"""BM25's b."""


def gains(question: Question, texts: Sequence[str]) -> list[float]:
    """What each hit's score gains, 0 or more; `texts` are the hits' letters in plain form, without white space."""
    gained = [0.0] * len(texts)
    for piece in dict.fromkeys(_grams(question.plain, 3)):
        _add(gained, TRIGRAM, {place: 1.0 for place, text in enumerate(texts) if piece in text})
    discounts = _discounts(texts)
    for piece, weight in _noun_pieces(question):
        counts = {place: text.count(piece) for place, text in enumerate(texts) if piece in text}
        shares = {place: count * (1 + SATURATION) / (count + discounts[place]) for place, count in counts.items()}
        _add(gained, weight, shares)
    return gained


def _add(gained: list[float], weight: float, shares: Mapping[int, float]) -> None:
    """Add to the hits that hold a piece their share of its weight."""
    look()
    gain = weight * idf(len(gained), len(shares))
    for place, share in shares.items():
        gained[place] += gain * share


def _discounts(texts: Sequence[str]) -> list[float]:
    """What BM25 adds to a count below the line: SATURATION for a text of the hits' mean length."""
    mean = sum(map(len, texts)) / max(1, len(texts)) or 1
    return [SATURATION * (1 - LENGTH + LENGTH * len(text) / mean) for text in texts]


def _noun_pieces(question: Question) -> Iterator[tuple[str, float]]:
    runs = dict.fromkeys(question.runs)
    for piece in runs:
        yield piece, NOUN_RUN
    for piece in dict.fromkeys(gram for run in runs for gram in _grams(run, 2)):
        yield piece, NOUN_BIGRAM


def _grams(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))
