"""Forms of a text in which decisions are made and names are kept; the printed characters stay in the document."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from math import sqrt

LONGEST_HEADING = 300
"""A line of more characters than this is running text: no title, label or heading of a newsletter is as long."""

# NFKC joins at most a few characters into one, so this much of a line always shows whether it is too long.
_LOOK_AT = 4 * LONGEST_HEADING
_KNOWN = 2048
"""Lines whose letters are remembered: those of an issue."""
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_INVISIBLE = re.compile(rf"[{_CONTROLS}\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def plain(text: str) -> str:
    """`text` in compatibility form (NFKC), without invisible characters, its white space single and none around it.

    Of a longer text only the beginning is kept, `LONGEST_HEADING` characters and more: nobody decides by the rest.
    """
    beginning = " ".join(_INVISIBLE.sub("", text).split())[:_LOOK_AT]
    if len(beginning) < _LOOK_AT and unicodedata.is_normalized("NFKC", beginning):
        return beginning
    shown = unicodedata.normalize("NFKC", beginning)
    return " ".join(_INVISIBLE.sub("", shown).split())


def neat(text: str) -> str:
    """`text` as a title or a name keeps it: its own characters (NFC), nothing invisible, single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def squeezed(text: str) -> str:
    """The letters and digits of `text` alone, in small letters: what stays the same however a text is spaced."""
    return _known_letters(text) if len(text) <= LONGEST_HEADING else _letters(text)


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters in `text`, for `similarity`."""
    return _known_pairs(text) if len(text) <= LONGEST_HEADING else _pairs(text)


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two texts are by their `pairs`: 0 (nothing shared) to 1; a shortened title stays near 1."""
    return len(one & other) / sqrt(len(one) * len(other))


def either_form(pattern: str) -> str:
    """A regular expression for letters as they are typed and as a Mac decomposes them (NFC and NFD).

    `pattern` has no Hangul in character classes.
    """
    return f"(?:{pattern}|{unicodedata.normalize('NFD', pattern)})"


def is_drawn(plain_text: str) -> bool:
    """Whether a text is drawn rather than written: `------`, `* * *`."""
    signs = plain_text.replace(" ", "")
    boxes = all("\u2500" <= sign <= "\u257f" for sign in signs)
    return len(signs) > 2 and (boxes or len(set(signs)) < 3) and not any(map(str.isalnum, signs))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, plain(text).casefold()))


def _pairs(text: str) -> frozenset[str]:
    letters = squeezed(text)
    return frozenset(map("".join, pairwise(letters))) or frozenset([letters])


# Whoever looks for headings asks the same lines over and over.
_known_letters = lru_cache(maxsize=_KNOWN)(_letters)
_known_pairs = lru_cache(maxsize=_KNOWN)(_pairs)
