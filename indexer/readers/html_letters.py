"""How a browser sizes the letters of an element, and whether it prints them bold."""

from __future__ import annotations

import re

from indexer.readers.html_looks import Looks
from indexer.readers.sizes import Letters

PLAIN = Letters(12.0, False)
"""The letters of a page that says nothing of them: 16 pixels, which are 12 points."""
_SMALLEST, _LARGEST = 1.0, 1000.0
"""Points; letters outside of these are there to hide something, and what is inside tells its own size."""
_LENGTH = re.compile(r"(\d{0,4}(?:\.\d{1,6})?)([a-z]{1,3}|%)")
_POINTS = {"pt": 1.0, "px": 0.75, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "rem": PLAIN.size}
_SHARES = {"em": 1.0, "%": 0.01, "ex": 0.5}
"""Units that measure by the letters around."""
_STEP = 1.2
_SIZES = (7.5, 9.75, 12.0, 13.5, 18.0, 24.0, 36.0)
"""The sizes of `<font size>` from 1 to 7, in points (HTML Living Standard, 15.3.4)."""
_NAMED = dict(zip(("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"), _SIZES, strict=True)) | {
    "xx-small": 6.75
}
_STEPS = {"larger": _STEP, "big": _STEP, "smaller": 1 / _STEP, "small": 1 / _STEP}
_FONT_SIZE = re.compile(r"\s*([+-]?)(\d{1,2})")
_USUAL_FONT_SIZE = 3
_BOLD_TAGS = ("b", "strong", "th")
_BOLD_WEIGHT = 600
_WEIGHT = re.compile(r"bold|bolder|normal|lighter|[1-9]\d\d|1000")


def letters_of(looks: Looks, around: Letters) -> Letters:
    """The letters in an element that stands among letters like those `around` it."""
    sizes = looks.style.get("font-size", "").split()
    said = [*sizes, *looks.style.get("font-weight", "").split()]
    weights = [word for word in said if _WEIGHT.fullmatch(word)]
    bold = around.bold or looks.tag in _BOLD_TAGS
    if weights:
        bold = _is_bold(weights[-1])
    elif len(sizes) > 1:
        # The shorthand `font` takes back whatever it does not say.
        bold = False
    found = (size for word in sizes if (size := _size(word.partition("/")[0], around.size)) is not None)
    size = next(found, None) or _size_of_tag(looks, around.size)
    return Letters(size if _SMALLEST < size < _LARGEST else around.size, bold)


def _size(word: str, around: float) -> float | None:
    """The points that a word of CSS stands for, None if it is no size."""
    if word in _NAMED:
        return _NAMED[word]
    if word in ("larger", "smaller"):
        return around * _STEPS[word]
    match = _LENGTH.fullmatch(word)
    if not match or not match[1]:
        return None
    unit = _POINTS.get(match[2]) or _SHARES.get(match[2], 0.0) * around
    return float(match[1]) * unit if unit else None


def _size_of_tag(looks: Looks, around: float) -> float:
    if looks.tag in ("big", "small"):
        return around * _STEPS[looks.tag]
    match = _FONT_SIZE.match(looks.attributes.get("size", "")) if looks.tag == "font" else None
    if not match:
        return around
    number = int(match[2])
    if match[1]:
        number = _USUAL_FONT_SIZE + (number if match[1] == "+" else -number)
    return _SIZES[max(1, min(number, len(_SIZES))) - 1]


def _is_bold(weight: str) -> bool:
    return int(weight) >= _BOLD_WEIGHT if weight.isdecimal() else weight in ("bold", "bolder")
