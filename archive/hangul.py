"""Hangul as a two-set keyboard types it: one key after another, each a jamo that stands alone (ㄱ, ㅗ, ㅏ).

What is typed so far is then a beginning of what will be typed: 과하 (ㄱㅗㅏㅎㅏ) leads on to 과학 (ㄱㅗㅏㅎㅏㄱ), and
곽 (ㄱㅗㅏㄱ) to 과거 (ㄱㅗㅏㄱㅓ). Doubled consonants are one key with Shift (ㄲ); ㅘ and ㄳ are two keys.
"""

from __future__ import annotations

import re

_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLE = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_TWO_KEYS = {
    **{"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"},
    **{"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ"},
    **{"ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"},
}
_ONE_JAMO = {keys: jamo for jamo, keys in _TWO_KEYS.items()}
_LATIN = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
_SHIFTED = dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_JAMO_OF = {**_LATIN, **{key.upper(): jamo for key, jamo in _LATIN.items()}, **_SHIFTED}
_KEY_OF = {jamo: key for key, jamo in (*_LATIN.items(), *_SHIFTED.items())}

_SYLLABLES = range(0xAC00, 0xD7A4)
_OF_ONE_FIRST = len(_MIDDLE) * (len(_LAST) + 1)


def _one_of(jamo: str) -> str:
    """An alternative for each jamo by its keys, those of two keys before their first."""
    return "|".join(sorted((_TWO_KEYS.get(each, each) for each in jamo), key=len, reverse=True))


# A consonant before a vowel begins the next syllable.
_TYPED = re.compile(f"([{_FIRST}])({_one_of(_MIDDLE)})((?:{_one_of(_LAST)})(?![{_MIDDLE}]))?")


def _keys(code: int) -> str:
    first, rest = divmod(code - _SYLLABLES.start, _OF_ONE_FIRST)
    middle, last = divmod(rest, len(_LAST) + 1)
    return "".join(_TWO_KEYS.get(each, each) for each in (_FIRST[first], _MIDDLE[middle], _LAST[last - 1 : last]))


_KEYS = {code: _keys(code) for code in _SYLLABLES} | {ord(jamo): keys for jamo, keys in _TWO_KEYS.items()}
_INITIALS = {code: _FIRST[(code - _SYLLABLES.start) // _OF_ONE_FIRST] for code in _SYLLABLES}


def keys(text: str) -> str:
    """The keys that type a composed text (NFC), as jamo; what is not Hangul stays as it is."""
    return text.translate(_KEYS)


def initials(text: str) -> str:
    """The first consonant of each syllable (과학혁신 is ㄱㅎㅎㅅ); what is no syllable stays as it is."""
    return text.translate(_INITIALS)


def is_consonants(keys_: str) -> bool:
    """Whether these keys are consonants alone, one at least: initials may have been typed."""
    return bool(keys_) and all(key in _FIRST for key in keys_)


def is_vowel(key: str) -> bool:
    """Whether this key is a vowel."""
    return key in _MIDDLE


def typed(keys_: str) -> str:
    """The text that these keys (`keys`) make, as a keyboard composes it: `typed(keys(s))` is s for any syllables."""
    return _TYPED.sub(_syllable, keys_)


def _syllable(match: re.Match[str]) -> str:
    first, middle, last = (_ONE_JAMO.get(part, part) for part in match.groups(default=""))
    number = (_FIRST.index(first) * len(_MIDDLE) + _MIDDLE.index(middle)) * (len(_LAST) + 1)
    return chr(_SYLLABLES.start + number + (_LAST.index(last) + 1 if last else 0))


def keys_of_latin(text: str) -> str:
    """The Hangul keys of a text that was typed with the keyboard switched to Latin (rhkgkr: ㄱㅗㅏㅎㅏㄱ)."""
    return "".join(_JAMO_OF.get(each, each) for each in text)


def other_keyboard(text: str) -> str | None:
    """The text that the same keys type with the keyboard switched: 과학 for rhkgkr, ai for ㅁㅑ; or None."""
    if text.isascii() and any(map(str.isalpha, text)):
        made = typed(keys_of_latin(text))
        return made if not any("ㄱ" <= each <= "ㅣ" for each in made) else None
    pressed = keys(text)
    made = latin_of_keys(pressed)
    return made if made.isascii() and any("ㄱ" <= each <= "ㅣ" for each in text) else None


def latin_of_keys(keys_: str) -> str:
    """The Latin text of keys (`keys`) that were typed with the keyboard switched to Hangul (ㅁㅑ: ai)."""
    return "".join(_KEY_OF.get(each, each) for each in keys_)
