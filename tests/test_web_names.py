"""Names in two scripts on pages and as JSON: the list, and one name's life."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready
from webui import create_app

ODD = (
    *('<script>alert("中")</script>', "中/国//人", "../中", "中?q=x#y&z", "中%2F国", '"中" OR 国', "中 国", "“中” 人"),
    *("-中国人", "제목:中国", "(中国", "中" * 200, "a中", "𠀀𠀁", "=中华", "中国*"),
)
FORMS = tuple(f"형태{n}호집" for n in range(9))


def corrections() -> str:
    """A names.toml with names that could break a page, one with many forms, and enough for three pages."""
    entries = [(zh, [f"괴상한이름{n}"]) for n, zh in enumerate(ODD)]
    entries += [("百形", list(FORMS))]
    entries += [(f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}园", [f"동네이름{n}번지"]) for n in range(110)]
    pieces = [
        f"[[name]]\nzh = {json.dumps(zh, ensure_ascii=False)}\nforms = {json.dumps(forms, ensure_ascii=False)}\n"
        for zh, forms in entries
    ]
    return "\n".join(pieces)


def town(root: Path, analyzer: Analyzer) -> Archive:
    """Ready articles of some years that give 닝보 in both scripts, in one, or not at all."""
    (root / "corpus/issues").mkdir(parents=True)
    (root / "corpus/names.toml").write_text(corrections(), encoding="utf-8")
    told = {
        "2019-05-03": "닝보(宁波)는 항구 도시다.",
        "2019-07-03": "닝보에서 배가 떠났다.",
        "2021-05-03": "영파라고도 부른다.",
        "2022-05-03": '"宁波"의 은행 <b>.',
        "2022-06-03": "금융 이야기.",
        "2022-07-03": " ".join(FORMS) + " " + " ".join(ODD),
    }
    lines = [ready(f"ready{n}", text, date=date) for n, (date, text) in enumerate(told.items())]
    (root / "corpus/issues/ready.jsonl").write_text("".join(lines), encoding="utf-8")
    engine = WhooshEngine(root / "index")
    assert not update(root / "corpus", engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    """Issue 307."""
    return create_app(archive).test_client()


@pytest.fixture(scope="module")
def years(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Articles of some years, and odd names."""
    return create_app(town(tmp_path_factory.mktemp("town"), analyzer)).test_client()


def main(page: str) -> str:
    """A page without what stands below it: the links to other languages repeat its address."""
    return page.partition("<footer")[0]


