"""How far many words are from one that was typed: Damerau's and Levenshtein's distance with costs, for all at once.

The recurrence is that of optimal string alignment (Boytsov 2011, Indexing methods for approximate dictionary searching,
section 2.1), which lets no two slips overlap; each cell of its table holds one number for each of the words.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from archive.correction.keyboard import ANY, LEFT_OUT, NEIGHBOUR, swaps

Costs = NDArray[np.int16]
Codes = NDArray[np.uint16]
"""Rows of key numbers, a word each, all of one length."""


def distances(typed: str, codes: Codes, numbers: Mapping[str, int]) -> Costs:
    """The cost of the slips from each row of `codes` to `typed`, in the units of `keyboard`.

    `numbers` says which number a key has in `codes`, from 0 on without a gap; those of `typed` may be missing from it.
    """
    return _aligned([_swapped(key, numbers)[codes].T for key in typed], _too_many(typed), *codes.shape)


def distance(typed: str, meant: str) -> int:
    """The cost of the slips from what was meant to what was typed, both texts of keys."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(meant))}
    codes = np.array([[numbers[key] for key in meant]], dtype=np.uint16).reshape(1, len(meant))
    return int(distances(typed, codes, numbers)[0])


def _swapped(key: str, numbers: Mapping[str, int]) -> Costs:
    """The cost of each numbered key in place of this one."""
    costs = np.full(len(numbers), ANY, dtype=np.int16)
    for other, cost in swaps(key).items():
        if other in numbers:
            costs[numbers[other]] = cost
    return costs


def _too_many(typed: str) -> list[int]:
    """The cost of leaving out each key that was typed."""
    return [NEIGHBOUR if at and typed[at - 1] == key else ANY for at, key in enumerate(typed)]


def _aligned(swapped: list[Costs], too_many: list[int], words: int, length: int) -> Costs:
    before: list[Costs] = []
    last = [np.full(words, at * LEFT_OUT, dtype=np.int16) for at in range(length + 1)]
    for row, swap in enumerate(swapped):
        now = [last[0] + np.int16(too_many[row])]
        for at in range(length):
            cost = np.minimum(last[at] + swap[at], last[at + 1] + np.int16(too_many[row]))
            np.minimum(cost, now[at] + np.int16(LEFT_OUT), out=cost)
            if row and at:
                # The last two keys are those of the word in the other order.
                turned = (swap[at - 1] == 0) & (swapped[row - 1][at] == 0)
                np.minimum(cost, before[at - 1] + np.int16(NEIGHBOUR), out=cost, where=turned)
            now.append(cost)
        before, last = last, now
    return last[length]
