"""The archive: asks the engine, marks what was found, and tells what else there is."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

from archive.analysis import Analyzer
from archive.asking import Asking
from archive.catalog import Catalog
from archive.completion.table import Entry
from archive.engines.contract import Engine, Response, Snapshot
from archive.errors import IndexUnusable, NotFound, SeogoError
from archive.fingerprint import FINGERPRINT, is_readable
from archive.generation import Generation
from archive.highlight import Marker, highlighted, piece
from archive.models import Article
from archive.names.naming import Naming
from archive.plan import Plan, Planner
from archive.reasons import reasons
from archive.results import (
    Count,
    Facets,
    Hit,
    IssueCheck,
    IssueContents,
    IssueSummary,
    NameLife,
    NameList,
    Overview,
    Reading,
    Results,
    Search,
)
from archive.snippets import snippets
from archive.stored import searchable_parts, unpack, unpack_article
from archive.understood import notices, understood

MOST_COMPLETIONS = 10


class Archive:
    """One archive: an engine and the analyzer that its index was made with. Safe to use from several threads.

    `planner` may be another kind of Planner, to measure what each part of a plan costs and buys.
    """

    def __init__(self, engine: Engine, analyzer: Analyzer, planner: type[Planner] = Planner) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._planner = planner
        self._generation: Generation | None = None

    def search(self, search: Search) -> Results:
        """The answer to a search. Raises IndexUnavailable where there is no index to ask."""
        started = time.perf_counter()
        snapshot = self._snapshot()
        search = self._with_labels(snapshot, search)
        asking = self._asking(snapshot, search)
        any_word = search.match == "any"
        plan = asking.plan(any_word=any_word, inside=search.inside)
        response = asking.answer(plan, any_word)
        strict, relaxed = response.total, False
        if not response.total and search.match == "all":
            plan = asking.plan(any_word=True, inside=search.inside)
            response = asking.answer(plan, any_word=True)
            relaxed = response.total > 0
        parsed = asking.parsed
        return Results(
            search=search,
            understood=understood(parsed, relaxed or search.match == "any"),
            notices=(*notices(parsed), *self._stale(asking.snapshot)),
            total=response.total,
            relaxed=relaxed,
            inside=_inside(asking, any_word, strict),
            hits=_hits(asking.generation, plan, response, parsed.node is not None),
            facets=_facets(response, asking.outlet_counts(plan, response)),
            suggestions=asking.suggestions() if not strict and search.match == "all" else (),
            widened=asking.widenings(plan),
            took=time.perf_counter() - started,
            generation=asking.snapshot.generation,
        )

    def article(self, article_id: str) -> Article:
        """One article as it is. Raises NotFound."""
        return unpack_article(_stored(self._snapshot(), article_id))

    def reading(self, article_id: str, q: str = "", *, expand: bool = True) -> Reading:
        """One article with what the query finds in it marked, other forms of names only with `expand`.

        Raises NotFound.
        """
        snapshot = self._snapshot()
        unpacked = unpack(_stored(snapshot, article_id))
        plan = self._asking(snapshot, Search(q=q, expand=expand)).plan(any_word=False)
        marked = highlighted(unpacked, Marker.for_leaves(plan.leaves).marks(unpacked))
        blocks, offset = [], 0
        for block in unpacked.article.blocks:
            blocks.append(
                replace(piece(marked.text, offset, offset + len(block.text)), cut_before=False, cut_after=False)
            )
            offset += len(block.text) + 1
        earlier, later = self._catalog_of(snapshot).neighbours(unpacked.article)
        return Reading(
            article=unpacked.article,
            newsletter=self._catalog_of(snapshot).newsletter(unpacked.article.issue),
            title=marked.title,
            blocks=tuple(blocks),
            found=len(marked.title.spans) + sum(len(block.spans) for block in blocks),
            previous=earlier,
            next=later,
            original=self._catalog_of(snapshot).original(unpacked.article),
            by_machine=self._catalog_of(snapshot).by_machine(unpacked.article),
        )

    def names(self, q: str = "", page: int = 1, per_page: int = 50) -> NameList:
        """The names of this archive that have a form like `q`, those that most articles give in two scripts first."""
        return self._naming().listing(q, page, per_page)

    def name(self, zh: str) -> NameLife:
        """The life of the name with this Chinese form. Raises NotFound."""
        return self._naming().life(zh)

    def complete(self, q: str) -> tuple[Entry, ...]:
        """At most MOST_COMPLETIONS texts that go on from `q`, best first; none for a `q` without a letter.

        The first question to a generation makes its table; while it does, others get none.
        """
        completions = self._generation_of(self._snapshot()).completions if q.strip() else None
        return tuple(match.entry for match in completions.begun_by(q, MOST_COMPLETIONS)) if completions else ()

    def prepare(self) -> None:
        """Make what the first question to a generation would wait for; nothing where there is no index yet."""
        with suppress(SeogoError):
            self.complete("가")

    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first."""
        return self._catalog_of(self._snapshot()).issues

    def issue(self, number: int) -> IssueContents:
        """One issue with its articles in printed order. Raises NotFound."""
        return self._catalog_of(self._snapshot()).contents(number)

    def check(self, number: int) -> IssueCheck:
        """How an issue was split. Raises NotFound."""
        return self._catalog_of(self._snapshot()).check(number)

    def overview(self) -> Overview:
        """Counts of the whole archive."""
        snapshot = self._snapshot()
        return Overview(
            articles=len(snapshot),
            engine=self._engine.name,
            generation=snapshot.generation,
            issues=self._catalog_of(snapshot).issues,
            sections=snapshot.values("section"),
            outlets=snapshot.values("outlet"),
        )

    def _with_labels(self, snapshot: Snapshot, search: Search) -> Search:
        """The search with each outlet by the one name that filters show, so that one state has one address."""
        known = self._generation_of(snapshot).outlets
        names = tuple(dict.fromkeys(known.of(name).label for name in search.filters.outlets))
        return replace(search, filters=replace(search.filters, outlets=names))

    def _naming(self) -> Naming:
        return Naming(self._generation_of(self._snapshot()), self._analyzer)

    def _asking(self, snapshot: Snapshot, search: Search) -> Asking:
        return Asking(self._generation_of(snapshot), self._analyzer, self._planner, search)

    def _snapshot(self) -> Snapshot:
        snapshot = self._engine.snapshot()
        if not is_readable(snapshot.fingerprint):
            raise IndexUnusable("색인이 다른 판의 서고가 만든 것입니다. seogo index를 실행하면 새로 만듭니다.")
        return snapshot

    def _generation_of(self, snapshot: Snapshot) -> Generation:
        generation = self._generation
        if generation is None or generation.snapshot is not snapshot:
            generation = self._generation = Generation(snapshot, self._analyzer)
        return generation

    def _catalog_of(self, snapshot: Snapshot) -> Catalog:
        return self._generation_of(snapshot).catalog

    def _stale(self, snapshot: Snapshot) -> tuple[str, ...]:
        if snapshot.fingerprint == FINGERPRINT:
            return ()
        return ("색인이 다른 판의 분석기로 만들어져 못 찾는 글이 있을 수 있습니다. seogo index를 실행해 주세요.",)


