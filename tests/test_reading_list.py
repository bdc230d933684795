"""The reading list: its address is the whole of it, in the reader's order, and nothing in it can break the page."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, ready, write
from webui import create_app
from webui.reading_list import MOST, MOST_ASKED, MOST_TOLD

MANY = 600
LIST = ["307-3", "307-1", "r7"]


@pytest.fixture(scope="module")
def client(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Issue 307, more ready articles than an address may name, and one with HTML in its title."""
    lines = [ready(f"r{n}", f"금융 소식 {n}. 다음 이야기.") for n in range(MANY)]
    odd = ready("odd", "<script>alert(1)</script>", title="<i>제목</i>", section="<u>")
    corpus = write(
        tmp_path_factory.mktemp("list"),
        **{"307__txt": ISSUE_307.read_text(encoding="utf-8"), "ready__jsonl": "".join([*lines, odd])},
    )
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return create_app(Archive(engine, analyzer)).test_client()


def address(ids: Sequence[str], **more: str) -> str:
    return f"/reading-list?{urlencode([*more.items(), *(('id', each) for each in ids)])}"


def page(client: FlaskClient, ids: Sequence[str], **more: str) -> str:
    answer = client.get(address(ids, **more))
    assert answer.status_code == 200
    return answer.text


def listed(html: str) -> list[str]:
    """The ids of the articles that a page shows, in its order."""
    return [unescape(each) for each in re.findall(r'<button name="drop" value="([^"]+)"', html)]


def changed(client: FlaskClient, ids: Sequence[str], **button: str) -> list[str]:
    answer = client.get(address(ids, **button))
    assert answer.status_code == 303
    return parse_qs(urlsplit(answer.location).query).get("id", [])


def test_the_articles_stand_in_the_order_of_the_address(client: FlaskClient) -> None:
    html = page(client, LIST)
    assert listed(html) == LIST
    assert "읽을 글 3편" in html
    places = [html.index(text) for text in ("월드컵을 통해 본", "지아씽시 대상 과학혁신", "금융 소식 7. 다음 이야기.")]
    assert places == sorted(places)


def test_an_article_that_is_named_twice_stands_there_once(client: FlaskClient) -> None:
    assert listed(page(client, ["r1", "r2", "r1", ""])) == ["r1", "r2"]


def test_what_is_not_here_is_told_and_the_rest_is_shown(client: FlaskClient) -> None:
    html = page(client, ["999-1", "307-1", "../../etc/passwd", "<b>x</b>"])
    assert "이 글은 서고에 없습니다: 999-1, ../../etc/passwd, &lt;b&gt;x&lt;/b&gt;" in html
    assert listed(html) == ["307-1"]


def test_a_thousand_ids_that_nobody_knows_do_not_flood_the_page(client: FlaskClient) -> None:
    ids = ["x" * 5000, *(f"none-{n}" for n in range(1000))]
    html = page(client, ids)
    assert f"그 밖에 {MOST - MOST_TOLD}편도 없습니다." in html
    # Twice in links: to the rest of the list, and to this page in another language.
    assert len(html) < 10_000 + 2 * len(address(ids))


def test_a_long_list_is_shown_in_parts_and_says_so(client: FlaskClient) -> None:
    ids = [f"r{n}" for n in range(MANY)]
    html = page(client, ids)
    assert listed(html) == ids[:MOST]
    assert f"나머지 {MOST_ASKED - MOST}편 보기" in html and f"뒤의 {MANY - MOST_ASKED}편은 뺐습니다" in html
    rest = re.search(r'<a href="([^"]+)">나머지', html)
    assert rest
    second = client.get(unescape(rest[1])).text
    assert listed(second) == ids[MOST : 2 * MOST] and f"나머지 {MOST_ASKED - 2 * MOST}편 보기" in second


def test_buttons_change_the_address_and_nothing_else(client: FlaskClient) -> None:
    assert changed(client, LIST, drop="307-1") == ["307-3", "r7"]
    assert changed(client, LIST, up="307-1") == ["307-1", "307-3", "r7"]
    assert changed(client, LIST, down="307-1") == ["307-3", "r7", "307-1"]
    assert changed(client, ["r1"], drop="r1") == []
    assert listed(page(client, LIST, up="307-3", down="r7", drop="999-1")) == LIST


def test_a_change_keeps_the_view(client: FlaskClient) -> None:
    answer = client.get(address(LIST, full="1", drop="r7"))
    assert answer.location == "/reading-list?full=1&id=307-3&id=307-1"


def test_unfolded_every_letter_of_every_article_is_there_with_its_citation(client: FlaskClient) -> None:
    html = page(client, LIST, full="1")
    said = "".join(unescape(re.sub("<[^>]*>", "", html)).split())
    for each in LIST:
        article = client.get(f"/api/v1/articles/{each}").json
        assert article and "".join(article["text"].split()) in said
    cited = re.findall(r'<p class="cited">(.*?)</p>', html)
    assert len(cited) == 3 and "제307호" in cited[0] and "/articles/307-3" in cited[0]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("<h1") == 1 and html.count("<h2") == 3


def test_the_files_hold_the_list_in_its_order(client: FlaskClient) -> None:
    links = [unescape(each) for each in re.findall(r'<a href="([^"]+)" download>', page(client, [*LIST, "999-1"]))]
    assert [urlsplit(link).path.rpartition(".")[2] for link in links] == ["csv", "bib", "ris", "jsonl"]
    lines = client.get(links[-1]).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == LIST
    assert all(client.get(link).status_code == 200 for link in links)


def test_an_empty_list_says_how_to_begin_one(client: FlaskClient) -> None:
    for html in (page(client, []), page(client, ["999-1"])):
        assert "‘담기’를 누르면 여기에 모입니다" in html
        assert "download" not in html


def test_what_is_printed_in_an_article_stays_as_it_was(client: FlaskClient) -> None:
    for full in ("0", "1"):
        html = page(client, ["odd"], full=full)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html and "<script>alert" not in html
        assert "&lt;i&gt;제목&lt;/i&gt;" in html
        assert listed(html) == ["odd"]


def test_where_there_are_articles_there_is_a_way_to_keep_them(client: FlaskClient) -> None:
    results = client.get("/search?q=금융&per_page=5").text
    assert len(re.findall(r'<button class="keep" type="button" data-keep="[^"]+"[^>]* hidden>', results)) == 5
    assert 'data-keep="307-2"' in client.get("/articles/307-2").text
    for url in ("/", "/issues", "/reading-list"):
        assert 'href="/reading-list" hidden data-basket' in client.get(url).text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ids=st.lists(st.sampled_from(["r1", "r2", "307-1", "9-9"]) | st.text(max_size=30), max_size=8),
    button=st.sampled_from(["drop", "up", "down", "full", "x"]),
    value=st.sampled_from(["r1", "307-1", "1", ""]) | st.text(max_size=10),
)
def test_no_address_breaks_the_page(client: FlaskClient, ids: list[str], button: str, value: str) -> None:
    query = [("id", each.encode("utf-8", "replace")) for each in ids] + [(button, value.encode("utf-8", "replace"))]
    answer = client.get(f"/reading-list?{urlencode(query)}", follow_redirects=True)
    assert answer.status_code == 200
    assert set(listed(answer.text)) <= set(ids)
