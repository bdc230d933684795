"""Originals: the file of an issue, pictures of its pages, and the pages beside the text of an article."""

from __future__ import annotations

import re
import shutil
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pypdfium2 as pdfium
import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.page_images import PageImages
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue
from tests.making.pdf import chromium_307
from webui import create_app

ODD_NAME = "제 308호\n(최종) <b>.txt"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Issue 307 as PDF, and 308 as text under a name that could break a header."""
    corpus = tmp_path_factory.mktemp("office") / "corpus"
    (corpus / "issues").mkdir(parents=True)
    (corpus / "issues/제 307호.pdf").write_bytes(chromium_307())
    (corpus / "issues" / ODD_NAME).write_text(issue(308), encoding="utf-8")
    return corpus


@pytest.fixture(scope="module")
def office(corpus: Path, analyzer: Analyzer) -> Archive:
    engine = WhooshEngine(corpus.parent / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def client(office: Archive, corpus: Path) -> FlaskClient:
    return create_app(office, PageImages(corpus, corpus.parent / "pages")).test_client()


@pytest.fixture(scope="module")
def bare(office: Archive) -> FlaskClient:
    """The same archive without its files."""
    return create_app(office).test_client()


def saved(client: FlaskClient, number: int) -> TestResponse:
    """The answer with an issue's file, read to its end."""
    return client.get(f"/issues/{number}/original", buffered=True)


def file_name(disposition: str) -> str | None:
    """The name under which a browser saves what comes with this header."""
    found = re.search(r"filename\*=UTF-8''(\S+)$", disposition)
    return unquote(found[1]) if found else None


def images_in(page: str) -> list[dict[str, str]]:
    """The attributes of the pictures of a page."""
    tags = re.findall(r"<img ([^>]*)>", page)
    return [{name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)} for tag in tags]


def test_the_file_comes_as_it_is_under_its_own_name(client: FlaskClient, corpus: Path) -> None:
    answer = saved(client, 307)
    assert answer.status_code == 200 and answer.data == (corpus / "issues/제 307호.pdf").read_bytes()
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment") and file_name(disposition) == "제 307호.pdf"
    assert answer.mimetype == "application/pdf"


