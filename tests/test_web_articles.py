"""What stands around an article on its page: names, like articles, the walk through the hits, links that last."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.citing import version_of
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from webui import create_app

SITE = "http://localhost"


@pytest.fixture(scope="module")
def archived(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Issue 307, a part of it as a ready article without an issue, and one whose issue is not here."""
    text = issue(307)
    rows = [
        ready("r.1", "장강삼각주와 사모펀드, 신용대출을 말한다. 상하이(上海)의 금융.", title="<b>금융</b>"),
        ready("999-1", "금융", issue=999),
        *(ready(f"many-{n}", "월드컵 소식") for n in range(30)),
    ]
    corpus = write(tmp_path_factory.mktemp("articles"), **{"307__txt": text, "ready__jsonl": "".join(rows)})
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def client(archived: Archive) -> FlaskClient:
    return create_app(archived).test_client()


def part(page: str, name: str) -> str:
    """The part of a page that has this heading."""
    found = re.search(rf'aria-labelledby="{name}".*?</(?:section|nav)>', page, re.DOTALL)
    return found.group() if found else ""


def test_similar_articles_are_explained_by_what_they_share(client: FlaskClient) -> None:
    listed = part(client.get("/articles/307-1").text, "similar")
    assert re.findall(r'href="(/articles/[^"]+)"', listed)[0] in ("/articles/307-5", "/articles/307-6")
    assert "신용대출" in listed


def test_similar_articles_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/articles/307-1/similar").json
    assert answer and list(answer) == ["similar"]
    first = answer["similar"][0]
    assert first.keys() >= {"id", "issue", "title", "outlets", "date", "url", "shared", "score"}
    assert not first.keys() & {"blocks", "text"} and 0 < first["score"] <= 1 and first["shared"]
    assert client.get("/api/v1/articles/307-99/similar").status_code == 404
    assert client.get("/api/v1/articles/r.1/similar").status_code == 200


def test_names_are_shown_in_both_scripts_with_their_articles_eight_at_once(client: FlaskClient) -> None:
    names = part(client.get("/articles/307-6").text, "names")
    shown, _, folded = names.partition("<details")
    assert shown.count("<li>") == 8 and folded.count("<li>") >= 8
    addresses = [unescape(each) for each in re.findall(r'href="(/names/[^"]+)"', names)]
    assert f"/names/{quote('成都')}" in addresses and len(addresses) == len(set(addresses))
    plain = re.sub(r"<[^>]+>", "", names)
    assert re.search(r"청두 成都 \d+개 글", plain) and re.search(r"닝보 宁波 \d+개 글", plain)
    assert all(client.get(each).status_code == 200 for each in addresses)


def test_the_counts_of_names_are_those_of_their_own_pages(archived: Archive) -> None:
    for name in archived.names_in("307-6"):
        assert name.count == archived.name(name.zh).summary.count >= 1


def test_names_stand_where_they_are_said_to(archived: Archive) -> None:
    article = archived.article("307-1")
    text = "\n".join((article.title, *(outlet.name for outlet in article.outlets), article.text)).replace(" ", "")
    found = archived.names_in("307-1")
    assert found and all(name.form.replace(" ", "") in text or name.form == name.zh for name in found)
    assert [name.places for name in found] == sorted((name.places for name in found), reverse=True)


def test_a_form_that_may_mean_something_else_is_no_name_by_itself(archived: Archive) -> None:
    # 지난(济南) is given in the first article; in the second the same letters say "last".
    assert "济南" in [name.zh for name in archived.names_in("307-1")]
    assert "지난" in archived.article("307-2").text
    assert "济南" not in [name.zh for name in archived.names_in("307-2")]


def test_an_article_without_names_or_like_ones_has_no_empty_lists(client: FlaskClient) -> None:
    page = client.get("/articles/999-1").text
    assert not part(page, "names") and not part(page, "similar")


def test_whoever_follows_an_old_link_is_told_of_the_new_wording(client: FlaskClient, archived: Archive) -> None:
    now = version_of(archived.article("307-1"))
    old = client.get("/articles/307-1?v=0123456789").text
    assert "이 링크가 만들어진 뒤에 글이 고쳐졌습니다" in old and f"/articles/307-1?v={now}</a>" in old


@pytest.mark.parametrize("v", ["", "012345678", "zzzzzzzzzz", "0123456789a", "<b>", "٠١٢٣٤٥٦٧٨٩"])
def test_what_is_no_permanent_link_says_nothing(client: FlaskClient, v: str) -> None:
    answer = client.get("/articles/307-1", query_string={"v": v})
    assert answer.status_code == 200 and "고쳐졌습니다" not in answer.text


def test_the_link_of_this_wording_says_nothing_either(client: FlaskClient, archived: Archive) -> None:
    now = version_of(archived.article("307-1"))
    for v in (now, now.upper()):
        assert "고쳐졌습니다" not in client.get(f"/articles/307-1?v={v}&q=금융").text


