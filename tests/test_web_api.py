"""The JSON interface: its shapes, and its errors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.search import Archive
from webui import create_app

HEAD = ["id", "issue", "ordinal", "section", "title", "outlets", "source_note", "date", "page", "url"]


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


def api(client: FlaskClient, path: str, status: int = 200, **parameters: Any) -> Any:
    answer = client.get(f"/api/v1{path}", query_string=parameters or None)
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/json"
    return json.loads(answer.data)


def test_a_search_has_the_promised_shape(client: FlaskClient) -> None:
    found = api(client, "/search", q="과학혁신 금융", section=["WEEKLY 뉴스", "CHINA 창업"])
    assert set(found) >= {"query", "total", "page", "per_page", "took_ms", "relaxed", "inside", "results", "facets"}
    assert set(found["query"]) >= {"q", "understood", "filters"}
    assert found["query"]["filters"]["section"] == ["WEEKLY 뉴스", "CHINA 창업"]
    assert set(found["facets"]) == {"section", "outlet", "year"}
    assert sum(month["count"] for month in found["histogram"]) == found["total"] == len(found["results"])
    assert "307-1" in [hit["id"] for hit in found["results"]]
    for hit in found["results"]:
        assert set(hit) == {*HEAD, "score", "snippets", "why"}


def test_articles_and_issues(client: FlaskClient) -> None:
    (issue,) = api(client, "/issues")["issues"]
    assert (issue["number"], issue["articles"], issue["url"]) == (307, 7, "/issues/307")
    contents = api(client, "/issues/307")
    assert [list(article) for article in contents["articles"]] == [HEAD] * 7
    assert {**issue, "articles": contents["articles"]} == contents
    article = api(client, "/articles/307-1")
    assert list(article) == [*HEAD, "blocks", "text"]
    assert article["text"] == "\n".join(block["text"] for block in article["blocks"])


def test_korean_is_written_as_korean(client: FlaskClient) -> None:
    assert "과학혁신".encode() in client.get("/api/v1/articles/307-1").data


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/search?page=0", "bad_page"),
        ("/search?per_page=101", "bad_per_page"),
        ("/search?sort=zzz", "bad_sort"),
        ("/search?from=2022-13", "bad_date"),
        ("/search?from=2023&to=2022", "bad_range"),
    ],
)
def test_unusable_parameters_are_refused(client: FlaskClient, path: str, code: str) -> None:
    error = api(client, path, 400)["error"]
    assert error["code"] == code and error["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/articles/1-1",
        "/articles/..%2f..%2fetc",
        "/issues/1",
        "/issues/x",
        f"/issues/{'9' * 5000}",
        "/issues/٣",
        "/nothing",
        "",
    ],
)
def test_what_is_not_there_is_said_in_json(client: FlaskClient, path: str) -> None:
    error = api(client, path, 404)["error"]
    assert error["code"] == "not_found" and error["message"]


def test_writing_is_refused_in_json(client: FlaskClient) -> None:
    answer = client.post("/api/v1/search")
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"]
    assert json.loads(answer.data)["error"]["code"] == "method_not_allowed"


def test_health(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.json == {"status": "ok", "articles": 7, "engine": "whoosh"}
