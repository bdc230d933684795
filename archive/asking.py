"""One search over one generation: its plans, the page it asks for, and what else could be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from archive import query
from archive.analysis import Analyzer, Question
from archive.engines.contract import Every, Found, Keyword, Node, Request, Response, Some, Without
from archive.generation import Generation
from archive.outlets import Outlet, Outlets
from archive.phases import phase
from archive.plan import Plan, Planner, Widened, days
from archive.rerank import DEPTH, gains
from archive.results import Count, Filters, Search, Widening


class Asking:
    """One search over one snapshot: all its questions see the same generation."""

    def __init__(self, generation: Generation, analyzer: Analyzer, planner: type[Planner], search: Search) -> None:
        self._planner_kind = planner
        self.generation = generation
        self.snapshot = generation.snapshot
        self.parsed = query.parse(search.q)
        self._analyzer = analyzer
        self.search = search
        self._filters = _filter_nodes(search.filters, generation.outlets)

    @phase("plan")
    def plan(self, *, any_word: bool, inside: bool = False, expand: bool | None = None) -> Plan:
        """The plan of the query; `expand`, where given, in place of what the search says."""
        if self.parsed.node is None and self.search.q.strip():
            return Plan(Some(), (), (), Question())
        return self._planner(any_word, inside, self.search.expand if expand is None else expand).plan(self.parsed.node)

    def relaxing(self) -> tuple[Plan, Response, int]:
        """The answer with the plan that gave it, and how many articles have all words.

        Where none has, and all were asked for, articles that have any word are the answer.
        """
        any_word, inside = self.search.match == "any", self.search.inside
        plan = self.plan(any_word=any_word, inside=inside)
        response = self.answer(plan, any_word)
        strict = response.total
        if not strict and not any_word:
            plan = self.plan(any_word=True, inside=inside)
            response = self.answer(plan, any_word=True)
        return plan, response, strict

    @phase("find")
    def answer(self, plan: Plan, any_word: bool) -> Response:
        """The page that the search asks for.

        Hits by other forms of a name come after all that have what was typed, and letters inside other words last;
        their scores are below zero, so that one order holds over all pages.
        """
        search = self.search
        offset = (search.page - 1) * search.per_page
        request = Request(plan.match, plan.weights, self._filters, search.sort, offset, search.per_page)
        if search.sort != "relevance" or self.parsed.node is None:
            return self.snapshot.search(request)
        tiers = [request.match]
        if search.inside:
            tiers.insert(0, self.plan(any_word=any_word).match)
        if plan.widened:
            tiers.insert(0, self.plan(any_word=any_word, expand=False).match)
        return self._tiered(plan, request, tiers) if len(tiers) > 1 else self._ordered(plan, request)

    def _tiered(self, plan: Plan, request: Request, tiers: list[Node]) -> Response:
        whole = self.snapshot.search(replace(request, limit=0))
        hits: list[Found] = []
        before = 0
        for number, tier in enumerate(tiers):
            match = Every((plan.match, tier, *(Without(earlier) for earlier in tiers[:number])))
            start, room = max(0, request.offset - before), request.limit - len(hits)
            part = self._ordered(plan, replace(request, match=match, offset=start, limit=room, facets=False))
            hits += [replace(hit, score=_below(hit.score, number)) for hit in part.hits]
            before += part.total
            if before == whole.total:
                break
        return replace(whole, hits=tuple(hits))

    def _ordered(self, plan: Plan, request: Request) -> Response:
        if plan.question.plain and request.offset < DEPTH:
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

    @phase("count")
    def count(self, match: Node) -> int:
        """How many articles match, under the filters of the search."""
        return self.snapshot.count(match, self._filters)

    @phase("count")
    def outlet_counts(self, plan: Plan, response: Response) -> tuple[Count, ...]:
        """The facet of outlets, each once under the name that is shown; its own filter is left out of the counts."""
        found: dict[str, tuple[Outlet, list[int]]] = {}
        for name, count in response.facets["outlet"]:
            outlet = self.generation.outlets.of(name)
            found.setdefault(outlet.label, (outlet, []))[1].append(count)
        others = {name: node for name, node in self._filters.items() if name != "outlet"}
        counts = []
        for outlet, of_names in found.values():
            # An article may print two names of one outlet, so their counts cannot be added up.
            both = Every((plan.match, _of_outlet(outlet)))
            count = of_names[0] if len(of_names) == 1 else self.snapshot.count(both, others)
            counts.append(Count(outlet.label, count, outlet.name_zh))
        return tuple(sorted(counts, key=lambda each: (-each.count, each.value)))

    @phase("count")
    def widenings(self, forms: Iterable[Widened]) -> tuple[Widening, ...]:
        """Those forms of names that stand anywhere in the archive, by the word that they stand for."""
        found: dict[str, list[str]] = {}
        for each in forms:
            if self.snapshot.count(each.match, {}):
                found.setdefault(each.word, []).append(each.form)
        return tuple(Widening(word, tuple(forms)) for word, forms in found.items())

    def again(self, q: str) -> Asking:
        """The same search for another query."""
        return Asking(self.generation, self._analyzer, self._planner_kind, replace(self.search, q=q))

    def total(self) -> int:
        """How many articles the search finds as it was asked, never relaxed."""
        return self.count(self.plan(any_word=self.search.match == "any", inside=self.search.inside).match)

    def having(self, word: str) -> int:
        """How many articles of the whole archive have a word."""
        return self.snapshot.count(self._planner(False, False, self.search.expand).plan(query.Word(word)).match, {})

    def _planner(self, any_word: bool, inside: bool, expand: bool) -> Planner:
        planner = self._planner_kind(self._analyzer, self.snapshot.values, any_word, inside)
        planner.outlet_names = lambda name: self.generation.outlets.of(name).names
        if expand:
            planner.others = self.generation.names.others
        return planner


def _of_outlet(outlet: Outlet) -> Node:
    return Some((Keyword("outlet", outlet.names), Keyword("outlet_zh", outlet.names)))


def _below(score: float, tier: int) -> float:
    """The score of a hit of a later tier: below all scores of the tiers before it, in the same order as before."""
    return score if tier == 0 else score / (1 + score) - tier


def _filter_nodes(filters: Filters, outlets: Outlets) -> Mapping[str, Node]:
    nodes: dict[str, Node] = {}
    if filters.sections:
        nodes["section"] = Keyword("section", frozenset(filters.sections))
    if filters.outlets:
        nodes["outlet"] = Some(tuple(_of_outlet(outlets.of(name)) for name in filters.outlets))
    if filters.first or filters.last:
        nodes["date"] = days(filters.first, filters.last)
    return nodes
