"""A cluster that is away, does not let us in, or is no cluster that Seogo can use: what readers and staff are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines import open_engine
from archive.engines.contract import Every, Request
from archive.engines.opensearch import OpenSearchEngine
from archive.engines.opensearch.server import CHANGES, Server
from archive.errors import EngineAway, IndexUnavailable, SettingsError
from archive.fingerprint import FINGERPRINT
from archive.search import Archive
from archive.settings import Settings
from tests.contract.documents import document
from tests.opensearch.engines import engine_of, fresh_settings, settings_for
from tests.opensearch.fronts import answering, certificates, front, passing_on, with_password
from tests.opensearch.nodes import Node, free_port, usable
from webui import create_app

PASSWORD = "비밀 pass:word"


@pytest.fixture
def settings() -> Iterator[Settings]:
    with fresh_settings("2") as settings:
        yield settings


def fill(engine: OpenSearchEngine) -> None:
    with engine.writer("made by a test") as writer:
        writer.put("a.txt", b"record", [document("1")])


def assert_away(settings: Settings, told: str) -> None:
    """Readers, writers and who asks how things stand are told so, and never the password."""
    engine = engine_of(settings)
    for ask in (engine.snapshot, engine.standing, lambda: fill(engine)):
        with pytest.raises(EngineAway, match=told) as raised:
            ask()
        assert PASSWORD not in str(raised.value)
        assert "localhost" in str(raised.value) or "127.0.0.1" in str(raised.value)


def test_where_nobody_listens_the_address_is_told() -> None:
    assert_away(settings_for(f"http://127.0.0.1:{free_port()}"), "연결할 수 없습니다")


def test_who_has_the_password_is_let_in_over_tls(settings: Settings, tmp_path: Path) -> None:
    certificates(tmp_path)
    closed = passing_on(settings.opensearch_url, with_password(tmp_path, "seogo", PASSWORD))
    with front(tmp_path, closed, tls=tmp_path) as url:
        ca = str(tmp_path / "ca.pem")
        let_in = replace(
            settings, opensearch_url=url, opensearch_user="seogo", opensearch_password=PASSWORD, opensearch_ca=ca
        )
        fill(engine_of(let_in))
        assert engine_of(let_in).snapshot().search(Request(Every())).total == 1
        assert_away(replace(let_in, opensearch_password="wrong"), "비밀번호를 받아들이지 않습니다")
        assert_away(replace(let_in, opensearch_user=""), "비밀번호를 받아들이지 않습니다")
        assert_away(replace(let_in, opensearch_ca=""), "인증서를 믿을 수 없습니다")


def test_a_file_of_certificates_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(SettingsError, match=name):
            engine_of(replace(settings_for("https://localhost:9200"), opensearch_ca=str(tmp_path / name)))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ('{"version": {"distribution": "opensearch", "number": "1.3.20"}}', r"판이 1\.3\.20인데"),
        ('{"version": {"distribution": "opensearch", "number": "4.0.0"}}', r"판이 4\.0\.0인데"),
        ('{"version": {"number": "8.15.0"}, "tagline": "You Know, for Search"}', "OpenSearch가 아닙니다"),
        ("[]", "OpenSearch가 아닙니다"),
        ("<html>", "OpenSearch가 아닙니다"),
    ],
)
def test_what_is_no_opensearch_that_seogo_knows_is_told(tmp_path: Path, answer: str, told: str) -> None:
    with front(tmp_path, answering(answer)) as url:
        assert_away(settings_for(url), told)


def test_a_web_page_is_no_cluster(tmp_path: Path) -> None:
    page = "default_type text/html; location / { return 200 '<html>nothing here</html>'; }"
    with front(tmp_path, page) as url:
        assert_away(settings_for(url), "OpenSearch가 아닙니다")


def test_who_may_not_read_is_told_so(settings: Settings, tmp_path: Path) -> None:
    refusing = f"location = / {{ proxy_pass {settings.opensearch_url}; }} location / {{ return 403; }}"
    with front(tmp_path, refusing) as url:
        assert_away(replace(settings, opensearch_url=url), "권한이 없습니다")


@pytest.mark.parametrize("name", ["Seogo", "a b", "-seogo", "se*", "", "서" * 100])
def test_a_name_that_no_index_can_have_is_told(name: str) -> None:
    chosen = replace(settings_for("http://127.0.0.1:9200"), opensearch_index=name)
    with pytest.raises(SettingsError, match="opensearch_index"):
        open_engine(chosen)


def test_the_archive_comes_back_with_its_server_and_a_snapshot_goes_on(tmp_path: Path) -> None:
    version, port = usable("2"), free_port()
    settings = settings_for(f"http://127.0.0.1:{port}")
    engine = engine_of(settings)
    with Node(version, tmp_path, port).answering():
        ready(settings)
        with pytest.raises(IndexUnavailable, match="먼저 색인을"):
            engine.snapshot()
        fill(engine)
        held = engine.snapshot()
    with pytest.raises(EngineAway, match="연결할 수 없습니다"):
        held.search(Request(Every()))
    with Node(version, tmp_path, port).answering():
        ready(settings)
        assert held.search(Request(Every())).total == 1
        assert engine.snapshot() is held
        assert held.stored(["1"]) == [document("1").stored]


def ready(settings: Settings) -> None:
    """Wait until a cluster that has just started has read what it knew before."""
    Server(settings).ask("GET", "/_cluster/health", patience=CHANGES, wait_for_status="yellow", timeout="60s")


def test_pages_say_that_the_archive_is_away_and_come_back_with_it(
    settings: Settings, tmp_path: Path, analyzer: Analyzer
) -> None:
    with engine_of(settings).writer(FINGERPRINT):
        pass
    port = free_port()
    client = create_app(Archive(engine_of(replace(settings, opensearch_url=f"http://127.0.0.1:{port}")), analyzer))
    for path in ("/", "/api/v1/search?q=과학", "/healthz"):
        answer = client.test_client().get(path)
        assert answer.status_code == 503
        assert "연결할 수 없습니다" in answer.get_data(as_text=True)
    with front(tmp_path, passing_on(settings.opensearch_url), port=port):
        assert client.test_client().get("/healthz").get_json() == {
            "status": "ok",
            "articles": 0,
            "engine": "opensearch",
        }
