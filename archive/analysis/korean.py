"""Korean text: morphemes by Kiwi (https://github.com/bab2min/Kiwi), with its part-of-speech tags (Sejong set)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import NamedTuple

from kiwipiepy import Kiwi

NAME = f"kiwi-{version('kiwipiepy')} model-{version('kiwipiepy_model')}"


class Morpheme(NamedTuple):
    """A morpheme as Kiwi read it. `form` may differ from what is printed (했 is 하 and 었); offsets are code points."""

    form: str
    tag: str
    start: int
    end: int


class Korean:
    """Cuts text into morphemes. Loading the model takes a few seconds and about 500 MB."""

    def __init__(self) -> None:
        self._kiwi = Kiwi()

    def morphemes(self, text: str) -> list[Morpheme]:
        """Morphemes of one composed text, in order of their start."""
        return _morphemes(self._kiwi.tokenize(text))

    def morphemes_of_all(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """The same for many texts, on all cores, lazily and in order."""
        return (_morphemes(tokens) for tokens in self._kiwi.tokenize(texts))


def _morphemes(tokens: Iterable[object]) -> list[Morpheme]:
    return [Morpheme(t.form, t.tag, t.start, t.start + t.len) for t in tokens]  # type: ignore[attr-defined]
