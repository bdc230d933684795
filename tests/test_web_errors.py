"""When something is wrong: pages that help, never a traceback, and a query never breaks anything."""

from __future__ import annotations

import json
import logging
import socket
from http.client import HTTPResponse
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from tests.browser.room import served
from webui import create_app

SYNTAX = r""" " ' "열린 ( (((( )( AND OR NOT - -- * ? ~ "A B"~ a*b*c* : 섹션:" 날짜:2022-13 ^ \ [a TO b] { /.*/ = """
HOSTILE = (
    *SYNTAX.split(" "),
    *("\x00", "\u200b", "\u202e", "ㅋㅋㅋ", "의", "😀", "ＡＢＣ", "%00", "%", "\n", "\t", '"A B"~', "[a TO b]"),
    *("<script>alert(1)</script>", "../../etc/passwd", "가" * 10000, "가 " * 3000, "(" * 500 + "금융" + ")" * 500),
)


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


@pytest.mark.parametrize("q", HOSTILE, ids=lambda q: repr(q[:12]))
@pytest.mark.parametrize("path", ["/search", "/api/v1/search", "/articles/307-1"])
def test_no_query_breaks_anything(client: FlaskClient, path: str, q: str) -> None:
    answer = client.get(path, query_string={"q": q})
    assert answer.status_code in (200, 400)
    assert "Traceback" not in answer.text
    if answer.mimetype == "text/html":
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("raw", ["q=%FF%FE", "q=%", "q=%ED%A0%80", "q", "&&&", "q[]=x", "section=%00&outlet=%FF"])
def test_no_address_breaks_anything(client: FlaskClient, raw: str) -> None:
    assert client.get(f"/search?{raw}").status_code == 200


def test_a_refused_search_keeps_what_was_typed(client: FlaskClient) -> None:
    answer = client.get("/search?q=과학혁신&from=gestern")
    assert answer.status_code == 400
    assert 'value="과학혁신"' in answer.text and "gestern" in answer.text and "2022-12-14" in answer.text
    assert "찾는 말만으로 다시 찾기" in answer.text


def test_a_missing_article_is_explained(client: FlaskClient) -> None:
    answer = client.get("/articles/307-99")
    assert answer.status_code == 404
    assert "307-99" in answer.text and 'href="/issues"' in answer.text and 'role="search"' in answer.text


def test_writing_is_refused(client: FlaskClient) -> None:
    answer = client.post("/search")
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"] and 'role="search"' in answer.text


def test_without_an_index_every_page_says_what_to_do(tmp_path: Path, analyzer: Analyzer) -> None:
    client = create_app(Archive(WhooshEngine(tmp_path / "none"), analyzer)).test_client()
    for path in ("/", "/search?q=금융", "/articles/307-1", "/issues"):
        answer = client.get(path)
        assert answer.status_code == 503 and "seogo index" in answer.text
    assert client.get("/api/v1/search").json["error"]["code"] == "index_unavailable"  # type: ignore[index]
    health = client.get("/healthz")
    assert health.status_code == 503 and "seogo index" in health.text


def test_an_unforeseen_error_is_logged_and_not_shown(
    tmp_path: Path, analyzer: Analyzer, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Archive(WhooshEngine(tmp_path / "none"), analyzer))
    app.add_url_rule("/broken", view_func=lambda: str(1 // 0))
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "문제가 생겨" in answer.text and "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (f"GET /api/v1/search?q={'a' * 300_000} HTTP/1.1\r\n\r\n", 431, "request_header_fields_too_large"),
        (f"GET / HTTP/1.1\r\nX-Long: {'a' * 300_000}\r\n\r\n", 431, "request_header_fields_too_large"),
        ("G\x00T /api/v1/search HTTP/1.1\r\n\r\n", 400, "bad_request"),
        ("GET /api/v1/search HTTP/1.1\r\nHost : x\r\n\r\n", 400, "bad_request"),
        ("POST /api/v1/search HTTP/1.1\r\nContent-Length: 9999999999999\r\n\r\n", 413, "content_too_large"),
        ("POST /api/v1/search HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "not_implemented"),
    ],
    ids=["address", "header", "method", "header's name", "body", "encoding"],
)
def test_what_the_server_itself_refuses_is_said_in_json(archive: Archive, sent: str, status: int, code: str) -> None:
    with served(archive) as url:
        host, _, port = url.rpartition("//")[2].partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(sent.encode())
            answer = HTTPResponse(connection)
            answer.begin()
            told = json.loads(answer.read())
    assert answer.status == status and answer.headers["Content-Type"] == "application/json"
    assert told["error"]["code"] == code and told["error"]["message"]
    assert "waitress" not in str(answer.headers)


def test_a_refused_query_is_repeated_in_its_box_alone(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"q": "가" * 10_000})
    assert answer.status_code == 400 and answer.text.count("가" * 10_000) == 1
    assert len(answer.data) < 40_000 and "%EA%B0%80" not in answer.text
