"""What a Chinese name is in the other Chinese scripts: simplified and traditional characters, pinyin.

Conversion goes by phrases first (OpenCC's and pypinyin's tables): 皇后 keeps its 后 where 以后 has 後, and 重庆 is
read chóng qìng.
"""

from __future__ import annotations

from functools import cache, lru_cache

import opencc
import pypinyin

CACHED_NAMES = 65536

_AS_IT_IS = "default"
"""What pypinyin is to do with what has no pinyin."""


@lru_cache(maxsize=CACHED_NAMES)
def simplified(text: str) -> str:
    """The text in simplified characters; everything else in it stays."""
    converted: str = _converter("t2s").convert(text)
    return converted


@lru_cache(maxsize=CACHED_NAMES)
def traditional(text: str) -> str:
    """The text in traditional characters (OpenCC's standard, without the words of Taiwan or Hong Kong)."""
    converted: str = _converter("s2t").convert(text)
    return converted


@lru_cache(maxsize=CACHED_NAMES)
def syllables(name: str) -> tuple[str, ...]:
    """Pinyin without tones, ü as such, one syllable for each character; a run of what has no pinyin stands as it is."""
    return tuple(pypinyin.lazy_pinyin(name, errors=_AS_IT_IS, v_to_u=True))


@lru_cache(maxsize=CACHED_NAMES)
def syllables_of_character(character: str) -> tuple[str, ...]:
    """Every pinyin syllable without tone that one character may have (长: chang, zhang); none if it is not Chinese."""
    found = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore", v_to_u=True)
    return tuple(found[0]) if found else ()


def toned(name: str) -> tuple[str, ...]:
    """Pinyin with tone marks, one syllable for each character; a run of what has no pinyin stands as it is."""
    return tuple(syllable for syllable, *_ in pypinyin.pinyin(name, style=pypinyin.Style.TONE, errors=_AS_IT_IS))


@cache
def _converter(direction: str) -> opencc.OpenCC:
    return opencc.OpenCC(direction)
