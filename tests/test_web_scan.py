"""An article that was read from a scan says so."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium

from archive.analysis import Analyzer
from archive.engines.memory import MemoryEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.corpora import issue, write
from tests.making.pdf import chromium_307, scan_of
from webui import create_app

SAID = "스캔한 쪽을 기계가 읽은 글입니다."


def test_an_article_from_a_scan_says_so_and_others_do_not(tmp_path: Path, analyzer: Analyzer) -> None:
    write(tmp_path, i309__txt=issue(309))
    (tmp_path / "issues" / "307-2022-12-14.pdf").write_bytes(scan_of(one_page()))
    engine = MemoryEngine()
    report = update(tmp_path, engine, lambda: analyzer, lambda done, total: None)
    assert not report.failed
    client = create_app(Archive(engine, analyzer)).test_client()
    assert SAID in client.get("/articles/307-1").text
    assert SAID not in client.get("/articles/309-1").text


def one_page() -> bytes:
    """A page of the middle of issue 307."""
    document = pdfium.PdfDocument.new()
    document.import_pages(pdfium.PdfDocument(chromium_307()), [3])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
