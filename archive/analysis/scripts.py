"""Runs of one script: Hangul, Han, Latin (with the other alphabets that are cased or spelt), digits, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Script = Literal["hangul", "han", "latin", "digit", "other"]

HANGUL = "가-힣ᄀ-ᇿㄱ-ㆎꥠ-꥿ힰ-퟿"
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
LATIN = "A-Za-zªµºÀ-ÖØ-öø-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
DIGIT = "0-9"

_RUN = re.compile(
    f"(?P<hangul>[{HANGUL}]+)|(?P<han>[{HAN}]+)|(?P<latin>[{LATIN}]+)|(?P<digit>[{DIGIT}]+)|(?P<other>\\S)"
)
_LATIN_OR_DIGITS = re.compile(f"[{LATIN}]+|[{DIGIT}]+")
_HAN = re.compile(f"[{HAN}]")
_SYLLABLE = re.compile("[가-힣]")


class Run(NamedTuple):
    """A run of one script in folded text; `start` and `end` are code-point offsets, half-open."""

    script: Script
    start: int
    end: int


def runs(text: str) -> Iterator[Run]:
    """The runs of `text` in order; white space belongs to none, other characters are runs of their own."""
    for match in _RUN.finditer(text):
        yield Run(match.lastgroup, match.start(), match.end())  # type: ignore[arg-type]


def is_run(text: str) -> bool:
    """Whether the text is Latin letters alone or digits alone."""
    return _LATIN_OR_DIGITS.fullmatch(text) is not None


def has_han(text: str) -> bool:
    """Whether a Han character is in the text."""
    return _HAN.search(text) is not None


def is_syllable(character: str) -> bool:
    """Whether the character is a whole Hangul syllable (가 to 힣); false for the empty string."""
    return _SYLLABLE.fullmatch(character) is not None
