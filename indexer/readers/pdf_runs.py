"""From the characters of a page to runs of text: what stands side by side on one baseline, with its spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple
from unicodedata import category, east_asian_width

from indexer.readers.pdf_shapes import Glyph, Rule, Run

Gutter = tuple[float, float]
"""The free room between two columns, from x to x."""

_SLACK = 1.0
"""Points that an edge may be beside the edges of other lines."""
_SAME_BASELINE = 0.3
_SPACE = 0.13
"""A gap between two characters is a space if it is so many ems wider than those inside the words around it."""
_SPACE_BESIDE_SPACES = 0.45
"""The same where the fonts have spaces of their own."""
_SPACE_BETWEEN_SCRIPTS = 0.212
"""The same where a word processor sets Korean and Latin letters a fifth of an em apart, as LibreOffice does."""
_SPACES_PRINTED = 0.08
"""Of a page's characters at least this part is spaces, if the program prints them."""
_OF_USUAL = 0.75
"""A space where scripts meet is at least so much of a line's other spaces."""
_FEW_GAPS = 8
_WIDEST_TRACKING = 0.5
"""Ems between letters; what is set wider is words of one letter."""
_PART = 1.0
COLUMNS_APART = 0.6
"""So many ems apart, runs are told apart where columns are looked for, which are one em apart in many files."""
_SURE_PART = 2.2
"""No space is so many ems wide, even where lines are stretched to fill their columns."""
_WIDER = 1.8
"""What parts columns is so many times as wide as the narrowest space of its line."""
_WIDE_LETTER, _NARROW_LETTER = 0.95, 0.6
"""About how many ems characters take."""
_HYPHENS = "-\u2010\u00ad"
_RAISED = 0.9
"""A sign of at most this part of its neighbour's size may be raised or lowered beside it: x², H₂O."""
_RAISED_BY = 0.6
_NEIGHBOURS = 12
"""So many runs above and below are looked at for the one beside which a sign stands."""


class _Spacing(NamedTuple):
    """The fonts of a page that print spaces, and whether most of its spaces are printed, rather than left out."""

    fonts: frozenset[int]
    printed: bool


def runs_of(
    glyphs: Sequence[Glyph], rules: Sequence[Rule] = (), gutters: Sequence[Gutter] = (), part: float = _PART
) -> list[Run]:
    """The runs of a page from top to bottom, those of one baseline from left to right.

    No run crosses a line that is drawn down the page, nor one of `gutters` where its characters leave that free.
    A gap of `part` ems ends a run, if it is wider than the spaces of its line.
    """
    down = [rule for rule in rules if not rule.across]
    lines = [found for line in _lines(glyphs) for found in _parts(line, [*gutters, *_walls(line, down)], part)]
    spaces = [glyph.font for glyph in glyphs if glyph.text.isspace()]
    spacing = _Spacing(frozenset(spaces), len(spaces) > _SPACES_PRINTED * len(glyphs))
    return [run for found in _with_raised(lines) if (run := _run(found, spacing)).text]


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of each baseline, from left to right."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if line and glyph.y - line[0].y > _SAME_BASELINE * min(glyph.size, line[0].size):
            yield sorted(line, key=lambda glyph: glyph.x0)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda glyph: glyph.x0)


def width_of_start(run: Run, whole_words: bool) -> float:
    """About how many points the beginning of a line takes that would not be parted: a word, or a syllable of Hangul."""
    word = run.text.split(maxsplit=1)[0]
    if not whole_words and _is_wide(word[0]):
        word = word[0] + "".join(takewhile(_stays_behind, word[1:]))
    elif not whole_words:
        word = "".join(takewhile(lambda letter: not _is_wide(letter), word))
    return run.size * sum(_WIDE_LETTER if _is_wide(letter) else _NARROW_LETTER for letter in word)


def with_space_seen(run: Run, following: Run, free: float) -> Run:
    """A run, marked as ended by a space if the next line's beginning had fitted in the `free` points behind it."""
    # Behind a hyphen a line may end, and the word goes on.
    seen = run.text[-1:] not in _HYPHENS and free > width_of_start(following, whole_words=False)
    return run._replace(spaced=run.spaced or seen)


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def _stays_behind(letter: str) -> bool:
    """Whether a sign never begins a line."""
    return letter in ".,:;!?)]}>\"'”’·…%" or category(letter) in ("Pe", "Pf")


def _walls(line: Sequence[Glyph], down: Sequence[Rule]) -> list[Gutter]:
    """The places (x) at which lines are drawn through a line of text."""
    middle = line[0].y - 0.3 * line[0].size
    return [(rule.x0, rule.x0) for rule in down if rule.top <= middle <= rule.bottom]


