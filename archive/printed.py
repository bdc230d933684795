"""A searchable text taken apart by plain rules that never change: what stored streams are told from.

Whoever changes a rule here changes the format of what is stored (archive.fingerprint).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from archive.analysis.tokens import BREAK
from archive.packing import Numbers

Codes = NDArray[np.uint32]
"""Code points."""

_SIGNS = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "―": "-", "～": "~", "∼": "~", "・": "·", "‧": "·",
    "•": "·", "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "ς": "σ",
}  # fmt: skip
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
_LAST = "\uffff"
_IS_LETTER = np.array([chr(code).isalnum() for code in range(ord(_LAST) + 1)])
_LATIN = "A-Za-zªµºÀ-ÖØ-öø-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_GROUPED = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
_UNIT = re.compile(f"[{_LATIN}]+|{_GROUPED}|[0-9]+|\\S")
_RUNS = re.compile(f"([{_LATIN}0-9,]+)")
_OTHER, _SPACE, _LATIN_LETTER, _DIGIT = range(4)


class Printed:
    """The parts of a searchable text with a BREAK between them. `text` is in lower case, with few kinds of signs and
    `changes` made: at these offsets stand these characters; it has as many characters as were printed."""

    def __init__(self, parts: Sequence[str], changes: Mapping[int, str] | None = None) -> None:
        self.text = _plain(BREAK.join(parts))
        if changes:
            characters = list(self.text)
            for at, character in changes.items():
                characters[at] = character
            self.text = "".join(characters)

    @cached_property
    def units(self) -> str:
        """Its letters and runs (archive.analysis.letters), joined by spaces, one before the first and one after the
        last; a BREAK is an empty one."""
        parts = self.text.split(BREAK)
        units = list(_units(parts[0]))
        for part in parts[1:]:
            units.append("")
            units += _units(part)
        return f" {' '.join(units)} "

    @property
    def letters(self) -> str:
        """All its letters and digits in a row."""
        if self.codes.max(initial=0) > ord(_LAST):
            return "".join(filter(str.isalnum, self.text))
        # A table takes a fifth of the time.
        letters: str = self.codes[_IS_LETTER[self.codes]].tobytes().decode("utf-32-le")
        return letters

    @cached_property
    def codes(self) -> Codes:
        return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")

    @cached_property
    def spans(self) -> tuple[Numbers, Numbers]:
        """Where each unit begins and ends (code-point offsets)."""
        kinds = _KINDS[np.minimum(self.codes, len(_KINDS) - 1)]
        goes_on = np.zeros(len(kinds) + 1, dtype=np.bool_)
        goes_on[1:-1] = (kinds[1:] == kinds[:-1]) & (kinds[1:] >= _LATIN_LETTER)
        if "," in self.text:
            for match in _WHOLE_GROUPED.finditer(self.text):
                goes_on[match.start() + 1 : match.end()] = True
        printed = kinds != _SPACE
        starts = np.flatnonzero(printed & ~goes_on[:-1])
        followed = np.concatenate((printed[1:], [False])) & goes_on[1:]
        ends = np.flatnonzero(printed & ~followed) + 1
        return starts.astype(np.int32), ends.astype(np.int32)


def _plain(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    for sign in set(_SIGN.findall(lowered)):
        lowered = lowered.replace(sign, _SIGNS[sign])
    return lowered


def _units(part: str) -> Iterator[str]:
    """The units of a part; runs of single letters, joined by spaces, come as one."""
    for number, stretch in enumerate(_RUNS.split(part)):
        if number % 2:
            if stretch.isdigit() or stretch.isalpha():
                yield stretch
            else:
                yield from (unit.replace(",", "") if len(unit) > 1 else unit for unit in _UNIT.findall(stretch))
        elif letters := "".join(stretch.split()):
            yield " ".join(letters)


def _kinds() -> NDArray[np.uint8]:
    """The kind of each character up to the last that is more than _OTHER."""
    last = ord("\u3000")
    kinds = np.zeros(last + 2, dtype=np.uint8)
    for code in range(last + 1):
        character = chr(code)
        if character.isspace():
            kinds[code] = _SPACE
        elif re.match(f"[{_LATIN}]", character):
            kinds[code] = _LATIN_LETTER
        elif "0" <= character <= "9":
            kinds[code] = _DIGIT
    return kinds


_KINDS = _kinds()
_WHOLE_GROUPED = re.compile(f"(?<![0-9]){_GROUPED}")
