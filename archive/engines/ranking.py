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


def kept_lengths(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The lengths by which documents are scored: exact up to 40 terms, then the next below of eight to a doubling.

    So Lucene and Tantivy keep them, in a byte each (Lucene's SmallFloat.intToByte4); an engine that keeps them exactly
    has to round them too, or it would put documents into another order. It costs nothing: nDCG@10 is the same to four
    digits (docs/search-quality.md).
    """
    rounded: NDArray[np.int64] = _LENGTHS[np.searchsorted(_LENGTHS, lengths, side="right") - 1]
    return rounded


def length_factors(lengths: NDArray[np.int64], average: float) -> NDArray[np.float64]:
    """What is added to a term's frequency in the denominator: k1 * (1 - b + b * length / average length)."""
    return np.asarray(K1 * (1 - B + B * kept_lengths(lengths) / average), dtype=np.float64)


def average_length(lengths: NDArray[np.int64]) -> float:
    """Mean length of a field, in terms; an empty field counts as one term, which engines put there to count it."""
    return float(np.maximum(lengths, 1).mean())


def _decoded(code: int) -> int:
    """The length that a byte stands for: the first 24 for themselves, then a float of four significant bits."""
    if code < _EXACT:
        return code
    digits, shift = (code - _EXACT) & 7, ((code - _EXACT) >> 3) - 1
    return _EXACT + (digits if shift < 0 else (digits | 8) << shift)


_EXACT = 24
_LENGTHS = np.array([_decoded(code) for code in range(256)], dtype=np.int64)
