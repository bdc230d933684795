"""How much of a form the characters of a Chinese name account for: the evidence that the two are one name.

A character accounts for the Hangul syllable that is its Korean reading, for the one to three that sound like its
pinyin, for the letters of its pinyin, and, as Latin or a digit in a Chinese name, for itself. The order of the
characters is kept; what lies between may belong to neither (the 테크놀로지 of 쉬구웨이라이테크놀로지 for 虚谷未来科技).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from archive.analysis.characters import fold
from archive.analysis.scripts import is_syllable
from archive.names.conversion import simplified, syllables_of_character
from archive.names.readings import written
from archive.names.transcription import sound_key, transcribe

CACHED_NAMES = 65536
CACHED_WORDS = 262144
_SOUND = "~"
"""Before tokens that are sounds, so that the sound of 만 is not taken for the Latin word man."""

_LONGEST = {True: 3, False: 6}
"""Units that one character may account for: of Hangul, of anything else."""

_SLOTS = 1 + max(_LONGEST.values())

_NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九十")}


class Alignment(NamedTuple):
    """`units` are the letters of a form (a Hangul syllable is one) and its digits; `explained` those accounted for.

    `characters` are the zh characters that account for one; `first` is the first of them, -1 where none does.
    `by_word` gives (explained, all) units of each word of the form.
    """

    explained: int
    units: int
    characters: int
    all_characters: int
    first: int
    last: int
    by_word: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """The share of the Chinese characters that account for something, 0 to 1."""
        return self.characters / self.all_characters if self.all_characters else 0.0

    @property
    def is_complete(self) -> bool:
        """Whether every Chinese character accounts for something."""
        return self.characters == self.all_characters > 0


def align(form: str, zh: str) -> Alignment:
    """The best way to lay the characters of `zh` along the words of `form` (separated by single spaces)."""
    words = [_word(word) for word in form.split(" ")]
    rows = _rows(zh)
    units = sum([word.units for word in words])
    found = _lengths(words, rows)
    if not any(found):
        return Alignment(0, units, 0, len(rows), -1, -1, tuple([(0, word.units) for word in words]))
    matches = _trace(found, units)
    by_word = tuple(_by_word(words, matches))
    first, last = matches[0].character, matches[-1].character
    return Alignment(sum(of_word for of_word, _ in by_word), units, len(matches), len(rows), first, last, by_word)


def _by_word(words: list[_Word], matches: list[_Match]) -> Iterator[tuple[int, int]]:
    start = 0
    for word in words:
        end = start + word.units
        yield sum(match.end - match.start for match in matches if start <= match.start < end), word.units
        start = end


def touches(word: str, zh: str) -> bool:
    """Whether any character accounts for anything in the word: quickly, and mostly not."""
    return not _any_row(zh).isdisjoint(_word(word).tokens)


def reads_as(form: str, zh: str) -> bool:
    """Whether the form is a Korean reading of these characters, syllable by syllable."""
    rows = _rows(zh)
    return len(form) == len(rows) and all(syllable in row for syllable, row in zip(form, rows, strict=True))


def is_initials(form: str, zh: str) -> bool:
    """Whether Latin letters are the first letters of the characters' pinyin (BYD of 比亚迪)."""
    rows = _rows(zh)
    return len(form) == len(rows) and all(
        any(token[0] == letter for token in row) for letter, row in zip(form.lower(), rows, strict=True)
    )


class _Match(NamedTuple):
    """A character accounts for the units [start, end) of a form."""

    character: int
    start: int
    end: int


class _Word(NamedTuple):
    """How many units a word has, and its tokens: for each unit _SLOTS of them, empty where there is none.

    The first is the unit as it is, those after it are the one, two, three... units from there on.
    """

    units: int
    tokens: tuple[str, ...]


@lru_cache(maxsize=CACHED_WORDS)
def _word(word: str) -> _Word:
    units = list(filter(str.isalnum, fold(word).text.lower()))
    tokens: list[str] = []
    for start, unit in enumerate(units):
        hangul = is_syllable(unit)
        spans = ["".join(units[start:end]) for end in range(start + 1, len(units) + 1)[: _LONGEST[hangul]]]
        own = [unit, *(_SOUND + sound_key(span) for span in spans)] if hangul else ["", *spans]
        tokens += own + [""] * (_SLOTS - len(own))
    return _Word(len(units), tuple(tokens))


@lru_cache(maxsize=CACHED_NAMES)
def _rows(zh: str) -> tuple[frozenset[str], ...]:
    """The tokens that each character accounts for."""
    return tuple(_accounts_for(each) for each in simplified(fold(zh).text.lower()) if each.isalnum())


@lru_cache(maxsize=CACHED_NAMES)
def _any_row(zh: str) -> frozenset[str]:
    return frozenset().union(*_rows(zh))


@lru_cache(maxsize=CACHED_NAMES)
def _accounts_for(character: str) -> frozenset[str]:
    spoken = syllables_of_character(character)
    sounds = (_SOUND + sound_key(transcribe([syllable]) or syllable) for syllable in spoken)
    letters = (syllable.replace("ü", "u") for syllable in spoken)
    return frozenset((*written(character), *sounds, *letters, _NUMERALS.get(character, character)))


_Lengths = dict[int, list[int]]


def _lengths(words: list[_Word], rows: tuple[frozenset[str], ...]) -> list[_Lengths]:
    """For each character, by unit: how many units from there on it may account for."""
    found: list[_Lengths] = [{} for _ in rows]
    offset = 0
    for word in words:
        for row, lengths in zip(rows, found, strict=True):
            if not row.isdisjoint(word.tokens):
                for place, token in enumerate(word.tokens):
                    if token in row:
                        start, length = divmod(place, _SLOTS)
                        lengths.setdefault(offset + start, []).append(max(1, length))
        offset += word.units
    return found


def _trace(rows: list[_Lengths], units: int) -> list[_Match]:
    """The way on which most characters and units are matched."""
    best = _table(rows, units)
    matches: list[_Match] = []
    row = column = 0
    while row < len(rows) and best[row][column]:
        longest = (n for n in rows[row].get(column, ()) if best[row + 1][column + n] + n + 1 == best[row][column])
        taken = max(longest, default=0)
        if taken:
            matches.append(_Match(row, column, column + taken))
            row, column = row + 1, column + taken
        elif best[row + 1][column] == best[row][column]:
            row += 1
        else:
            column += 1
    return matches


def _table(rows: list[_Lengths], units: int) -> list[list[int]]:
    """For each rest of the characters and each rest of the units, the most that can be matched (both counted)."""
    best = [[0] * (units + 1)]
    for row in reversed(rows):
        below = best[-1]
        if row:
            here = below.copy()
            for column in range(units - 1, -1, -1):
                through = [below[column + length] + length + 1 for length in row.get(column, ())]
                here[column] = max(below[column], here[column + 1], *through)
            best.append(here)
        else:
            best.append(below)
    best.reverse()
    return best
