"""One archive in every engine: the golden searches pass, and every search has the same answer as in the default one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.contract import SCORE_TOLERANCE, Engine
from archive.results import Filters, Match, Search, Sort
from archive.search import Archive
from archive.wire import search_json
from indexer.moving import move
from indexer.pipeline import update
from tests import corpora
from tests.conftest import no_progress
from tests.in_process import opened
from tests.opensearch.engines import fresh_engine
from tests.test_golden_searches import GOLDEN, Golden

OTHERS = ("tantivy", "opensearch 2", "opensearch 3")
WORDS = (
    "금융",
    "창업",
    "과학혁신",
    "디지털",
    "중국",
    "항저우",
    "선전",
    "科技日报",
    "AI",
    "2022",
    "신의",
    "없는말",
    "지",
)
QUERIES = (
    *WORDS,
    *(golden["query"] for golden in GOLDEN),
    '"과학 혁신"',
    '"금융 과학"~5',
    '"기업 투자 창업"~30',
    "중국 -금융",
    "금융 OR 항저우",
    "제목:창업 과학*",
    "NOT (금융 OR 기업)",
    "=선전 20",
    "A* 섹션:뉴스",
    "매체:과기일보 호:307",
    "날짜:2021..2022-12 소식",
)


@pytest.fixture(scope="module")
def whoosh(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Four issues of three years, and ready articles of one day that differ in little, so that scores are equal."""
    place = tmp_path_factory.mktemp("same")
    texts = [f"중국 금융 소식 {number % 3} 창업 {'과학혁신 ' * (number % 4)}" for number in range(30)]
    ready = [corpora.ready(f"r{n}", text, date=f"2021-{n % 12 + 1:02}-01") for n, text in enumerate(texts)]
    files = {f"{number}__txt": corpora.issue(number, day) for number, day in ISSUES.items()}
    corpus = corpora.write(place / "corpus", **files, ready__jsonl="".join(ready))
    engine = opened("whoosh", place / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return engine


ISSUES = {306: "2021.12.31", 307: "2022.12.14", 308: "2022.12.28", 309: "2023.01.01"}


@pytest.fixture(scope="module", params=OTHERS)
def other(request: pytest.FixtureRequest, whoosh: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The same archive in another engine, carried over."""
    with ExitStack() as stack:
        if request.param.startswith("opensearch"):
            engine: Engine = stack.enter_context(fresh_engine(request.param[-1]))
        else:
            engine = opened(request.param, tmp_path_factory.mktemp("other"))
        assert move(engine, [whoosh], no_progress) is not None
        yield engine


@pytest.fixture(scope="module")
def both(whoosh: Engine, other: Engine, analyzer: Analyzer) -> tuple[Archive, Archive]:
    return Archive(whoosh, analyzer), Archive(other, analyzer)


def assert_same(both: tuple[Archive, Archive], search: Search) -> None:
    one, other = (search_json(archive.search(search)) for archive in both)
    scores = [[hit.pop("score") for hit in answer["results"]] for answer in (one, other)]
    for answer in (one, other):
        del answer["took_ms"]
    assert other == one, search
    assert scores[1] == pytest.approx(scores[0], rel=SCORE_TOLERANCE, abs=SCORE_TOLERANCE), search


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_has_the_same_answer(both: tuple[Archive, Archive], query: str) -> None:
    assert_same(both, Search(query))


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden["query"] for golden in GOLDEN])
def test_golden_searches_pass(both: tuple[Archive, Archive], golden: Golden) -> None:
    """Over issue 307, as the golden searches want it."""
    only = Filters(first=date(2022, 12, 14), last=date(2022, 12, 14))
    results = both[1].search(Search(golden["query"], filters=only))
    found = set() if results.relaxed else {hit.article.id for hit in results.hits}
    assert found >= set(golden["finds"]), f"missed: {golden['why']}"
    assert not found & set(golden["misses"]), f"found in vain: {golden['why']}"


_filters = st.builds(
    Filters,
    sections=st.sampled_from([(), ("WEEKLY 뉴스",), ("CHINA 창업", "없는 섹션")]),
    outlets=st.sampled_from([(), ("과기일보",), ("科技日报",)]),
    first=st.sampled_from([None, date(2021, 6, 1), date(2022, 12, 14)]),
    last=st.sampled_from([None, date(2022, 12, 31)]),
)
_matches: st.SearchStrategy[Match] = st.sampled_from(["all", "any"])
_sorts: st.SearchStrategy[Sort] = st.sampled_from(["relevance", "newest", "oldest"])
_searches = st.builds(
    Search,
    q=st.one_of(st.just(""), st.lists(st.sampled_from(QUERIES), min_size=1, max_size=3).map(" ".join)),
    filters=_filters,
    match=_matches,
    expand=st.booleans(),
    inside=st.booleans(),
    sort=_sorts,
    page=st.integers(1, 4),
    per_page=st.integers(1, 20),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(search=_searches)
def test_any_search_has_the_same_answer(both: tuple[Archive, Archive], search: Search) -> None:
    assert_same(both, search)


def test_pages_beside_an_article_are_the_same(both: tuple[Archive, Archive]) -> None:
    for ask in (partial(_beside, article) for article in ("307-1", "309-7", "r3")):
        one, other = (ask(archive) for archive in both)
        assert one == other


def _beside(article: str, archive: Archive) -> list[Any]:
    reading = archive.reading(article, "금융 창업")
    similar = [(each.article.id, each.shared, round(each.score, 3)) for each in archive.similar(article)]
    around = archive.around(Search("중국"), article)
    return [reading, similar, around, archive.names_in(article), archive.names(), archive.issues()]


def test_completions_are_the_same(both: tuple[Archive, Archive]) -> None:
    for typed in ("과", "금유", "중국 창", "zzz"):
        one, other = (archive.complete(typed) for archive in both)
        assert one == other


def test_what_was_kept_is_the_same_bytes(whoosh: Engine, other: Engine) -> None:
    one, two = ({name: s.kept(name) for name in s.kept_names()} for s in (whoosh.snapshot(), other.snapshot()))
    assert one == two and one


def test_terms_and_values_are_the_same(whoosh: Engine, other: Engine) -> None:
    one, two = whoosh.snapshot(), other.snapshot()
    for field in ("words", "title_words"):
        assert dict(one.terms(field)) == dict(two.terms(field))
    for keyword in ("section", "outlet", "outlet_zh", "issue"):
        assert dict(one.values(keyword)) == dict(two.values(keyword))
