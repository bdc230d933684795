"""What an element's attributes, and style sheets, say of its looks: hidden, its lines kept, its list's signs."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

from indexer.readers.numerals import numeral

_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|ex|%|cm|mm|in)?")
_IMPORTANT = re.compile(r"!\s*important", re.IGNORECASE)
_INHERITED = ("inherit", "unset", "revert", "revert-layer")
_KEPT = ("pre", "pre-wrap", "pre-line", "break-spaces")
_KEEPING_TAGS = ("pre", "textarea", "listing", "xmp")
_PAGE_HEADS = ("header", "footer")
"""What LibreOffice calls the head and foot of a page when it saves HTML."""
_DISCS = ("•", "◦", "▪")
_TYPES = {"a": "lower-latin", "A": "upper-latin", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_SIGNS = {"disc": "•", "circle": "◦", "square": "▪"}
_COUNTERS = {
    "decimal": "decimal",
    "decimal-leading-zero": "zero",
    "lower-alpha": "lower-latin",
    "lower-latin": "lower-latin",
    "upper-alpha": "upper-latin",
    "upper-latin": "upper-latin",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
    "hangul": "ganada",
    "hangul-consonant": "chosung",
    "korean-hangul-formal": "hangul",
    "korean-hanja-formal": "han",
    "korean-hanja-informal": "han",
    "cjk-ideographic": "han",
    "cjk-decimal": "han",
    "simp-chinese-informal": "han",
    "trad-chinese-informal": "han",
    "cjk-heavenly-stem": "stems",
}
"""Counter styles of CSS Counter Styles Level 3, as `numerals` calls them."""


class Styled(NamedTuple):
    """What style sheets declare of an element, by property; `important` is what they insist on."""

    normal: dict[str, str]
    important: dict[str, str]


UNSTYLED = Styled({}, {})


class Looks:
    """An element's tag, attributes and the declarations of its `style` attribute and of style sheets."""

    def __init__(self, element: Any, styled: Styled = UNSTYLED) -> None:
        self.tag = element.tag if isinstance(element.tag, str) else ""
        self.attributes = element.attrib
        self._styled = styled

    @cached_property
    def style(self) -> dict[str, str]:
        """The declarations by property, in small letters; of several the one that browsers follow."""
        normal, important = dict(self._styled.normal), dict(self._styled.important)
        for declaration in self.attributes.get("style", "").split(";"):
            name, colon, text = declaration.partition(":")
            if colon:
                text, insisted = _IMPORTANT.subn("", text)
                name = name.strip().lower()
                (important if insisted else normal)["font-size" if name == "font" else name] = text.strip().lower()
        return normal | important


def is_hidden(looks: Looks) -> bool:
    """Whether an element is not shown, nor anything inside it."""
    if "hidden" in looks.attributes:
        return True
    if looks.tag == "div" and looks.attributes.get("title") in _PAGE_HEADS:
        return True
    style = looks.style
    if not style:
        return False
    if style.get("display") == "none" or _is_zero(style.get("opacity")):
        return True
    flat = _is_zero(style.get("height")) or _is_zero(style.get("max-height"))
    return flat and style.get("overflow", "") == "hidden"


def unseen(looks: Looks) -> dict[str, bool]:
    """Whether an element's letters cannot be seen, by property; that holds inside it until an element says otherwise.

    Empty if this one says nothing.
    """
    said: dict[str, bool] = {}
    visibility, size = looks.style.get("visibility"), looks.style.get("font-size")
    if visibility and visibility not in _INHERITED:
        said["visibility"] = visibility in ("hidden", "collapse")
    if size and size not in _INHERITED:
        said["font-size"] = _is_zero(size)
    elif (looks.tag == "font" and "size" in looks.attributes) or looks.tag == "table":
        # In pages without a document type, tables begin with letters of their own size.
        said["font-size"] = False
    return said


def keeps_lines(looks: Looks) -> bool:
    """Whether spaces and line breaks of the source are shown."""
    said = looks.style.get("white-space")
    return said in _KEPT if said else looks.tag in _KEEPING_TAGS


def spaced(looks: Looks) -> bool:
    """Whether there is white space above and below, as browsers put it unless the author says 0."""
    style = looks.style
    top, bottom = style.get("margin-top"), style.get("margin-bottom")
    if "margin" in style:
        sides = style["margin"].split() or [""]
        top, bottom = top or sides[0], bottom or sides[min(2, len(sides) - 1) if len(sides) > 2 else 0]
    return not (_is_zero(top) and _is_zero(bottom)) or looks.tag.startswith("h")


class ListFrame:
    """An open list and how far it has counted. `depth` is how many lists it stands in."""

    def __init__(self, looks: Looks, depth: int) -> None:
        self._ordered = looks.tag == "ol"
        self._type = _list_type(looks)
        self._disc = _DISCS[min(depth, len(_DISCS) - 1)]
        self._step = -1 if "reversed" in looks.attributes else 1
        self._next = _whole(looks.attributes.get("start"), 1)

    def sign(self, looks: Looks) -> str:
        """The sign or number before this item, with the space behind it; counts it."""
        number = _whole(looks.attributes.get("value"), self._next)
        self._next = number + self._step
        kind = _list_type(looks) or self._type
        if kind == "none":
            return ""
        if kind in _SIGNS:
            return _SIGNS[kind] + " "
        if kind and kind[0] in "\"'":
            return kind.strip("\"'").strip() + " "
        if not self._ordered and kind not in _COUNTERS:
            return self._disc + " "
        return numeral(_COUNTERS.get(kind, "decimal"), number) + ". "


def _list_type(looks: Looks) -> str:
    style = looks.style
    said = style.get("list-style-type") or style.get("list-style", "")
    words = [said] if said[:1] in ("'", '"') else said.split()
    named = next((each for each in words if each in _COUNTERS or each in _SIGNS or each == "none"), None)
    if named or said[:1] in ("'", '"'):
        return named or said
    short: str = looks.attributes.get("type", "")
    return _TYPES.get(short, short.lower())


def _is_zero(text: str | None) -> bool:
    return text is not None and _ZERO.fullmatch(text) is not None


def _whole(text: str | None, otherwise: int) -> int:
    match = re.match(r"\s*(-?\d{1,9})", text or "")
    return int(match[1]) if match else otherwise
