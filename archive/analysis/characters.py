"""Unicode first: any text to composed, width-folded text, with a map back to the offsets of the original.

What is folded (Unicode Standard Annex 15, and the forms that real issues hold):
decomposed Hangul and accents are composed (NFC); full-width, circled, squared and other compatibility forms
become their plain characters, save the compatibility jamo, which NFKC would turn into syllable parts (ㄱㅏ into 가);
the many middle dots, quotation marks and dashes become one of each; every white space but the line feed becomes a
space; characters that nobody sees (zero-width, byte order mark, soft hyphen, direction marks) go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from archive.analysis.replacing import Forms

_ONE_FORM = {
    "·": "ㆍ‧・･•∙⋅",
    "'": "‘’‚‛′",
    '"': "“”„‟″",
    "-": "‐‑‒–—―−﹣－",
    "~": "〜∼～",
}
_PREFERRED = {other: form for form, others in _ONE_FORM.items() for other in others}
_COMPATIBILITY_JAMO = range(0x3131, 0x318F)
_HALF_WIDTH_JAMO = range(0xFFA0, 0xFFDD)
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_PART = re.compile("[\u1100-\u11ff]")
_JOINS_PREVIOUS = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, where it stood in the original (code-point offsets).

    `length` is that of the original; `starts` and `ends` are None where every character kept its place.
    """

    text: str
    length: int
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original (start, end) of the folded characters `start` to `end` (half-open, not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Folded form of any string, lone surrogates and noncharacters included (they become U+FFFD). Case is kept."""
    changes = _FORMS.changes(text)
    composed = unicodedata.is_normalized("NFC", text)
    if composed and all(len(form) == 1 for form in changes.values()):
        return Folded(_FORMS.made(text, changes), len(text))
    folded = _one_by_one(text, changes) if composed and not any(map(_joins_any, set(text))) else _by_clusters(text)
    # What hid between a letter and its accent is gone now, and they may be one.
    return folded if unicodedata.is_normalized("NFC", folded.text) else _composed(folded)


def _one_by_one(text: str, changes: Mapping[str, str]) -> Folded:
    """A text whose characters do not touch each other, some of which become several (… and ℃) or go."""
    sizes = np.ones(len(text), dtype=np.int64)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    for character, form in changes.items():
        if len(form) != 1:
            sizes[codes == ord(character)] = len(form)
    starts = np.repeat(np.arange(len(text)), sizes)
    return Folded(text.translate(_FORMS), len(text), starts.tolist(), (starts + 1).tolist())


def _by_clusters(text: str) -> Folded:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for character in unicodedata.normalize("NFC", text[start:end]).translate(_FORMS):
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return Folded("".join(characters), len(text), starts, ends)


def _composed(folded: Folded) -> Folded:
    again = fold(folded.text)
    spans = [folded.span(*again.span(offset, offset + 1)) for offset in range(len(again.text))]
    return Folded(again.text, folded.length, [start for start, _ in spans], [end for _, end in spans])


def _clusters(text: str) -> list[tuple[int, int]]:
    """Shortest pieces of the text that can be composed each by itself."""
    bounds = [0]
    for offset in range(1, len(text)):
        if not _joins(text[offset - 1], text[offset]):
            bounds.append(offset)
    return list(zip(bounds, [*bounds[1:], len(text)], strict=True)) if text else []


def _joins(previous: str, character: str) -> bool:
    """Whether a character may be composed with what is before it."""
    if _joins_any(character):
        return True
    return not unicodedata.is_normalized("NFC", previous + character) and unicodedata.is_normalized("NFC", character)


def _joins_any(character: str) -> bool:
    """Whether a character is made to be composed with what is before it."""
    return bool(unicodedata.combining(character) or _JOINS_PREVIOUS.match(character))


def _form(character: str) -> str:
    code = ord(character)
    category = unicodedata.category(character)
    if character in _PREFERRED:
        return _PREFERRED[character]
    if category == "Cf" or code in _VARIATION_SELECTORS:
        return ""
    if category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "\ufffd"
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if category in ("Zs", "Cc"):
        return " "
    if code in _COMPATIBILITY_JAMO or code in _HALF_WIDTH_JAMO:
        return character
    return _compatible(character)


def _compatible(character: str) -> str:
    if not unicodedata.decomposition(character).startswith("<"):
        return character
    plain = unicodedata.normalize("NFKC", character)
    if any(map(unicodedata.combining, plain)):
        # An accent that stands alone (ﾞ, ´) must not join what is before it.
        return character
    return "".join(_PREFERRED.get(each, " " if each.isspace() else _standing_alone(each)) for each in plain)


def _standing_alone(character: str) -> str:
    """A circled jamo (㉠) folds to the jamo that stands alone (ㄱ), not to the part that joins what follows (ᄀ)."""
    if not _PART.match(character):
        return character
    return unicodedata.lookup(re.sub("CHOSEONG|JUNGSEONG|JONGSEONG", "LETTER", unicodedata.name(character)))


_FORMS = Forms(_form)
