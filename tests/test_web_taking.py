"""Taking away from pages: files of all hits, citations of one article, the feed, and the browser's own search box."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, ready, write
from webui import create_app, exports

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITE = "http://localhost"
NEWER = 60


@pytest.fixture(scope="module")
def taking(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Issue 307, newer ready articles than a feed holds, and one with everything that could break a file."""
    lines = [
        *(ready(f"r{n}", "금융 소식", date=f"2023-{n % 12 + 1:02}-03") for n in range(NEWER)),
        ready("odd.bib", "금융 \x01 & <b>", title='<i>"금융"\n& {50%}\x0b', outlet="가 & <나>", date="2024-01-01"),
    ]
    text = ISSUE_307.read_text(encoding="utf-8")
    corpus = write(tmp_path_factory.mktemp("taking"), **{"307__txt": text, "ready__jsonl": "".join(lines)})
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def client(taking: Archive) -> FlaskClient:
    return create_app(taking).test_client()


def metadata(page: str) -> dict[str, list[str]]:
    """The contents of a page's `<meta>` tags by name."""
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta name="([^"]+)" content="([^"]*)">', page):
        found.setdefault(name, []).append(unescape(content))
    return found


@pytest.mark.parametrize(
    ("ending", "name", "kind"),
    [
        ("csv", "csv", "text/csv"),
        ("jsonl", "jsonl", "application/x-ndjson"),
        ("bib", "bibtex", "application/x-bibtex"),
        ("ris", "ris", "application/x-research-info-systems"),
    ],
)
def test_a_file_holds_every_hit_under_a_name_of_its_own(client: FlaskClient, ending: str, name: str, kind: str) -> None:
    answer = client.get(f"/export.{ending}?q=금융+소식&page=2&per_page=5")
    assert answer.status_code == 200 and answer.content_type == f"{kind}; charset=utf-8"
    header = answer.headers["Content-Disposition"]
    assert header.startswith(f'attachment; filename="seogo.{ending}"; ')
    assert unquote(header.partition("filename*=UTF-8''")[2]) == f"서고 금융 소식.{ending}"
    assert all(answer.text.count(f"r{n}") for n in range(NEWER))
    assert client.get(f"/api/v1/export?format={name}&q=금융+소식").data == answer.data


@pytest.mark.parametrize(
    "q", ['"\r\nX: 1', "a/b\\c:*?", "😀", "가" * 1000, "\ud800".encode("utf-8", "replace").decode()]
)
def test_no_query_breaks_the_header(client: FlaskClient, q: str) -> None:
    answer = client.get("/export.ris", query_string={"q": q})
    header = answer.headers["Content-Disposition"]
    assert answer.status_code == 200 and "X" not in answer.headers and header.isascii() and header.isprintable()


def test_the_page_of_results_links_to_what_it_shows(client: FlaskClient) -> None:
    page = client.get("/search?q=금융&section=CHINA+창업&page=1&per_page=2").text
    links = re.findall(r'<a href="([^"]+)" download>([A-Za-z]+)</a>', page)
    assert [text for _, text in links] == ["CSV", "BibTeX", "RIS", "JSONL"]
    lines = client.get(unescape(links[-1][0])).text.splitlines()
    shown = re.search(r"</span>([\d,]+)건</h1>", page)
    assert shown and int(shown[1]) == len(lines)
    assert {json.loads(line)["section"] for line in lines} == {"CHINA 창업"}


def test_more_than_one_file_can_hold_is_said_plainly(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST", 10)
    assert "한 번에 가져갈 수 없습니다" in client.get("/search?q=금융").text
    answer = client.get("/api/v1/export?format=csv&q=금융")
    assert answer.status_code == 400 and answer.json
    assert answer.json["error"]["code"] == "too_many_hits" and "10건까지" in answer.json["error"]["message"]
    assert client.get("/export.csv?q=월드컵").status_code == 200


@pytest.mark.parametrize("ending", ["csv", "jsonl", "bib", "ris"])
def test_a_reading_list_is_a_file_of_its_articles_in_their_order(client: FlaskClient, ending: str) -> None:
    answer = client.get(f"/reading-list.{ending}?id=r5&id=nowhere&id=307-3&id=r1&id=r5&id=")
    assert answer.status_code == 200 and f'filename="seogo.{ending}"' in answer.headers["Content-Disposition"]
    found = re.findall(r"\b(?:kic)?(307-3|r[0-9]+)\b", answer.text)
    assert list(dict.fromkeys(found)) == ["r5", "307-3", "r1"]
    assert not client.get(f"/reading-list.{ending}?id=nowhere").text.strip().count("\n")


def test_a_reading_list_of_a_file_has_an_end(client: FlaskClient) -> None:
    ids = "&".join(f"id=r{n}" for n in range(exports.MOST_CHOSEN))
    assert client.get(f"/reading-list.ris?{ids}").text.count("TY  - ") == NEWER
    answer = client.get(f"/reading-list.ris?{ids}&id=307-1")
    assert answer.status_code == 400 and "200편" in answer.text


def test_a_site_that_was_given_an_address_writes_no_other_down(taking: Archive) -> None:
    address = "https://seogo.example/library"
    client = create_app(taking, base_url=address).test_client()
    files = ("/export.csv?q=금융", "/export.bib?q=금융", "/export.ris?q=월드컵", "/reading-list.ris?id=r1")
    for path in ("/feed.atom?q=금융", "/opensearch.xml", "/articles/307-3", "/articles/r1.bib", *files):
        answer = client.get(path, headers={"Host": "elsewhere.example"})
        assert answer.status_code == 200 and f"{address}/" in answer.text and "elsewhere" not in answer.text, path


def test_what_cannot_be_taken_is_refused(client: FlaskClient) -> None:
    for path in ("/api/v1/export?q=금융", "/api/v1/export?q=금융&format=xlsx"):
        answer = client.get(path)
        assert answer.status_code == 400 and answer.json and answer.json["error"]["code"] == "bad_format"
    assert client.get("/export.csv?q=금융&from=gestern").status_code == 400
    assert client.get("/export.xlsx?q=금융").status_code == 404


def test_an_article_shows_four_forms_and_gives_two_as_files(client: FlaskClient) -> None:
    page = client.get("/articles/307-5").text
    forms = [unescape(text) for text in re.findall(r'<pre class="citation"[^>]*>(.*?)</pre>', page, re.DOTALL)]
    assert len(forms) == 4
    assert forms[0].startswith("중국전자은행망(中国电子银行网), 「【기업분석】 <중소기업") and "제307호" in forms[0]
    assert re.search(rf"{SITE}/articles/307-5\?v=[0-9a-f]+$", forms[1])
    for text, ending in zip(forms[2:], ("bib", "ris"), strict=True):
        answer = client.get(f"/articles/307-5.{ending}")
        assert answer.status_code == 200 and f"kic307-5.{ending}" in answer.headers["Content-Disposition"]
        assert answer.text.replace("\r\n", "\n").strip() == text.strip()


def test_an_article_that_is_called_like_a_file_is_still_a_page(client: FlaskClient) -> None:
    assert client.get("/articles/odd.bib").content_type.startswith("text/html")
    assert client.get("/articles/odd.bib.bib").text.startswith("@article{kicodd-bib.")
    for path in ("/articles/307-99.bib", "/articles/.ris", "/articles/307-1.pdf"):
        assert client.get(path).status_code == 404


def test_zotero_finds_the_article_in_its_metadata(client: FlaskClient) -> None:
    found = metadata(client.get("/articles/307-4").text)
    assert found["citation_author"] == found["DC.creator"]
    assert found["citation_author"][0] == "텐센트연구원(腾讯研究院)" and len(found["citation_author"]) == 3
    assert found["citation_journal_title"] == ["주간 중국 창업"] and found["citation_issue"] == ["307"]
    assert found["citation_publication_date"] == ["2022/12/14"] and found["DC.date"] == ["2022-12-14"]
    (address,) = found["citation_public_url"]
    assert found["citation_firstpage"] == ["9"] and re.fullmatch(rf"{SITE}/articles/307-4\?v=[0-9a-f]+", address)
    odd = metadata(client.get("/articles/odd.bib").text)
    assert odd["citation_title"] == ['<i>"금융" & {50%}'] and "citation_issue" not in odd


def test_the_feed_has_the_newest_first(client: FlaskClient) -> None:
    answer = client.get("/feed.atom?q=금융&page=2&sort=oldest")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.data)
    days = [entry.findtext(f"{ATOM}updated", "") for entry in root.findall(f"{ATOM}entry")]
    assert len(days) == 50 and days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0] == "2024-01-01T00:00:00+09:00"
    ids = [each.text or "" for each in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 51 and all(each.startswith(f"{SITE}/") and each.isascii() for each in ids)
    assert ids[0] == f"{SITE}/feed.atom?q={quote('금융')}"
    first = root.findall(f"{ATOM}entry")[0]
    assert first.findtext(f"{ATOM}title") == '<i>"금융" & {50%}'
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "가 & <나>"


@pytest.mark.parametrize("q", ["금융 뷁뷁뷁", "뷁\x01뷁", "<뷁>&"])
def test_a_feed_tells_nothing_that_was_not_asked_for(client: FlaskClient, q: str) -> None:
    root = ET.fromstring(client.get("/feed.atom", query_string={"q": q}).data)
    assert not root.findall(f"{ATOM}entry") and root.findtext(f"{ATOM}updated") == "2022-12-14T00:00:00+09:00"


def test_pages_of_results_name_their_feed(client: FlaskClient) -> None:
    for q in ("금융", "뷁뷁뷁"):
        page = client.get(f"/search?q={q}&sort=oldest&per_page=5").text
        link = re.search(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', page)
        assert link and unquote(unescape(link[1])) == f"/feed.atom?q={q}"


def test_a_browser_learns_to_search_here(client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'rel="search" type="application/opensearchdescription+xml"' in page
    root = ET.fromstring(client.get("/opensearch.xml").data)
    urls = {url.get("type"): url.get("template", "") for url in root.findall(f"{OPENSEARCH}Url")}
    assert len(root.findtext(f"{OPENSEARCH}ShortName", "")) <= 16
    asked = urls["text/html"].removeprefix(SITE).replace("{searchTerms}", quote("월드컵"))
    assert "중동 가전 마케팅" in client.get(asked).text
