"""Pages, files and JSON of topics through time and of new words."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from PIL import Image

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready
from tests.test_trends import YEARS, made
from webui import create_app
from webui.trend_chart import HEIGHT, TOP

SVG = "{http://www.w3.org/2000/svg}"
ODD = '<script>alert("중")</script>&\x00\x0b\ud800'


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


@pytest.fixture(scope="module")
def months(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Ten years with an article in March and one in June; chips since 2015."""
    lines = []
    for year in YEARS:
        text = "은행과 반도체." if year >= 2015 else "은행."
        lines.append(ready(f"{year}-3", text, date=f"{year}-03-05", issue=year * 10 + 3, section='뉴스 "첫"'))
        lines.append(ready(f"{year}-6", "은행.", date=f"{year}-06-05", issue=year * 10 + 6))
    return create_app(made(tmp_path_factory.mktemp("months"), analyzer, "".join(lines))).test_client()


def page(client: FlaskClient, path: str, **query: object) -> str:
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200, answer.text
    return answer.text


def links(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]+)"', html)]


def test_every_point_leads_to_the_articles_behind_it(months: FlaskClient) -> None:
    html = page(months, "/trends", q=["반도체", "은행"], by="year")
    points = re.findall(r'<a class="line(\d)" href="([^"]+)" tabindex="-1"><title>[^:]+: (\d+), (\d+)편</title>', html)
    assert len(points) == 5 + 10
    for style, href, year, count in points:
        asked = parse_qs(urlsplit(unescape(href)).query)
        assert (asked["q"], asked["from"], asked["to"]) == (["반도체" if style == "1" else "은행"], [year], [year])
        assert f"{count}건</h1>" in page(months, unescape(href))


def test_lines_are_told_apart_without_colour(months: FlaskClient) -> None:
    html = page(months, "/trends", q=["가", "나", "다", "라", "마"])
    samples = re.findall(r'<svg class="sample line\d".*?</svg>', html)
    looks = {re.sub(r'class="sample line\d"', "", sample) for sample in samples}
    assert len(samples) == len(looks) == 5


def test_the_table_says_what_the_picture_shows(months: FlaskClient) -> None:
    html = page(months, "/trends", q="반도체", by="year")
    rows = re.findall(r'<tr><th scope="row">(\d+)</th><td>(?:<a [^>]+>)?([\d,]+)', html)
    assert [row for row in rows if row[1] != "0"] == [(str(year), "1") for year in range(2015, 2020)]
    assert "반도체: 모두 5편. 가장 많은 때는 2015, 1편." in html


def test_months_without_any_article_are_gaps_per_thousand(months: FlaskClient) -> None:
    html = page(months, "/trends", q="은행", by="month", per="thousand")
    pieces = re.findall(r'<polyline class="stroke line1" points="([^"]+)"', html)
    assert len(pieces) == 20
    assert all(len(piece.split()) == 1 for piece in pieces)


def test_states_are_addresses(months: FlaskClient) -> None:
    html = page(months, "/trends", q=["반도체", "은행"], section='뉴스 "첫"', per="thousand")
    there = [parse_qs(urlsplit(link).query) for link in links(html) if urlsplit(link).path == "/trends"]
    assert {"q": ["은행"], "section": ['뉴스 "첫"'], "per": ["thousand"]} in there
    assert {"q": ["반도체", "은행"], "section": ['뉴스 "첫"']} in there
    assert {"q": ["반도체", "은행"], "per": ["thousand"]} in there
    assert {"q": ["반도체", "은행"], "section": ['뉴스 "첫"'], "per": ["thousand"], "by": ["year"]} in there


def test_the_form_carries_everything_along(months: FlaskClient) -> None:
    html = page(months, "/trends", q=["반도체", "은행"], by="year", per="thousand", section='뉴스 "첫"')
    kept = [(name, unescape(value)) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)]
    wanted = [("q", "반도체"), ("q", "은행"), ("section", '뉴스 "첫"'), ("by", "year"), ("per", "thousand")]
    assert kept == wanted


def test_without_a_query_there_are_examples_of_this_archive(client: FlaskClient) -> None:
    html = page(client, "/trends")
    assert '<input name="q"' in html
    shown = [link for link in links(html) if link.startswith("/trends?q=")]
    assert len(shown) == 2
    for link in shown:
        found = client.get(link.replace("/trends", "/api/v1/trends")).get_json()
        assert all(line["total"] for line in found["trends"])


def test_fifty_queries_are_cut_to_five_and_said_so(client: FlaskClient) -> None:
    html = page(client, "/trends", q=[f"말{n}" for n in range(50)])
    assert "나머지 45개는 뺐습니다" in html
    assert html.count('<section class="topic"') == 5


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"q": "가" * 10_000}, "query_too_long"),
        ({"by": "week"}, "bad_by"),
        ({"per": "all"}, "bad_per"),
        ({"from": "2022", "to": "2021"}, "bad_range"),
        ({"from": "2022-13"}, "bad_date"),
    ],
)
@pytest.mark.parametrize("path", ["/trends", "/trends.svg", "/trends.png", "/trends.csv", "/api/v1/trends"])
def test_what_cannot_be_drawn_is_said(client: FlaskClient, path: str, query: dict[str, str], code: str) -> None:
    answer = client.get(path, query_string=query)
    assert answer.status_code == 400
    if path.startswith("/api"):
        assert answer.get_json()["error"]["code"] == code
    else:
        assert "이렇게는 찾을 수 없습니다." in answer.text


