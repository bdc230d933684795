"""The archive: asks the engine, marks what was found, and tells what else there is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from archive import query
from archive.analysis import Analyzer, Question
from archive.catalog import Catalog
from archive.engines.contract import Engine, Every, Keyword, Node, Request, Response, Snapshot, Some, Without
from archive.errors import IndexUnusable, NotFound
from archive.fingerprint import FINGERPRINT, is_readable
from archive.highlight import Marker, highlighted, piece
from archive.models import Article
from archive.plan import Plan, Planner, days
from archive.reasons import reasons
from archive.rerank import DEPTH, gains
from archive.results import Count, Facets, Filters, Hit, IssueContents, IssueSummary, Overview, Reading, Results, Search
from archive.snippets import snippets
from archive.stored import searchable_parts, unpack, unpack_article
from archive.texts import Texts
from archive.understood import notices, understood

MOST_SUGGESTED = 6
"""Queries of more words get no suggestion for each word left out: counting them would take longer than the search."""


class Archive:
    """One archive: an engine and the analyzer that its index was made with. Safe to use from several threads.

    `planner` may be another kind of Planner, to measure what each part of a plan costs and buys.
    """

    def __init__(self, engine: Engine, analyzer: Analyzer, planner: type[Planner] = Planner) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._planner = planner
        self._generation: _Generation | None = None

    def search(self, search: Search) -> Results:
        """The answer to a search. Raises IndexUnavailable where there is no index to ask."""
        started = time.perf_counter()
        asking = self._asking(self._snapshot(), search)
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
            inside=0 if search.inside or not parsed.node else asking.count(inside=True) - strict,
            hits=_hits(asking.generation, plan, response, parsed.node is not None),
            facets=_facets(response, self._catalog_of(asking.snapshot).chinese_names),
            suggestions=asking.suggestions() if not strict and search.match == "all" else (),
            took=time.perf_counter() - started,
            generation=asking.snapshot.generation,
        )

    def article(self, article_id: str) -> Article:
        """One article as it is. Raises NotFound."""
        return unpack_article(_stored(self._snapshot(), article_id))

    def reading(self, article_id: str, q: str = "") -> Reading:
        """One article with what the query finds in it marked. Raises NotFound."""
        snapshot = self._snapshot()
        unpacked = unpack(_stored(snapshot, article_id))
        plan = self._asking(snapshot, Search(q=q)).plan(any_word=False, inside=False)
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
        )

    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first."""
        return self._catalog_of(self._snapshot()).issues

    def issue(self, number: int) -> IssueContents:
        """One issue with its articles in printed order. Raises NotFound."""
        return self._catalog_of(self._snapshot()).contents(number)

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

    def _asking(self, snapshot: Snapshot, search: Search) -> _Asking:
        return _Asking(self._generation_of(snapshot), self._analyzer, self._planner, search)

    def _snapshot(self) -> Snapshot:
        snapshot = self._engine.snapshot()
        if not is_readable(snapshot.fingerprint):
            raise IndexUnusable("색인이 다른 판의 서고가 만든 것입니다. seogo index를 실행하면 새로 만듭니다.")
        return snapshot

    def _generation_of(self, snapshot: Snapshot) -> _Generation:
        generation = self._generation
        if generation is None or generation.snapshot is not snapshot:
            generation = self._generation = _Generation(snapshot)
        return generation

    def _catalog_of(self, snapshot: Snapshot) -> Catalog:
        return self._generation_of(snapshot).catalog

    def _stale(self, snapshot: Snapshot) -> tuple[str, ...]:
        if snapshot.fingerprint == FINGERPRINT:
            return ()
        return ("색인이 다른 판의 분석기로 만들어져 못 찾는 글이 있을 수 있습니다. seogo index를 실행해 주세요.",)


