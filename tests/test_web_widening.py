"""What a page of results says of other forms of names, and the ways to leave them out and to take them in again."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from tests.test_web_names import FORMS, page, total, town
from webui import create_app
from webui.widening import SHOWN_FORMS, SHOWN_NAMES


@pytest.fixture(scope="module")
def years(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return create_app(town(tmp_path_factory.mktemp("town"), analyzer)).test_client()


def test_results_say_which_other_forms_were_looked_for_and_leave_them_out(years: FlaskClient) -> None:
    found = page(years, "/search?q=닝보&sort=oldest&per_page=2&page=2")
    line = re.search(r'<p class="understood">닝보 → (.*) 포함 <a href="([^"]+)">적은 대로만 찾기</a></p>', found)
    assert line and '<span lang="zh-Hans">宁波</span>' in line[1] and "영파" in line[1]
    asked = parse_qs(urlsplit(unescape(line[2])).query)
    assert asked == {"q": ["닝보"], "expand": ["0"], "sort": ["oldest"], "per_page": ["2"]}
    exact = page(years, unescape(line[2]))
    assert total(exact) < total(found) and "→" not in exact
    back = re.search(r'<a href="([^"]+)">이름의 다른 꼴까지 찾기</a>', exact)
    assert back and total(page(years, unescape(back[1]))) == total(found)


def test_a_search_without_names_or_words_says_nothing_of_them(years: FlaskClient) -> None:
    for url in ("/search?q=금융", "/search?q==닝보", "/search", "/search?expand=0"):
        found = page(years, url)
        assert "→" not in found and "적은 대로만" not in found.partition("<main")[2] and "다른 꼴까지" not in found


def test_of_many_forms_the_first_are_said_and_the_others_counted(years: FlaskClient) -> None:
    line = re.search(r"<p class=\"understood\">.*百形.* → (.*) 포함", page(years, "/search?q=百形"))
    assert line and line[1].endswith(f" 외 {len(FORMS) - SHOWN_FORMS}개") and line[1].count(",") == SHOWN_FORMS - 1


def test_a_pasted_list_of_names_does_not_fill_the_page(years: FlaskClient) -> None:
    found = page(years, f"/search?match=any&q={' OR '.join(['닝보', *FORMS])}")
    assert found.count(" 포함") == SHOWN_NAMES
    assert f"그 밖에 이름 {1 + len(FORMS) - SHOWN_NAMES}개도" in found


def test_hits_of_an_exact_search_lead_to_what_was_found(years: FlaskClient) -> None:
    found = page(years, "/search?q=닝보&expand=0&sort=oldest")
    address = re.search(r'<h2><a href="(/articles/[^"]+)"', found)
    assert address and "expand=0" in address[1]
    exact, wide = page(years, unescape(address[1])), page(years, "/articles/ready0?q=닝보")
    assert '<mark id="m1">닝보</mark>(<span' in exact and "宁波</span></mark>" not in exact
    assert "宁波</span></mark>" in wide
    assert "다른 꼴까지 찾기" in page(years, unescape(re.findall(r'<a href="([^"]+)">← 찾은 글', exact)[0]))


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("q=Ningbo&expand=0", "이름의 다른 꼴까지"),
        ("q=닝보+-宁波&from=2019-07&to=2019-07", "적은 대로만"),
        ("q=닝보&from=2020&to=2020", ""),
        ("q=뷁뷁뷁&expand=0", ""),
    ],
)
def test_an_empty_page_offers_the_other_way_where_that_finds_something(
    years: FlaskClient, query: str, offered: str
) -> None:
    empty = page(years, f"/search?{query}")
    assert "찾은 글이 없습니다" in empty
    steps = re.findall(r'<li><a href="([^"]+)">(이름의 다른 꼴까지|적은 대로만): (\d+)건', empty)
    assert [text for _, text, _ in steps] == [offered] * bool(offered)
    for address, _, count in steps:
        assert total(page(years, unescape(address))) == int(count)
    assert ("다른 꼴까지 찾기" in empty) == (not offered and "expand=0" in query)
    assert ("닝보 → " in empty) == ("닝보" in query) and "적은 대로만 찾기" not in empty


@pytest.mark.parametrize(
    ("slip", "meant"), [("slagh", "님호"), ("slRqh", "닊보"), ("slddqh", "닝ㅇ보"), ("sldqh", "닝보")]
)
def test_what_was_typed_on_the_wrong_keyboard_is_offered_where_it_finds_something(
    years: FlaskClient, slip: str, meant: str
) -> None:
    empty = page(years, f"/search?q={slip}")
    step = re.search(r'<li><a href="([^"]+)">‘(\w+)’\(으\)로: (\d+)건', empty)
    assert bool(step) == (meant == "닝보")
    if step:
        assert step[2] == meant and total(page(years, unescape(step[1]))) == int(step[3]) > 0
