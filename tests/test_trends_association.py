"""The log-likelihood ratio: against numbers that others have published, and what it must be for any table."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.trends.association import log_likelihood


def ratio(both: int, first: int, second: int, total: int) -> float:
    return float(log_likelihood(np.array([both]), first, np.array([second]), total)[0])


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        # Dunning 1993, table 1 (bigrams of 31,777 words): k(A B), k(~A B), k(A ~B), k(~A ~B) and -2 log lambda.
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
    ],
)
def test_as_dunning_published_it(cells: tuple[int, int, int, int], published: float) -> None:
    both, only_second, only_first, _ = cells
    assert ratio(both, both + only_first, both + only_second, sum(cells)) == pytest.approx(published, abs=0.01)


tables = st.tuples(*[st.integers(0, 500)] * 4).filter(any)


@given(tables)
def test_the_sign_tells_more_often_from_less_often(cells: tuple[int, int, int, int]) -> None:
    both, first, second, total = cells[0], cells[0] + cells[1], cells[0] + cells[2], sum(cells)
    found, expected = ratio(both, first, second, total), first * second / total
    assert math.isfinite(found)
    if abs(both - expected) > 0.001:
        assert math.copysign(1, found) == math.copysign(1, both - expected)
    else:
        assert found == pytest.approx(0, abs=1e-6)


@given(tables)
def test_it_is_the_same_from_either_side(cells: tuple[int, int, int, int]) -> None:
    both, first, second, total = cells[0], cells[0] + cells[1], cells[0] + cells[2], sum(cells)
    assert ratio(both, first, second, total) == pytest.approx(ratio(both, second, first, total), abs=1e-6)


def test_what_stands_everywhere_goes_with_nothing() -> None:
    assert ratio(5, 5, 100, 100) == 0