def test_the_permanent_link_is_shown_and_stands_in_every_citation(client: FlaskClient, archived: Archive) -> None:
    link = f"{SITE}/articles/307-1?v={version_of(archived.article('307-1'))}"
    page = client.get("/articles/307-1?q=금융").text
    assert f">{link}</a>" in part(page, "cite") and f'href="{link.removeprefix(SITE)}"' in part(page, "cite")
    forms = re.findall(r'<pre class="citation"[^>]*>(.*?)</pre>', page, re.DOTALL)
    assert len(forms) == 4 and all(link in unescape(form) for form in forms)
    assert f'<meta name="citation_public_url" content="{link}">' in page
    assert '<link rel="canonical" href="/articles/307-1">' in page
    answer = client.get("/api/v1/articles/307-1").json
    assert answer and answer["permalink"] == link and link.endswith(answer["version"])
    for ending in ("bib", "ris"):
        assert link in client.get(f"/export.{ending}?q=과학혁신+금융").text


def test_the_issue_asks_in_its_own_words(client: FlaskClient) -> None:
    cite = part(client.get("/articles/307-3").text, "cite")
    assert "출처 밝혀주시고 무한 활용하십시오." in unescape(cite) and "저작권은" in cite
    assert "소식지의 말" not in client.get("/articles/r.1").text


def test_an_article_that_has_gone_leads_to_its_issue(client: FlaskClient) -> None:
    answer = client.get("/articles/307-99?v=0123456789&q=금융")
    assert answer.status_code == 404 and 'href="/issues/307"' in answer.text and "/search?q=" in answer.text


@pytest.mark.parametrize("path", ["/articles/308-1", "/articles/abc", "/articles/99999999999-1", "/articles/-1"])
def test_an_article_of_no_issue_here_is_just_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and "/issues/3" not in answer.text


def hits(client: FlaskClient, path: str) -> list[str]:
    """The addresses of the articles that a page of results lists."""
    found = re.findall(r'<h[23]><a href="(/articles/[^"]+)"', client.get(path).text)
    return [unescape(each) for each in found]


def beside(page: str, words: str) -> str | None:
    found = re.search(rf'<a href="([^"]+)"[^>]*>{words}</a>', part_of_walk(page))
    return urlsplit(unescape(found[1])).path if found else None


def part_of_walk(page: str) -> str:
    found = re.search(r'<span class="walk">.*?<span class="place">.*?</span>.*?</span>', page, re.DOTALL)
    return found.group() if found else ""


@pytest.mark.parametrize("order", ["", "&sort=oldest", "&sort=newest", "&section=CHINA+창업", "&match=any"])
def test_one_can_walk_from_hit_to_hit_in_the_order_of_the_results(client: FlaskClient, order: str) -> None:
    listed = [urlsplit(each).path for each in hits(client, f"/search?q=금융+중국{order}&per_page=100")]
    assert len(listed) > 2
    for place, path in enumerate(listed):
        page = client.get(f"{path}?q=금융+중국{order}").text
        assert f"← 찾은 글 {len(listed)}건" in page and f"{len(listed)}건 가운데 {place + 1}번째" in page
        assert beside(page, "앞 글") == (listed[place - 1] if place else None)
        assert beside(page, "다음 글") == (listed[place + 1] if place + 1 < len(listed) else None)


def test_the_way_back_leads_to_the_page_that_has_the_article(client: FlaskClient) -> None:
    last = hits(client, "/search?q=월드컵&page=4&per_page=10")[-1]
    page = client.get(f"{urlsplit(last).path}?q=월드컵&per_page=10").text
    back = re.search(r'<a href="(/search[^"]+)">← 찾은 글 31건</a>', page)
    assert back and parse_qs(urlsplit(unescape(back[1])).query)["page"] == ["4"]


def test_an_article_that_the_search_does_not_find_has_no_walk(client: FlaskClient) -> None:
    page = client.get("/articles/307-1?q=뷁뷁뷁").text
    assert "← 찾은 글 0건" in page and not part_of_walk(page)


def test_without_a_search_there_is_nothing_to_walk_through(client: FlaskClient) -> None:
    page = client.get("/articles/307-1").text
    assert "찾은 글" not in page and not part_of_walk(page)


def test_zotero_recognises_every_hit_of_a_list(client: FlaskClient, archived: Archive) -> None:
    page = client.get("/search?q=금융").text
    titles = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', page)
    records = [parse_qs(unescape(title), strict_parsing=True) for title in titles]
    assert len(records) == len(hits(client, "/search?q=금융"))
    by_title = {record["rft.atitle"][0]: record for record in records}
    record = by_title["【산업분석】 텐센트연구원-디지털 휴먼 산업발전 트렌드 보고(2023)"]
    assert record["ctx_ver"] == ["Z39.88-2004"] and record["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert record["rft.genre"] == ["article"] and record["rft.jtitle"] == ["주간 중국 창업"]
    assert record["rft.issue"] == ["307"] and record["rft.spage"] == ["9"] and record["rft.date"] == ["2022-12-14"]
    assert record["rft.au"][0] == "텐센트연구원(腾讯研究院)" and len(record["rft.au"]) == 3
    assert record["rft_id"] == [f"{SITE}/articles/307-4?v={version_of(archived.article('307-4'))}"]
    assert by_title["<b>금융</b>"].keys() & {"rft.jtitle", "rft.issue", "rft.spage"} == set()


def test_the_titles_of_an_issue_are_read_once_for_all_its_pages(
    analyzer: Analyzer, tmp_path: Path, archived: Archive
) -> None:
    contents = archived.issue(307)
    assert [each.title for each in contents.articles] == [archived.article(e.id).title for e in contents.articles]
    assert archived.issue(307).articles is contents.articles
    assert not any(each.blocks for each in contents.articles)
