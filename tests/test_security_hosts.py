"""Who the site answers: its own names and any address, what proxies say only where they are trusted."""

from __future__ import annotations

import pytest
from flask import Flask, jsonify, request
from flask.testing import FlaskClient

from archive.errors import SettingsError
from archive.search import Archive
from archive.settings import Settings, read_settings
from webui import create_app
from webui.hosts import is_own, own_names
from webui.outside import Outside, outside_of


def site(archive: Archive, **settings: str) -> Flask:
    told = Settings(**settings)  # type: ignore[arg-type]
    return create_app(archive, base_url=told.base_url, outside=outside_of(told))


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return site(archive, hosts="archive.example.org").test_client()


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8000",
        "127.0.0.1",
        "192.168.0.7:8080",
        "[::1]:8000",
        "[fe80::1]",
        "10.0.0.1",
        "localhost.",
    ],
)
def test_whoever_types_an_address_or_localhost_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/api/v1/issues", headers={"Host": host}).status_code == 200


def test_this_machine_is_answered_by_its_name() -> None:
    assert is_own("archive-pc:8000", own_names("", ["archive-pc"]))
    assert is_own("archive.example.org", own_names("https://archive.example.org/seogo", []))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8000",
        "",
        " ",
        "a b",
        "localhost:x",
        "localhost@evil",
        "[::1",
    ],
)
def test_a_strangers_name_is_refused_with_a_sentence(client: FlaskClient, host: str) -> None:
    page = client.get("/", headers={"Host": host})
    assert page.status_code == 421 and "hosts" in page.text and "evil" not in page.text
    told = client.get("/api/v1/search", headers={"Host": host})
    assert told.status_code == 421 and told.json["error"]["code"] == "unknown_host"  # type: ignore[index]


@pytest.mark.parametrize("path", ["/feed.atom", "/opensearch.xml", "/api/v1/export?format=csv&q=금융"])
def test_no_link_that_is_written_down_has_a_strangers_name(client: FlaskClient, path: str) -> None:
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
    assert "evil" not in client.get(path, headers=forwarded).text
    assert "evil" not in client.get(path, headers={"Host": "evil.example"}).text
    assert "archive.example.org" in client.get(path, headers={"Host": "archive.example.org"}).text


def asked_by(app: Flask, **headers: str) -> dict[str, str]:
    """Client, host and scheme of a request as pages see them."""
    app.add_url_rule("/seen", "seen", lambda: jsonify([request.remote_addr, request.host, request.scheme]))
    answer = app.test_client().get("/seen", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.2"})
    return dict(zip(("client", "host", "scheme"), answer.json or (), strict=True))


FORWARDED = {"X-Forwarded-For": "9.9.9.9, 203.0.113.5, 10.0.0.3", "X-Forwarded-Proto": "https"}


def test_what_a_trusted_proxy_says_is_believed(archive: Archive) -> None:
    app = site(archive, proxies="10.0.0.0/30, 10.0.0.3", hosts="archive.example.org")
    seen = asked_by(app, **FORWARDED, **{"X-Forwarded-Host": "archive.example.org"})
    assert seen == {"client": "203.0.113.5", "host": "archive.example.org", "scheme": "https"}


def test_what_a_trusted_proxy_says_of_the_host_is_checked_too(archive: Archive) -> None:
    app = site(archive, proxies="10.0.0.0/30")
    answer = app.test_client().get(
        "/", headers={"X-Forwarded-Host": "evil.example"}, environ_base={"REMOTE_ADDR": "10.0.0.2"}
    )
    assert answer.status_code == 421


def test_nobody_else_is_believed(archive: Archive) -> None:
    seen = asked_by(site(archive, proxies="10.9.9.9"), **FORWARDED, **{"X-Forwarded-Host": "evil.example"})
    assert seen == {"client": "10.0.0.2", "host": "localhost", "scheme": "http"}


def test_a_proxy_that_says_nonsense_is_the_client_itself(archive: Archive) -> None:
    seen = asked_by(site(archive, proxies="10.0.0.2"), **{"X-Forwarded-For": "<script>", "X-Forwarded-Proto": "gopher"})
    assert seen["client"] == "10.0.0.2" and seen["scheme"] == "http"


@pytest.mark.parametrize(
    ("name", "value"), [("hosts", "http://x"), ("hosts", "*"), ("proxies", "nginx"), ("proxies", "10.0.0.0/99")]
)
def test_a_name_or_an_address_that_cannot_be_one_is_told_of(tmp_path: object, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings(tmp_path, {f"SEOGO_{name.upper()}": value}, {})  # type: ignore[arg-type]


def test_an_application_that_is_told_nothing_answers_everybody(archive: Archive) -> None:
    assert create_app(archive, outside=Outside()).test_client().get("/", headers={"Host": "x.test"}).status_code == 200
