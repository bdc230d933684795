"""The table of completions of an archive: its phrases and titles, its names and its outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from archive.analysis import Analyzer
from archive.completion.counting import Counts
from archive.completion.phrases import SHORTEST
from archive.completion.table import Entry, Table
from archive.names.book import Book
from archive.outlets import Outlets

MOST = 20_000
"""Entries kept of each kind, the most frequent."""

LONGEST_TITLE = 80
"""Code points of a title that fits in a search box."""


def build(counted: Counts, names: Book, outlets: Outlets, analyzer: Analyzer) -> Table:
    """The table of an archive whose phrases are counted so; what is judged anew on the way is known to `counted`."""
    frequent = dict(_most(counted.words))
    nouns = counted.judged.nouns(frequent, analyzer)
    counts = Counter({text: count for text, count in frequent.items() if text in nouns})
    counts |= Counter(dict(_most(Counter(dict(counted.title_pairs())))))
    counts |= Counter({t: n for t, n in _most(counted.titles) if SHORTEST <= len(t) <= LONGEST_TITLE})
    counts |= Counter(dict(_forms(names, counted.words)))
    counts |= _outlets(counted.outlets, outlets)
    typed = counted.judged.typed(counts, analyzer)
    return Table(*_entries(counts, typed), analyzer.plain)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    """The MOST most frequent; of those that are as frequent the same whatever order they were counted in."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]


def _forms(names: Book, words: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Both scripts of the names of this archive, with the articles that print them together or by themselves."""
    for name in names.listed[:MOST]:
        given = [(name.zh, name.articles), *((form.text, form.articles) for form in name.printed)]
        yield from ((text, max(count, words.get(text, 0))) for text, count in given)


def _outlets(printed: Mapping[str, int], outlets: Outlets) -> Counter[str]:
    """Each outlet by the name that is shown, with the articles of the name it has most often."""
    counts: Counter[str] = Counter()
    for name, count in printed.items():
        outlet = outlets.of(name)
        for shown in filter(None, (outlet.label, outlet.name_zh)):
            counts[shown] = max(counts[shown], count)
    return counts


def _entries(counts: Mapping[str, int], typed: Mapping[str, str]) -> tuple[list[Entry], list[str]]:
    """One entry for each text, by its commonest spelling, and how each is typed."""
    kept: dict[str, Entry] = {}
    words_of: list[str] = []
    for less, _, text in sorted((-count, len(text), text) for text, count in counts.items()):
        words = typed[text]
        key = words.replace(" ", "")
        if key and less and key not in kept:
            kept[key] = Entry(text, -less)
            words_of.append(words)
    return list(kept.values()), words_of
