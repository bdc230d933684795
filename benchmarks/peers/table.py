"""Markdown tables: one that is told its heads and cells, and how numbers are written in it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

MISSING = "-"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or nothing where there is no row."""
    lines = [*rows]
    if not lines:
        return ""
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["---"] * len(heads), *lines))


def short(number: float | None) -> str:
    """Two figures at least; a dash where nothing was measured."""
    if number is None or math.isnan(number):
        return MISSING
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def whole(number: float | None) -> str:
    """Without a point; a dash where nothing was counted."""
    return MISSING if number is None else f"{number:,.0f}"


def ratio(number: float | None, of: float | None) -> str:
    """How many times `of` a number is."""
    if number is None or of is None or math.isnan(number / of):
        return MISSING
    return f"{number / of:.2f} x"
