"""Han text: traditional to simplified characters (OpenCC), words by jieba's search mode."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import jieba
import opencc

NAME = f"jieba-{version('jieba')} opencc-{version('OpenCC')}"


class Chinese:
    """Cuts runs of Han characters. Loading the dictionary takes about a second."""

    def __init__(self) -> None:
        jieba.setLogLevel("ERROR")
        self._jieba = jieba.Tokenizer()
        self._jieba.initialize()
        self._opencc = opencc.OpenCC("t2s")
        self._simplified = _Characters(self._opencc)

    def words(self, run: str) -> Iterator[tuple[str, int, int]]:
        """(term, start, end) of the words in a run of Han, and of the shorter words inside the long ones.

        Terms are simplified; offsets are code points of `run`. Words come in order of their end, as jieba gives them.
        """
        yield from self._jieba.tokenize(self.simplify(run), mode="search")

    def simplify(self, run: str) -> str:
        """Simplified form of the same length: by phrases (乾隆 keeps 乾), else character by character."""
        simplified: str = self._opencc.convert(run)
        return simplified if len(simplified) == len(run) else self.simplify_characters(run)

    def simplify_characters(self, text: str) -> str:
        """Each character to its simplified form whatever stands beside it, so that no context can part equals."""
        return text.translate(self._simplified)


class _Characters(dict[int, str]):
    def __init__(self, converter: opencc.OpenCC) -> None:
        super().__init__()
        self._converter = converter

    def __missing__(self, code: int) -> str:
        character = chr(code)
        converted: str = self._converter.convert(character)
        self[code] = form = converted if len(converted) == 1 else character
        return form