@pytest.mark.parametrize("number", [307, 308])
def test_a_file_never_acts_as_a_page(client: FlaskClient, number: int) -> None:
    answer = saved(client, number)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers.getlist("Content-Security-Policy") == ["default-src 'none'; sandbox; frame-ancestors 'none'"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.mimetype != "text/html"


def test_no_name_breaks_a_header(client: FlaskClient) -> None:
    answer = saved(client, 308)
    assert file_name(answer.headers["Content-Disposition"]) == ODD_NAME.replace("\n", "_")
    assert answer.mimetype == "application/octet-stream" and answer.text.startswith(issue(308)[:20])


def test_a_page_is_a_picture_that_is_asked_for_once(client: FlaskClient) -> None:
    answer = client.get("/issues/307/pages/5.webp")
    assert answer.status_code == 200 and answer.mimetype == "image/webp" and answer.data[8:12] == b"WEBP"
    assert answer.headers["Cache-Control"] == "no-cache"
    # Looking at a picture touches its file; its tag stays.
    for _ in range(2):
        again = client.get("/issues/307/pages/5.webp", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304 and not again.data


def test_with_its_version_a_picture_is_kept_for_good(client: FlaskClient) -> None:
    url = images_in(client.get("/articles/307-2").text)[0]["src"]
    assert "immutable" in client.get(url).headers["Cache-Control"]
    assert client.get(re.sub("v=.*", "v=other", url)).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("page", ["0", "99", "99999", str(10**12), "9" * 5000, "-1", "x", "٣", "5.0", "%00", "1%2F.."])
def test_pages_that_are_not_there_are_said_plainly(client: FlaskClient, page: str) -> None:
    answer = client.get(f"/issues/307/pages/{page}.webp")
    assert answer.status_code == 404 and answer.mimetype == "text/html" and 'lang="ko"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["original", "pages/1.webp", "check"])
@pytest.mark.parametrize("number", ["1", "0", "-307", "x", "٣٠٧", "9" * 5000, "..%2f..", "%00", "307%0d%0aX-A:b"])
def test_issues_that_are_not_there_are_said_plainly(client: FlaskClient, number: str, path: str) -> None:
    answer = client.get(f"/issues/{number}/{path}")
    assert answer.status_code == 404 and 'lang="ko"' in answer.text and "X-A" not in answer.headers


@pytest.mark.parametrize("path", ["../original", "307/../../../etc/passwd", "307/pages/../../../../etc/passwd.webp"])
def test_no_way_leads_out_of_the_corpus(client: FlaskClient, path: str) -> None:
    assert client.get(f"/issues/{path}").status_code == 404


def test_only_pdf_is_rendered(client: FlaskClient) -> None:
    answer = client.get("/issues/308/pages/1.webp")
    assert answer.status_code == 404 and "쪽의 그림이 없는 파일" in answer.text


def test_the_pages_of_an_article_stand_beside_its_text(client: FlaskClient, office: Archive) -> None:
    text = client.get("/articles/307-2").text
    original = office.reading("307-2").original
    assert original is not None
    shown = images_in(text)
    assert [image["alt"] for image in shown] == [f"원본 {page}쪽" for page in original.pages]
    for image, page in zip(shown, original.pages, strict=True):
        assert image["src"].startswith(f"/issues/307/pages/{page}.webp?v=")
        assert image["loading"] == "lazy" and image["width"] and image["height"]
        assert f'href="{image["src"]}"' in text
        assert client.get(image["src"]).status_code == 200
    assert 'href="/issues/307/original"' in text


def test_the_pages_of_the_last_article_go_on_to_its_end(office: Archive) -> None:
    original = office.reading("307-7").original
    assert original is not None
    document = pdfium.PdfDocument(chromium_307())
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    end = "".join(office.reading("307-7").article.text.split())[-12:]
    (last,) = [number for number, text in enumerate(texts, 1) if end in text]
    assert original.pages[-1] == last > original.pages[0]


def test_a_page_is_no_longer_an_article_s_than_its_text_is(office: Archive) -> None:
    for one, other in pairwise(f"307-{ordinal}" for ordinal in range(1, 8)):
        before, after = office.reading(one).original, office.reading(other).original
        assert before and after and before.pages[-1] <= after.pages[0]


def test_where_a_page_begins_the_text_says_so(client: FlaskClient, office: Archive) -> None:
    original = office.reading("307-2").original
    assert original is not None
    turns = re.findall(r'<a class="turn" href="([^"]*)" data-page="(\d+)"', client.get("/articles/307-2").text)
    assert [int(page) for _, page in turns] == list(dict.fromkeys(original.block_pages))
    assert all(f"/pages/{page}.webp" in url for url, page in turns)
    assert "turn" not in client.get("/articles/308-2").text


def test_the_policy_lets_the_pictures_in(client: FlaskClient) -> None:
    assert "img-src 'self'" in client.get("/articles/307-2").headers["Content-Security-Policy"]


def test_a_text_issue_has_no_frame(client: FlaskClient) -> None:
    text = client.get("/articles/308-2").text
    assert "<img" not in text and "원본" not in text and "pictured" not in text
    assert 'href="/issues/308/original"' in client.get("/issues/308").text


def test_without_files_nothing_tells_of_them(bare: FlaskClient) -> None:
    for path in ("/issues/307/original", "/issues/307/pages/1.webp"):
        answer = bare.get(path)
        assert answer.status_code == 404 and 'role="search"' in answer.text
    for path in ("/issues/307", "/issues/307/check", "/articles/307-2"):
        text = bare.get(path).text
        assert "원본" not in text and "/original" not in text and "<img" not in text


def test_a_file_that_is_gone_is_said_plainly(office: Archive, corpus: Path, tmp_path: Path) -> None:
    client = create_app(office, PageImages(tmp_path, tmp_path / "pages")).test_client()
    for path in ("/issues/307/original", "/issues/307/pages/5.webp"):
        answer = client.get(path)
        assert answer.status_code == 404 and "원본 파일이 지금 없습니다" in answer.text
    for path in ("/issues/307", "/issues/307/check", "/articles/307-2"):
        answer = client.get(path)
        assert answer.status_code == 200 and "원본" not in answer.text
    (tmp_path / "issues").mkdir()
    shutil.copy(corpus / "issues/제 307호.pdf", tmp_path / "issues")
    assert "원본 파일" in client.get("/articles/307-2").text


def test_a_new_file_has_new_addresses(office: Archive, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    client = create_app(office, PageImages(tmp_path, tmp_path / "pages")).test_client()
    seen = set()
    for height in (842, 420):
        Image.new("RGB", (595, height)).save(tmp_path / "issues/제 307호.pdf")
        seen.add(images_in(client.get("/articles/307-2").text)[0]["src"])
    assert len(seen) == 2


def test_pictures_that_cannot_be_kept_are_no_accident(office: Archive, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("in the way", encoding="utf-8")
    answer = create_app(office, PageImages(corpus, tmp_path / "pages")).test_client().get("/issues/307/pages/1.webp")
    assert answer.status_code == 404 and "그림을 만들 수 없습니다" in answer.text
