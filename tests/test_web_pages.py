"""The pages over real archives: what they say, where they lead, and that they are sound HTML."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from webui import create_app

ISSUE = Path(__file__).parent.parent / "corpus/issues/307.txt"
VOID = {"meta", "link", "input", "br", "rect"}
PAGES = (
    "/",
    "/search",
    "/search?q=과학혁신+금융",
    "/search?q=금융&section=CHINA+창업&outlet=매체1&from=2020&to=2022-06-07&sort=oldest&inside=1&match=any",
    "/search?q=금융&page=2&per_page=3",
    "/search?q=금융&page=1000000000",
    "/search?q=뷁뷁뷁&section=CHINA+창업",
    "/search?q=금융+뷁뷁뷁",
    "/articles/307-1",
    "/articles/307-4?q=가상&section=CHINA+창업",
    "/articles/307-6?q=항저우&page=x",
    "/articles/odd?q=금융",
    "/issues",
    "/issues/307",
    "/names",
    "/names?q=닝보",
    "/names?q=뷁뷁뷁",
    "/names?page=1000000000",
    "/names/宁波",
    "/names/深圳",
    "/search?q=宁波&expand=0",
    "/search?q=영파&expand=0",
)
REFUSED = (
    *("/search?q=금융&from=gestern", "/nothing", "/issues/1", f"/issues/{'9' * 5000}", "/articles/307-99"),
    "/names/뷁뷁뷁",
)


class Page(HTMLParser):
    """A page read strictly: every element closed in order; its ids, links and references collected."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs)), f"an attribute twice in {tag}"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


