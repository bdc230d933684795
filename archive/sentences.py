"""Where sentences end, and where a long one may be cut: never within a word, a bracket, a quotation, a date or a Latin
name. Pure, by signs alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

LENGTH = 180
"""Code points that are read at a glance: a bracket that does not close within them is none, for whoever cuts."""

CLOSING = {
    "(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "《": "》", "〈": "〉", "<": ">",
    "「": "」", "『": "』", "“": "”", "‘": "’", '"': '"',
}  # fmt: skip
_CLOSERS = frozenset(CLOSING.values())
_OPENING = re.compile(f"[{re.escape(''.join(CLOSING))}]")
_SIGN = re.compile(f"[{re.escape(''.join({*CLOSING, *_CLOSERS}))}]")
_END = re.compile(r"[.!?。！？]+[\"'”’)\]》>]*(?=\s)|\n")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+[.)]*")
_WITHIN = re.compile(
    r"(?:(?<![A-Za-z])[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|vs|No|Jr|Inc|Co|Ltd|Corp)|\d{4}\. ?\d{1,2}\. ?\d{1,2})\.\Z"
)
"""A stop that belongs to what stands before it: an initial, a short form, a day in digits."""

_LONGEST_WITHIN = len("2022. 12. 14.")
_CLAUSE = ",，;；、"
_CLAUSE_COST = LENGTH // 3


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences between two offsets, white space around them left out; a line feed ends one too."""
    at = start
    for match in _END.finditer(text, start, end):
        if _ends(text, at, match, end):
            yield from _stripped(text, at, match.end())
            at = match.end()
    yield from _stripped(text, at, end)


def _ends(text: str, at: int, match: re.Match[str], limit: int) -> bool:
    """Whether a sentence that begins at `at` ends with this stop."""
    if match.group() == "\n":
        return True
    stop = match.start()
    # A number by itself counts what follows (1. 혁신형); one before a number is a part of a date (2022. 12. 14.).
    number = _NUMBER.fullmatch(text[at : match.end()].strip())
    dated = text[stop - 1 : stop].isdigit() and text[match.end() + 1 : match.end() + 2].isdigit()
    within = _WITHIN.search(text[max(at, stop + 1 - _LONGEST_WITHIN) : stop + 1])
    return not (number or dated or within or _closes_later(text, at, match.end(), limit))


def _closes_later(text: str, at: int, end: int, limit: int) -> bool:
    """Whether a bracket is open at `end` that is closed soon, on the same line."""
    if end - at >= LENGTH or not _OPENING.search(text, at, end):
        return False
    line = text.find("\n", end, limit)
    soon = min(at + LENGTH, limit if line < 0 else line)
    return any(opened < end <= closed for opened, closed in brackets(text, at, soon))


def brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of each opening sign between two offsets and of the one that closes it; what stands alone is left out."""
    pairs, waiting = [], list[tuple[int, str]]()
    for match in _SIGN.finditer(text, start, end):
        at, sign = match.start(), match.group()
        closed = next((place for place, (_, wanted) in enumerate(reversed(waiting), 1) if wanted == sign), 0)
        if closed and sign in _CLOSERS:
            pairs.append((waiting[-closed][0], at))
            del waiting[-closed:]
        elif sign in CLOSING:
            waiting.append((at, CLOSING[sign]))
    return pairs


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    if stripped := body.strip():
        first = start + len(body) - len(body.lstrip())
        yield first, first + len(stripped)


def cut(text: str, bounds: tuple[int, int], shown: tuple[int, int]) -> tuple[int, int]:
    """The part of a long sentence around what must be shown, at most LENGTH code points unless that is longer.

    `bounds` are those of the sentence, `shown` those of what stands in it.
    """
    (start, end), (first, last) = bounds, shown
    pairs = brackets(text, max(start, first - 2 * LENGTH), min(end, last + 2 * LENGTH))
    wanted = min(first, max(first - LENGTH // 3, last - LENGTH))
    left = start if wanted <= start else _left(text, wanted, max(start, min(first, last - LENGTH)), first, pairs)
    most = min(end, max(left + LENGTH, last))
    return left, most if most == end else _right(text, most, last, pairs)


def _left(text: str, wanted: int, least: int, most: int, pairs: list[tuple[int, int]]) -> int:
    """Where to begin: at the first good place behind `wanted`, else the last before it, else at any white space."""
    behind = list(_SPACE.finditer(text, wanted, most))
    before = list(_SPACE.finditer(text, least, wanted))[::-1]
    good = next((space for space in (*behind, *before) if _is_good(text, space, pairs)), None)
    chosen = good or next(iter(behind), None)
    return chosen.end() if chosen else most


def _right(text: str, most: int, least: int, pairs: list[tuple[int, int]]) -> int:
    """Where to end: at the last good place before `most`, one behind a clause if that costs little."""
    spaces = list(_SPACE.finditer(text, least, most + 1))
    good = [space.start() for space in spaces if _is_good(text, space, pairs)]
    clauses = [at for at in good if text[at - 1] in _CLAUSE and most - at < _CLAUSE_COST]
    return next((places[-1] for places in (clauses, good, [space.start() for space in spaces]) if places), most)


def _is_good(text: str, space: re.Match[str], pairs: list[tuple[int, int]]) -> bool:
    """Whether a text may be cut here: outside of brackets, not before one, not between two words of a Latin name."""
    before, after = text[space.start() - 1 : space.start()], text[space.end() : space.end() + 1]
    latin = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    inside = any(opened < space.start() < closed for opened, closed in pairs)
    return not (latin or inside or after in CLOSING)
