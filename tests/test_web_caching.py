"""Copies of answers: right after the index changed, and not made again where nothing did."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.page_images import PageImages
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue, write
from webui import create_app

PAGES = (
    *(
        "/",
        "/search?q=금융",
        "/search?q=뷁뷁뷁",
        "/articles/307-1?q=금융",
        "/articles/307-1.bib",
        "/issues",
        "/issues/307",
    ),
    *("/issues/307/check", "/names", "/feed.atom?q=금융", "/export.csv?q=금융", "/opensearch.xml", "/api"),
)
ANSWERS = (
    *("/api/v1/search?q=금융", "/api/v1/articles/307-1", "/api/v1/issues", "/api/v1/issues/307", "/api/v1/names"),
    *("/api/v1/suggest?q=과학", "/api/v1/export?format=jsonl&q=금융", "/api/v1/openapi.json"),
)
EVERY = pytest.mark.parametrize("path", [*PAGES, *ANSWERS])


class Site:
    """A site over a corpus that can be changed and indexed while it runs."""

    def __init__(self, place: Path, analyzer: Analyzer) -> None:
        self.corpus = write(place / "corpus", a__txt=issue(307))
        self._engine, self._analyzer = WhooshEngine(place / "index"), analyzer
        self.index()
        images = PageImages(self.corpus, place / "pages")
        self.archive = Archive(WhooshEngine(place / "index"), analyzer)
        self.client = create_app(self.archive, images).test_client()

    def index(self, *, rebuild: bool = False) -> None:
        assert not update(self.corpus, self._engine, lambda: self._analyzer, no_progress, rebuild=rebuild).failed

    def tag(self, path: str, **headers: str) -> str:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == 200
        return answer.headers["ETag"]


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


@pytest.fixture
def site(tmp_path: Path, analyzer: Analyzer) -> Site:
    return Site(tmp_path, analyzer)


def again(client: FlaskClient, path: str, answer: TestResponse) -> TestResponse:
    """The same address, asked by somebody who has this answer."""
    return client.get(path, headers={"If-None-Match": answer.headers["ETag"]}, buffered=True)


@EVERY
def test_who_has_a_right_copy_is_told_so(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["ETag"].startswith('W/"')
    assert first.headers["Cache-Control"] == "no-cache" and "Cookie" in first.vary
    second = again(client, path, first)
    assert (second.status_code, second.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Content-Security-Policy"):
        assert second.headers[name] == first.headers[name]
    assert "Cookie" in second.vary and "Content-Type" not in second.headers


@EVERY
def test_only_the_head_is_the_same_but_for_the_body(client: FlaskClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.status_code == 200 and not head.data
    volatile = {"Content-Length"} if "took_ms" in whole.text else set()
    assert {n: v for n, v in head.headers if n not in volatile} == {n: v for n, v in whole.headers if n not in volatile}


def test_a_right_copy_is_told_without_a_search(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app(archive).test_client()
    first = client.get("/search?q=금융")

    def searched(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Archive, "search", searched)
    assert again(client, "/search?q=금융", first).status_code == 304


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_changed_index_is_seen_with_the_next_request(site: Site, rebuild: bool) -> None:
    path = "/search?q=금융&per_page=100"
    first = site.client.get(path)
    write(site.corpus, b__txt=issue(308, "2022.12.21"))
    assert again(site.client, path, first).status_code == 304, "the file is there, the index has not seen it"
    site.index(rebuild=rebuild)
    second = again(site.client, path, first)
    assert second.status_code == 200 and second.headers["ETag"] != first.headers["ETag"]
    assert "/articles/308-1?" in second.text and "/articles/308-1?" not in first.text


def test_an_article_taken_away_is_gone_for_who_has_a_copy_too(site: Site) -> None:
    write(site.corpus, b__txt=issue(308, "2022.12.21"))
    site.index()
    first = site.client.get("/articles/308-1")
    (site.corpus / "issues" / "b.txt").unlink()
    site.index()
    assert again(site.client, "/articles/308-1", first).status_code == 404


def test_indexing_where_nothing_changed_changes_no_tag(site: Site) -> None:
    before = [site.tag(path) for path in ANSWERS]
    site.index()
    assert [site.tag(path) for path in ANSWERS] == before


@pytest.mark.parametrize("path", ["/articles/307-1", "/issues/307", "/issues/307/check"])
def test_pages_that_tell_of_files_change_with_them(site: Site, path: str) -> None:
    first = site.client.get(path)
    (site.corpus / "issues" / "a.txt").rename(site.corpus / "a.txt")
    assert again(site.client, path, first).status_code == 200


@pytest.mark.parametrize("path", ["/", "/search?q=금융", "/api/v1/search?q=금융"])
def test_languages_are_never_taken_for_each_other(archive: Archive, path: str) -> None:
    client = create_app(archive).test_client()
    korean = client.get(path)
    chosen = client.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    english = client.get(path)
    assert len({answer.headers["ETag"] for answer in (korean, chosen, english)}) == 3
    assert again(client, path, korean).status_code == 200
    assert again(client, path, english).status_code == 304


def test_hosts_are_never_taken_for_each_other(client: FlaskClient) -> None:
    tags = {client.get("/feed.atom", headers={"Host": host}).headers["ETag"] for host in ("a.example", "b.example")}
    assert len(tags) == 2


def test_addresses_are_never_taken_for_each_other(client: FlaskClient) -> None:
    paths = ("/search?q=a", "/search?q=b", "/search?q=a&page=2", "/search?q=%FF", "/search?q=%25FF", "/issues")
    assert len({client.get(path).headers["ETag"] for path in paths}) == len(paths)


def test_any_copy_at_all_is_not_taken_for_a_right_one(client: FlaskClient) -> None:
    assert client.get("/articles/1-1", headers={"If-None-Match": "*"}).status_code == 404
    assert client.get("/", headers={"If-None-Match": '"other", W/"another"'}).status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/articles/1-1", "/search?page=0", "/api/v1/search?page=0", "/api/v1/x"])
def test_what_went_wrong_is_not_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code >= 400
    assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/healthz", "/favicon.ico"])
def test_what_is_not_of_the_index_has_no_tag_of_it(site: Site, path: str) -> None:
    before = site.client.get(path, buffered=True).headers.get("ETag")
    write(site.corpus, b__txt=issue(308, "2022.12.21"))
    site.index()
    assert site.client.get(path, buffered=True).headers.get("ETag") == before
    assert site.client.get("/healthz").json == {"status": "ok", "articles": 14, "engine": "whoosh"}


def test_completions_that_were_not_there_yet_are_asked_for_again(site: Site) -> None:
    generation = site.archive._generation_of(site.archive.snapshot())
    with generation._completing:
        early = site.client.get("/api/v1/suggest?q=과학")
    assert early.json == [] and "ETag" not in early.headers
    assert site.client.get("/api/v1/suggest?q=과학").json


def test_without_an_index_nothing_is_kept(tmp_path: Path, analyzer: Analyzer) -> None:
    client = create_app(Archive(WhooshEngine(tmp_path / "none"), analyzer)).test_client()
    answer = client.get("/search?q=금융", headers={"If-None-Match": 'W/"x"'})
    assert answer.status_code == 503 and "ETag" not in answer.headers


def zipped(client: FlaskClient, path: str, accepted: str = "gzip, deflate, br") -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": accepted}, buffered=True)


@pytest.mark.parametrize("path", ["/search?q=금융", "/api/v1/articles/307-1", "/feed.atom?q=금융"])
def test_text_is_sent_compressed_where_that_is_asked_for(client: FlaskClient, path: str) -> None:
    plain, packed = client.get(path), zipped(client, path)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 2 < len(plain.data) and packed.content_length == len(packed.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.vary
    assert "Content-Encoding" not in plain.headers and plain.headers["ETag"] == packed.headers["ETag"]


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "*;q=0"])
def test_who_does_not_take_gzip_gets_none(client: FlaskClient, accepted: str) -> None:
    assert "Content-Encoding" not in zipped(client, "/search?q=금융", accepted).headers


def test_what_is_short_already_packed_or_sent_in_pieces_is_left_as_it_is(client: FlaskClient) -> None:
    for path in ("/healthz", "/api/v1/suggest?q=뷁뷁", "/export.csv?q=금융", "/api/v1/search?page=0"):
        assert "Content-Encoding" not in zipped(client, path).headers


def test_static_files_are_packed_and_kept_for_good(client: FlaskClient) -> None:
    address = next(part.split('"')[0] for part in client.get("/").text.split('href="') if ".css?v=" in part)
    packed, plain = zipped(client, address), client.get(address, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip" and "immutable" in packed.headers["Cache-Control"]
    assert gzip.decompress(packed.data) == plain.data
    assert again(client, address, packed).status_code == 304
