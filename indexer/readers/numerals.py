"""Numbers as lists print them: 1, iv, C, 다, ③, 三."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_HAN, _HAN_UNITS = "零一二三四五六七八九", ("", "十", "百", "千")
_HANGUL, _HANGUL_UNITS = "영일이삼사오육칠팔구", ("", "십", "백", "천")


def numeral(style: str, number: int) -> str:
    """`number` in a style: decimal, zero, lower-roman, upper-roman, lower-latin, upper-latin, ganada, chosung, circled,
    circled-ganada, circled-latin, parenthesized, full-width, han, hangul, stems; in decimal digits where the style has
    no such number or is unknown.
    """
    return _STYLES.get(style, str)(number) or str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return ""
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _repeated(letters: str, number: int) -> str:
    """The letters one by one, then each doubled, as Word numbers: y, z, aa, bb."""
    times, place = divmod(number - 1, len(letters))
    return letters[place] * (times + 1) if 0 <= times < 10 else ""


def _listed(letters: str, number: int) -> str:
    return letters[number - 1] if 0 < number <= len(letters) else ""


def _spelled(digits: str, units: tuple[str, ...], number: int) -> str:
    """In words, the one before a ten, hundred or thousand left out: 二十三, 이십삼."""
    if not 0 < number < 10_000:
        return ""
    parts = []
    for unit in range(3, -1, -1):
        digit = number // 10**unit % 10
        if digit:
            parts.append(("" if digit == 1 and unit else digits[digit]) + units[unit])
    return "".join(parts)


def _letters(first: str, count: int) -> str:
    return "".join(chr(ord(first) + place) for place in range(count))


_CIRCLED = _letters("①", 20) + _letters("㉑", 15) + _letters("㊱", 15)
_LATIN = _letters("a", 26)

_STYLES: dict[str, Callable[[int], str]] = {
    "zero": lambda number: f"{number:02}",
    "lower-roman": _roman,
    "upper-roman": lambda number: _roman(number).upper(),
    "lower-latin": lambda number: _repeated(_LATIN, number),
    "upper-latin": lambda number: _repeated(_LATIN, number).upper(),
    "ganada": lambda number: _repeated(_GANADA, number),
    "chosung": lambda number: _repeated(_CHOSUNG, number),
    "circled": lambda number: _listed(_CIRCLED, number),
    "circled-ganada": lambda number: _listed(_letters("㉮", 14), number),
    "circled-latin": lambda number: _listed(_letters("ⓐ", 26), number),
    "parenthesized": lambda number: _listed(_letters("⑴", 20), number),
    "full-width": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "han": lambda number: _spelled(_HAN, _HAN_UNITS, number),
    "hangul": lambda number: _spelled(_HANGUL, _HANGUL_UNITS, number),
    "stems": lambda number: _listed(_STEMS, number),
}
