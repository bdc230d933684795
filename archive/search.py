"""The archive: asks the engine, marks what was found, and tells what else there is."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace

from archive.analysis import Analyzer
from archive.answering import answered, hits_among
from archive.asking import Asking
from archive.beside import Beside
from archive.catalog import Catalog
from archive.completion.last_word import last_word
from archive.completion.table import Entry
from archive.engines.contract import Engine, Snapshot, Standing
from archive.errors import IndexUnusable, SeogoError
from archive.fingerprint import FINGERPRINT, is_readable
from archive.generation import Generation
from archive.highlight import Marker, highlighted, piece
from archive.language import gettext as _
from archive.models import Article
from archive.names.lives import NameLife, NameList
from archive.names.naming import Naming
from archive.near import Around, NameHere, Similar
from archive.plan import Planner
from archive.results import Hit, IssueCheck, IssueContents, IssueSummary, Listing, Overview, Reading, Results, Search
from archive.stored import stored_in, unpack, unpack_article
from archive.trends.through_time import ThroughTime
from archive.trends.values import Asked, NewWords, Trends

MOST_COMPLETIONS = 10


@dataclass(slots=True)
class _Kept:
    """What was read of the generation that was asked last."""

    generation: Generation | None = None
    beside: Beside | None = None
    through_time: ThroughTime | None = None


class Archive:
    """One archive: an engine and the analyzer that its index was made with. Safe to use from several threads.

    `planner` may be another kind of Planner, to measure what each part of a plan costs and buys.
    """

    def __init__(self, engine: Engine, analyzer: Analyzer, planner: type[Planner] = Planner) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._planner = planner
        self._kept = _Kept()
        self._holds = False
        self._held: Snapshot | None = None

    @property
    def engine(self) -> Engine:
        """What keeps the index, for whoever changes it."""
        return self._engine

    @property
    def analyzer(self) -> Analyzer:
        """What the index was made with, for whoever changes it."""
        return self._analyzer

    def held(self) -> Archive:
        """This archive for one answer: all that is asked of it comes from the generation that the first question met.

        It is new for each answer, and not for several threads.
        """
        one = copy(self)
        one._holds = True
        return one

    def snapshot(self) -> Snapshot:
        """The generation that is asked, for whoever looks at all of it. Raises IndexUnavailable."""
        if self._held is not None:
            return self._held
        snapshot = self._engine.snapshot()
        if not is_readable(snapshot.fingerprint):
            raise IndexUnusable(_("색인이 다른 판의 서고가 만든 것입니다. seogo index를 실행하면 새로 만듭니다."))
        if self._holds:
            self._held = snapshot
        return snapshot

    def search(self, search: Search) -> Results:
        """The answer to a search. Raises IndexUnavailable where there is no index to ask."""
        started = time.perf_counter()
        snapshot = self.snapshot()
        search = self._with_labels(snapshot, search)
        answer = answered(self._asking(snapshot, search), self._analyzer, self._stale(snapshot))
        return replace(answer, took=time.perf_counter() - started)

    def total(self, search: Search) -> int:
        """How many articles a search finds as it is asked, never relaxed."""
        snapshot = self.snapshot()
        return self._asking(snapshot, self._with_labels(snapshot, search)).total()

    def among(self, search: Search, article_ids: Collection[str]) -> tuple[Hit, ...]:
        """Those of these articles that a search finds as it is asked, never relaxed, the newest first."""
        snapshot = self.snapshot()
        asking = self._asking(snapshot, self._whole(snapshot, replace(search, sort="newest")))
        return hits_among(asking, article_ids) if article_ids else ()

    def listing(self, search: Search) -> Listing:
        """Every hit of a search in the order of its pages, whatever page is asked for."""
        snapshot = self.snapshot()
        _, response, strict = self._asking(snapshot, self._whole(snapshot, search)).relaxing()
        return self._listing(snapshot, [hit.key for hit in response.hits], relaxed=response.total > strict)

    def listed(self, article_ids: Sequence[str]) -> Listing:
        """These articles in this order; ids that no article has are left out."""
        snapshot = self.snapshot()
        stored = zip(article_ids, snapshot.stored(article_ids), strict=True)
        return self._listing(snapshot, [article_id for article_id, found in stored if found is not None])

    def article(self, article_id: str) -> Article:
        """One article as it is. Raises NotFound."""
        return unpack_article(stored_in(self.snapshot(), article_id))

    def reading(self, article_id: str, q: str = "", *, expand: bool = True) -> Reading:
        """One article with what the query finds in it marked, other forms of names only with `expand`.

        Raises NotFound.
        """
        snapshot = self.snapshot()
        unpacked = unpack(stored_in(snapshot, article_id))
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

    def similar(self, article_id: str) -> tuple[Similar, ...]:
        """The articles most like this one, the likest first; at most five. Raises NotFound."""
        snapshot = self.snapshot()
        stored_in(snapshot, article_id)
        return self._beside_of(snapshot).similarity.like(article_id)

    def names_in(self, article_id: str) -> tuple[NameHere, ...]:
        """The names that stand in this article, those that stand in it most often first. Raises NotFound."""
        snapshot = self.snapshot()
        return self._beside_of(snapshot).appearing.names_in(unpack(stored_in(snapshot, article_id)))

    def around(self, search: Search, article_id: str) -> Around:
        """How many hits a search has, and which of them stand before and behind this article."""
        snapshot = self.snapshot()
        return self._beside_of(snapshot).walks.around(self._with_labels(snapshot, search), article_id)

    def names(self, q: str = "", page: int = 1, per_page: int = 50) -> NameList:
        """The names of this archive that have a form like `q`, those that most articles give in two scripts first."""
        return self._naming().listing(q, page, per_page)

    def name(self, zh: str) -> NameLife:
        """The life of the name with this Chinese form. Raises NotFound."""
        return self._naming().life(zh)

    def trends(self, asked: Asked) -> Trends:
        """Queries compared through time."""
        snapshot = self.snapshot()
        return self._through_time_of(snapshot).trends(asked.each(lambda search: self._with_labels(snapshot, search)))

    def new_words(self, number: int | None = None) -> NewWords:
        """What an issue, or the newest, is the first to have. Raises NotFound."""
        return self._through_time_of(self.snapshot()).new_words(number)

    def complete(self, q: str) -> tuple[Entry, ...]:
        """At most MOST_COMPLETIONS texts that go on from `q`, best first; none for a `q` without a letter.

        Those that go on from its last word alone follow. The first question to a generation reads its table; while it
        does, others get none.
        """
        generation = self._generation_of(self.snapshot())
        table = generation.completions if q.strip() else None
        if table is None:
            return ()
        found = {match.entry.text: match.entry for match in table.begun_by(q, MOST_COMPLETIONS)}
        if len(found) < MOST_COMPLETIONS and len(q.split()) > 1:
            for entry in last_word(q, table, generation.words, MOST_COMPLETIONS - len(found)):
                found.setdefault(entry.text, entry)
        return tuple(found.values())

    def prepare(self) -> None:
        """Make what the first question to a generation would wait for; nothing where there is no index yet."""
        with suppress(SeogoError):
            self.complete("서고 가")
            self._generation_of(self.snapshot()).lexicon.count("가")

    def issues(self) -> tuple[IssueSummary, ...]:
        """All issues, newest first."""
        return self._catalog_of(self.snapshot()).issues

    def summary(self, number: int | None) -> IssueSummary | None:
        """The issue of this number; None where it is not here."""
        return self._catalog_of(self.snapshot()).summary(number)

    def issue(self, number: int) -> IssueContents:
        """One issue with its articles in printed order. Raises NotFound."""
        return self._catalog_of(self.snapshot()).contents(number)

    def check(self, number: int) -> IssueCheck:
        """How an issue was split. Raises NotFound."""
        return self._catalog_of(self.snapshot()).check(number)

    @property
    def generation(self) -> str:
        """The name of what a question would be answered from now: another one after every change of the index."""
        return self.snapshot().generation

    @property
    def asked_generation(self) -> str | None:
        """The generation that a held archive has met; None where nothing has been asked of it yet."""
        return self._held.generation if self._held else None

    def standing(self) -> Standing | None:
        """What there is of the index; None where there is none. Raises IndexUnusable, EngineAway."""
        return self._engine.standing()

    def overview(self) -> Overview:
        """Counts of the whole archive."""
        snapshot = self.snapshot()
        return Overview(
            articles=len(snapshot),
            engine=self._engine.name,
            generation=snapshot.generation,
            issues=self._catalog_of(snapshot).issues,
            sections=snapshot.values("section"),
            outlets=snapshot.values("outlet"),
        )

    def _listing(self, snapshot: Snapshot, keys: Sequence[str], *, relaxed: bool = False) -> Listing:
        articles = (unpack_article(stored_in(snapshot, key)) for key in keys)
        issues = {issue.number: issue for issue in self._catalog_of(snapshot).issues}
        return Listing(len(keys), relaxed, articles, issues)

    def _whole(self, snapshot: Snapshot, search: Search) -> Search:
        """The search for all that it finds on one page."""
        return replace(self._with_labels(snapshot, search), page=1, per_page=max(1, len(snapshot)))

    def _with_labels(self, snapshot: Snapshot, search: Search) -> Search:
        """The search with each outlet by the one name that filters show, so that one state has one address."""
        known = self._generation_of(snapshot).outlets
        names = tuple(dict.fromkeys(known.of(name).label for name in search.filters.outlets))
        return replace(search, filters=replace(search.filters, outlets=names))

    def _naming(self) -> Naming:
        return Naming(self._generation_of(self.snapshot()), self._analyzer)

    def _through_time_of(self, snapshot: Snapshot) -> ThroughTime:
        generation, known = self._generation_of(snapshot), self._kept.through_time
        if known is None or known.generation is not generation:
            known = ThroughTime(generation, self._analyzer, lambda search: self._asking(snapshot, search))
            self._kept.through_time = known
        return known

    def _beside_of(self, snapshot: Snapshot) -> Beside:
        generation, beside = self._generation_of(snapshot), self._kept.beside
        if beside is None or beside.generation is not generation:
            beside = Beside(generation, self._analyzer, lambda search: self._asking(snapshot, search))
            self._kept.beside = beside
        return beside

    def _asking(self, snapshot: Snapshot, search: Search) -> Asking:
        return Asking(self._generation_of(snapshot), self._analyzer, self._planner, search)

    def _generation_of(self, snapshot: Snapshot) -> Generation:
        generation = self._kept.generation
        if generation is None or generation.snapshot is not snapshot:
            generation = self._kept.generation = Generation(snapshot, self._analyzer)
        return generation

    def _catalog_of(self, snapshot: Snapshot) -> Catalog:
        return self._generation_of(snapshot).catalog

    def _stale(self, snapshot: Snapshot) -> tuple[str, ...]:
        if snapshot.fingerprint == FINGERPRINT:
            return ()
        return (_("색인이 다른 판의 분석기로 만들어져 못 찾는 글이 있을 수 있습니다. seogo index를 실행해 주세요."),)