@pytest.fixture(scope="module")
def busy(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Issue 307 and thirty ready articles of two years, one of them with everything that could break a page."""
    folder = tmp_path_factory.mktemp("busy")
    (folder / "corpus/issues").mkdir(parents=True)
    shutil.copy(ISSUE, folder / "corpus/issues")
    ready = [
        {
            "id": f"ready{n}",
            "title": f"금융 소식 {n}",
            "text": "금융 이야기.\n선전시의 은행.",
            "date": f"{2020 + n % 2}-{n % 12 + 1:02}-03",
            "outlet": f"매체{n % 15}",
        }
        for n in range(30)
    ]
    odd = {
        "id": "odd",
        "title": '<script>alert("1")</script> & **금융**',
        "text": "<p>금융</p> **굵게**",
        "date": "2021-05-03",
        "section": '"<u>',
        "outlet": "<i>'",
    }
    lines = [json.dumps(article, ensure_ascii=False) for article in [*ready, odd]]
    (folder / "corpus/issues/ready.jsonl").write_text("\n".join(lines), encoding="utf-8")
    engine = WhooshEngine(folder / "index")
    report = update(folder / "corpus", engine, lambda: analyzer, lambda done, total: None)
    assert not report.failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def client(busy: Archive) -> FlaskClient:
    return create_app(busy).test_client()


def main(page: str) -> str:
    """A page without what stands below it: the links to other languages repeat its address."""
    return page.partition("<footer")[0]


def text(client: FlaskClient, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.text


@pytest.mark.parametrize("url", [*PAGES, *REFUSED])
def test_every_page_is_sound(client: FlaskClient, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == (200 if url in PAGES else 404 if "from=" not in url else 400)
    assert answer.content_type == "text/html; charset=utf-8"
    page = Page(answer.text)
    ids = page.values("id")
    assert len(ids) == len(set(ids)), "an id twice"
    references = " ".join(page.values("aria-labelledby") + page.values("for")).split()
    assert set(references) <= set(ids)
    anchors = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert anchors <= set(ids)
    assert [tag for tag, _ in page.tags].count("h1") == [tag for tag, _ in page.tags].count("main") == 1
    assert page.tags[0] == ("html", {"lang": "ko"})


@pytest.mark.parametrize("url", [*PAGES, *REFUSED])
def test_no_page_asks_another_host_or_runs_what_is_written_in_it(client: FlaskClient, url: str) -> None:
    answer = client.get(url)
    page = Page(answer.text)
    for address in page.values("href") + page.values("src") + page.values("action"):
        assert not urlsplit(address).netloc and urlsplit(address).scheme == ""
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert tag not in ("style", "iframe", "u", "i") and (tag != "script" or attributes.get("src"))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("url", PAGES)
def test_every_link_of_every_page_leads_somewhere(client: FlaskClient, url: str) -> None:
    page = Page(text(client, url))
    for address in dict.fromkeys(href for href in page.values("href") if href.startswith("/")):
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_the_front_page_has_the_focus_in_the_box_and_what_is_new(client: FlaskClient) -> None:
    page = text(client, "/")
    assert re.search(r'<input id="q"[^>]* autofocus>', page)
    assert "글 38편" in page and "제307호" in page and "월드컵을 통해 본 중국의 중동 가전 마케팅" in page
    assert "/search?section=CHINA+%EC%B0%BD%EC%97%85" in page or "/search?section=CHINA%20%EC%B0%BD%EC%97%85" in page
    assert " autofocus" not in text(client, "/issues")


def test_the_page_counts_as_the_archive_does(client: FlaskClient) -> None:
    shown = re.findall(r"</span>([\d,]+)건</h1>", text(client, "/search?q=금융"))
    assert shown == [str(client.get("/api/v1/search?q=금융").json["total"])]  # type: ignore[index]


def test_a_facet_finds_what_it_counts(client: FlaskClient) -> None:
    page = text(client, "/search?q=금융")
    facets = re.findall(r'<li><a href="([^"]+)"><span>.*?</span> <span class="count">([\d,]+)', page)
    assert len(facets) > 15
    for address, count in facets:
        assert f"</span>{count}건</h1>" in text(client, unescape(address))


def test_bars_find_what_they_draw(client: FlaskClient) -> None:
    bars = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>[\d-]+: (\d+)건', text(client, "/search?q=금융"))
    assert len(bars) > 5
    for address, count in bars:
        assert f"</span>{count}건</h1>" in text(client, unescape(address))


def test_what_was_printed_stays_as_it_was(client: FlaskClient) -> None:
    page = text(client, "/articles/odd?q=금융")
    assert "&lt;script&gt;alert(" in page and "<script>alert" not in page
    assert '&lt;p&gt;<mark id="m2">금융</mark>&lt;/p&gt; **굵게**' in page


def test_marks_are_in_table_cells_and_counted(client: FlaskClient) -> None:
    page = text(client, "/articles/307-6?q=항저우")
    assert re.search(r'<td><mark id="m\d+">항저우</mark></td>', page)
    found = re.search(r"</mark> (\d+)곳", page)
    assert found and int(found[1]) == len(re.findall(r'<mark id="m\d+">', page))
    assert 'href="#m1"' in page


def test_an_article_shows_every_letter_of_its_text(client: FlaskClient) -> None:
    class Text(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    for number in range(1, 8):
        reader = Text()
        reader.feed(text(client, f"/articles/307-{number}?q=금융"))
        article = client.get(f"/api/v1/articles/307-{number}").json
        assert article
        assert "".join(article["text"].split()) in "".join(reader.said.split())


def test_an_article_has_its_outline_neighbours_and_source(client: FlaskClient) -> None:
    page = text(client, "/articles/307-3")
    assert page.count('<li><a href="#b') == 2
    assert 'href="/articles/307-2" rel="prev"' in page and 'href="/articles/307-4" rel="next"' in page
    assert (
        "출처: 글로벌혁신센터(KIC 중국), 「월드컵을 통해 본 중국의 중동 가전 마케팅」, 주간 중국 창업 제307호" in page
    )
    assert "每日经济新闻</span>" in page and 'lang="zh-Hans"' in page


def test_the_way_back_leads_to_the_same_results(client: FlaskClient) -> None:
    results = text(client, "/search?q=금융&sort=oldest&per_page=5&page=2")
    article = re.search(r'<h2><a href="(/articles/[^"]+)"', results)
    assert article
    back = re.search(r'<a href="([^"]+)">← 찾은 글 [0-9]+건</a>', text(client, unescape(article[1])))
    assert back and main(text(client, unescape(back[1]))) == main(results)


def test_an_empty_page_says_what_would_be_found(client: FlaskClient) -> None:
    page = text(client, "/search?q=선전시&section=WEEKLY+뉴스&from=2023")
    assert "찾은 글이 없습니다" in page
    step = re.search(r'<li><a href="([^"]+)">거르기를 모두 지우고: (\d+)건', page)
    assert step and f"</span>{step[2]}건</h1>" in text(client, unescape(step[1]))


def test_partial_matches_are_said_to_be_partial(client: FlaskClient) -> None:
    page = text(client, "/search?q=금융+뷁뷁뷁")
    assert "모두 나오는 글은 없습니다" in page
    assert "일부만" not in text(client, "/search?q=금융")


def test_letters_inside_words_are_offered_and_given_back(client: FlaskClient) -> None:
    offered = next(word for word in ("전시", "신금", "학혁") if client.get(f"/api/v1/search?q={word}").json["inside"])  # type: ignore[index]
    more = re.search(r'<a href="([^"]+inside=1[^"]*)">낱말 속 글자까지: (\d+)건', text(client, f"/search?q={offered}"))
    assert more
    assert "낱말 속 글자는 빼고 찾기" in text(client, unescape(more[1]))


def test_pages_are_light(client: FlaskClient) -> None:
    for url in ("/", "/search?q=금융"):
        page = client.get(url)
        sizes = [len(page.data)]
        for address in re.findall(r'"(/static/[^"]+)"', page.text):
            with client.get(address) as file:
                sizes.append(len(file.data))
        assert len(sizes) > 3 and sum(sizes) < 100_000


def test_a_longest_query_with_a_hundred_filters_is_answered(client: FlaskClient) -> None:
    filters = "".join(f"&section=s{n}&outlet=o{n}" for n in range(100))
    answer = client.get(f"/search?q={'금융 ' * 333}{filters}")
    assert answer.status_code == 200
    assert len(answer.data) < 2_000_000


def test_static_files_are_kept_for_as_long_as_they_are_the_same(client: FlaskClient) -> None:
    style = re.search(r'href="(/static/styles/ground\.css\?v=\w+)"', text(client, "/"))
    assert style
    for url, kept in ((style[1], True), ("/static/styles/ground.css", False), ("/", False)):
        with client.get(url) as answer:
            assert ("immutable" in answer.headers["Cache-Control"]) == kept
