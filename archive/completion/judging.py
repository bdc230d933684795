"""What makes a text a completion: that a search for it finds what it says. Judged once for each text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from archive import query
from archive.analysis import Analyzer

SHORTEST = 2
"""Letters and digits of a completion."""


class Judged:
    """What is known of texts, and is not worked out again: which words are nouns, and how completions are typed."""

    def __init__(self) -> None:
        self._nouns: dict[str, bool] = {}
        self._typed: dict[str, str] = {}

    def nouns(self, words: Collection[str], analyzer: Analyzer) -> set[str]:
        """Those of the words that are nouns by themselves; all others are forgotten."""
        new = [word for word in words if word not in self._nouns]
        judged = {word: standing.noun for word, standing in zip(new, analyzer.standings(new), strict=True)}
        self._nouns = {word: judged[word] if word in judged else self._nouns[word] for word in words}
        return {word for word, noun in self._nouns.items() if noun}

    def typed(self, texts: Iterable[str], analyzer: Analyzer) -> dict[str, str]:
        """For each text how it is typed: the letters and digits of its words in plain form, a space between them.

        It is empty where a search would not read the text as words and nothing else, and where it has one letter.
        All other texts are forgotten.
        """
        known = self._typed
        self._typed = {text: known[text] if text in known else _typed(text, analyzer) for text in texts}
        return self._typed

    def as_json(self) -> list[Any]:
        return [self._nouns, self._typed]

    @classmethod
    def from_json(cls, value: list[Any]) -> Judged:
        """What `as_json` wrote."""
        judged = cls()
        judged._nouns, judged._typed = value
        return judged


def is_plain(text: str) -> bool:
    """Whether a search reads it as words and nothing else, on one line."""
    parsed = query.parse(text)
    nodes: Iterable[object] = parsed.node.nodes if isinstance(parsed.node, query.Together) else (parsed.node,)
    return text.isprintable() and all(isinstance(node, query.Word) and not node.exact for node in nodes)


def letters(plain: str) -> str:
    """The letters and digits of a text: what is compared of it."""
    return "".join(filter(str.isalnum, plain))


def _typed(text: str, analyzer: Analyzer) -> str:
    words = [letters(analyzer.plain(word)) for word in text.split()]
    return " ".join(filter(None, words)) if sum(map(len, words)) >= SHORTEST and is_plain(text) else ""