def _parts(line: Sequence[Glyph], gutters: Sequence[Gutter], part: float) -> Iterator[list[Glyph]]:
    """A baseline's characters, parted where a gap is too wide for a space or lies on a gutter."""
    ink = [glyph for glyph in line if not glyph.text.isspace()]
    if not ink:
        return
    gaps = [_gap(one, other) for one, other in pairwise(ink)]
    spaces = [gap for gap in gaps if gap > 2 * _SPACE]
    widest = min(_SURE_PART, max(part, _WIDER * min(spaces)) if len(spaces) > 1 else part)
    found: list[Glyph] = []
    last: Glyph | None = None
    for glyph in line:
        if not glyph.text.isspace():
            if last and _is_parted(last, glyph, widest, gutters):
                yield found
                found = []
            last = glyph
        found.append(glyph)
    yield found


def _is_parted(last: Glyph, glyph: Glyph, widest: float, gutters: Sequence[Gutter]) -> bool:
    gap = _gap(last, glyph)
    return gap > widest or any(last.x1 <= start + _SLACK and end - _SLACK <= glyph.x0 for start, end in gutters)


def _gap(one: Glyph, other: Glyph) -> float:
    """The room between two characters, in ems of the smaller one."""
    return (other.x0 - one.x1) / min(one.size, other.size)


def _with_raised(parts: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """The parts, raised and lowered signs among the characters beside which they stand."""
    found = sorted(parts, key=lambda part: part[0].y)
    for place in sorted(range(len(found)), key=lambda place: found[place][0].size):
        part = found[place]
        near = found[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
        host = next((other for other in near if _stands_at(part, other)), None)
        if host is not None:
            host.extend(part)
            host.sort(key=lambda glyph: glyph.x0)
            part.clear()
    return [part for part in found if part]


def _stands_at(part: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    if not part or not other or part is other or part[0].size > _RAISED * other[0].size:
        return False
    size = other[0].size
    near = other[0].x0 - 0.3 * size < part[0].x0 < other[-1].x1 + 0.3 * size
    return near and 0 < abs(part[0].y - other[0].y) < _RAISED_BY * size and _fits(part, other)


def _fits(part: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    """Whether no character of `other` is where those of `part` are."""
    middle = (part[0].x0 + part[-1].x1) / 2
    return not any(glyph.x0 < middle < glyph.x1 for glyph in other if not glyph.text.isspace())


def _run(part: Sequence[Glyph], spacing: _Spacing) -> Run:
    gaps = [_gap(one, other) for one, other in pairwise(part)]
    # Letterspacing parts all characters alike; without it, a quarter of a line's gaps are none, if words are short.
    tracking = sorted(gaps)[len(gaps) // 4] if len(gaps) >= _FEW_GAPS else 0.0
    tracking = max(0.0, min(tracking, _WIDEST_TRACKING))
    usual = [gap - tracking for pair, gap in zip(pairwise(part), gaps, strict=True) if _is_plain(*pair)]
    apart = _OF_USUAL * median([gap for gap in usual if gap > _SPACE] or [0.0])
    texts = [part[0].text]
    for (before, glyph), gap in zip(pairwise(part), gaps, strict=True):
        least = max(_least(before, glyph, spacing), 0.0 if _is_plain(before, glyph) else apart)
        texts.append(" " + glyph.text if gap > tracking + least else glyph.text)
    text = "".join(texts)
    ink = [glyph for glyph in part if not glyph.text.isspace()] or part
    size, y = _most(ink)
    bold = 2 * sum(glyph.bold for glyph in ink) > len(ink)
    return Run(" ".join(text.split()), ink[0].x0, max(g.x1 for g in ink), y, size, bold, text[-1:].isspace())


def _least(one: Glyph, other: Glyph, spacing: _Spacing) -> float:
    """The ems of a gap between two characters, tracking apart, that show a space."""
    if spacing.printed and not _is_plain(one, other):
        return _SPACE_BETWEEN_SCRIPTS
    return _SPACE_BESIDE_SPACES if {one.font, other.font} <= spacing.fonts else _SPACE


def _is_plain(one: Glyph, other: Glyph) -> bool:
    """Whether two characters are both Hangul or both neither Hangul nor Chinese.

    Where scripts meet, and between Chinese characters, programs leave room of their own.
    """
    return _script(one.text[-1]) == _script(other.text[0]) != "Chinese"


def _script(letter: str) -> str:
    if not _is_wide(letter):
        return "Latin"
    return "Hangul" if "\uac00" <= letter <= "\ud7a3" else "Chinese"


def _most(glyphs: Sequence[Glyph]) -> tuple[float, float]:
    """Size and baseline of most characters."""
    counts: dict[tuple[float, float], int] = {}
    for glyph in glyphs:
        counts[glyph.size, glyph.y] = counts.get((glyph.size, glyph.y), 0) + 1
    return max(counts, key=lambda key: counts[key])
