"""What the header of a Hangul document says of its paragraphs: heading, list, letters, and the white space around."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from indexer.readers.numerals import numeral
from indexer.readers.sizes import Letters
from indexer.readers.xml_names import child, children, name_of, number, value

_FORMATS = {
    "ROMAN_CAPITAL": "upper-roman",
    "ROMAN_SMALL": "lower-roman",
    "LATIN_CAPITAL": "upper-latin",
    "LATIN_SMALL": "lower-latin",
    "CIRCLED_DIGIT": "circled",
    "CIRCLED_LATIN_SMALL": "circled-latin",
    "HANGUL_SYLLABLE": "ganada",
    "CIRCLED_HANGUL_SYLLABLE": "circled-ganada",
    "HANGUL_JAMO": "chosung",
    "HANGUL_PHONETIC": "hangul",
    "IDEOGRAPH": "han",
}
"""NumberType1 of KS X 6101, as `numerals` calls them."""

_HEADING_NAME = re.compile(r"(?:outline|heading|개요|제목)\s*(\d{1,2})", re.IGNORECASE)
_PLACE = re.compile(r"\^([1-9]|10|N|n)")
_DEEPEST = 10
_HEIGHT = 1000
"""Hundredths of a point: the size of letters of which a file says nothing."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is printed; `kind` is OUTLINE, NUMBER, BULLET or NONE, and `level` its depth in that, from 0."""

    heading: int | None
    kind: str
    list_id: str
    level: int
    above: int
    below: int
    breaks_before: bool


class Header:
    """The header of a document, which counts the items of its lists; `root` is None if the file lacks it."""

    def __init__(self, root: Any | None) -> None:
        lists = child(root, "refList")
        self._paragraphs = _by_id(child(lists, "paraProperties"), "paraPr")
        self._styles = _by_id(child(lists, "styles"), "style")
        self._patterns = _by_id(child(lists, "numberings"), "numbering")
        self._bullets = _by_id(child(lists, "bullets"), "bullet")
        shapes = _by_id(child(lists, "charProperties"), "charPr")
        self._letters = {name: _letters(shape) for name, shape in shapes.items()}
        self._counts: dict[str, dict[int, int]] = {}
        self._outline = ""
        self._known: dict[tuple[str | None, str | None], Style] = {}

    @property
    def spaced(self) -> bool:
        """Whether paragraphs of the first style have white space between them."""
        style = self.style(None, "0")
        return max(style.above, style.below) > 0

    def letters(self, shape: str | None) -> Letters:
        """The letters of a run by the number of their shape."""
        return self._letters.get(shape or "", Letters(_HEIGHT / 100, False))

    def begin_section(self, section: Any) -> None:
        """The section whose paragraphs come next tells how its outline is numbered."""
        properties = next((each for each in section.iter() if name_of(each) == "secPr"), None)
        self._outline = value(properties, "outlineShapeIDRef") or self._outline

    def style(self, paragraph: str | None, style: str | None) -> Style:
        """The style of a paragraph by the two numbers that it gives."""
        if (paragraph, style) not in self._known:
            self._known[paragraph, style] = self._read(paragraph, style)
        return self._known[paragraph, style]

    def _read(self, paragraph: str | None, style: str | None) -> Style:
        named = self._styles.get(style or "")
        properties = self._paragraphs.get(paragraph or value(named, "paraPrIDRef") or "")
        about = child(properties, "heading")
        kind = value(about, "type") or "NONE"
        level = max(0, min(number(about, "level"), _DEEPEST - 1))
        names = (value(named, "name") or "", value(named, "engName") or "")
        found = next((match for name in names if (match := _HEADING_NAME.fullmatch(name.strip()))), None)
        heading = level + 1 if kind == "OUTLINE" else max(1, int(found[1])) if found else None
        breaks = number(child(properties, "breakSetting"), "pageBreakBefore") > 0
        return Style(heading, kind, value(about, "idRef") or "", level, *_margins(properties), breaks)

    def sign(self, style: Style) -> str:
        """What is printed before the next paragraph of this style, with the space behind it; counts it."""
        if style.kind == "BULLET":
            character = (value(self._bullets.get(style.list_id), "char") or "").strip()
            return f"{character} " if character else ""
        if style.kind not in ("OUTLINE", "NUMBER"):
            return ""
        identifier = self._outline if style.kind == "OUTLINE" and style.list_id in ("", "0") else style.list_id
        pattern = self._patterns.get(identifier)
        if pattern is None:
            return ""
        heads = {number(each, "level", 1) - 1: each for each in children(pattern, "paraHead")}
        counts = self._counts.setdefault(identifier, {})
        start = number(heads.get(style.level), "start", 1)
        counts[style.level] = counts.get(style.level, start - 1) + 1
        for depth in [each for each in counts if each > style.level]:
            del counts[depth]
        text = "".join(heads[style.level].itertext()).strip() if style.level in heads else ""
        printed = _PLACE.sub(lambda match: _number(match[1], style.level, heads, counts), text).strip()
        return f"{printed} " if printed else ""


def _number(place: str, level: int, heads: dict[int, Any], counts: dict[int, int]) -> str:
    """The number for `^2`, of that level, or for `^N` and `^n`, of all levels down to this one."""
    if place in ("N", "n"):
        return ".".join(_number(str(depth + 1), level, heads, counts) for depth in range(level + 1))
    depth = int(place) - 1
    head = heads.get(depth)
    style = _FORMATS.get(value(head, "numFormat") or "", "decimal")
    return numeral(style, counts.get(depth, number(head, "start", 1)))


def _by_id(parent: Any | None, name: str) -> dict[str, Any]:
    return {value(each, "id") or "": each for each in children(parent, name)}


def _letters(shape: Any) -> Letters:
    return Letters(max(1, number(shape, "height", _HEIGHT)) / 100, child(shape, "bold") is not None)


def _margins(properties: Any | None) -> tuple[int, int]:
    """White space above and below; where the file gives it in two units, both are zero or neither is."""
    margin = None if properties is None else next((e for e in properties.iter() if name_of(e) == "margin"), None)
    return _length(child(margin, "prev")), _length(child(margin, "next"))


def _length(element: Any | None) -> int:
    return number(element, "value") if value(element, "value") is not None else number(element, "val")
