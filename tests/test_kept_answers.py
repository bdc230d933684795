"""Answers are kept while the index stays the same, in memory that processes share."""

from __future__ import annotations

import os
from multiprocessing import get_context

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive.search import Archive
from webui import create_app
from webui.kept_answers import PLACE, KeptAnswers

ROOM_FOR_ALL = 64


@pytest.fixture
def kept() -> KeptAnswers:
    return KeptAnswers(ROOM_FOR_ALL)


@pytest.fixture
def client(archive: Archive, kept: KeptAnswers) -> FlaskClient:
    return create_app(archive, kept=kept).test_client()


@given(st.dictionaries(st.text(min_size=1), st.binary(max_size=200), max_size=40))
def test_what_is_kept_is_what_was_put_or_has_made_room_for_another(answers: dict[str, bytes]) -> None:
    kept = KeptAnswers(8)
    for name, answer in answers.items():
        kept.put(name, answer)
        assert kept.get(name) == answer
    assert all(kept.get(name) in (answer, None) for name, answer in answers.items())


def test_a_name_that_was_never_put_has_nothing(kept: KeptAnswers) -> None:
    kept.put("one", b"answer")
    assert kept.get("other") is None


def test_the_last_of_two_answers_under_one_name_counts(kept: KeptAnswers) -> None:
    kept.put("name", b"first")
    kept.put("name", b"second")
    assert kept.get("name") == b"second"


def test_what_is_longer_than_a_place_is_not_kept(kept: KeptAnswers) -> None:
    kept.put("name", b"x" * PLACE)
    assert kept.get("name") is None


def test_a_place_that_was_half_written_holds_nothing(kept: KeptAnswers) -> None:
    kept.put("name", b"an answer of some length")
    whole = bytes(kept._room)
    at = whole.index(b"an answer")
    kept._room[at : at + 2] = b"AN"
    assert kept.get("name") is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that share memory by birth need fork")
def test_what_one_process_keeps_another_has(kept: KeptAnswers) -> None:
    child = get_context("fork").Process(target=kept.put, args=("name", b"from the child"))
    child.start()
    child.join()
    assert kept.get("name") == b"from the child"


def test_the_same_address_has_the_same_answer_again(client: FlaskClient, kept: KeptAnswers) -> None:
    first = client.get("/api/v1/search?q=금융", headers={"Accept-Encoding": "gzip"})
    again = client.get("/api/v1/search?q=금융", headers={"Accept-Encoding": "gzip"})
    assert again.data == first.data, "even the time that it took is that of the first"
    assert dict(again.headers) == dict(first.headers)


def test_who_takes_it_plain_and_who_takes_it_packed_are_kept_apart(client: FlaskClient) -> None:
    packed = client.get("/search?q=금융", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/search?q=금융")
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert client.get("/search?q=금융").data == plain.data
    assert client.get("/search?q=금융", headers={"Accept-Encoding": "gzip"}).data == packed.data


def test_what_a_page_says_in_headers_of_its_own_is_kept_too(client: FlaskClient) -> None:
    first, again = client.get("/articles/307-1.bib"), client.get("/articles/307-1.bib")
    assert "kic307-1.bib" in first.headers["Content-Disposition"]
    assert (dict(again.headers), again.data) == (dict(first.headers), first.data)


def test_languages_are_kept_apart_and_remembered(client: FlaskClient) -> None:
    korean, english = client.get("/search?q=금융").text, client.get("/search?q=금융&lang=en")
    assert english.text != korean
    again = client.get("/search?q=금융&lang=en")
    assert again.text == english.text and again.headers["Set-Cookie"] == english.headers["Set-Cookie"]


@pytest.mark.parametrize("address", ["/search?page=x", "/articles/307-99", "/nothing", "/api/v1/search?sort=x"])
def test_refusals_are_not_kept(client: FlaskClient, kept: KeptAnswers, address: str) -> None:
    assert client.get(address).status_code >= 400
    assert not any(bytes(kept._room[: ROOM_FOR_ALL * PLACE]))


def test_a_head_is_answered_without_a_body_and_does_not_stand_for_a_get(client: FlaskClient) -> None:
    assert client.head("/search?q=금융").data == b""
    assert "<!doctype html>" in client.get("/search?q=금융").text


def test_a_file_of_hits_is_made_while_it_is_sent_and_not_kept(client: FlaskClient, kept: KeptAnswers) -> None:
    assert client.get("/export.csv?q=금융").status_code == 200
    assert not any(bytes(kept._room))
