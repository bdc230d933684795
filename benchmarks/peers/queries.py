"""Queries drawn from articles, the same for all sides: words as they stand between spaces, with their particles.

Each is drawn by where it stands in the text, so that a word is asked for as often as it is written; none comes twice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import partial

KINDS = ("word", "two words", "three words", "phrase", "prefix", "nowhere")
SHARES = (40, 30, 10, 10, 5, 5)
"""Of a hundred queries, in the order of KINDS."""

_WORD = re.compile(r"(?<!\S)[가-힣]{2,6}(?!\S)")
_PAIR = re.compile(r"(?<!\S)([가-힣]{2,6}) (?=([가-힣]{2,6})(?!\S))")
_FIRST, _LAST = ord("가"), ord("힣")
_TRIES = 1000


def drawn(texts: Sequence[str], count: int, seed: int) -> list[tuple[str, str]]:
    """(kind, query) of `count` queries in mixed order, each kind by its share; the same seed draws the same.

    Raises ValueError where the texts have not so many different ones.
    """
    draw = _Draw(texts, random.Random(seed))
    found: dict[str, str] = {}
    for kind, number in zip(KINDS, parts(count), strict=True):
        for _ in range(number):
            found[_new(partial(draw.one, kind), found)] = kind
    mixed = [(kind, query) for query, kind in found.items()]
    random.Random(seed).shuffle(mixed)
    return mixed


def parts(count: int) -> list[int]:
    """How many queries of each kind; what does not divide goes to the first."""
    numbers = [count * share // 100 for share in SHARES]
    return [numbers[0] + count - sum(numbers), *numbers[1:]]


def _new(draw: Callable[[], str], had: dict[str, str]) -> str:
    for _ in range(_TRIES):
        query = draw()
        if query not in had:
            return query
    raise ValueError("these texts are too few for so many different queries")


class _Draw:
    def __init__(self, texts: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        # Longer articles are drawn more often, as their words stand in more places.
        self._texts = [text for text in texts if len(set(_WORD.findall(text))) >= 3 and _PAIR.search(text)]
        self._lengths = [len(text) for text in self._texts]
        self._whole = "\n".join(texts)

    def one(self, kind: str) -> str:
        """A query of this kind."""
        text = self._chance.choices(self._texts, self._lengths)[0]
        if kind == "phrase":
            return f'"{" ".join(self._chance.choice(_PAIR.findall(text)))}"'
        if kind == "prefix":
            return f"{self._chance.choice(_WORD.findall(text))[:2]}*"
        if kind == "nowhere":
            return self._nowhere()
        return " ".join(self._words(text, 1 + KINDS.index(kind)))

    def _words(self, text: str, count: int) -> list[str]:
        """Different words of a text."""
        words: dict[str, None] = {}
        while len(words) < count:
            words[self._chance.choice(_WORD.findall(text))] = None
        return list(words)

    def _nowhere(self) -> str:
        while True:
            made = "".join(chr(self._chance.randint(_FIRST, _LAST)) for _ in range(self._chance.randint(2, 4)))
            if made not in self._whole:
                return made