@pytest.mark.parametrize("path", ["/trends", "/trends.svg", "/trends.csv", "/trends.png", "/api/v1/trends"])
def test_odd_queries_break_nothing(client: FlaskClient, path: str) -> None:
    odd = ODD.encode("utf-8", "surrogatepass")
    answer = client.get(f"{path}?q={quote(odd)}&q={quote('=1+1')}&q={quote('(((')}&q=%FF")
    assert answer.status_code == 200
    # In a text that browsers take for no page it may stand as it was typed.
    assert b"<script>alert" not in answer.data or answer.mimetype in ("text/csv", "application/json")


def test_the_picture_is_xml_that_stands_alone(months: FlaskClient) -> None:
    answer = months.get("/trends.svg", query_string={"q": ["반도체", "은행 <b>"], "by": "year"})
    assert answer.mimetype == "image/svg+xml"
    root = ElementTree.fromstring(answer.text)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"반도체", "은행 <b>", "2010", "2019"} <= set(texts)
    assert not re.search(r"var\(|class=|href=|<style|url\(", answer.text)


def test_the_scale_has_round_numbers_and_the_highest_point_is_on_it(months: FlaskClient) -> None:
    html = page(months, "/trends", q="은행", by="year")
    scale = re.search(r'<svg class="scale".*?</svg>', html, re.DOTALL)
    assert scale
    assert re.findall(r">([\d.,]+)</text>", scale[0]) == ["0", "1", "2"]
    heights = [float(point.split(",")[1]) for point in re.findall(r'points="([^"]+)"', html)[0].split()]
    assert set(heights) == {float(TOP)} and TOP < HEIGHT


def test_the_png_shows_hangul_and_han_that_are_no_boxes(months: FlaskClient) -> None:
    """Letters that a font lacks are drawn as the same box; these are drawn as different letters."""

    def legend(q: str) -> bytes:
        answer = months.get("/trends.png", query_string={"q": q})
        assert answer.mimetype == "image/png"
        picture = Image.open(io.BytesIO(answer.data)).convert("L")
        left, top = 2 * (70 + 56), 2 * (44 + 4)
        return picture.crop((left, top, left + 40, top + 40)).tobytes()

    drawn = [legend(letter) for letter in "뷁힣宁寧A"]
    assert len(set(drawn)) == 5


def test_the_csv_is_read_as_korean_and_calculates_nothing(months: FlaskClient) -> None:
    answer = months.get("/trends.csv", query_string={"q": ["=반도체", "은행"], "by": "year", "per": "thousand"})
    assert answer.data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert head == ["때", "모든 글", "'=반도체", "은행", "'=반도체(글 1,000편마다)", "은행(글 1,000편마다)"]
    assert rows[0] == ["2010", "2", "0", "2", "0.000", "1000.000"]
    assert rows[-1] == ["2019", "2", "1", "2", "500.000", "1000.000"]


def test_the_json_of_a_comparison(months: FlaskClient) -> None:
    found = months.get("/api/v1/trends", query_string={"q": "반도체", "by": "year"}).get_json()
    assert found["periods"][0] == {"period": "2010", "articles": 2}
    (line,) = found["trends"]
    assert (line["q"], line["total"], line["counts"]) == ("반도체", 5, [0] * 5 + [1] * 5)
    assert line["peak"] == {"period": "2015", "count": 1}
    assert (line["first"]["id"], line["first"]["snippets"]) == ("2015-3", ["은행과 <mark>반도체</mark>."])


def test_new_words_of_an_issue_and_its_neighbours(months: FlaskClient) -> None:
    html = page(months, "/new-words", issue="20153")
    assert '<h2 id="words">말 1개</h2>' in html
    assert {"/new-words?issue=20146", "/new-words?issue=20156"} <= set(links(html))
    found = months.get("/api/v1/new-words?issue=20153").get_json()
    (word,) = found["words"]
    assert (word["word"], word["mentions"], word["since"]) == ("반도체", 1, 4)
    assert (found["earlier"], found["later"], found["is_first"]) == (20146, 20156, False)


def test_new_words_of_issue_307(client: FlaskClient) -> None:
    html = page(client, "/new-words")
    assert "서고에서 가장 오래된 호입니다." in html
    assert f"/names/{quote('宁波')}" in links(html)


@pytest.mark.parametrize("number", ["308", "0", "-1", "abc", "9" * 300, "²", "<b>"])
@pytest.mark.parametrize("path", ["/new-words", "/api/v1/new-words"])
def test_an_issue_that_is_not_there(client: FlaskClient, path: str, number: str) -> None:
    answer = client.get(path, query_string={"issue": number})
    assert answer.status_code == 404
    assert b"<b>" not in answer.data or path.startswith("/api")


def test_an_empty_archive(tmp_path: Path, analyzer: Analyzer) -> None:
    (tmp_path / "corpus/issues").mkdir(parents=True)
    engine = WhooshEngine(tmp_path / "index")
    update(tmp_path / "corpus", engine, lambda: analyzer, no_progress)
    empty = create_app(Archive(engine, analyzer)).test_client()
    for path in ("/trends", "/trends?q=가", "/trends.svg?q=가", "/trends.png?q=가", "/trends.csv?q=가", "/new-words"):
        assert empty.get(path).status_code == 200, path
    assert empty.get("/api/v1/new-words").status_code == 404


def test_no_page_has_styles_or_scripts_of_its_own(months: FlaskClient) -> None:
    for path in ("/trends", "/trends?q=은행&q=반도체", "/new-words"):
        assert not re.search(r"<style|style=|<script(?! src)|onclick", page(months, path))
