"""How many of the words before a gloss belong to the name, as far as the place itself tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from archive.analysis.scripts import DIGIT, LATIN, is_syllable
from archive.names.alignment import Alignment, align, reads_as, touches
from archive.names.mining import Edge

_LATIN_WORD = re.compile(f"[{LATIN}{DIGIT}&+.'-]+")
_PARTICLE = re.compile(
    "[가-힣](?:은|는|이|가|을|를|의|에|도|만|와|과|로|에서|에게|부터|까지|하고|이나|라는|하는|되는|인|한|된|할|던)"
)
KEPT = 20_000
"""Choices that are kept, some 1 KB each: the book of names is made anew of all of them after every change."""

_MOST_LATIN = 3
_MOST_ENCLOSED = 3
_HEAD = 2


class Choice(NamedTuple):
    """`words` of the form, counted from the nearest; `sure` if the Chinese characters themselves say so."""

    words: int
    sure: bool
    alignment: Alignment


@lru_cache(maxsize=KEPT)
def choose(forms: tuple[str, ...], zh: str, edge: Edge) -> Choice:
    """The most likely form among these (each one word longer than the one before it): one word where nothing tells."""
    choice = _by_characters(forms, zh)
    if choice.sure or choice.words > 1:
        return choice
    if edge == "enclosed" and len(forms) <= _MOST_ENCLOSED:
        return Choice(len(forms), False, align(forms[-1], zh))
    latin = _latin_words(forms[-1].split(" "))
    if latin > 1:
        return Choice(latin, False, align(forms[latin - 1], zh))
    return _with_head(forms, zh, choice)


def unglossed(form: str, zh: str) -> int:
    """How many syllables at the front of a word the gloss says nothing of (2 for 조선시대 and 時代), else 0."""
    length = len(form) - len(zh)
    return length if length > 0 and len(zh) > 1 and reads_as(form[length:], zh) else 0


def _by_characters(forms: tuple[str, ...], zh: str) -> Choice:
    best = Choice(1, False, align(forms[0], zh))
    for words, form in enumerate(forms[1:], 2):
        if best.alignment.is_complete:
            break
        if not touches(form.partition(" ")[0], zh):
            continue
        longer = align(form, zh)
        if longer.characters > best.alignment.characters and _all_belong(form, zh, longer):
            best = Choice(words, False, longer)
    return best._replace(sure=best.alignment.is_complete)


def _all_belong(form: str, zh: str, alignment: Alignment) -> bool:
    """Whether the first word is accounted for, and something of all others but the last, which may be translated."""
    first, *between = alignment.by_word[:-1]
    explained, units = first
    if not all(of_word for of_word, _ in between):
        return False
    if units == 1 or explained == 1:
        # A character may stand for a word that it begins (长 for 창장 in 长三角), if the others account for the rest.
        return alignment.is_complete and touches(form[0], zh)
    return explained == units or (2 * explained >= units and not _PARTICLE.fullmatch(_ending(form.split(" ")[0])))


def _ending(word: str) -> str:
    return word[-3:]


def _latin_words(words: list[str]) -> int:
    """How many words from the last one on are Latin, those before the last with a capital (INSE Kitchen, Style 3D)."""
    count = 0
    for word in reversed(words[-_MOST_LATIN:]):
        if not _LATIN_WORD.fullmatch(word) or (count and not word[0].isupper()):
            break
        count += 1
    return count


def _with_head(forms: tuple[str, ...], zh: str, choice: Choice) -> Choice:
    """One word more, if the nearest one is only the end of the Chinese (은행 of 渣打银行)."""
    found = choice.alignment
    is_end = found.explained == found.units and found.first >= _HEAD and found.last == found.all_characters - 1
    if not is_end or len(forms) == 1:
        return choice
    before = forms[1].split(" ")[0]
    if not is_syllable(before[-1]) or _PARTICLE.fullmatch(_ending(before)):
        return choice
    return Choice(2, False, align(forms[1], zh))
