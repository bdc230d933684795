"""Articles put together of analyzed sentences, week by week; the same seed gives the same archive.

An article is some runs of sentences that stand together in real text too, from a few texts. Which texts is drawn by
Zipf's law, and into its sentences names are written that follow a law of their own (names).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate

from archive.analysis import Analysis, Analyzer
from archive.models import Article, Block, Outlet
from benchmarks.scale import laws, names
from benchmarks.scale.pieces import Composition, Piece, analyzed

NAME_EVERY = 170
"""Code points of text for each name that is drawn."""

AGAIN = 0.3
"""Share of names that the article has had before."""

LONGEST_TITLE = 30
LONGEST_RUN = 6

_ROLES = ("대표", "교수", "연구원", "위원장", "측", "관계자", "박사", "회장")
_SIGN = "·"


class Ingredients:
    """What articles are made of, analyzed; can be handed to other processes."""

    def __init__(self, texts: Sequence[Sequence[str]], analyzer: Analyzer, seed: int) -> None:
        pieces = analyzed((sentence for text in texts for sentence in text), analyzer)
        self.texts = [[next(pieces) for _ in text] for text in texts]
        # Manuals stand together in the order of files; their rank must not depend on it.
        random.Random(seed).shuffle(self.texts)
        written = (*map(_as_printed, laws.OUTLETS), *_ROLES, _SIGN)
        self.fixed = dict(zip(written, analyzed(written, analyzer), strict=True))


class Maker:
    """Makes the articles of an archive of `articles` articles."""

    def __init__(self, ingredients: Ingredients, articles: int, seed: int) -> None:
        self._texts, self._fixed = ingredients.texts, ingredients.fixed
        self._weights = list(accumulate(1 / (place + len(self._texts) / 10) for place in range(len(self._texts))))
        self._seed = f"{seed}-{articles}"
        self.weeks = laws.in_weeks(articles, random.Random(self._seed))

    def week(self, week: int) -> Iterator[tuple[Article, Analysis]]:
        """The articles of a week (counted from 0), which is the issue of the next number, in order of days."""
        chance = random.Random(f"{self._seed}-{week}")
        for at, day in enumerate(laws.days(week, self.weeks[week], chance), 1):
            made = _Draft(self._fixed, chance)
            title = made.title(self._sentence(chance))
            outlets = made.source(laws.outlets(chance))
            blocks = made.text(self._runs(laws.length(chance), chance))
            section, issue = laws.section(chance), week + 1
            article = Article(f"{issue}-{at}", issue, at, section, title, outlets, None, day, None, blocks)
            yield article, made.composition.analysis

    def _sentence(self, chance: random.Random) -> Piece:
        return chance.choice(self._text(chance))

    def _text(self, chance: random.Random) -> list[Piece]:
        return chance.choices(self._texts, cum_weights=self._weights)[0]

    def _runs(self, length: int, chance: random.Random) -> Iterator[list[Piece]]:
        """Sentences that follow each other, until there are so many code points of them."""
        while length > 0:
            text = self._text(chance)
            start, size = chance.randrange(len(text)), chance.randint(2, LONGEST_RUN)
            run = text[start : start + size]
            length -= sum(len(piece.text) + 1 for piece in run)
            yield run


class _Draft:
    """One article, part by part in the order in which it is analyzed."""

    def __init__(self, fixed: dict[str, Piece], chance: random.Random) -> None:
        self.composition = Composition()
        self._fixed = fixed
        self._chance = chance
        self._had: list[Piece] = []

    def title(self, sentence: Piece) -> str:
        words = [sentence.head(LONGEST_TITLE)]
        if self._chance.random() < 0.4:
            words.insert(0, self._name())
        return self._written(words)

    def source(self, outlets: tuple[Outlet, ...]) -> tuple[Outlet, ...]:
        self.composition.part()
        words: list[Piece] = []
        for outlet in outlets:
            words += [self._fixed[_SIGN]] if words else []
            words.append(self._fixed[_as_printed(outlet)])
        self._written(words)
        self.composition.part()
        return outlets

    def text(self, runs: Iterator[list[Piece]]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for run in runs:
            if blocks:
                self.composition.skip()
            blocks.append(Block("paragraph", self._written([each for piece in run for each in self._named(piece)])))
        return tuple(blocks)

    def _named(self, sentence: Piece) -> Iterator[Piece]:
        for _ in range(round(len(sentence.text) / NAME_EVERY + self._chance.uniform(-0.5, 0.5))):
            yield self._name()
            yield self._fixed[self._chance.choice(_ROLES)]
        yield sentence

    def _name(self) -> Piece:
        if self._had and self._chance.random() < AGAIN:
            return self._chance.choice(self._had)
        self._had.append(names.piece(names.name(names.drawn(self._chance))))
        return self._had[-1]

    def _written(self, words: Sequence[Piece]) -> str:
        """Pieces with a space between them, also put to the composition."""
        for at, word in enumerate(words):
            if at:
                self.composition.skip()
            self.composition.add(word)
        return " ".join(word.text for word in words)


def _as_printed(outlet: Outlet) -> str:
    return f"{outlet.name}({outlet.name_zh})"
