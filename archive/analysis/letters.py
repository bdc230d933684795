"""The stream of letters: every printed character in order, white space left out, each marked with what meets there.

A unit is one Hangul, Han or other character, or a whole run of Latin letters or digits. Its term is a mark and the
unit, lower-cased and simplified. The mark tells whether a word or a morpheme begins before the unit and whether one
ends after it, so that an engine alone can tell 인도 in 인도와 from 인도 in 문재인도 (docs/search-quality.md: the rule).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from archive.analysis.scripts import LATIN, is_syllable
from archive.analysis.tokens import TokenStream

_GROUPED = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
_UNIT = re.compile(f"[{LATIN}]+|{_GROUPED}|[0-9]+|\\S")
_WHOLE_GROUPED = re.compile(_GROUPED)

WORD_AND_END, WORD, MORPHEME_AND_END, MORPHEME, END, INNER = "WwMmE."
MARKS = WORD_AND_END + WORD + MORPHEME_AND_END + MORPHEME + END + INNER
BEGINS_WORD = WORD_AND_END + WORD
BEGINS_MORPHEME = MORPHEME_AND_END + MORPHEME
ENDS = WORD_AND_END + MORPHEME_AND_END + END


def plain(text: str, simplify: Callable[[str], str]) -> str:
    """Folded text in lower case and simplified characters, of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return simplify(lowered.replace("ς", "σ"))


def units(text: str) -> list[str]:
    """The units of `plain` text, unmarked."""
    return [without_separators(unit) for unit in _UNIT.findall(text)]


def without_separators(unit: str) -> str:
    """A number without the commas between its thousands (15,000 is 15000); anything else as it is."""
    return unit.replace(",", "") if _WHOLE_GROUPED.fullmatch(unit) else unit


def letters(text: str, begins: Collection[int], ends: Collection[int]) -> TokenStream:
    """Marked units of `plain` text, given the offsets at which its morphemes begin and those at which they end."""
    stream = TokenStream()
    for match in _UNIT.finditer(text):
        start, end = match.span()
        first = _first(text, start, begins)
        last = end in ends or not is_syllable(text[end : end + 1]) or not is_syllable(text[start])
        stream.add(_mark(first, last) + without_separators(match.group()), start, end)
    return stream


def _first(text: str, start: int, begins: Collection[int]) -> str:
    if not is_syllable(text[start]) or start == 0 or not is_syllable(text[start - 1]):
        return WORD
    return MORPHEME if start in begins else INNER


def _mark(first: str, last: bool) -> str:
    if not last:
        return first
    return {WORD: WORD_AND_END, MORPHEME: MORPHEME_AND_END, INNER: END}[first]
