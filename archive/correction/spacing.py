"""A word cut into words that the archive has: 인공지능반도체산업 into 인공지능, 반도체, 산업."""

from __future__ import annotations

from collections.abc import Callable

SHORTEST = 2
"""Letters of a part; of single syllables anything can be put together (양추안동 is not 양, 추 and 안동)."""

LONGEST = 40
"""Letters of a word that is cut."""


def cuts(text: str, count: Callable[[str], int]) -> list[list[str]]:
    """The ways to cut a text without spaces into two parts or more that all occur, those of fewest parts first.

    `count` says how many articles have a part. Of ways with as many parts, the one whose rarest part is the most
    frequent comes first, and of each number of parts only that one is given.
    """
    if len(text) > LONGEST:
        return []
    best: list[dict[int, tuple[int, list[str]]]] = [{} for _ in range(len(text) + 1)]
    best[0][0] = (0, [])
    for end in range(SHORTEST, len(text) + 1):
        for start in range(end - SHORTEST + 1):
            found = count(text[start:end]) if best[start] else 0
            for parts, (rarest, before) in best[start].items() if found else ():
                worst = min(found, rarest) if parts else found
                if worst > best[end].get(parts + 1, (0, []))[0]:
                    best[end][parts + 1] = (worst, [*before, text[start:end]])
    return [way for parts, (_, way) in sorted(best[len(text)].items()) if parts > 1]
