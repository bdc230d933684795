"""The words of an issue, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.trends.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mentioned:
    """For each word how often it stands in the issue, in which of its rows, and in how many articles elsewhere."""

    times: Mapping[str, int]
    rows: Mapping[str, Sequence[int]]
    elsewhere: Mapping[str, int]

    @classmethod
    def of(cls, words: Vocabulary, rows: Collection[int]) -> Mentioned:
        """The words of the articles in these rows."""
        times: Counter[str] = Counter()
        standing: dict[str, list[int]] = {}
        elsewhere: dict[str, int] = {}
        for row in rows:
            for number, count in words.mentions(row).items():
                word = words.words[number]
                times[word] += count
                standing.setdefault(word, []).append(row)
                elsewhere[word] = int(words.having[number]) - len(standing[word])
        return cls(times, standing, elsewhere)


def whole(words: Sequence[str], times: Mapping[str, int]) -> Iterator[str]:
    """Without words that stand only as a part of a longer one among them (혁신금융 of 과학혁신금융)."""
    spelled: dict[str, list[str]] = {}
    for word in words:
        spelled.setdefault(word.replace(" ", ""), []).append(word)
    joined = "\n".join(spelled)
    for word in words:
        letters = word.replace(" ", "")
        longer = (each for line in _holding(letters, joined) for each in spelled[line])
        if not any(times[each] >= times[word] for each in longer):
            yield word


def _holding(letters: str, joined: str) -> Iterator[str]:
    """The lines that hold these letters and others."""
    at = joined.find(letters)
    while at >= 0:
        start, end = joined.rfind("\n", 0, at) + 1, joined.find("\n", at)
        line = joined[start : end if end >= 0 else len(joined)]
        if line != letters:
            yield line
        at = joined.find(letters, start + len(line))
