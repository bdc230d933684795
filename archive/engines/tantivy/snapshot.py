"""One generation of a Tantivy index: a searcher over articles and one over records."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy
from tantivy import DocAddress, Query, Searcher

from archive.budget import look, too_costly
from archive.engines.contract import (
    FACETS,
    Every,
    Near,
    Node,
    Phrase,
    Request,
    Response,
    Restore,
    Some,
    Without,
)
from archive.engines.folder import unreadable, unusable
from archive.engines.nearness import is_near
from archive.engines.simplifying import simplest
from archive.engines.tantivy.columns import Columns
from archive.engines.tantivy.fields import NOTHING, month_name
from archive.engines.tantivy.near import candidates, is_exact
from archive.engines.tantivy.order import Ordering, counted
from archive.engines.tantivy.query import Queries, both

MOST_VALUES = 60_000
"""Values of one facet that are counted; Tantivy gives up at 65,000."""

_SOURCE, _KEPT = "s:", "k:"
_NEARS = 64


def source_name(source: str) -> str:
    """The name of a source's record."""
    return _SOURCE + source


def kept_name(name: str) -> str:
    """The name of what is kept as `name`."""
    return _KEPT + name


TOO_LONG = "exceeds size limit"
"""What Tantivy says of a pattern, such as the inside of a number of 400 digits; the index is not to blame."""


