"""The stream of letters: every printed character in order, white space left out, each marked with what meets there.

A unit is one Hangul, Han or other character, or a whole run of Latin letters or digits. Its term is a mark and the
unit, lower-cased and simplified. The mark tells whether a word or a morpheme begins before the unit and whether one
ends after it, so that an engine alone can tell 인도 in 인도와 from 인도 in 문재인도 (docs/search-quality.md: the rule).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.analysis.scripts import LATIN
from archive.analysis.tokens import TokenStream

_GROUPED = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
_RUNS = re.compile(f"([{LATIN}0-9,]+)")
_UNIT = re.compile(f"[{LATIN}]+|{_GROUPED}|[0-9]+|\\S")
_WHOLE_GROUPED = re.compile(_GROUPED)

WORD_AND_END, WORD, MORPHEME_AND_END, MORPHEME, END, INNER = "WwMmE."
MARKS = WORD_AND_END + WORD + MORPHEME_AND_END + MORPHEME + END + INNER
BEGINS_WORD = WORD_AND_END + WORD
BEGINS_MORPHEME = MORPHEME_AND_END + MORPHEME
ENDS = WORD_AND_END + MORPHEME_AND_END + END

Codes = NDArray[np.uint32]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_CODES = np.array(list(map(ord, MARKS)), dtype="<u4")
_IS_SPACE = np.array([*(chr(code).isspace() for code in range(0x3001)), False])
"""Of each character up to the last that is white space, and of all behind it."""


def plain(text: str, simplify: Callable[[str], str]) -> str:
    """Folded text in lower case and simplified characters, of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return simplify(lowered.replace("ς", "σ"))


def units(text: str) -> list[str]:
    """The units of `plain` text, unmarked."""
    return list(map(without_separators, _printed_units(text)))


def without_separators(unit: str) -> str:
    """A number without the commas between its thousands (15,000 is 15000); anything else as it is."""
    return unit.replace(",", "") if "," in unit and _WHOLE_GROUPED.fullmatch(unit) else unit


def letters(text: str, begins: Collection[int], ends: Collection[int]) -> TokenStream:
    """Marked units of `plain` text, given the offsets at which its morphemes begin and those at which they end."""
    printed = _printed_units(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    unit_starts, unit_ends = _spans(codes, printed)
    marks = _marks(codes, unit_starts, unit_ends, (_flags(begins, len(text)), _flags(ends, len(text))))
    plain_units = map(without_separators, printed) if "," in text else printed
    return TokenStream(list(map(str.__add__, marks, plain_units)), unit_starts.tolist(), unit_ends.tolist())


def _printed_units(text: str) -> list[str]:
    """Nearly all of a text is syllables, each a unit; the others are looked for where Latin letters or digits stand."""
    found: list[str] = []
    for number, stretch in enumerate(_RUNS.split(text)):
        if number % 2:
            found += _UNIT.findall(stretch)
        else:
            found += "".join(stretch.split())
    return found


def _spans(codes: Codes, printed: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Where each unit begins and ends: in order, they are all of the text but its white space."""
    sizes = np.fromiter(map(len, printed), dtype=np.int64, count=len(printed))
    places = np.flatnonzero(~_IS_SPACE[np.minimum(codes, len(_IS_SPACE) - 1)])
    starts = places[np.cumsum(sizes) - sizes]
    return starts, starts + sizes


def _marks(codes: Codes, starts: Numbers, ends: Numbers, borders: tuple[Flags, Flags]) -> str:
    """The mark of each unit; `borders` tell of each offset whether a morpheme begins and whether one ends there."""
    syllable = np.zeros(len(codes) + 2, dtype=np.bool_)
    # One before the text and one behind it, which are no syllables.
    syllable[1:-1] = (codes >= ord("가")) & (codes <= ord("힣"))
    own = syllable[starts + 1]
    inside = own & syllable[starts]
    goes_on = own & syllable[ends + 1] & ~borders[1][ends]
    begins = np.where(inside, 2 - borders[0][starts], 0)
    marks: str = _CODES[2 * begins + goes_on].tobytes().decode("utf-32-le")
    return marks


def _flags(offsets: Collection[int], size: int) -> Flags:
    """Which of the offsets 0 to `size` are among these."""
    flags = np.zeros(size + 1, dtype=np.bool_)
    places = np.fromiter(offsets, dtype=np.int64, count=len(offsets))
    flags[places[places <= size]] = True
    return flags
