"""The words of the archive that a word may be a slip for.

How far is looked depends on how much of the word is left to tell it by: in a short one every other key makes another
word. A word of Kiwi's dictionary is no slip: that it is not in the archive is what the reader wanted to know.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from archive import hangul
from archive.analysis import Analyzer
from archive.analysis.scripts import has_han, is_syllable
from archive.budget import look
from archive.correction.keyboard import ANY, NEIGHBOUR
from archive.correction.lexicon import Lexicon, Near

LONGEST = 30
"""Characters of a word that is looked for; nobody types a longer one."""

FREQUENCY = 2.0
"""What a tenfold count is worth, in the units of `keyboard`."""

_PARTICLES = re.compile("(?:에서|으로|까지|부터|에게|[은는이가을를의에와과도로])$")
_OFFERED = 12
"""The nearest words that are asked whether they are nouns."""

_SHORTEST_PART = 2


class Speller:
    """Looks words up in one lexicon."""

    def __init__(self, lexicon: Lexicon, analyzer: Analyzer) -> None:
        self._lexicon = lexicon
        self._analyzer = analyzer

    def corrections(self, word: str) -> list[Near]:
        """The words that may have been meant, best first; none for a word that is in a dictionary."""
        typed = self._analyzer.plain(word)
        # A syllable that is not finished or has a jamo too many (과하ㄱ) is what its keys make.
        plain = hangul.typed(hangul.keys(typed))
        if plain != typed and self.is_word(plain):
            return [Near(plain, 0, self._lexicon.count(plain))]
        if not plain.isalnum() or len(plain) > LONGEST or not self._most(plain):
            return []
        found: dict[str, Near] = {}
        for near in (*(self._whole(plain) or self._without_particle(plain)), *self._by_parts(plain)):
            if near.text != typed and (near.text not in found or near.cost < found[near.text].cost):
                found[near.text] = near
        return self._nouns(sorted(found.values(), key=_order)[:_OFFERED])

    def is_word(self, plain: str) -> bool:
        """Whether the archive has this word, in plain form."""
        return self._lexicon.count(plain) > 0

    def _whole(self, plain: str) -> list[Near]:
        most = self._most(plain)
        near = self._lexicon.near(plain, most, longer=not has_han(plain)) if most else []
        return [each for each in near if _digits(each.text) == _digits(plain)]

    def _most(self, plain: str) -> int:
        """The cost of the slips that are believed of a word, 0 for one that was meant."""
        if not _is_hangul(plain) or not self._is_listed(plain):
            return _most(plain)
        # Of words that are each in a dictionary a slip can make a compound that nobody ever wrote (금융기간), and
        # dictionaries list longer loan words as they are often misspelt (컨텐츠, 데이타).
        if len(self._analyzer.asked(plain).terms) > 1:
            return ANY
        return NEIGHBOUR if len(plain) > 2 else 0

    def _is_listed(self, plain: str) -> bool:
        stem = _PARTICLES.sub("", plain)
        asked = [plain, stem] if len(stem) > _SHORTEST_PART else [plain]
        return any(each.listed for each in self._analyzer.standings(asked))

    def _without_particle(self, plain: str) -> list[Near]:
        stem = _PARTICLES.sub("", plain)
        if stem == plain or len(stem) < _SHORTEST_PART or not _is_hangul(plain) or self._is_listed(plain):
            return []
        return self._whole(stem)

    def _by_parts(self, plain: str) -> Iterator[Near]:
        """Words written together, of which the archive has one and the other is a slip (과학혁싱)."""
        if not _is_hangul(plain):
            return
        for at in range(_SHORTEST_PART, len(plain) - _SHORTEST_PART + 1):
            look()
            before, after = plain[:at], plain[at:]
            if self.is_word(before) and not self.is_word(after):
                yield from (Near(before + n.text, n.cost, n.count) for n in self._nouns(self._whole(after)))
            elif self.is_word(after) and not self.is_word(before):
                yield from (Near(n.text + after, n.cost, n.count) for n in self._nouns(self._whole(before)))

    def _nouns(self, words: list[Near]) -> list[Near]:
        standings = self._analyzer.standings([each.text for each in words])
        return [
            each
            for each, standing in zip(words, standings, strict=True)
            if standing.noun or not _is_hangul(each.text) or self._lexicon.is_given(each.text)
        ]


def _most(plain: str) -> int:
    """The cost of the slips that are believed of a word."""
    if has_han(plain):
        return ANY if len(plain) > 2 else 0
    if _is_hangul(plain):
        return (0, 0, ANY, 2 * NEIGHBOUR)[len(plain)] if len(plain) < 4 else 2 * ANY
    return 0 if len(plain) < 4 else ANY if len(plain) < 7 else 2 * ANY


def _order(near: Near) -> tuple[float, int, str]:
    """Nearer first; of words about as near, those that more articles have."""
    return near.cost - FREQUENCY * math.log10(near.count + 1), -near.count, near.text


def _digits(text: str) -> list[str]:
    return [each for each in text if each.isdecimal()]


def _is_hangul(plain: str) -> bool:
    return all(map(is_syllable, plain))
