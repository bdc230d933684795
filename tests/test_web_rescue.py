"""Where nothing or little is found, the page says what would be found by each step, and each step keeps its word."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready
from tests.test_web_names import page, total, town
from webui import create_app
from webui.rescue import MOST_STEPS


class Step(NamedTuple):
    url: str
    text: str
    hits: int
    note: str


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


@pytest.fixture(scope="module")
def years(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return create_app(town(tmp_path_factory.mktemp("town"), analyzer)).test_client()


@pytest.fixture(scope="module")
def frequent(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Forty articles about 텐센트 and OpenAI, and one in which both are misprinted."""
    root = tmp_path_factory.mktemp("frequent")
    texts = [*("텐센트가 OpenAI와 만났다." for _ in range(40)), "텐샌트가 OpenAl와 만났다. 노점상이 웃었다."]
    lines = "".join(ready(f"ready{n}", text) for n, text in enumerate(texts))
    (root / "corpus/issues").mkdir(parents=True)
    (root / "corpus/issues/ready.jsonl").write_text(lines, encoding="utf-8")
    engine = WhooshEngine(root / "index")
    assert not update(root / "corpus", engine, lambda: analyzer, no_progress).failed
    return create_app(Archive(engine, analyzer)).test_client()


def steps(html: str) -> list[Step]:
    found = re.findall(
        r'<li><a href="([^"]+)">(.*?): ([\d,]+)[^<]*</a>(?: <span class="note">(.*?)</span>)?</li>', html
    )
    return [
        Step(unescape(url), plain(text), int(count.replace(",", "")), plain(note)) for url, text, count, note in found
    ]


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def api(client: FlaskClient, q: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(client.get("/api/v1/search", query_string={"q": q}).data)
    return answer


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("q=혁싱", [("‘혁신’(으)로", "글쇠를 잘못 눌렀을 때")]),
        ("q=rhkgkr", [("‘과학’(으)로", "한영 글쇠가 바뀌었을 때")]),
        ("q=상하이과학센터", [("‘상하이 과학 센터’(으)로", "띄어쓰기를 고쳐서")]),
        ("q=과학&from=1999&to=1999", [("거르기를 모두 지우고", "")]),
        ("q=금붕어", []),
    ],
)
def test_a_step_says_what_to_do_and_why(client: FlaskClient, query: str, offered: list[tuple[str, str]]) -> None:
    html = page(client, f"/search?{query}")
    assert "찾은 글이 없습니다" in html
    assert [(step.text, step.note) for step in steps(html)] == offered
    assert ("이렇게 하면 나옵니다" in html) == bool(offered)


@pytest.mark.parametrize(
    "query",
    [
        "q=혁싱",
        "q=rhkgkr",
        "q=과학혁싱 금융",
        "q=혁싱&from=1999",
        "q=학혁&expand=0",
        "q=과학 혁싱 양자컴퓨터",
        "q=혁싱 과핟&match=any",
    ],
)
def test_every_step_finds_what_it_counts_and_leads_elsewhere(client: FlaskClient, query: str) -> None:
    found = steps(page(client, f"/search?{query}"))
    assert 0 < len(found) <= MOST_STEPS
    assert len({step.url for step in found}) == len(found)
    for step in found:
        html = page(client, step.url)
        assert total(html) == step.hits > 0
        assert "모두 나오는 글은 없습니다" not in html


def test_where_only_some_words_are_found_the_steps_are_offered_too(client: FlaskClient) -> None:
    html = page(client, "/search?q=과학혁싱 금융")
    assert "모두 나오는 글은 없습니다" in html
    assert [step.text for step in steps(html)][:2] == ["‘과학혁신 금융’(으)로", "‘금융’만"]


def test_the_other_forms_of_a_name_are_said(years: FlaskClient) -> None:
    (step,) = steps(page(years, "/search?q=Ningbo&expand=0"))
    assert step.text == "이름의 다른 꼴까지" and step.note.startswith("Ningbo → ") and "宁波" in step.note