class TantivySnapshot:
    """Reads nothing but what is asked for. Safe to use from several threads."""

    def __init__(self, folder: Path, generation: str, fingerprint: str, restore: Restore) -> None:
        self.generation = generation
        self.fingerprint = fingerprint
        self._folder = folder
        self._restore = restore
        with self._readable():
            articles, records = (opened(folder / name) for name in ("articles", "records"))
            self._articles, self._records = articles.searcher(), records.searcher()
        self._nears = lru_cache(_NEARS)(self._read_near)
        self._queries = Queries(articles.schema, self._near, self._broad, self._long)
        self._record_queries = Queries(records.schema, self._near, self._broad, self._long)
        self._ordering = Ordering(self._articles, self._queries)
        self._columns = Columns(self._articles, self._queries)

    def __len__(self) -> int:
        return self._articles.num_docs

    def search(self, request: Request) -> Response:
        with self._readable():
            found = self._all((request.match, *request.filters.values()))
            page = self._ordering.page(found, request, self._columns.most_hits if request.facets else 0)
            facets, months = self._facets(request, page.every) if request.facets else ({}, ())
        return Response(page.total, page.hits, facets, months)

    def count(self, match: Node, filters: Mapping[str, Node]) -> int:
        with self._readable():
            return self._count(self._all((match, *filters.values())))

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        wanted = set(keys)
        with self._readable():
            found = dict(self._documents(self._queries.among("key", wanted), len(wanted)))
        return [found.get(key) for key in keys]

    def sources(self) -> Mapping[str, bytes]:
        return dict(self._recorded(_SOURCE))

    def kept(self, name: str) -> bytes | None:
        with self._readable():
            found = self._records.search(self._record_queries.among("name", [kept_name(name)]), 1, count=False).hits
            return next((_bytes(self._records.doc(address), "body") for _, address in found), None)

    def kept_names(self) -> Sequence[str]:
        with self._readable():
            return sorted(name.removeprefix(_KEPT) for name, _ in self._living(self._records, "name", _KEPT))

    def values(self, keyword: str) -> Mapping[str, int]:
        with self._readable():
            return dict(self._living(self._articles, keyword))

    def terms(self, field: str) -> Mapping[str, int]:
        with self._readable():
            return {term: count for term, count in self._articles.terms_with_prefix(field, "") if term != NOTHING}

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The source of every article and what is stored of it, in no order."""
        with self._readable():
            for document in self._found(Query.all_query(), len(self)):
                yield str(document.get_first("source")), _bytes(document, "stored")

    def _all(self, nodes: Sequence[Node]) -> Query:
        return self._queries.of(simplest(Every(tuple(nodes))))

    def _count(self, query: Query) -> int:
        # No scores are worked out where hits are ordered by a column.
        return counted(self._articles.search(query, 1, order_by_field="newest"))

    def _documents(self, query: Query, most: int) -> Iterator[tuple[str, bytes]]:
        for document in self._found(query, most):
            yield str(document.get_first("key")), _bytes(document, "stored")

    def _found(self, query: Query, most: int) -> Iterator[tantivy.Document]:
        for _, address in self._articles.search(query, max(1, most), count=False, order_by_field="newest").hits:
            look()
            yield self._articles.doc(address)

    def _recorded(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        with self._readable():
            hits = self._records.search(Query.all_query(), max(1, self._records.num_docs), count=False).hits
            for _, address in hits:
                record = self._records.doc(address)
                name = str(record.get_first("name"))
                if name.startswith(prefix):
                    yield name.removeprefix(prefix), _bytes(record, "body")

    def _living(self, searcher: Searcher, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """Terms with the number of documents that hold them, removed ones not counted."""
        return searcher.terms_with_prefix(field, prefix, Query.all_query())

    def _near(self, near: Near, others: tuple[Node, ...]) -> Query:
        """The documents of a Near, at least those that none of the other nodes describes."""
        if len({phrase.field for phrase in near.sequences}) > 1:
            return Query.empty_query()
        if is_exact(near):
            query = candidates(self._queries, near)
            if not self._is_too_broad(query):
                return query
        return self._queries.among("key", self._nears(near, others))

    def _read_near(self, near: Near, others: tuple[Node, ...]) -> tuple[str, ...]:
        query = candidates(self._queries, near)
        if self._is_too_broad(query):
            query = candidates(self._queries, near, apart=False)
        if others:
            query = both(query, self._queries.of(Without(Some(others))))
        return self._looked_at(query, near.sequences, lambda places: is_near(near, places))

    def _broad(self, phrase: Phrase, query: Query) -> tuple[str, ...] | None:
        if not self._is_too_broad(query):
            return None
        each = self._all([Phrase(phrase.field, (slot,)) for slot in phrase.slots])
        return self._long(phrase, each)

    def _long(self, phrase: Phrase, query: Query) -> tuple[str, ...]:
        return self._looked_at(query, (phrase,), lambda places: bool(places[0]))

    def _is_too_broad(self, query: Query) -> bool:
        """Whether a query takes so many terms that Tantivy gives up."""
        try:
            self._articles.search(query, 1, count=False)
        except ValueError as error:
            if "max expansions" not in str(error):
                raise
            return True
        return False

    def _looked_at(
        self, query: Query, phrases: Sequence[Phrase], is_meant: Callable[[Sequence[Sequence[int]]], bool]
    ) -> tuple[str, ...]:
        """The keys of those documents of a query in which the phrases stand as they should."""
        found = self._documents(query, self._count(query))
        return tuple(key for key, stored in found if is_meant(self._restore.places(stored, phrases)))

    def _facets(
        self, request: Request, every: Sequence[DocAddress] | None
    ) -> tuple[dict[str, tuple[tuple[str, int], ...]], tuple[tuple[str, int], ...]]:
        """Facets and months; what is counted under the same filters is counted in one go, among the documents that the
        search has found where all of them are known."""
        columns: dict[frozenset[str], list[str]] = {}
        for column, own in (("section", "section"), ("outlet", "outlet"), ("month", "date")):
            columns.setdefault(frozenset(request.filters) - {own}, []).append(column)
        columns.setdefault(frozenset(request.filters), []).append("all months")
        counts: dict[str, Counter[str]] = {}
        for filters, of in columns.items():
            if every is not None and filters == frozenset(request.filters):
                found = self._columns.counts(every)
                counts |= {name: found[_column(name)] for name in of}
            else:
                query = self._all((request.match, *(request.filters[name] for name in sorted(filters))))
                counts |= self._counted(query, of)
        month = counts.pop("month")
        counts |= {"year": _years(month), "month": month}
        facets = {name: tuple(sorted(counts[name].items(), key=lambda item: (-item[1], item[0]))) for name in FACETS}
        return facets, tuple(sorted(counts["all months"].items()))

    def _counted(self, query: Query, columns: Sequence[str]) -> dict[str, Counter[str]]:
        asked = {
            name: {"terms": {"field": _column(name), "size": MOST_VALUES, "segment_size": MOST_VALUES}}
            for name in columns
        }
        answer = self._articles.aggregate(query, asked)
        return {
            name: Counter({_value(each["key"]): int(each["doc_count"]) for each in answer[name]["buckets"]})
            for name in columns
        }

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Says as IndexUnavailable what Tantivy says of files that it cannot read."""
        try:
            yield
        except OSError as error:
            raise unreadable(self._folder, error) from error
        except ValueError as error:
            if TOO_LONG in str(error):
                raise too_costly() from error
            raise unusable(self._folder) from error
        except BaseException as error:
            if type(error).__name__ == "PanicException":
                raise unusable(self._folder) from error
            raise


def opened(folder: Path) -> tantivy.Index:
    """The Tantivy index in a folder; it does not change while it is open. Raises ValueError, OSError."""
    if os.access(folder, os.W_OK):
        return _opened(folder)
    # Tantivy locks a file of the folder to open it; afterwards it has all others in memory and needs no folder.
    with TemporaryDirectory() as links:
        for path in folder.iterdir():
            (Path(links) / path.name).symlink_to(path.absolute())
        (Path(links) / ".tantivy-meta.lock").unlink(missing_ok=True)
        return _opened(Path(links))


def _opened(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    # Unless it is told not to, it looks twice a second whether somebody has committed.
    index.config_reader("manual")
    return index


def _bytes(document: tantivy.Document, field: str) -> bytes:
    return bytes(document.get_first(field) or b"")


def _column(name: str) -> str:
    return "month" if name == "all months" else name


def _value(key: str | float) -> str:
    return key if isinstance(key, str) else month_name(int(key))


def _years(months: Counter[str]) -> Counter[str]:
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month[:4]] += count
    return years
