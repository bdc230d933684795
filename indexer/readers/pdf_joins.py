"""Whether a word ended where a line ended, told by how the same letters stand inside the document's other lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp, log
from unicodedata import east_asian_width, normalize

from indexer.readers.pdf_shapes import Run

_SMOOTHING = 2.0
"""How many cases of a longer context outweigh what a shorter one says."""
_WORD_SEEN = 1.5
_SURE = 2.0
_BROKEN_WORDS = 0.08
"""Where more lines than this part of them end inside words, lines break between any two syllables."""
_FEWEST_LINES = 30
_MISSED = 1.5
"""What speaks against a space (log odds) that it is not printed, in a file that prints spaces at line ends."""
_PRINTED = 0.15
"""Of the lines that end with Hangul at least this part ends with a space, if spaces at line ends are printed."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}$")
_LATIN_REST = re.compile(r"[a-z\u00df-\u024f]{2,}")
_HYPHENS = "-\u2010\u00ad"
_EDGES = " \t.,:;!?()[]<>'\"“”‘’《》〈〉「」『』【】·…"

_Counts = dict[str, list[int]]


class Joiner:
    """How lines are joined. It knows the words of a document's lines, of which those inside a line are whole."""

    def __init__(self, groups: Iterable[Sequence[Run]]) -> None:
        """`groups` are the document's lines; those of a group follow each other in one paragraph."""
        self._counts: _Counts = {}
        self._words = Counter[str]()
        breaks: list[tuple[Run, Run]] = []
        for group in groups:
            for line in group:
                self._learn(normalize("NFC", line.text))
            breaks += [(a, b) for a, b in pairwise(group) if _is_hangul(a.text[-1:]) and _is_hangul(b.text[:1])]
        enough = len(breaks) >= _FEWEST_LINES
        # Some programs print the spaces at which lines end, but not all of them.
        self._prints_spaces = enough and sum(a.spaced for a, _ in breaks) > _PRINTED * len(breaks)
        self._keeps_words = enough and self._broken(breaks) < _BROKEN_WORDS * len(breaks)

    def join(self, lines: Sequence[Run]) -> str:
        """The lines of a paragraph as one."""
        text, spaced = lines[0].text, lines[0].spaced
        for line in lines[1:]:
            text, spaced = self._joined(text, line.text, spaced), line.spaced
        return text

    @property
    def keeps_words(self) -> bool:
        """Whether lines end where words end, as far as the document shows."""
        return self._keeps_words

    def _joined(self, text: str, line: str, spaced: bool) -> str:
        if spaced:
            return f"{text} {line}"
        if text[-1:] in _HYPHENS and (mended := self._mended(text, line)):
            return mended
        return f"{text} {line}" if self._is_space(text, line) else text + line

    def _mended(self, text: str, line: str) -> str | None:
        """The lines joined where a hyphen parts a Latin word; None where the hyphen is the word's own."""
        start, rest = _LATIN_WORD.search(text[:-1]), _LATIN_REST.match(line)
        if not start or not rest:
            return text + line if text[-1] != "\u00ad" or text[-2:-1].isalnum() else None
        whole = (start[0] + rest[0]).casefold()
        typographic = text[-1] != "-"
        if typographic or self._words[whole] > self._words[f"{start[0]}-{rest[0]}".casefold()]:
            return text[:-1] + line
        return text + line

    def _is_space(self, text: str, line: str) -> bool:
        left, right = text[-1:], line[:1]
        if _ADDRESS.search(text) and right.isascii():
            return False
        if self._keeps_words and not _ideographs(left + right):
            return True
        if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
            return True
        return self._odds(text, line) + self._word_odds(text, line) > (_MISSED if self._prints_spaces else 0)

    def _word_odds(self, text: str, line: str) -> float:
        """What the document's words say: more than 0 for a space."""
        last, first = text.split()[-1:], line.split()[:1]
        if not last or not first:
            return 0.0
        tail, head = _bare(last[0]), _bare(first[0])
        whole = self._words[_bare(last[0] + first[0])]
        parted = min(self._words[tail], self._words[head])
        return _WORD_SEEN * (log(1 + parted) - log(1 + whole))

    def _odds(self, text: str, line: str) -> float:
        """Log odds of a space between two lines by their neighbouring letters, longer contexts before shorter ones."""
        left, right = normalize("NFC", text[-4:])[-2:], normalize("NFC", line[:4])[:2]
        a, b = left[-1:], right[:1]
        base = self._blend("*", 0.0)
        odds = self._blend(f"{a}|", base) + self._blend(f"|{b}", base) - base
        odds = self._blend(f"{a}|{b}", odds)
        longer = self._blend(f"{left}|{b}", odds) + self._blend(f"{a}|{right}", odds) - odds
        return self._blend(f"{left}|{right}", longer)

    def _blend(self, context: str, prior: float) -> float:
        """The log odds of a space in a context, on top of what is known without it."""
        spaces, others = self._counts.get(context, (0, 0))
        expected = 1 / (1 + exp(-max(-20.0, min(20.0, prior))))
        part = (spaces + _SMOOTHING * expected) / (spaces + others + _SMOOTHING)
        part = max(1e-4, min(1 - 1e-4, part))
        return log(part / (1 - part))

    def _learn(self, line: str) -> None:
        words = line.split()
        self._words.update(map(_bare, words[1:-1]))
        letters = "".join(words)
        ends, place = set[int](), 0
        for word in words[:-1]:
            place += len(word)
            ends.add(place)
        for index in range(1, len(letters)):
            self._count(letters, index, index in ends)

    def _count(self, letters: str, index: int, space: bool) -> None:
        left, right = letters[max(index - 2, 0) : index], letters[index : index + 2]
        a, b = left[-1], right[0]
        for context in {"*", f"{a}|", f"|{b}", f"{a}|{b}", f"{left}|{b}", f"{a}|{right}", f"{left}|{right}"}:
            counts = self._counts.setdefault(context, [0, 0])
            counts[0 if space else 1] += 1

    def _broken(self, breaks: Sequence[tuple[Run, Run]]) -> int:
        """How many of the lines surely end inside a word."""
        told = ((a.text, b.text) for a, b in breaks if not a.spaced)
        return sum(self._odds(a, b) + self._word_odds(a, b) < -_SURE for a, b in told)


def _bare(word: str) -> str:
    return word.strip(_EDGES).casefold()


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _ideographs(letters: str) -> bool:
    """Whether Chinese is on both sides, which is written without spaces."""
    return all(east_asian_width(letter) in "WF" and not _is_hangul(letter) for letter in letters)
