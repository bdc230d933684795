"""Korean text: morphemes by Kiwi (https://github.com/bab2min/Kiwi), with its part-of-speech tags (Sejong set)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import Any, NamedTuple

from kiwipiepy import Kiwi

from archive.analysis import filters

NAME = f"kiwi-{version('kiwipiepy')} model-{version('kiwipiepy_model')}"

LONGEST = 16_384
"""Code points that Kiwi is given at once; its time grows faster than the text, to hours for some megabytes."""


class Morpheme(NamedTuple):
    """A morpheme as Kiwi read it. `form` may differ from what is printed (했 is 하 and 었); offsets are code points."""

    form: str
    tag: str
    start: int
    end: int


class Standing(NamedTuple):
    """How Kiwi reads a word that stands alone: as nouns, as one proper noun, and the logarithm of its likelihood.

    `listed`: as nouns of its dictionary, none of them of one syllable, of which any letters could be put together.
    """

    noun: bool
    proper: bool
    likelihood: float
    listed: bool


class Korean:
    """Cuts text into morphemes. Loading the model takes a few seconds and about 500 MB."""

    def __init__(self) -> None:
        self._kiwi = Kiwi()

    def morphemes(self, text: str) -> list[Morpheme]:
        """Morphemes of one composed text, in order of their start."""
        return next(self.morphemes_of_all([text])) if len(text) > LONGEST else _morphemes(self._kiwi.tokenize(text), 0)

    def standings(self, words: Sequence[str]) -> list[Standing]:
        """How each word is read by itself."""
        return [_standing(readings[0]) for readings in self._kiwi.analyze(words)]

    def morphemes_of_all(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """The same for many texts, on all cores, lazily and in order."""
        waiting: deque[list[int]] = deque()

        def pieces() -> Iterator[str]:
            for text in texts:
                bounds = list(_bounds(text))
                waiting.append(bounds)
                yield from (text[start:end] for start, end in pairwise(bounds))

        tokenized = self._kiwi.tokenize(pieces())
        for first in tokenized:
            starts = waiting.popleft()[:-1]
            morphemes = _morphemes(first, 0)
            for start in starts[1:]:
                morphemes += _morphemes(next(tokenized), start)
            yield morphemes


def _standing(reading: tuple[list[Any], float]) -> Standing:
    tokens, likelihood = reading
    tags = [token.tag for token in tokens]
    listed = all(filters.is_noun(token.tag) and not token.oov and len(token.form) > 1 for token in tokens)
    return Standing(all(map(filters.is_part_of_noun, tags)), tags == ["NNP"], likelihood, listed)


def _bounds(text: str) -> Iterator[int]:
    """Where a text is cut for Kiwi: at the last line end that fits, else at the last space, else anywhere."""
    start = 0
    yield start
    while len(text) - start > LONGEST:
        end = start + LONGEST
        start = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        yield start
    yield len(text)


def _morphemes(tokens: Iterable[Any], offset: int) -> list[Morpheme]:
    return [Morpheme(t.form, t.tag, offset + t.start, offset + t.start + t.len) for t in tokens]
