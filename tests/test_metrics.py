"""/metrics: what workers count is told as Prometheus reads it, and never to a stranger."""

from __future__ import annotations

import os
from collections.abc import Iterator
from multiprocessing import get_context
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from webui import create_app
from webui.observing import Observing
from webui.observing.counters import BOUNDS, NO_ROUTE, OTHER, Counters
from webui.observing.exposition import Metric, exposition

TOKEN = "a-token-of-some-length"
SEARCH = "/search"
EXPORT = "/export.<any(csv, jsonl, bib, ris):ending>"
NOWHERE = "/search?q=뷁뷁뷁"

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


def read(client: FlaskClient) -> Samples:
    """Every sample by its name and labels, as Prometheus' own parser reads them."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {(s.name, frozenset(s.labels.items())): s.value for s in samples(answer.text)}


def samples(text: str) -> Iterator[Sample]:
    for family in text_string_to_metric_families(text):
        assert family.documentation and family.type in ("counter", "gauge", "histogram"), family.name
        yield from family.samples


def value(client: FlaskClient, name: str, **labels: str) -> float:
    return read(client).get((f"seogo_{name}", frozenset(labels.items())), 0)


def test_answers_are_counted_by_rule_and_status(client: FlaskClient) -> None:
    for address in ("/articles/307-1", "/articles/307-2", "/articles/1-1", "/no/such/page", "/search?page=x"):
        client.get(address)
    rule = "/articles/<path:article_id>"
    assert value(client, "requests_total", route=rule, status="200") == 2
    assert value(client, "requests_total", route=rule, status="404") == 1
    assert value(client, "requests_total", route=NO_ROUTE, status="404") == 1
    assert value(client, "requests_total", route=SEARCH, status="400") == 1


def test_times_stand_in_a_histogram_whose_steps_add_up(client: FlaskClient) -> None:
    client.get("/search?q=금융")
    found = read(client)
    steps = [found["seogo_request_seconds_bucket", frozenset({("route", SEARCH), ("le", str(e))})] for e in BOUNDS[:-5]]
    whole = found["seogo_request_seconds_bucket", frozenset({("route", SEARCH), ("le", "+Inf")})]
    assert steps == sorted(steps) and whole == 1
    assert found["seogo_request_seconds_count", frozenset({("route", SEARCH)})] == 1
    assert found["seogo_request_seconds_sum", frozenset({("route", SEARCH)})] > 0


def test_an_answer_that_is_written_while_it_is_sent_is_counted_when_it_is_sent(client: FlaskClient) -> None:
    answer = client.get("/export.csv?q=금융", buffered=False)
    assert value(client, "requests_total", route=EXPORT, status="200") == 0
    answer.close()
    assert value(client, "requests_total", route=EXPORT, status="200") == 1


def test_answers_from_before_are_told_from_those_that_were_made(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/search?q=과학")
    assert value(client, "kept_answers_total", answer="made") == 1
    assert value(client, "kept_answers_total", answer="kept") == 2


def test_a_search_that_found_nothing_counts_also_when_its_answer_was_kept(client: FlaskClient) -> None:
    for _ in range(3):
        assert "Nothing-Found" not in str(client.get(NOWHERE).headers)
    client.get("/api/v1/search?q=뷁뷁뷁")
    client.get("/search?q=금융")
    assert value(client, "nothing_found_total") == 4


def test_a_fault_is_counted_and_its_answer_names_its_line_in_the_log(archive: Archive) -> None:
    app = create_app(archive)
    app.add_url_rule("/broken", view_func=lambda: str(1 // 0))
    client = app.test_client()
    assert client.get("/broken").headers["X-Request-Id"]
    assert value(client, "faults_total") == 1
    assert value(client, "requests_total", route=NO_ROUTE, status="500") == 1, "a rule that was not there at first"
    assert "X-Request-Id" not in client.get("/").headers


def test_the_index_and_the_processes_are_told_of(client: FlaskClient, archive: Archive) -> None:
    found = read(client)
    info = {("engine", "whoosh"), ("generation", archive.generation)}
    assert found["seogo_index_info", frozenset(info)] == 1
    for name, least in (("up", 1), ("articles", 7), ("issues", 1), ("index_bytes", 1000), ("workers", 1)):
        assert found[f"seogo_{name}", frozenset()] >= least, name
    assert found["seogo_newest_issue_age_seconds", frozenset()] % 86400 == 0
    assert found["seogo_worker_resident_memory_bytes", frozenset({("worker", "0")})] > 1_000_000


def test_where_there_is_no_index_the_numbers_say_so(
    tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer
) -> None:
    client = create_app(Archive(WhooshEngine(tmp_path_factory.mktemp("none")), analyzer)).test_client()
    assert value(client, "up") == 0 and "seogo_articles" not in client.get("/metrics").text


def test_no_number_is_kept_by_anybody(client: FlaskClient) -> None:
    answer = client.get("/metrics")
    assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers


STRANGERS = (
    {"REMOTE_ADDR": "192.0.2.7"},
    {"REMOTE_ADDR": "2001:db8::7"},
    {"REMOTE_ADDR": ""},
    {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    {"HTTP_X_REAL_IP": "192.0.2.7"},
    {"HTTP_FORWARDED": "for=192.0.2.7"},
    {"HTTP_VIA": "1.1 proxy"},
    {"HTTP_HOST": "seogo.example.org"},
    {"HTTP_HOST": "192.0.2.1:8000"},
    {"SERVER_PROTOCOL": "HTTP/1.0"},
)


@pytest.mark.parametrize("environment", STRANGERS, ids=str)
def test_a_stranger_is_told_that_there_is_nothing(client: FlaskClient, environment: dict[str, str]) -> None:
    answer = client.get("/metrics", environ_overrides=environment)
    assert answer.status_code == 404 and "seogo_" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_a_program_on_this_machine_is_told(client: FlaskClient, host: str) -> None:
    assert client.get("/metrics", headers={"Host": host}).status_code == 200


def test_a_token_opens_them_from_anywhere_and_nothing_else_does(archive: Archive) -> None:
    client = create_app(archive, observing=Observing(metrics=TOKEN)).test_client()
    far = {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "192.0.2.8"}
    shown = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/metrics", headers=shown, environ_overrides=far).status_code == 200
    for wrong in ("", "Bearer", "Bearer local", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ö"):
        assert client.get("/metrics", headers={"Authorization": wrong}).status_code == 404


def test_off_means_nobody(archive: Archive) -> None:
    client = create_app(archive, observing=Observing(metrics="off")).test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer off"}).status_code == 404


def counted(counters: Counters, number: int) -> None:
    counters.begin(number)
    for _ in range(100):
        counters.answered("/a", 200, 0.003)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that share memory by birth need fork")
def test_what_several_processes_count_is_told_as_one_and_a_successor_goes_on_counting() -> None:
    counters = Counters(["/a"], places=2)
    for number in (1, 2, 1):
        child = get_context("fork").Process(target=counted, args=(counters, number))
        child.start()
        child.join()
    (row,) = counters.rows()
    assert row.by_status == {"200": 300} and sum(row.by_step) == 300 and row.seconds == pytest.approx(0.9)
    assert [each.place for each in counters.processes()] == [0], "the children have ended"


def test_threads_lose_no_count() -> None:
    counters = Counters(["/a"], places=0)

    def count() -> None:
        for _ in range(2000):
            counters.answered("/a", 200, 1.0)

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert next(counters.rows()).by_status == {"200": 8000}


def test_what_has_no_number_of_its_own_is_counted_together() -> None:
    counters = Counters(["/a"], places=0)
    counters.answered("/b", 299, 1000.0)
    (row,) = counters.rows()
    assert (row.route, row.by_status, row.by_step[-1]) == (NO_ROUTE, {OTHER: 1}, 1)


def test_labels_may_hold_anything() -> None:
    strange = 'a "b"\\n\\ \n}'
    text = exposition([Metric("x", "gauge", "About\n\\ it.", [({"label": strange}, 0.5)])])
    (family,) = text_string_to_metric_families(text)
    assert family.samples[0].labels == {"label": strange} and family.samples[0].value == 0.5


def test_every_route_of_the_site_has_a_name_among_the_numbers(client: FlaskClient) -> None:
    app: Flask = client.application
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    counters = app.extensions["seogo_watch"].counters
    for rule in rules:
        counters.answered(rule, 200, 0.0)
    assert {row.route for row in counters.rows()} >= rules
