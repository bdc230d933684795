"""Korean text: morphemes by Kiwi (https://github.com/bab2min/Kiwi), with its part-of-speech tags (Sejong set)."""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import Any, NamedTuple

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


class Morphemes(NamedTuple):
    """The morphemes of a text as columns: a text has a thousand, and an archive millions."""

    forms: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]

    def each(self) -> list[Morpheme]:
        return list(map(Morpheme, *self))


class Standing(NamedTuple):
    """How Kiwi reads a word that stands alone: as nouns, as one proper noun, and the logarithm of its likelihood.

    `listed`: as nouns of its dictionary, none of them of one syllable, of which any letters could be put together.
    """

    noun: bool
    proper: bool
    likelihood: float
    listed: bool


class Korean:
    """Cuts text into morphemes. Loading the model takes a few seconds and about 500 MB.

    Without `threads` of its own it reads one text after the other; a process that has loaded it so may fork.
    """

    def __init__(self, *, threads: bool = True) -> None:
        self._threads = threads
        # Kiwi's allocator (mimalloc) keeps what it needed for loading unless it is told to give it back at once: 65 MB
        # that nobody would use. It reads this when it is loaded, so Kiwi may not be imported earlier.
        os.environ.setdefault("MIMALLOC_PURGE_DELAY", "0")
        from kiwipiepy import Kiwi

        with warnings.catch_warnings():
            # 0 threads used to mean one for each core; Kiwi warns whoever asks for none.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._kiwi = Kiwi(num_workers=-1 if threads else 0)

    def morphemes(self, text: str) -> list[Morpheme]:
        """Morphemes of one composed text, in order of their start."""
        if len(text) > LONGEST:
            return next(self.morphemes_of_all([text]))
        return _morphemes(self._kiwi.tokenize(text), 0).each()

    def standings(self, words: Sequence[str]) -> list[Standing]:
        """How each word is read by itself."""
        analyze = self._kiwi.analyze
        # Many texts at once are handed to Kiwi's threads, and a call waits for ever where there are none.
        read = analyze(words) if self._threads else map(analyze, words)
        return [_standing(readings[0]) for readings in read]

    def morphemes_of_all(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """The same for many texts, on all cores if it has threads, lazily and in order."""
        return map(Morphemes.each, self.columns_of_all(texts))

    def columns_of_all(self, texts: Iterable[str]) -> Iterator[Morphemes]:
        """The same as columns."""
        waiting: deque[list[int]] = deque()

        def pieces() -> Iterator[str]:
            for text in texts:
                bounds = list(_bounds(text))
                waiting.append(bounds)
                yield from (text[start:end] for start, end in pairwise(bounds))

        tokenize = self._kiwi.tokenize
        tokenized = tokenize(pieces()) if self._threads else map(tokenize, pieces())
        for first in tokenized:
            starts = waiting.popleft()[:-1]
            morphemes = _morphemes(first, 0)
            for start in starts[1:]:
                for column, more in zip(morphemes, _morphemes(next(tokenized), start), strict=True):
                    column += more  # type: ignore[operator]
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


def _morphemes(tokens: Sequence[Any], offset: int) -> Morphemes:
    starts = [token.start + offset for token in tokens]
    ends = [start + token.len for start, token in zip(starts, tokens, strict=True)]
    return Morphemes([token.form for token in tokens], [token.tag for token in tokens], starts, ends)
