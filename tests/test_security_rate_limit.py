"""How often a client may ask: a bucket for each, shared by the processes that answer."""

from __future__ import annotations

import os

import pytest
from flask.testing import FlaskClient

from archive.search import Archive
from webui import create_app
from webui.outside import Outside
from webui.rate_limit import RateLimit


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_ask_a_minutes_worth_at_once_and_then_has_to_wait() -> None:
    limit = RateLimit(60, Clock())
    assert [limit.wait("10.0.0.1") for _ in range(60)] == [0] * 60
    assert limit.wait("10.0.0.1") == 1


def test_other_clients_do_not_wait_for_it() -> None:
    limit = RateLimit(1, Clock())
    assert [limit.wait(f"10.0.0.{number}") for number in range(200)] == [0] * 200
    assert limit.wait("10.0.0.7") == 60


def test_who_waited_as_long_as_was_said_is_answered() -> None:
    clock = Clock()
    limit = RateLimit(20, clock)
    while not (seconds := limit.wait("10.0.0.1")):
        pass
    clock.now += seconds - 1
    assert limit.wait("10.0.0.1") == 1
    clock.now += 1
    assert limit.wait("10.0.0.1") == 0


def test_who_goes_on_asking_while_waiting_waits_no_longer_for_it() -> None:
    clock = Clock()
    limit = RateLimit(60, clock)
    answered = 0
    for _ in range(1200):
        clock.now += 0.1
        answered += not limit.wait("10.0.0.1")
    assert 175 <= answered <= 181


def test_an_ipv6_client_cannot_take_another_address_of_its_own_network() -> None:
    limit = RateLimit(1, Clock())
    assert limit.wait("2001:db8:0:1::1") == 0
    assert limit.wait("2001:db8:0:1:ffff::2") == 60
    assert limit.wait("2001:db8:0:2::1") == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_processes_count_together() -> None:
    limit = RateLimit(2, Clock())
    child = os.fork()
    if not child:
        os._exit(limit.wait("10.0.0.1") or limit.wait("10.0.0.1"))
    assert os.waitpid(child, 0)[1] == 0
    assert limit.wait("10.0.0.1") == 30


def test_many_strangers_cannot_fill_the_room() -> None:
    clock = Clock()
    limit = RateLimit(1, clock)
    for number in range(100_000):
        clock.now += 1e-4
        limit.wait(f"client {number}")
    assert limit.wait("10.0.0.1") == 0 and limit.wait("10.0.0.1") > 0


@pytest.fixture
def client(archive: Archive) -> FlaskClient:
    return create_app(archive, outside=Outside(requests_per_minute=3)).test_client()


def test_a_program_is_told_in_json_when_to_come_back(client: FlaskClient) -> None:
    answers = [client.get("/api/v1/issues") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json["error"]["code"] == "too_many_requests"  # type: ignore[index]
    assert answers[-1].headers["Retry-After"] == "20" and answers[-1].headers["Cache-Control"] == "no-store"
    assert "20초" in answers[-1].text


def test_a_person_is_told_on_a_page(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/")
    answer = client.get("/search?q=금융&lang=en")
    assert answer.status_code == 429 and answer.mimetype == "text/html" and "20 seconds" in answer.text


def test_a_copy_that_is_asked_about_counts_and_styles_do_not(client: FlaskClient) -> None:
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    for _ in range(9):
        with client.get("/static/favicon.svg") as picture:
            assert picture.status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 200
    assert client.get("/").status_code == 429


def test_without_a_limit_nobody_waits(archive: Archive) -> None:
    client = create_app(archive, outside=Outside(requests_per_minute=0)).test_client()
    assert all(client.get("/api/v1/issues").status_code == 200 for _ in range(50))
