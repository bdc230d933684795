"""Searches of ten kinds and a few more, drawn from the articles of an archive, and what an engine is asked for each.

Every search is for what stands somewhere in the archive, as people search for what they know there is. Words are told
apart by how many articles of a sample have them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive import query
from archive.analysis import Analyzer
from archive.engines.contract import Keyword, Node, Request
from archive.plan import Planner, days
from archive.results import Filters, Search
from archive.stored import StoredArticle, unpack
from benchmarks.scale.file import about, read
from benchmarks.scale.names import is_made

SAMPLE = 1_500
"""Articles that searches are drawn from."""

FREQUENT = 100
"""Words that most articles of the sample have."""

MIDDLE = 0.005, 0.05
"""Share of the sample's articles that have a word of middling frequency."""

PAGE = 20
DEEP = 50
NEAR = 5

_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,7}")
_BARE = re.compile(r"(?<![가-힣])[가-힣]{2,7}(?![가-힣])")
"""A printed word to which nothing is written on, as nouns are somewhere and stems of verbs nowhere."""

_PAIR = re.compile(r"(?<![가-힣])[가-힣]{2,5} [가-힣]{2,5}(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search of a kind; `facets_only` where no hit is wanted."""

    kind: str
    search: Search
    facets_only: bool = False


def drawn(place: Path, count: int, seed: int) -> list[Asked]:
    """So many searches of each kind, one of each in turn, for the archive in this file."""
    words = _Words(list(_sample(place, random.Random(seed))), random.Random(seed))
    turns = zip(*(_different(kind, make, count) for kind, make in words.kinds().items()), strict=True)
    return [asked for turn in turns for asked in turn]


def request(asked: Asked, analyzer: Analyzer, values: Callable[[str], Collection[str]]) -> Request:
    """What the engine is asked for the page that a search shows; `values` are Snapshot.values."""
    search = asked.search
    plan = Planner(analyzer, values).plan(query.parse(search.q).node)
    limit = 0 if asked.facets_only else search.per_page
    offset = (search.page - 1) * search.per_page
    return Request(plan.match, plan.weights, _narrowed(search.filters), search.sort, offset, limit)


def _narrowed(filters: Filters) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    if filters.sections:
        nodes["section"] = Keyword("section", frozenset(filters.sections))
    if filters.first or filters.last:
        nodes["date"] = days(filters.first, filters.last)
    return nodes


def _different(kind: str, make: Callable[[], Asked], count: int) -> Iterator[Asked]:
    """Different ones while there are any: an archive of few articles has few names."""
    made: dict[Asked, None] = {}
    for _ in range(count * 50):
        asked = make()
        if asked not in made:
            made[asked] = None
            yield asked
        if len(made) == count:
            return
    raise SystemExit(f"{kind}: {len(made)} different searches, {count} are wanted.")


def _sample(place: Path, chance: random.Random) -> Iterator[StoredArticle]:
    """Articles of sources from all of the file."""
    starts = about(place).starts
    chosen = sorted(chance.sample(starts, min(len(starts), 300)))
    for start in chosen:
        stored = next(read(place, start)).stored
        yield from map(unpack, chance.sample(stored, min(len(stored), SAMPLE // len(chosen))))


class _Words:
    """The words of a sample by how frequent they are, and where they stand together."""

    def __init__(self, articles: Sequence[StoredArticle], chance: random.Random) -> None:
        self._chance = chance
        self._articles = articles
        bare = {word for article in articles for word in _BARE.findall(article.article.text)}
        self._of = [_printed(article) & bare for article in articles]
        counts = Counter(word for words in self._of for word in words)
        low, high = (share * len(articles) for share in MIDDLE)
        self._frequent = [word for word, _ in counts.most_common(FREQUENT)]
        self._middle = {word for word, count in counts.items() if low <= count <= high}
        self._rare = [word for word, count in counts.items() if count == 1 and is_made(word)]
        self._known = self._middle | set(self._frequent)

    def kinds(self) -> dict[str, Callable[[], Asked]]:
        """How a search of each kind is drawn."""
        return {
            "frequent word": lambda: self._asked("frequent word", self._a_frequent()),
            "rare word": lambda: self._asked("rare word", self._chance.choice(self._rare)),
            "two words": lambda: self._asked("two words", " ".join(self._together(2))),
            "three words": lambda: self._asked("three words", " ".join(self._together(3))),
            "phrase": lambda: self._asked("phrase", f'"{self._pair()}"'),
            "OR": lambda: self._asked("OR", f"{self._a_middle()} OR {self._a_middle()}"),
            "prefix": lambda: self._asked("prefix", f"{self._a_middle()[:2]}*"),
            "NOT": lambda: self._asked("NOT", f"{self._a_frequent()} -{self._a_middle()}"),
            "near": lambda: self._asked("near", f'"{" ".join(self._near())}"~{NEAR}'),
            "section and year": self._filtered,
            "newest first": lambda: Asked("newest first", Search(self._a_frequent(), sort="newest", per_page=PAGE)),
            f"page {DEEP}": lambda: Asked(f"page {DEEP}", Search(self._a_frequent(), page=DEEP, per_page=PAGE)),
            "facets alone": lambda: Asked("facets alone", Search(self._a_middle(), per_page=PAGE), True),
        }

    def _asked(self, kind: str, q: str) -> Asked:
        return Asked(kind, Search(q, per_page=PAGE))

    def _filtered(self) -> Asked:
        article = self._chance.choice(self._articles).article
        sections = (article.section,) if article.section else ()
        year = article.date.year
        filters = Filters(sections, (), date(year, 1, 1), date(year, 12, 31))
        return Asked("section and year", Search(self._a_middle(), filters, per_page=PAGE))

    def _a_frequent(self) -> str:
        return self._chance.choice(self._frequent)

    def _a_middle(self) -> str:
        return self._chance.choice(sorted(self._middle))

    def _together(self, count: int) -> list[str]:
        """Words of one article."""
        while True:
            words = sorted(self._chance.choice(self._of) & self._known)
            if len(words) >= count:
                return self._chance.sample(words, count)

    def _near(self) -> list[str]:
        """Two words of one article with few others between them, in any order."""
        while True:
            terms = self._chance.choice(self._articles).words.terms
            at = self._chance.randrange(len(terms))
            words = sorted(set(terms[at : at + NEAR]) & self._known)
            if len(words) >= 2:
                return self._chance.sample(words, 2)

    def _pair(self) -> str:
        """Two words side by side, as they are printed."""
        while True:
            found = _PAIR.findall(self._chance.choice(self._articles).article.text)
            if found:
                return str(self._chance.choice(found))


def _printed(article: StoredArticle) -> set[str]:
    """The content words of an article that a printed word begins with."""
    terms = set(article.words.terms)
    found: set[str] = set()
    for word in _WORD.findall(article.article.text):
        found.update(word[:end] for end in range(2, len(word) + 1) if word[:end] in terms)
    return found