class _Generation:
    """A snapshot with what is read from it once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.catalog = Catalog(snapshot)
        self.texts = Texts(snapshot)


class _Asking:
    """One search over one snapshot: all its questions see the same generation."""

    def __init__(self, generation: _Generation, analyzer: Analyzer, planner: type[Planner], search: Search) -> None:
        self._planner_kind = planner
        self.generation = generation
        self.snapshot = generation.snapshot
        self.parsed = query.parse(search.q)
        self._analyzer = analyzer
        self._search = search
        self._filters = _filter_nodes(search.filters)

    def plan(self, *, any_word: bool, inside: bool) -> Plan:
        if self.parsed.node is None and self._search.q.strip():
            return Plan(Some(), (), (), Question())
        return self._planner(any_word, inside).plan(self.parsed.node)

    def answer(self, plan: Plan, any_word: bool) -> Response:
        search = self._search
        offset = (search.page - 1) * search.per_page
        request = Request(plan.match, plan.weights, self._filters, search.sort, offset, search.per_page)
        if search.inside and search.sort == "relevance" and self.parsed.node is not None:
            return self._mentions_first(plan, request, self.plan(any_word=any_word, inside=False).match)
        return self._ordered(plan, request)

    def _mentions_first(self, plan: Plan, request: Request, mentions: Node) -> Response:
        """Articles that have only letters inside other words come after all those that have a mention."""
        whole = self.snapshot.search(replace(request, limit=0))
        first = self._ordered(plan, replace(request, match=mentions))
        others = Every((plan.match, Without(mentions)))
        start, room = max(0, request.offset - first.total), request.limit - len(first.hits)
        rest = self._ordered(plan, replace(request, match=others, offset=start, limit=room))
        return replace(whole, hits=(*first.hits, *rest.hits))

    def _ordered(self, plan: Plan, request: Request) -> Response:
        if request.sort == "relevance" and plan.question.plain and request.offset < DEPTH:
            return self._reordered(plan.question, request)
        return self.snapshot.search(request)

    def _reordered(self, question: Question, request: Request) -> Response:
        """The page that was asked for, of the hits as they stand once the first of them are put in order anew."""
        end = request.offset + request.limit
        response = self.snapshot.search(replace(request, offset=0, limit=max(DEPTH, end)))
        first, others = response.hits[:DEPTH], response.hits[DEPTH:]
        gained = gains(question, self.generation.texts.of([hit.key for hit in first]))
        first = tuple(replace(hit, score=hit.score + gain) for hit, gain in zip(first, gained, strict=True))
        ordered = (*sorted(first, key=lambda hit: -hit.score), *others)
        return replace(response, hits=ordered[request.offset : end])

    def count(self, *, inside: bool) -> int:
        return self.snapshot.count(self.plan(any_word=self._search.match == "any", inside=inside).match, self._filters)

    def suggestions(self) -> tuple[str, ...]:
        """Queries with one word fewer that find something, the longest first."""
        node = self.parsed.node
        if not isinstance(node, query.Together) or len(node.nodes) > MOST_SUGGESTED:
            return ()
        words = [each.text for each in node.nodes if isinstance(each, query.Word)]
        if len(words) != len(node.nodes):
            return ()
        found = []
        for left_out in range(len(words)):
            fewer = " ".join(words[:left_out] + words[left_out + 1 :])
            plan = self._planner(False, self._search.inside).plan(query.parse(fewer).node)
            if self.snapshot.count(plan.match, self._filters):
                found.append(fewer)
        return tuple(sorted(dict.fromkeys(found), key=lambda text: -len(text)))

    def _planner(self, any_word: bool, inside: bool) -> Planner:
        return self._planner_kind(self._analyzer, self.snapshot.values, any_word, inside)


def _stored(snapshot: Snapshot, article_id: str) -> bytes:
    (stored,) = snapshot.stored([article_id])
    if stored is None:
        raise NotFound(f"'{article_id[:80]}'(이)라는 글은 없습니다.")
    return stored


def _filter_nodes(filters: Filters) -> Mapping[str, Node]:
    nodes: dict[str, Node] = {}
    if filters.sections:
        nodes["section"] = Keyword("section", frozenset(filters.sections))
    if filters.outlets:
        names = frozenset(filters.outlets)
        nodes["outlet"] = Some((Keyword("outlet", names), Keyword("outlet_zh", names)))
    if filters.first or filters.last:
        nodes["date"] = days(filters.first, filters.last)
    return nodes


def _hits(generation: _Generation, plan: Plan, response: Response, asked: bool) -> tuple[Hit, ...]:
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


def _facets(response: Response, chinese_names: Mapping[str, str]) -> Facets:
    return Facets(
        sections=tuple(Count(*each) for each in response.facets["section"]),
        outlets=tuple(Count(name, count, chinese_names.get(name)) for name, count in response.facets["outlet"]),
        years=tuple(Count(*each) for each in response.facets["year"]),
        months=tuple(Count(*each) for each in response.months),
    )