def test_a_name_that_is_left_out_is_left_out_in_every_form_and_that_is_said(years: FlaskClient) -> None:
    html = page(years, "/search?q=(배 OR 금융) -宁波")
    told = re.search(r'까지 뺐습니다 · <a href="([^"]+)">적은 대로만 빼기</a>', html)
    assert told and "宁波</span>의 다른 꼴(" in html and "닝보" in html
    exact = page(years, unescape(told[1]))
    assert "까지 뺐습니다" not in exact and total(exact) > total(html)


def test_a_name_and_its_other_form_left_out_is_told_with_the_way_out(years: FlaskClient) -> None:
    html = page(years, "/search?q=닝보 -宁波")
    assert "찾은 글이 없습니다" in html and "까지 뺐습니다" in html
    step = next(step for step in steps(html) if step.text == "적은 대로만 빼기")
    assert step.url.endswith("q=%EB%8B%9D%EB%B3%B4+-%3D%E5%AE%81%E6%B3%A2")
    assert total(page(years, step.url)) == step.hits > 0


def test_the_api_tells_of_names_that_are_left_out(years: FlaskClient) -> None:
    (told,) = api(years, "금융 -宁波")["query"]["excluded"]
    assert told["word"] == "宁波" and "닝보" in told["forms"]
    assert api(years, "금융 -=宁波")["query"]["excluded"] == []


def test_the_api_suggests_corrected_queries_before_shorter_ones(client: FlaskClient) -> None:
    assert api(client, "과학혁싱 금융")["suggestions"] == ["과학혁신 금융", "금융"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("텐샌트", "텐센트"), ("OpenAl", "OpenAI"), ("텐샌트 만나", "텐센트 만나")]
)
def test_little_that_is_near_to_much_is_asked_about_and_never_replaced(
    frequent: FlaskClient, typed: str, meant: str
) -> None:
    html = page(frequent, f"/search?q={typed}")
    assert total(html) == 1
    asked = re.search(r'<p class="notice meant"><a href="([^"]+)">‘(.*?)’을\(를\) 찾으셨나요\?</a> (\d+)건</p>', html)
    assert asked and asked[2] == meant
    assert total(page(frequent, unescape(asked[1]))) == int(asked[3]) == 40


@pytest.mark.parametrize("typed", ["텐센트", "노점상", "만났다"])
def test_what_is_meant_is_not_asked_about(frequent: FlaskClient, typed: str) -> None:
    html = page(frequent, f"/search?q={typed}")
    assert total(html) > 0 and "찾으셨나요" not in html


def test_latin_words_are_offered_as_they_are_printed(frequent: FlaskClient) -> None:
    assert [step.text for step in steps(page(frequent, "/search?q=opnai"))] == ["‘OpenAI’(으)로"]


def test_the_words_that_were_typed_stand_out(client: FlaskClient) -> None:
    html = page(client, "/search?q=과학혁신 금융")
    assert "<b>과학혁신</b>과 <b>금융</b>이 모두 나오는 글. 띄어쓰기가 달라도 찾았습니다." in html
    assert re.search(r'<p class="why">.*<b>과학혁신 금융</b> 그대로 \d+번', html)
    assert "띄어쓰기가 달라도" not in page(client, "/search?q=양추안동")


def test_in_english_the_words_are_said_to_be_korean(client: FlaskClient) -> None:
    html = page(client, "/search?q=과학혁신 금융&lang=en")
    assert 'Articles with both <b lang="ko">과학혁신</b> and <b lang="ko">금융</b>' in html
    page(client, "/search?lang=ko")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=12) | st.text('과핟혁싱ㄱ科Al1 "()-=|*:<&', max_size=12))
def test_whatever_is_typed_the_page_comes(client: FlaskClient, typed: str) -> None:
    answer = client.get("/search", query_string={"q": typed})
    assert answer.status_code == 200 and b"<script>alert" not in answer.data


@pytest.mark.parametrize(
    "typed", ["혁싱" * 150, "혁싱 " * 150, "-" * 300 + "혁싱", "<b>혁싱</b>", "혁싱\x00", "혁싱&amp;"]
)
def test_odd_queries_are_answered(client: FlaskClient, typed: str) -> None:
    answer = client.get("/search", query_string={"q": typed})
    assert answer.status_code == 200 and b"<b>\xed\x98\x81\xec\x8b\xb1</b></b>" not in answer.data
