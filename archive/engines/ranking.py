"""BM25 as Lucene computes it, for engines that leave scoring to us."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75


def idf(documents: int, holding: int) -> float:
    """Weight of a term that `holding` of `documents` documents hold: ln(1 + (n - df + 0.5) / (df + 0.5)).

    Source: Robertson and Zaragoza 2009, The Probabilistic Relevance Framework, in the form of Lucene's BM25Similarity.
    """
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def length_factor(length: float, average: float) -> float:
    """What is added to a term's frequency in the denominator: k1 * (1 - b + b * length / average length)."""
    return K1 * (1 - B + B * length / average)


def length_factors(lengths: NDArray[np.int64], average: float) -> NDArray[np.float64]:
    """`length_factor` of many documents at once."""
    return np.asarray(K1 * (1 - B + B * lengths / average), dtype=np.float64)
