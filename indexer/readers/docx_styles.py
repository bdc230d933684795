"""What a Word paragraph's style says: heading level, list, white space around it, letters, hidden or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indexer.readers.sizes import Letters
from indexer.readers.xml_names import child, children, name_of, number, value

_DEEPEST = 20
"""Styles based on one another; a file may have them in a circle."""
_LEVELS = 9
_HALF_POINTS = 20
"""The size of letters of which a file says nothing (ISO/IEC 29500-1, 17.3.2.38)."""
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A list by its number in the file, and the level in it, from 0."""

    id: int
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is printed. White space above and below is in twentieths of a point."""

    name: str | None
    heading: int | None
    list: ListPlace | None
    above: int
    below: int
    contextual: bool
    hidden: bool
    breaks_before: bool


class Styles:
    """The styles of a document; `root` is their part, None if it has none."""

    def __init__(self, root: Any | None) -> None:
        self._by_id = {value(style, "styleId") or "": style for style in children(root, "style")}
        self._defaults = child(root, "docDefaults", "pPrDefault", "pPr")
        self._default_run = child(root, "docDefaults", "rPrDefault", "rPr")
        self._known: dict[tuple[str | None, str | None], Letters] = {}
        found = (
            key
            for key, style in self._by_id.items()
            if value(style, "type") == "paragraph" and is_on(value(style, "default") or "0")
        )
        self._default = next(found, None)

    @property
    def spaced(self) -> bool:
        """Whether ordinary paragraphs have white space between them."""
        levels = [*self._chain(self._default), *([] if self._defaults is None else [self._defaults])]
        return max(_space(levels, "before"), _space(levels, "after")) > 0

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph: what it says itself, else its style, else what that is based on."""
        own = child(paragraph, "pPr")
        name = value(child(own, "pStyle")) or self._default
        levels = [] if own is None else [own]
        levels += self._chain(name)
        levels += [] if self._defaults is None else [self._defaults]
        return Style(
            name,
            _heading(levels),
            self._list(levels, name),
            _space(levels, "before"),
            _space(levels, "after"),
            _flag(levels, "contextualSpacing"),
            any(_hides(child(style, "rPr")) for style in self._styles(name)),
            _flag(levels, "pageBreakBefore"),
        )

    def hides(self, run_properties: Any) -> bool:
        """Whether a run's properties, or the character style they name, hide its text."""
        if child(run_properties, "vanish") is not None:
            return _hides(run_properties)
        named = value(child(run_properties, "rStyle"))
        return any(_hides(child(style, "rPr")) for style in self._styles(named)) if named else False

    def letters(self, name: str | None, run_properties: Any) -> Letters:
        """The letters of a run in a paragraph of the style `name`: what it says itself, else what the styles say."""
        named = value(child(run_properties, "rStyle"))
        if (name, named) not in self._known:
            self._known[name, named] = self._styled(name, named)
        styled, bold = self._known[name, named], child(run_properties, "b")
        return Letters(_size([run_properties]) or styled.size, styled.bold if bold is None else is_on(value(bold)))

    def _styled(self, name: str | None, named: str | None) -> Letters:
        """The letters that a paragraph's style and one for letters (`named`) make."""
        outer = [child(style, "rPr") for style in self._styles(name)]
        inner = [child(style, "rPr") for style in self._styles(named)]
        size = _size([*inner, *outer, self._default_run]) or _HALF_POINTS / 2
        # Bold in a style turns over what the style around it says (ISO/IEC 29500-1, 17.7.3).
        return Letters(size, _flag([self._default_run], "b") or _flag(inner, "b") != _flag(outer, "b"))

    def list_of_style(self, name: str) -> int | None:
        """The list that a list style stands for."""
        place = next((child(level, "numPr") for level in self._chain(name) if child(level, "numPr") is not None), None)
        return number(child(place, "numId")) or None

    def _styles(self, name: str | None) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._by_id.get(name or "")
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn"))

    def _chain(self, name: str | None) -> list[Any]:
        """The paragraph properties of a style and of those it is based on, nearest first."""
        return [each for style in self._styles(name) if (each := child(style, "pPr")) is not None]

    def _list(self, levels: list[Any], name: str | None) -> ListPlace | None:
        found = [each for level in levels if (each := child(level, "numPr")) is not None]
        ids = (number(each) for place in found if (each := child(place, "numId")) is not None)
        depths = (number(each) for place in found if (each := child(place, "ilvl")) is not None)
        identifier = next(ids, 0)
        return ListPlace(identifier, max(0, min(next(depths, 0), _LEVELS - 1))) if identifier > 0 else None


def is_on(text: str | None) -> bool:
    """Whether an on/off attribute says on; without a value it does."""
    return (text or "1").lower() not in _OFF


def _heading(levels: list[Any]) -> int | None:
    """Word's outline level counts from 0; the ninth stands for running text."""
    found = next((each for level in levels if (each := child(level, "outlineLvl")) is not None), None)
    level = _LEVELS if found is None else number(found, otherwise=_LEVELS)
    return level + 1 if 0 <= level < _LEVELS else None


def _space(levels: list[Any], side: str) -> int:
    for level in levels:
        spacing = child(level, "spacing")
        if spacing is None:
            continue
        if is_on(value(spacing, f"{side}Autospacing") or "0"):
            return 1
        if value(spacing, side) is not None or value(spacing, f"{side}Lines") is not None:
            return max(number(spacing, side), number(spacing, f"{side}Lines"))
    return 0


def _flag(levels: list[Any], name: str) -> bool:
    found = next((each for level in levels if (each := child(level, name)) is not None), None)
    return found is not None and is_on(value(found))


def _size(levels: list[Any]) -> float:
    """The size of letters in points, 0 if none of these properties gives one."""
    return max(0, next((size for level in levels if (size := number(child(level, "sz")))), 0)) / 2


def _hides(properties: Any) -> bool:
    return any(name_of(each) == "vanish" and is_on(value(each)) for each in (() if properties is None else properties))
