"""Other queries for one that found nothing, or little: each with the number of articles that it finds, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from unicodedata import normalize

from archive import query
from archive.analysis import Analyzer
from archive.analysis.scripts import is_syllable
from archive.asking import Asking
from archive.correction.keyboard import ANY
from archive.correction.spacing import cuts
from archive.correction.spelling import Speller
from archive.engines.contract import Request
from archive.highlight import Marker
from archive.phases import phase
from archive.results import Offer, OfferKind
from archive.stored import searchable_parts, unpack

MOST_WORDS = 6
"""Queries of more words get no other query: counting them would take longer than the search."""

MOST_CORRECTED = 3
"""Queries with other words that are offered, and other words that are tried for each word."""

FEW = 2
"""So few articles are little, if a word that is near to one of the query is MUCH more frequent."""

MUCH = 20


class Offering:
    """What else can be asked, for one search."""

    def __init__(self, asking: Asking, analyzer: Analyzer) -> None:
        self._asking = asking
        self._analyzer = analyzer
        self._q = normalize("NFC", asking.search.q)

    @phase("offer")
    def offers(self) -> tuple[Offer, ...]:
        """Where nothing has all words: the query with other spaces, with words corrected, with one word fewer."""
        if self._asking.parsed.node is None or self._asking.parsed.misread or len(self._words()) > MOST_WORDS:
            return ()
        spaced = islice(self._finding("spacing", self._spaced()), MOST_CORRECTED)
        corrected = islice(self._finding("spelling", self._corrected()), MOST_CORRECTED)
        fewer = self._finding("fewer", self._fewer() if self._asking.search.match == "all" else ())
        unlike: dict[str, Offer] = {}
        for offer in (*spaced, *corrected, *fewer):
            unlike.setdefault(offer.q, offer)
        return tuple(unlike.values())

    @phase("offer")
    def meant(self) -> Offer | None:
        """Where little was found: the query with a word one slip away that is far more frequent, if there is one."""
        words = self._words()
        for word in words if len(words) <= MOST_WORDS else ():
            count = self._found(word)
            near = self._speller.corrections(word) if 0 < count <= FEW else []
            frequent = [each.text for each in near if each.cost <= ANY and each.count >= MUCH * count]
            if found := next(self._finding("spelling", (_with(self._q, {word: text}) for text in frequent[:1])), None):
                return found
        return None

    @property
    def _speller(self) -> Speller:
        return Speller(self._asking.generation.lexicon, self._analyzer)

    def _finding(self, kind: OfferKind, queries: Iterator[str] | Sequence[str]) -> Iterator[Offer]:
        """Those of the queries that find something and are not the one that was asked."""
        for q in queries:
            if q.strip() and q != self._q and (count := self._asking.again(q).total()):
                yield Offer(kind, q, count)

    def _spaced(self) -> Iterator[str]:
        """The query in one word, that word cut elsewhere, and each word cut that is found nowhere."""
        node = self._asking.parsed.node
        words = node.nodes if isinstance(node, query.Together) else (node,)
        if all(isinstance(word, query.Word) and not word.exact for word in words):
            whole = "".join(self._words())
            yield whole
            yield from map(" ".join, self._cuts(whole))
        for word in self._missing():
            yield from (_with(self._q, {word: " ".join(cut)}) for cut in self._cuts(word))

    def _cuts(self, word: str) -> list[list[str]]:
        plain = self._analyzer.plain(word)
        if not all(map(is_syllable, plain)):
            return []
        found = cuts(plain, self._asking.generation.lexicon.count)
        return [way for way in found if all(each.noun for each in self._analyzer.standings(way))]

    def _corrected(self) -> Iterator[str]:
        """The query with every word corrected that is found nowhere, and then with another word for one of them."""
        best = {word: texts[0] for word, texts in self._others.items() if texts}
        if best:
            yield _with(self._q, best)
        for word, texts in self._others.items():
            yield from (_with(self._q, {**best, word: text}) for text in texts[1:])

    @cached_property
    def _others(self) -> dict[str, list[str]]:
        """What may have been meant by each word that is found nowhere, best first."""
        return {word: self._spellings(word) for word in self._missing()}

    def _spellings(self, word: str) -> list[str]:
        return [self._as_printed(each.text) for each in self._speller.corrections(word)[:MOST_CORRECTED]]

    def _fewer(self) -> Iterator[str]:
        """The query without each of its words, the longest that is left first; then without all that are nowhere."""
        node = self._asking.parsed.node
        nodes = node.nodes if isinstance(node, query.Together) else ()
        texts = {text: set(_asked(each)) for each in nodes if (text := _typed(each))}
        if nodes and len(texts) == len(set(nodes)):
            left = [" ".join(other for other in texts if other != text) for text in texts]
            yield from sorted(left, key=lambda text: -len(text))
            best = {word: others[0] for word, others in self._others.items() if others}
            nowhere = self._others.keys() - best.keys()
            yield _with(" ".join(text for text, words in texts.items() if not words & nowhere), best)

    def _words(self) -> list[str]:
        """The words that are asked for, each once; those that are excluded are none."""
        return list(dict.fromkeys(_asked(self._asking.parsed.node)))

    def _missing(self) -> list[str]:
        return [word for word in self._words() if not self._found(word)]

    def _found(self, word: str) -> int:
        """How many articles of the whole archive have this word."""
        return self._asking.having(word)

    def _as_printed(self, text: str) -> str:
        """A Latin word as the first article prints it that has it: terms are kept in lower case."""
        if not text.isascii() or text != text.lower():
            return text
        plan = self._asking.again(text).plan(any_word=False)
        for hit in self._asking.snapshot.search(Request(plan.match, limit=1, facets=False)).hits:
            (stored,) = map(unpack, filter(None, self._asking.snapshot.stored([hit.key])))
            spans = [mark.span for mark in Marker.for_leaves(plan.leaves).marks(stored)]
            return "\n".join(searchable_parts(stored.article))[spans[0].start : spans[0].end]
        return text


def _with(q: str, others: Mapping[str, str]) -> str:
    """A query as it was typed, with other words in place of these."""
    pattern = "|".join(re.escape(word) for word in sorted(others, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda match: others[match[0]], q) if others else q


def _asked(node: query.Node | None) -> Iterator[str]:
    match node:
        case query.Word():
            yield node.text
        case query.Quoted():
            yield from node.text.split()
        case query.Nearby():
            yield from node.words
        case query.InTitle():
            yield from _asked(node.node)
        case query.Together() | query.And() | query.Or():
            for each in node.nodes:
                yield from _asked(each)


def _typed(node: query.Node) -> str:
    """A word or a quotation as it is typed; nothing for what cannot be left out so."""
    match node:
        case query.Word():
            return f"={node.text}" if node.exact else node.text
        case query.Quoted():
            return f'"{node.text}"'
    return ""
