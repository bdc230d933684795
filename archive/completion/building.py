"""The table of completions of one generation: its phrases and titles, its names and its outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from archive import query
from archive.analysis import Analyzer
from archive.completion.phrases import SHORTEST, gathered
from archive.completion.table import Entry, Table
from archive.engines.contract import Every, Request, Snapshot
from archive.names.book import Book
from archive.outlets import Outlets
from archive.stored import StoredArticle, unpack

MOST = 20_000
"""Entries kept of each kind, the most frequent."""

LONGEST_TITLE = 80
"""Code points of a title that fits in a search box."""

AT_ONCE = 200
"""Articles read at a time."""


def build(snapshot: Snapshot, names: Book, outlets: Outlets, analyzer: Analyzer) -> Table:
    """The table; reads every article twice (some 1.5 ms each)."""
    phrases = gathered(lambda: _articles(snapshot))
    counts = Counter(_nouns(phrases.words, analyzer))
    counts |= Counter(dict(phrases.pairs.most_common(MOST)))
    counts |= Counter({t: n for t, n in phrases.titles.most_common(MOST) if SHORTEST <= len(t) <= LONGEST_TITLE})
    counts |= Counter(dict(_forms(names, phrases.words)))
    counts |= _outlets(snapshot, outlets)
    return Table(_entries(counts, analyzer), analyzer.plain)


def _articles(snapshot: Snapshot) -> Iterator[StoredArticle]:
    found = snapshot.search(Request(Every(), sort="oldest", limit=len(snapshot))).hits
    for first in range(0, len(found), AT_ONCE):
        stored = snapshot.stored([hit.key for hit in found[first : first + AT_ONCE]])
        yield from (unpack(each) for each in stored if each is not None)


def _nouns(words: Counter[str], analyzer: Analyzer) -> dict[str, int]:
    """The most frequent of the words that are nouns by themselves."""
    frequent = words.most_common(MOST)
    standings = analyzer.standings([text for text, _ in frequent])
    return {text: count for (text, count), standing in zip(frequent, standings, strict=True) if standing.noun}


def _forms(names: Book, words: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Both scripts of the names of this archive, with the articles that print them together or by themselves."""
    for name in names.listed[:MOST]:
        given = [(name.zh, name.articles), *((form.text, form.articles) for form in name.printed)]
        yield from ((text, max(count, words.get(text, 0))) for text, count in given)


def _outlets(snapshot: Snapshot, outlets: Outlets) -> Counter[str]:
    """Each outlet by the name that is shown, with the articles of the name it has most often."""
    counts: Counter[str] = Counter()
    for name, count in snapshot.values("outlet").items():
        outlet = outlets.of(name)
        for shown in filter(None, (outlet.label, outlet.name_zh)):
            counts[shown] = max(counts[shown], count)
    return counts


def _entries(counts: Mapping[str, int], analyzer: Analyzer) -> list[Entry]:
    """One entry for each text, by its commonest spelling, that finds what it says when it is searched for."""
    kept: dict[str, Entry] = {}
    for text, count in sorted(counts.items(), key=lambda item: (-item[1], len(item[0]), item[0])):
        key = "".join(filter(str.isalnum, analyzer.plain(text)))
        if key not in kept and count and len(key) >= SHORTEST and _is_plain(text):
            kept[key] = Entry(text, count)
    return list(kept.values())


def _is_plain(text: str) -> bool:
    """Whether a search reads it as words and nothing else, on one line."""
    parsed = query.parse(text)
    nodes: Iterable[object] = parsed.node.nodes if isinstance(parsed.node, query.Together) else (parsed.node,)
    return text.isprintable() and all(isinstance(node, query.Word) and not node.exact for node in nodes)
