"""An article that stands on scanned pages says so: which of its pages were read by machine, and which were not."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.documents import document
from archive.engines.memory import MemoryEngine
from archive.fingerprint import FINGERPRINT
from archive.page_images import PageImages
from archive.records import IssueRecord, SourceRecord
from archive.search import Archive
from archive.stored import searchable_parts
from indexer.parse import parse_bytes
from indexer.pipeline import update
from indexer.readers import scan_tesseract
from tests.conftest import no_progress
from tests.corpora import issue, write
from tests.making.pdf import chromium_307, pages_from, partly_scanned, scan_of
from webui import create_app

SAID = "스캔한 쪽을 기계가 읽은 글입니다."
FILE = "issues/307-2022-12-14.pdf"


def client_of(corpus: Path, engine: MemoryEngine, analyzer: Analyzer) -> FlaskClient:
    return create_app(Archive(engine, analyzer), PageImages(corpus, corpus / "pages")).test_client()


def partly() -> bytes:
    """The pages of the first two articles of issue 307, of which the second, in the middle of the first, is scanned."""
    return partly_scanned(pages_from(chromium_307(), [3, 4, 5, 6]), {2})


def test_an_article_from_a_scan_says_so_and_others_do_not(tmp_path: Path, analyzer: Analyzer) -> None:
    write(tmp_path, i309__txt=issue(309))
    (tmp_path / FILE).write_bytes(scan_of(pages_from(chromium_307(), [4])))
    engine = MemoryEngine()
    report = update(tmp_path, engine, lambda: analyzer, no_progress)
    assert not report.failed
    client = client_of(tmp_path, engine, analyzer)
    assert SAID in client.get("/articles/307-1").text
    assert "기계가" not in client.get("/articles/309-1").text


def test_only_articles_on_a_scanned_page_name_it(tmp_path: Path, analyzer: Analyzer) -> None:
    write(tmp_path, i309__txt=issue(309))
    (tmp_path / FILE).write_bytes(partly())
    engine = MemoryEngine()
    assert not update(tmp_path, engine, lambda: analyzer, no_progress).failed
    client = client_of(tmp_path, engine, analyzer)
    assert "원본 2쪽은 기계가 스캔에서 읽은 것입니다." in client.get("/articles/307-1").text
    assert "기계가" not in client.get("/articles/307-2").text
    assert "스캔한 2쪽은 기계가 읽었습니다." in client.get("/issues/307/check").text


@pytest.fixture
def unread(tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """The same issue, indexed where there is no Tesseract."""
    monkeypatch.setattr(scan_tesseract, "languages", frozenset)
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_bytes(partly())
    parsed = parse_bytes(path.read_bytes(), FILE)
    found = parsed.issue
    assert found.number and found.date and parsed.check
    record = IssueRecord(found.number, found.newsletter, found.date, found.publisher)
    ids = tuple(article.id for article in found.articles)
    source = SourceRecord("0", (record,), ids, check=parsed.check.as_json())
    engine = MemoryEngine()
    with engine.writer(FINGERPRINT, rebuild=True) as writer:
        entries = [document(article, analyzer.analyze(*searchable_parts(article))) for article in found.articles]
        writer.put(FILE, source.as_bytes(), entries)
    return client_of(tmp_path, engine, analyzer)


def test_a_page_that_was_not_read_is_named_and_shown_beside_its_article(unread: FlaskClient) -> None:
    text = unread.get("/articles/307-1").text
    assert "원본 2쪽은 그림뿐이라 글자를 읽지 못했습니다." in text and "기계가" not in text
    assert 'alt="원본 2쪽"' in text
    assert "그림뿐이라" not in unread.get("/articles/307-2").text


def test_a_page_that_was_not_read_is_the_first_thing_to_look_at(unread: FlaskClient) -> None:
    text = unread.get("/issues/307/check").text
    assert '<a href="#unread">' in text and 'id="unread"' in text and "2쪽은 그림뿐이라 읽지 못했습니다." in text
