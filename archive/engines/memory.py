"""The executable specification: the contract in the plainest code that can be right. For tests and as a reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import product

import numpy as np

from archive.engines.contract import (
    FACETS,
    PERIODS,
    Dates,
    Document,
    Every,
    Found,
    Keyword,
    Near,
    Node,
    Phrase,
    Request,
    Response,
    Some,
    Standing,
    Without,
    in_order,
)
from archive.engines.positions import occurrences
from archive.engines.ranking import average_length, idf, length_factors
from archive.errors import IndexUnavailable
from archive.language import gettext as _

Sources = dict[str, tuple[bytes, tuple[Document, ...]]]


def matches(node: Node, document: Document) -> bool:
    """Whether the document is one that the node describes."""
    match node:
        case Phrase():
            return bool(occurrences(document.terms.get(node.field, ()), node.slots))
        case Near():
            return _near(node, document)
        case Keyword():
            return not node.values.isdisjoint(document.keywords.get(node.field, ()))
        case Dates():
            return (node.first is None or node.first <= document.date) and (
                node.last is None or document.date <= node.last
            )
        case Every():
            return all(matches(each, document) for each in node.nodes)
        case Some():
            return any(matches(each, document) for each in node.nodes)
        case Without():
            return not matches(node.node, document)


def _near(node: Near, document: Document) -> bool:
    if len({phrase.field for phrase in node.sequences}) > 1:
        return False
    lengths = [len(phrase.slots) for phrase in node.sequences]
    places = [occurrences(document.terms.get(phrase.field, ()), phrase.slots) for phrase in node.sequences]
    return any(_gap(starts, lengths) <= node.distance for starts in product(*places))


def _gap(starts: Sequence[int], lengths: Sequence[int]) -> int:
    last = max(range(len(starts)), key=lambda i: (starts[i], i))
    return starts[last] - min(starts) - sum(length for i, length in enumerate(lengths) if i != last)


class MemorySnapshot:
    """A generation: the sources as they were when it was taken."""

    def __init__(self, sources: Sources, kept: Mapping[str, bytes], generation: str, fingerprint: str) -> None:
        self.generation = generation
        self.fingerprint = fingerprint
        self._sources = sources
        self._kept = kept
        self._documents = [document for _, documents in sources.values() for document in documents]
        self._by_key = {document.key: document for document in self._documents}

    def __len__(self) -> int:
        return len(self._documents)

    def search(self, request: Request) -> Response:
        found = self._found(request.match, request.filters)
        scored = [(self._score(request, document), document) for document in found]
        scored.sort(key=_ORDERS[request.sort])
        page = scored[request.offset : request.offset + request.limit]
        return Response(
            total=len(found),
            hits=tuple(Found(document.key, score) for score, document in page),
            facets={facet: self._facet(facet, request) for facet in FACETS} if request.facets else {},
            months=tuple(sorted(Counter(_month(document) for document in found).items())) if request.facets else (),
        )

    def count(self, match: Node, filters: Mapping[str, Node]) -> int:
        return len(self._found(match, filters))

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        return [self._by_key[key].stored if key in self._by_key else None for key in keys]

    def sources(self) -> Mapping[str, bytes]:
        return {source: record for source, (record, _) in self._sources.items()}

    def kept(self, name: str) -> bytes | None:
        return self._kept.get(name)

    def kept_names(self) -> Sequence[str]:
        return sorted(self._kept)

    def values(self, keyword: str) -> Mapping[str, int]:
        return Counter(value for d in self._documents for value in set(d.keywords.get(keyword, ())))

    def terms(self, field: str) -> Mapping[str, int]:
        return Counter(term for d in self._documents for term in set(d.terms.get(field, ())))

    def _found(self, match: Node, filters: Mapping[str, Node]) -> list[Document]:
        node = Every((match, *filters.values()))
        return [document for document in self._documents if matches(node, document)]

    def _score(self, request: Request, document: Document) -> float:
        score = 0.0
        for weighted in request.weights:
            frequency = list(document.terms.get(weighted.field, ())).count(weighted.term)
            if frequency:
                lengths = np.array([len(each.terms.get(weighted.field, ())) for each in self._documents])
                holding = sum(weighted.term in each.terms.get(weighted.field, ()) for each in self._documents)
                length = np.array([len(document.terms[weighted.field])])
                factor = float(length_factors(length, average_length(lengths))[0])
                score += weighted.weight * idf(len(lengths), holding) * frequency / (frequency + factor)
        return score

    def _facet(self, facet: str, request: Request) -> tuple[tuple[str, int], ...]:
        own = "date" if facet in PERIODS else facet
        others = {name: node for name, node in request.filters.items() if name != own}
        found = self._found(request.match, others)
        counts = Counter(value for document in found for value in _facet_values(facet, document))
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class MemoryEngine:
    """An index that lives as long as this object."""

    name = "memory"

    def __init__(self) -> None:
        self._snapshot: MemorySnapshot | None = None
        self._sources: Sources = {}
        self._kept: dict[str, bytes] = {}
        self._written = datetime.now(UTC)

    def snapshot(self) -> MemorySnapshot:
        if self._snapshot is None:
            raise IndexUnavailable(_("아직 색인이 없습니다. seogo index를 먼저 실행해 주세요."))
        return self._snapshot

    @contextmanager
    def writer(self, fingerprint: str, *, rebuild: bool = False) -> Iterator[MemoryWriter]:
        draft: Sources = {} if rebuild else dict(self._sources)
        kept = {} if rebuild else dict(self._kept)
        yield MemoryWriter(draft, kept)
        number = int(self._snapshot.generation) + 1 if self._snapshot else 1
        self._sources, self._kept = draft, kept
        self._snapshot = MemorySnapshot(dict(draft), dict(kept), str(number), fingerprint)
        self._written = datetime.now(UTC)

    def clear_up(self) -> None:
        """Nothing outlives a change."""

    def standing(self) -> Standing | None:
        if self._snapshot is None:
            return None
        size = sum(len(document.stored) for _, documents in self._sources.values() for document in documents)
        return Standing(len(self._snapshot), size, self._snapshot.fingerprint, self._written)


class MemoryWriter:
    def __init__(self, draft: Sources, kept: dict[str, bytes]) -> None:
        self._draft = draft
        self._kept = kept

    def put(self, source: str, record: bytes, documents: Iterable[Document]) -> None:
        self._draft.pop(source, None)
        self._draft[source] = (record, tuple(documents))

    def remove(self, source: str) -> None:
        self._draft.pop(source, None)

    def keep(self, name: str, value: bytes) -> None:
        self._kept[name] = value


def _facet_values(facet: str, document: Document) -> set[str]:
    month = _month(document)
    if facet in PERIODS:
        return {month[:4] if facet == "year" else month}
    return set(document.keywords.get(facet, ()))


def _month(document: Document) -> str:
    return date.fromordinal(document.date).isoformat()[:7]


_ORDERS: dict[str, Callable[[tuple[float, Document]], tuple[float | int | list[str | int], ...]]] = {
    "relevance": lambda scored: (-scored[0], -scored[1].date, in_order(scored[1].key)),
    "newest": lambda scored: (-scored[1].date, in_order(scored[1].key)),
    "oldest": lambda scored: (scored[1].date, in_order(scored[1].key)),
}
