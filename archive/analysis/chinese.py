"""Han text: traditional to simplified characters (OpenCC), words by jieba's search mode."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

import jieba
import opencc

from archive.analysis.chinese_words import ChineseWords
from archive.analysis.replacing import Forms

NAME = f"jieba-{version('jieba')} opencc-{version('OpenCC')}"

CACHED_RUNS, LONGEST_CACHED = 4096, 20
"""Runs whose words are remembered, and their code points at most."""


class Chinese:
    """Cuts runs of Han characters."""

    def __init__(self) -> None:
        jieba.setLogLevel("ERROR")
        self._jieba = _Tokenizer()
        self._opencc = opencc.OpenCC("t2s")
        # The same names stand in an archive again and again.
        self._known_words = lru_cache(maxsize=CACHED_RUNS)(self._words)
        self._simplified = Forms(self._simplified_character)

    def words(self, run: str) -> tuple[tuple[str, int, int], ...]:
        """(term, start, end) of the words in a run of Han, and of the shorter words inside the long ones.

        Terms are simplified; offsets are code points of `run`. Words come in order of their end, as jieba gives them.
        """
        return self._known_words(run) if len(run) <= LONGEST_CACHED else self._words(run)

    def _words(self, run: str) -> tuple[tuple[str, int, int], ...]:
        return tuple(self._jieba.tokenize(self.simplify(run), mode="search"))

    def simplify(self, run: str) -> str:
        """Simplified form of the same length: by phrases (乾隆 keeps 乾), else character by character."""
        simplified: str = self._opencc.convert(run)
        return simplified if len(simplified) == len(run) else self.simplify_characters(run)

    def simplify_characters(self, text: str) -> str:
        """Each character to its simplified form whatever stands beside it, so that no context can part equals."""
        return self._simplified.replaced(text)

    def _simplified_character(self, character: str) -> str:
        converted: str = self._opencc.convert(character)
        return converted if len(converted) == 1 else character


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's, with its dictionary read as it is asked for.

    It would keep the dictionary in a file in /tmp, which any user of the machine may have put there before.
    """

    def __init__(self) -> None:
        super().__init__()
        with self.get_dict_file() as file:
            self.FREQ = ChineseWords(file.read())
        self.initialized = True

    @property
    def total(self) -> int:
        return self.FREQ.total

    @total.setter
    def total(self, count: int) -> None:
        """What the dictionary sums up to is not for others to say."""
