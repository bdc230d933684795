"""How what is measured grows with the number of articles."""

from __future__ import annotations

import math
from collections.abc import Sequence


def exponent(articles: Sequence[float], measured: Sequence[float]) -> float:
    """b of measured = a * articles ** b by least squares of the logarithms; 1 is growth in step with the articles.

    Needs two different numbers of articles at least; NaN where something measured is not above 0.
    """
    if min(measured) <= 0:
        return math.nan
    xs, ys = [math.log(each) for each in articles], [math.log(each) for each in measured]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