def _stored(snapshot: Snapshot, article_id: str) -> bytes:
    (stored,) = snapshot.stored([article_id])
    if stored is None:
        raise NotFound(f"'{article_id[:80]}'(이)라는 글은 없습니다.")
    return stored


def _inside(asking: Asking, any_word: bool, strict: int) -> int:
    """How many articles have the words only inside other words, where the search leaves those out."""
    if asking.search.inside or asking.parsed.node is None:
        return 0
    return asking.count(asking.plan(any_word=any_word, inside=True).match) - strict


def _hits(generation: Generation, plan: Plan, response: Response, asked: bool) -> tuple[Hit, ...]:
    marker = Marker.for_leaves(plan.leaves)
    hits = []
    keys = [hit.key for hit in response.hits]
    stored_hits, texts = generation.snapshot.stored(keys), generation.texts.of(keys)
    for found, stored, letters in zip(response.hits, stored_hits, texts, strict=True):
        if stored is not None:
            unpacked = unpack(stored)
            marks = marker.marks(unpacked, letters)
            marked = highlighted(unpacked, marks)
            text = "\n".join(searchable_parts(unpacked.article))
            why = reasons(marks, text, len(unpacked.article.title)) or (("적은 조건에 맞음",) if asked else ())
            hits.append(Hit(unpacked.article, found.score, marked.title, snippets(marked), why))
    return tuple(hits)


def _facets(response: Response, outlets: tuple[Count, ...]) -> Facets:
    return Facets(
        sections=tuple(Count(*each) for each in response.facets["section"]),
        outlets=outlets,
        years=tuple(Count(*each) for each in response.facets["year"]),
        months=tuple(Count(*each) for each in response.months),
    )