def page(client: FlaskClient, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    assert answer.content_type == "text/html; charset=utf-8"
    return answer.text


def api(client: FlaskClient, path: str, status: int = 200, **parameters: Any) -> Any:
    answer = client.get(f"/api/v1{path}", query_string=parameters or None)
    assert answer.status_code == status, answer.text
    return json.loads(answer.data)


def total(text: str) -> int:
    """How many hits or names the page says there are."""
    found = re.search(r"([\d,]+)[건개]</h1>", text)
    assert found
    return int(found[1].replace(",", ""))


# ---- The list ----


def test_the_names_of_issue_307_are_listed_with_their_forms_and_articles(client: FlaskClient) -> None:
    text = page(client, "/names")
    assert total(text) == api(client, "/names")["total"] >= 40
    assert '<a class="zh" href="/names/%E5%AE%81%E6%B3%A2"><span lang="zh-Hans">宁波</span></a>' in text
    rows = re.findall(r'<a class="count" href="([^"]+)">.*?</span>(\d+)편</a>', text)
    assert len(rows) == min(total(text), 50)
    for address, count in rows:
        assert total(page(client, unescape(address))) == int(count), unescape(address)


def test_navigation_leads_to_the_names(client: FlaskClient) -> None:
    for url in ("/", "/search?q=금융", "/issues", "/articles/307-1", "/nothing"):
        assert client.get(url).text.count('<a href="/names">이름</a>') == 2
    assert '<a href="/names" aria-current="page">이름</a>' in page(client, "/names")


def test_names_are_found_by_any_form_and_the_box_above_stays_for_articles(client: FlaskClient) -> None:
    for q in ("닝", "宁波", "寧波", "Ningbo"):
        text = page(client, f"/names?q={q}")
        assert "宁波" in text and total(text) < 10
        assert re.search(r'<input id="q" name="q" type="search" value=""', text)
        assert f'<input id="names-q" name="q" type="search" value="{q}"' in text


def test_no_such_name_is_said_with_the_way_to_the_articles(client: FlaskClient) -> None:
    text = page(client, "/names?q=과학혁신금융")
    assert "그런 꼴의 이름은 없습니다" in text
    way = re.search(r'<a href="([^"]+)">글에서 찾기</a>', text)
    assert way and total(page(client, unescape(way[1]))) > 0


def test_an_archive_without_names_says_how_they_come(analyzer: Analyzer, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/a.jsonl").write_text(ready("a", "이름 없는 글."), encoding="utf-8")
    engine = WhooshEngine(tmp_path / "index")
    update(tmp_path, engine, lambda: analyzer, no_progress)
    client = create_app(Archive(engine, analyzer)).test_client()
    assert "아직 이름이 없습니다" in page(client, "/names")
    assert api(client, "/names") == {"names": [], "total": 0, "page": 1, "per_page": 100, "q": ""}


def test_pages_of_names_hold_each_once(years: FlaskClient) -> None:
    url, seen = "/names", []
    while url:
        text = page(years, url)
        seen += re.findall(r'<a class="zh" href="([^"]+)"', text)
        further = re.search(r'<a href="([^"]+)" rel="next">', text)
        url = unescape(further[1]) if further else ""
    assert len(seen) == len(set(seen)) == total(text) > 110
    assert re.search(r'<a href="/names\?q=[^"&]+&amp;page=2" rel="next">', page(years, "/names?q=동네이름"))
    behind = page(years, "/names?page=1000000000")
    assert "쪽까지 있습니다" in behind and 'rel="prev"' in behind


# ---- One name ----


def test_the_life_of_a_name(years: FlaskClient) -> None:
    text = page(years, "/names/宁波")
    assert '<h1 class="title"><span lang="zh-Hans">宁波</span> 닝보</h1>' in text
    assert "<title>宁波 닝보 – 서고</title>" in text
    everything = re.search(r'<a href="([^"]+)">글 (\d+)편 보기', text)
    assert everything and int(everything[2]) == total(page(years, unescape(everything[1]))) == 4
    first, latest = re.findall(r'<span>(?:처음 나온|가장 새) 글</span><time datetime="([^"]+)"', text)
    assert (first, latest) == ("2019-05-03", "2022-05-03")
    assert f'<a href="/articles/ready0?q={quote("宁波")}">' in text
    table = re.findall(r'<tr><th scope="row">(?:<a[^>]*>)?(\d{4})(?:</a>)?</th><td>(\d)</td>', text)
    assert table == [("2019", "2"), ("2020", "0"), ("2021", "1"), ("2022", "1")]
    assert '<p class="unseen">2019부터 2022까지. 가장 많은 때는 2019, 2건.</p>' in text
    assert re.search(r"찾을 때 함께 보는 꼴: .*Ningbo", text)
    assert '<mark>닝보</mark>(<mark><span lang="zh-Hans">宁波</span></mark>)는 항구' in text


def test_each_form_leads_to_itself_alone(years: FlaskClient) -> None:
    rows = re.findall(r'<tr><th scope="row"><a href="([^"]+)">(.*?)</a></th>(.*?)</tr>', page(years, "/names/宁波"))
    forms = [row for row in rows if "expand=0" in row[0]]
    assert {re.sub("<[^>]*>", "", form) for _, form, _ in forms} == {"宁波", "닝보", "영파"}
    for address, form, cells in forms:
        found = page(years, unescape(address))
        count, period, _, _ = re.findall(r"<td>([^<]*)</td>", cells)
        assert total(found) == int(count), form
        assert period == {"닝보": "2019", "영파": "2021"}.get(form, "2019–2022")


def test_a_bar_finds_what_it_draws(years: FlaskClient) -> None:
    bars = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>\d+: (\d)건', page(years, "/names/宁波"))
    assert len(bars) == 3
    for address, count in bars:
        assert total(page(years, unescape(address))) == int(count)


def test_a_name_of_one_year_needs_no_chart(client: FlaskClient) -> None:
    text = page(client, "/names/宁波")
    assert "<p>2022년 1편</p>" in text and "<svg" not in text


def test_a_name_is_found_in_both_kinds_of_characters(client: FlaskClient) -> None:
    simplified = main(page(client, "/names/宁波"))
    assert main(page(client, f"/names/{quote('寧波')}")) == simplified == main(page(client, f"/names/{quote('宁波')}"))
    assert "과기일보" in page(client, "/names/科技日報")


def test_a_place_and_a_headline_character_have_pages_too(client: FlaskClient) -> None:
    assert "선전</h1>" in page(client, "/names/深圳")
    assert "미국</h1>" in page(client, "/names/美")


@pytest.mark.parametrize("zh", ["없음", "닝보", "뷁", "x" * 5000, "%00", "..", "<script>", "//", "%FF"])
def test_an_unknown_name_is_missing(client: FlaskClient, zh: str) -> None:
    answer = client.get(f"/names/{zh}", follow_redirects=True)
    assert answer.status_code == 404 and 'role="search"' in answer.text and "<script>alert" not in answer.text
    error = client.get(f"/api/v1/names/{zh}", follow_redirects=True)
    assert error.status_code == 404 and error.json and error.json["error"]["code"] == "not_found"


# ---- Odd names ----


def test_odd_names_break_neither_list_nor_page(years: FlaskClient) -> None:
    listed = {name["zh"]: name for name in api(years, "/names", q="괴상한이름")["names"]}
    assert set(listed) == {" ".join(zh.split()) for zh in ODD}
    text = page(years, "/names?q=괴상한이름")
    assert "<script>alert" not in text
    for zh, name in listed.items():
        assert f'href="{name["url"]}"' in text
        life = page(years, name["url"])
        assert "<script>alert" not in life and "괴상한이름" in life
        assert api(years, name["url"])["zh"] == zh
        for address in re.findall(r'href="(/(?:search|articles|names)[^"]*)"', life):
            assert years.get(unescape(address)).status_code == 200, (zh, address)


def test_every_link_of_odd_names_finds_what_is_counted(years: FlaskClient) -> None:
    rows = re.findall(r'<a class="count" href="([^"]+)">.*?편</a>', page(years, "/names?q=괴상한이름"))
    assert rows
    for address in rows:
        found = page(years, unescape(address))
        assert total(found) >= 1 and 'href="/articles/ready5?' in found, unescape(address)


# ---- JSON ----


def test_the_list_as_json(client: FlaskClient) -> None:
    found = api(client, "/names")
    assert list(found) == ["names", "total", "page", "per_page", "q"]
    assert (found["page"], found["per_page"], found["q"]) == (1, 100, "")
    (ningbo,) = api(client, "/names", q="닝보")["names"]
    assert ningbo == {"zh": "宁波", "forms": ["닝보"], "count": 1, "url": "/names/%E5%AE%81%E6%B3%A2"}
    pages = [api(client, "/names", page=number, per_page=7)["names"] for number in range(1, 10)]
    assert [name for names in pages for name in names] == found["names"][:63]


def test_the_life_as_json(years: FlaskClient) -> None:
    (listed,) = api(years, "/names", q="닝보")["names"]
    life = api(years, "/names/宁波")
    assert {name: life[name] for name in listed} == listed
    assert life["years"] == [{"year": "2019", "count": 2}, {"year": "2021", "count": 1}, {"year": "2022", "count": 1}]
    assert [life[end]["id"] for end in ("first", "latest")] == ["ready0", "ready3"]
    assert set(life["first"]) == {"id", "title", "date", "url"}
    forms = {form["text"]: form for form in life["lives"]}
    assert set(forms) == {"宁波", "닝보", "영파"} and "Ningbo" in life["silent"]
    assert len(forms) == len(life["lives"]) and len(set(life["silent"])) == len(life["silent"])
    assert set(forms["닝보"]) == {"text", "origin", "count", "given", "years", "first", "latest"}
    assert (forms["닝보"]["count"], forms["닝보"]["given"], forms["영파"]["given"]) == (2, 1, 0)
    (given,) = life["given"]
    assert given["article"] == life["first"]
    assert "<mark>닝보</mark>(<mark>宁波</mark>)는" in given["snippet"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("page=0", "bad_page"),
        ("page=x", "bad_page"),
        ("page=-1", "bad_page"),
        (f"page={'9' * 30}", "bad_page"),
        ("per_page=0", "bad_per_page"),
        ("per_page=101", "bad_per_page"),
        (f"q={'가' * 1001}", "query_too_long"),
    ],
)
def test_unusable_parameters_are_refused(client: FlaskClient, query: str, code: str) -> None:
    error = api(client, f"/names?{query}", 400)["error"]
    assert error["code"] == code and error["message"]
    assert "이렇게는 찾을 수 없습니다" in page(client, f"/names?{query}", 400)


@pytest.mark.parametrize(
    "raw", ["q=%FF%FE", "q=%00", "q=<script>alert(1)</script>", "q=((", "q= ", "q[]=x", "page=", "q=😀"]
)
def test_no_address_breaks_the_list(client: FlaskClient, raw: str) -> None:
    for path in ("/names", "/api/v1/names"):
        answer = client.get(f"{path}?{raw}")
        assert answer.status_code == 200 and "<script>alert" not in answer.text.replace('"q":"<script>alert', "")


def test_names_cannot_be_written(client: FlaskClient) -> None:
    assert client.post("/names").status_code == client.delete("/names/宁波").status_code == 405
