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
    assert set(found["facets"]) == {"section", "outlet", "year", "month"}
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
    assert list(article)[: len(HEAD) + 2] == [*HEAD, "blocks", "text"]
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


@pytest.mark.parametrize(
    "path", ["/search/", "/issues/307/", "/articles/", "/articles/307-1/", "/names/京津冀/", "/suggest/"]
)
def test_a_slash_at_the_end_makes_another_address(client: FlaskClient, path: str) -> None:
    assert api(client, path, 404)["error"]["code"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/search", "/articles/307-1", "/issues", "/export", "/suggest", "/openapi.json"])
def test_nothing_but_reading_is_possible(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(f"/api/v1{path}", method=method)
    assert answer.status_code == 405 and answer.content_type == "application/json"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert json.loads(answer.data)["error"]["code"] == "method_not_allowed"


def test_what_is_possible_is_told(client: FlaskClient) -> None:
    answer = client.options("/api/v1/search")
    assert answer.status_code == 200 and set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("path", ["/search?q=금융", "/issues/307", "/search?page=0", "/nothing"])
def test_the_head_alone_is_that_of_the_answer(client: FlaskClient, path: str) -> None:
    whole, head = client.get(f"/api/v1{path}"), client.head(f"/api/v1{path}")
    assert (head.status_code, head.content_type, head.data) == (whole.status_code, whole.content_type, b"")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"page": 10**9 + 1}, "bad_page"),
        ({"page": "1" * 5000}, "bad_page"),
        ({"page": "１"}, "bad_page"),
        ({"per_page": 0}, "bad_per_page"),
        ({"per_page": 101}, "bad_per_page"),
        ({"section": [f"섹션 {n}" for n in range(1000)]}, "too_many_values"),
        ({"q": "가" * 10_000}, "query_too_long"),
        ({"inside": "2"}, "bad_inside"),
        ({"from": "2022-02-30"}, "bad_date"),
    ],
    ids=lambda each: str(each)[:20],
)
def test_what_is_beyond_the_limits_is_refused(client: FlaskClient, asked: dict[str, Any], code: str) -> None:
    assert api(client, "/search", 400, **asked)["error"]["code"] == code


def test_the_last_page_that_can_be_asked_for_is_empty(client: FlaskClient) -> None:
    found = api(client, "/search", q="금융", page=10**9, per_page=100)
    assert found["total"] and found["results"] == []


def test_the_first_of_repeated_values_counts_and_empty_ones_do_not(client: FlaskClient) -> None:
    found = api(client, "/search", q=["금융", "뷁"], page=["1", "x"], sort="", to="", unknown="1")
    assert (found["query"]["q"], found["page"], found["query"]["sort"]) == ("금융", 1, "relevance")


@pytest.mark.parametrize(
    "raw", ["q=%FF%FE", "q=%ED%A0%80", "q=%00", "q=%", "q", "&&", "section=%00&outlet=%FF", "%FF=%FF"]
)
@pytest.mark.parametrize("path", ["/search", "/suggest", "/names", "/export?format=ris"])
def test_no_bytes_of_an_address_break_anything(client: FlaskClient, path: str, raw: str) -> None:
    assert client.get(f"/api/v1{path}{'&' if '?' in path else '?'}{raw}").status_code == 200


@pytest.mark.parametrize("raw", ["%00", "%FF", "%ED%A0%80", "%2e%2e%2f%2e%2e%2fetc", "a%0d%0ab", "%F0%9F%98%80"])
@pytest.mark.parametrize("path", ["/articles/{}", "/articles/{}/similar", "/issues/{}", "/names/{}"])
def test_no_name_in_a_path_breaks_anything(client: FlaskClient, path: str, raw: str) -> None:
    assert api(client, path.format(raw), 404)["error"]["code"] == "not_found"


def test_pages_of_other_sites_cannot_read_the_answers(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_who_watches_gets_json_too_where_something_is_wrong(client: FlaskClient) -> None:
    assert json.loads(client.post("/healthz").data)["error"]["code"] == "method_not_allowed"
