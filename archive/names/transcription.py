"""Pinyin in Hangul: the rule, and a comparison for what people really write beside the rule.

The rule is 외래어 표기법 (the National Institute of Korean Language's orthography of foreign words), chapter 2 table 5
and chapter 3 section 7; `pinyin.tsv` holds it syllable by syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

CACHED_KEYS = 65536

_FIRST_SYLLABLE = 0xAC00
_VOWELS = 21
_FINALS = 28
# ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ: tensed consonants as plain ones, ㅇ before a vowel as nothing.
_INITIAL_SOUNDS = ("g", "g", "n", "d", "d", "r", "m", "b", "b", "s", "s", "", "j", "j", "c", "k", "t", "p", "h")
# ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ: ㅓ, ㅔ and ㅐ as one, ㅗ and ㅜ as one, ㅡ and ㅣ as one.
_VOWEL_SOUNDS = tuple("a,e,ia,ie,e,e,ie,ie,o,oa,oe,oi,io,o,oe,oe,oi,io,i,i,i".split(","))  # noqa: SIM905
_FINAL_SOUNDS = tuple(",g,g,g,n,n,n,d,r,r,r,r,r,r,r,r,m,b,b,d,d,N,d,d,g,d,b,h".split(","))  # noqa: SIM905
# Section 7, paragraph 2: no ㅑ, ㅖ, ㅛ, ㅠ after ㅈ, ㅉ, ㅊ, nor 지아 for 자; and sha is often 샤.
_SOFTENED = re.compile("(?<=[jcs])i(?=[aeo])")
# you is 유 and 요우.
_DOUBLED = re.compile("([aeio])\\1+")


def transcribe(syllables: Iterable[str]) -> str | None:
    """Hangul for pinyin syllables without tones (`dong`, `lü`), or None where one is no syllable of pinyin."""
    written = [_table().get(syllable) for syllable in syllables]
    return "".join(filter(None, written)) if written and all(written) else None


@lru_cache(maxsize=CACHED_KEYS)
def sound_key(hangul: str) -> str:
    """What composed Hangul sounds like, coarsely: 신싼반 and 씬싼반, 자싱 and 지아씽, 위안 and 위엔 have one key each.

    Tension, the vowels that writers confuse in Chinese names, and one syllable or two (촨, 추안) are folded; what is
    not a Hangul syllable stands as it is.
    """
    # zhou is 저우 by the rule and 조우, 주 by ear; yan is 옌 and 얀, yuan 위안 and 위엔.
    key = hangul.translate(_SOUNDS).replace("eo", "o").replace("ian", "ien")
    # Most keys need neither of these, and an index is made of millions of keys.
    if "i" in key:
        key = _SOFTENED.sub("", key)
    if "oo" in key or "aa" in key or "ii" in key or "ee" in key:
        key = _DOUBLED.sub("\\1", key)
    return key


class _Sounds(dict[int, str]):
    """The sounds of each Hangul syllable, worked out when first met; other characters are themselves."""

    def __missing__(self, code: int) -> str:
        self[code] = sounds = _sounds(chr(code))
        return sounds


def _sounds(character: str) -> str:
    place = ord(character) - _FIRST_SYLLABLE
    if not 0 <= place < len(_INITIAL_SOUNDS) * _VOWELS * _FINALS:
        return character
    rest, final = divmod(place, _FINALS)
    initial, vowel = divmod(rest, _VOWELS)
    return _INITIAL_SOUNDS[initial] + _VOWEL_SOUNDS[vowel] + _FINAL_SOUNDS[final]


_SOUNDS = _Sounds()


@cache
def _table() -> dict[str, str]:
    lines = (files(__package__) / "pinyin.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return dict(rows)
