"""Word's lists: the sign or number that Word prints before a paragraph and that stands nowhere in its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from indexer.readers.docx_styles import ListPlace, is_on
from indexer.readers.numerals import numeral
from indexer.readers.xml_names import child, children, number, value

_STYLES = {
    "decimalZero": "zero",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "lowerLetter": "lower-latin",
    "upperLetter": "upper-latin",
    "ganada": "ganada",
    "chosung": "chosung",
    "decimalEnclosedCircle": "circled",
    "decimalEnclosedCircleChinese": "circled",
    "decimalEnclosedParen": "parenthesized",
    "decimalFullWidth": "full-width",
    "decimalFullWidth2": "full-width",
    "chineseCounting": "han",
    "chineseCountingThousand": "han",
    "japaneseCounting": "han",
    "ideographDigital": "han",
    "taiwaneseCounting": "han",
    "taiwaneseCountingThousand": "han",
    "koreanCounting": "hangul",
    "koreanDigital": "hangul",
    "koreanDigital2": "han",
    "ideographTraditional": "stems",
}
"""ST_NumberFormat of ISO/IEC 29500-1, 17.18.59, those that Korean and Chinese offices use."""

_PLACE = re.compile("%([1-9])")
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06c": "●", "\uf06e": "■", "\uf06f": "□",
    "\uf071": "❑", "\uf075": "◆", "\uf076": "❖", "\uf09f": "•", "\uf0a8": "◻", "\uf0e0": "→", "\uf0f0": "⇨",
}  # fmt: skip
"""Signs that exist only in the fonts Symbol and Wingdings, as the characters that look like them."""
_LETTER_AS_CIRCLE = "o"
"""Word draws the second level's bullet as this letter in a typewriter's font."""


def symbol(character: str) -> str:
    """A sign of the fonts Symbol and Wingdings as a character of its own; any other as it is."""
    return _SYMBOLS.get(character, character)


class Numbering:
    """Counts the items of all lists of a document; `root` is the part that defines them, None if it has none."""

    def __init__(self, root: Any | None, list_of_style: Callable[[str], int | None]) -> None:
        self._lists = {number(each, "numId"): each for each in children(root, "num")}
        self._abstract = {value(each, "abstractNumId"): each for each in children(root, "abstractNum")}
        self._list_of_style = list_of_style
        self._counts: dict[str | None, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()

    def sign(self, place: ListPlace | None) -> str:
        """What is printed before the next item at this place of a list, with the space behind it; counts it."""
        level = self._level(place.id, place.level) if place else None
        if place is None or level is None:
            return ""
        counts = self._count(place, level)
        kind = value(child(level, "numFmt")) or "decimal"
        text = value(child(level, "lvlText")) or ""
        if kind == "bullet":
            printed = "○" if text == _LETTER_AS_CIRCLE else "".join(map(symbol, text))
        else:
            in_digits = child(level, "isLgl") is not None and is_on(value(child(level, "isLgl")))
            printed = _PLACE.sub(lambda match: self._number(place.id, int(match[1]) - 1, counts, in_digits), text)
        space = "" if value(child(level, "suff")) == "nothing" or not printed.strip() else " "
        return printed.strip() + space

    def _number(self, identifier: int, depth: int, counts: dict[int, int], in_digits: bool) -> str:
        level = self._level(identifier, depth)
        kind = value(child(level, "numFmt")) or "decimal"
        if kind == "none":
            return ""
        style = "decimal" if in_digits else _STYLES.get(kind, "decimal")
        return numeral(style, counts.get(depth, self._start(identifier, depth)))

    def _count(self, place: ListPlace, level: Any) -> dict[int, int]:
        """The counts of all levels with this item; lists made after one pattern count on from one another."""
        counts = self._counts.setdefault(self._pattern(place.id), {})
        override = child(self._override(place.id, place.level), "startOverride")
        if override is not None and (place.id, place.level) not in self._started:
            counts.pop(place.level, None)
        self._started.add((place.id, place.level))
        start = self._start(place.id, place.level)
        counts[place.level] = counts[place.level] + 1 if place.level in counts else start
        for depth in [each for each in counts if each > place.level]:
            if self._restarts(place.id, depth, place.level):
                del counts[depth]
        return counts

    def _restarts(self, identifier: int, depth: int, above: int) -> bool:
        """Whether a level begins anew below an item of a level above: it does, unless it says after which ones."""
        rule = child(self._level(identifier, depth), "lvlRestart")
        return rule is None or above < number(rule)

    def _start(self, identifier: int, depth: int) -> int:
        override = child(self._override(identifier, depth), "startOverride")
        if override is not None:
            return number(override, otherwise=1)
        return number(child(self._level(identifier, depth), "start"), otherwise=1)

    def _override(self, identifier: int, depth: int) -> Any | None:
        entries = children(self._lists.get(identifier), "lvlOverride")
        return next((each for each in entries if number(each, "ilvl") == depth), None)

    def _level(self, identifier: int, depth: int) -> Any | None:
        own = child(self._override(identifier, depth), "lvl")
        if own is not None:
            return own
        levels = children(self._abstract.get(self._pattern(identifier)), "lvl")
        return next((each for each in levels if number(each, "ilvl") == depth), None)

    def _pattern(self, identifier: int) -> str | None:
        """The pattern (abstractNum) of a list; one may send on to a list style, which is a list again."""
        pattern = value(child(self._lists.get(identifier), "abstractNumId"))
        style = value(child(self._abstract.get(pattern), "numStyleLink"))
        other = self._list_of_style(style) if style else None
        sent_on = value(child(self._lists.get(other or 0), "abstractNumId"))
        return sent_on if sent_on is not None else pattern
