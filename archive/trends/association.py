"""How much more often two things stand in the same articles than they would by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST = 10.83
"""What the ratio exceeds by chance once in a thousand times: chi-square with one degree of freedom, p = 0.001."""


def log_likelihood(both: NDArray[np.int64], first: int, second: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    """The log-likelihood ratio G2 of Dunning, with the sign of the association.

    G2 = 2 * sum(O * ln(O / E)) over the four cells of the table of articles with or without either thing, O what is
    observed and E = (sum of the row) * (sum of the column) / total (Ted Dunning, Accurate Methods for the Statistics
    of Surprise and Coincidence, Computational Linguistics 19(1), 1993, 61-74). Positive where both stand together more
    often than by chance, negative where less often, 0 where they are independent.

    `both` articles have both things, `first` the one, `second` the other, of `total` (at least 1) in all.
    """
    observed = np.array([both, first - both, second - both, total - first - second + both], dtype=np.float64)
    rows = np.array([first, first, total - first, total - first], dtype=np.float64)[:, None]
    columns = np.array([second, total - second, second, total - second], dtype=np.float64)
    expected = rows * columns / total
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    strength: NDArray[np.float64] = 2 * (observed * np.log(ratio)).sum(axis=0)
    strength[observed[0] < expected[0]] *= -1
    return strength
