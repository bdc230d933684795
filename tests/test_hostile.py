"""Whatever is asked: no error of the server, no answer that does not come, a plain sentence where a limit is met."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from archive import budget
from archive.engines.contract import Every, Phrase, Slot
from archive.engines.tantivy import TantivyEngine
from archive.errors import ParameterError
from archive.results import Search
from archive.search import Archive
from archive.trends.values import Asked
from benchmarks.hostile.addresses import Addresses, Ask
from benchmarks.hostile.asking import Client
from benchmarks.hostile.run import Run, asked
from tests.browser.room import served
from tests.contract.documents import RESTORE, document
from tests.contract.test_engines import fill, keys
from webui import create_app
from webui.outside import Outside

WORDS = [
    "중국",
    "금융",
    "과학혁신",
    "창업",
    "징진지",
    "자본",
    "인공지능",
    "로봇",
    "TikTok",
    "2022",
    "AI",
    "宁波",
    "의",
    "1",
]
DEAR = " OR ".join(f"({word} NOT ({other}* OR title:{word}))" for word in WORDS for other in WORDS)[:1000]
REQUESTS = 150


@pytest.fixture(autouse=True)
def no_budget_is_left() -> Iterator[None]:
    yield
    budget.end()


@pytest.fixture(scope="module")
def port(archive: Archive) -> Iterator[int]:
    with served(archive) as url:
        yield urlsplit(url).port or 0


@pytest.mark.parametrize("seed", [1, 2])
def test_of_hundreds_of_hostile_requests_none_breaks_a_law(port: int, seed: int) -> None:
    run = asked(port, [Addresses(seed, WORDS, ["307-1", "307-7"])], REQUESTS, lambda: 0.0, lambda _: None)
    assert run.answers == REQUESTS
    assert not [(answer.broken, answer.ask) for answer in run.broken]
    assert {200, 400, 404} <= set(run.statuses)


def test_the_same_seed_asks_the_same() -> None:
    one, other = (Addresses(7, WORDS, ["307-1"]) for _ in range(2))
    assert [one.ask() for _ in range(50)] == [other.ask() for _ in range(50)]


def test_a_law_that_is_broken_is_seen(port: int) -> None:
    run, client = Run(), Client(port)
    run.take(client.get(Ask("/no-such-page")))
    client.close()
    assert not run.broken
    run.take(Client(1).get(Ask("/")))
    assert run.broken and run.broken[0].status == 0


def test_a_search_that_is_too_dear_is_refused_with_what_to_do(archive: Archive) -> None:
    client = create_app(archive, outside=Outside(query_ms=1)).test_client()
    told = client.get("/api/v1/search", query_string={"q": DEAR})
    assert told.status_code == 400
    assert told.json["error"]["code"] == "query_too_costly"  # type: ignore[index]
    assert "나누어 찾아 주세요" in told.json["error"]["message"]  # type: ignore[index]
    page = client.get("/search", query_string={"q": DEAR})
    assert page.status_code == 400 and "너무 오래 걸려" in page.text and "Traceback" not in page.text


def test_what_was_refused_leaves_nothing_behind(archive: Archive) -> None:
    client = create_app(archive, outside=Outside(query_ms=1)).test_client()
    client.get("/api/v1/search", query_string={"q": DEAR})
    before = create_app(archive).test_client().get("/api/v1/search", query_string={"q": "금융"})
    assert before.status_code == 200 and before.json["total"]  # type: ignore[index]


QUESTIONS: tuple[Callable[[Archive], object], ...] = (
    lambda archive: archive.search(Search(q=DEAR)),
    lambda archive: archive.listing(Search(q=DEAR)),
    lambda archive: archive.reading("307-1", DEAR),
    lambda archive: archive.around(Search(q=DEAR), "307-1"),
    lambda archive: archive.total(Search(q=DEAR)),
    lambda archive: archive.trends(Asked(Search(), (Search(q=DEAR),))),
)


@pytest.mark.parametrize("ask", QUESTIONS)
def test_everything_that_takes_a_query_looks_at_the_budget(archive: Archive, ask: Callable[[Archive], object]) -> None:
    budget.begin(1e-3)
    with pytest.raises(ParameterError, match="너무 오래"):
        ask(archive)


def test_nothing_is_looked_for_that_goes_on_from_a_page_of_words(archive: Archive) -> None:
    assert archive.complete("과학 혁") and archive.complete("과학 혁 " * 50_000) == ()


def test_what_is_made_once_for_all_is_not_counted() -> None:
    budget.begin(0.05)
    with budget.not_counted():
        _work(0.1)
        budget.look()
    budget.look()
    _work(0.1)
    with pytest.raises(ParameterError):
        budget.look()


def test_waiting_costs_nothing_of_it() -> None:
    budget.begin(0.05)
    time.sleep(0.1)
    budget.look()


def test_without_a_budget_everything_goes_on() -> None:
    budget.begin(0)
    _work(0.02)
    budget.look()


def _work(seconds: float) -> None:
    """Keep the processor busy for so long."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


@pytest.mark.parametrize("path", ["/search", "/api/v1/search", "/feed.atom", "/api/v1/export", "/trends"])
def test_a_query_that_is_too_long_is_refused_everywhere(client: FlaskClient, path: str) -> None:
    answer = client.get(path, query_string={"q": "가" * 1001, "format": "csv"})
    assert answer.status_code == 400 and "1,000" in answer.text


def test_a_pattern_that_is_too_long_for_tantivy_is_no_damaged_index(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, RESTORE)
    fill(engine, document("1", "과학"))
    inside = Phrase("letters", (Slot(infixes=("9" * 900,)),))
    with pytest.raises(ParameterError, match="너무 오래"):
        engine.snapshot().count(inside, {})


def test_a_page_far_behind_the_last_takes_no_memory_of_tantivy(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, RESTORE)
    fill(engine, document("1", "과학"))
    for sort in ("newest", "relevance"):
        assert keys(engine, Every(), sort=sort, offset=10**11) == []
