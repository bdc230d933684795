"""The check page: what the contents page says beside what was found, in the words of `seogo check`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any, get_args

import pytest
from flask.testing import FlaskClient

from archive import check_words
from archive.analysis import Analyzer
from archive.checked import Check, Doubt, Evidence, Found, Listed, Match, Outside, OutsideRole, Pair, Sureness
from archive.engines.whoosh import WhooshEngine
from archive.results import IssueCheck, IssueSummary
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from webui import create_app
from webui.checking import check_page

LOST = "3. 월드컵을 통해 본 중국의 중동 가전 마케팅 — 매일경제신문(每日经济新闻)"
CORRECTIONS = """
[[article]]
was = "중관촌한중메타버스산업협력포럼"
section = "<script>alert(1)</script>"

[[drop]]
was = "【지역분석】"

[[article]]
was = "없는 <b>글</b>"
section = "공지"
"""


@pytest.fixture(scope="module")
def client(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Issue 307 as it is, 308 with a heading lost and corrections of which one does not fit, and ready articles."""
    root = tmp_path_factory.mktemp("checked")
    lost = issue(308).replace(LOST, "", 1).replace("2022 세계 스마트제조 컨퍼런스 개최", "<i>2022</i> 세계 컨퍼런스")
    text = ready(None, "글", issue=400, newsletter="소식", article=1) + ready("other", "글")
    corpus = write(root, i307__txt=issue(307), i308__txt=lost, i308__toml=CORRECTIONS, ready__jsonl=text)
    engine = WhooshEngine(root / "index")
    report = update(corpus, engine, lambda: analyzer, no_progress)
    assert len(report.failed) == 1, report
    return create_app(Archive(engine, analyzer)).test_client()


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def rows(page: str) -> list[str]:
    """The rows of the check, as a reader sees them; those to be looked at begin with `!`."""
    found = re.findall(r'<li id="row\d+"( class="look")?>(.*?)</li>', page, re.DOTALL)
    return [("! " if look else "") + visible(html) for look, html in found]


def visible(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def test_there_are_words_for_whatever_a_check_says() -> None:
    assert set(check_words.SURENESS) == set(get_args(Sureness))
    assert set(check_words.MATCH) == set(get_args(Match))
    assert set(check_words.DOUBT) == set(get_args(Doubt))
    assert set(check_words.EVIDENCE) == set(get_args(Evidence))
    assert set(check_words.ROLE) == set(get_args(OutsideRole))


def test_an_issue_is_laid_beside_its_contents_page(client: FlaskClient) -> None:
    shown = rows(text_of(client, "/issues/307/check"))
    assert len(shown) == 7
    for part in (
        "맞음",
        "차례:",
        "23줄",
        "P4",
        "찾은 글:",
        "307-2",
        "86줄",
        "WEEKLY 뉴스",
        "과기일보",
        "확실(차례에 같은 제목",
    ):
        assert part in shown[1]
    assert [row for row in shown if row.startswith("! ")] == [shown[0], shown[6]]
    assert "차례와 제목이 다름 매체 없음" in shown[6]


def test_every_article_is_a_link_that_leads_to_it(client: FlaskClient) -> None:
    for number, articles in ((307, 7), (308, 5)):
        links = re.findall(r'href="(/articles/[^"]+)"', text_of(client, f"/issues/{number}/check"))
        assert len(links) == articles
        assert all(client.get(link).status_code == 200 for link in links)


def test_what_is_lost_corrected_or_set_aside_is_told_apart(client: FlaskClient) -> None:
    shown = rows(text_of(client, "/issues/308/check"))
    lost = next(row for row in shown if "월드컵" in row)
    assert lost.startswith("! 차례에만 있음") and "본문에서 찾지 못했습니다." in lost
    dropped = next(row for row in shown if "【지역분석】" in row)
    assert dropped.startswith("빼기로 함") and "고치는 파일에 적은 대로" in dropped
    corrected = next(row for row in shown if "중관촌" in row)
    assert "고침" in corrected and "고치는 파일" in corrected


def test_the_text_outside_of_articles_is_shown(client: FlaskClient) -> None:
    page = text_of(client, "/issues/308/check")
    for what in ("표지", "차례", "섹션 이름", "빼기로 함", "끝인사"):
        assert re.search(f"<summary>{what} ", page), what
    assert "구독을 원하시는 분은" in page


@pytest.mark.parametrize("number", [307, 308])
def test_the_characters_add_up(client: FlaskClient, number: int) -> None:
    page = visible(text_of(client, f"/issues/{number}/check"))
    found = re.search(
        r"모두 ([\d,]+)자: 글 ([\d,]+)자, 표지·차례·섹션 이름·끝인사 ([\d,]+)자(?:, 글 밖 ([\d,]+)자)?", page
    )
    assert found
    everything, *parts = (int((group or "0").replace(",", "")) for group in found.groups())
    assert everything == sum(parts) > 10_000


def test_problems_and_the_way_to_put_things_right_are_said(client: FlaskClient) -> None:
    page = text_of(client, "/issues/308/check")
    assert "i308.toml 10번째 줄" in visible(page) and "corpus/issues/i308.toml" in page and "seogo check" in page
    assert "쓰지 못한 것" not in text_of(client, "/issues/307/check")


def test_the_places_to_look_at_are_counted_and_led_to(client: FlaskClient) -> None:
    page = text_of(client, "/issues/307/check")
    assert '<a href="#row1">살펴볼 곳 2군데</a>' in page


def test_nothing_printed_becomes_html(client: FlaskClient) -> None:
    page = text_of(client, "/issues/308/check")
    assert "&lt;i&gt;2022&lt;/i&gt;" in page and "<i>2022" not in page
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    assert "<b>글" not in page


def test_ready_articles_have_not_been_split(client: FlaskClient) -> None:
    page = text_of(client, "/issues/400/check")
    assert "이미 나뉜 글이 든 파일" in page and "corpus/issues/ready.jsonl" in page and not rows(page)
    assert "살펴볼 곳" not in page


def test_an_issue_leads_to_its_check_and_back(client: FlaskClient) -> None:
    assert '<a href="/issues/307/check">나눈 것 확인</a>' in text_of(client, "/issues/307")
    assert 'href="/issues/307"' in text_of(client, "/issues/307/check")


def found(**changes: Any) -> Found:
    article = Found("1-1", 5, "제목", None, (), None, None, None, (), 900, "sure", ("contents",), False)
    return replace(article, **changes)


def issue_check(*pairs: Pair, outside: tuple[Outside, ...] = (), source: str = "issues/1.v2.txt") -> IssueCheck:
    check = Check("likely", pairs, outside, 1000, 900)
    return IssueCheck(IssueSummary(1, "소식", date(2022, 1, 1), None, 1), source, check, ())


def test_an_issue_without_a_contents_page_says_nothing_of_one() -> None:
    page = check_page(issue_check(Pair("unlisted", (), None, found())))
    assert not page.contents and not page.rows[0].look and not page.rows[0].notes


def test_an_article_that_staff_put_in_need_not_be_looked_at() -> None:
    by_hand, by_rule = Pair("extra", (), None, found(corrected=True)), Pair("extra", (), None, found())
    assert [row.look for row in check_page(issue_check(by_hand, by_rule)).rows] == [False, True]


def test_an_article_of_which_nothing_is_known_is_looked_at() -> None:
    listed = Listed(3, "제목", None, (), None)
    (row,) = check_page(issue_check(Pair("matched", (), listed, found(sureness="unsure", evidence=())))).rows
    assert row.look and row.notes == ("글의 시작인지 모름",) and row.sure == "모름"


def test_lost_text_is_looked_at_and_a_long_one_says_that_it_goes_on() -> None:
    outside = (Outside(9, "outside", 100, "가나"), Outside(20, "colophon", 2, "다 라"))
    page = check_page(issue_check(outside=outside))
    assert [(rest.look, rest.cut) for rest in page.rests] == [(True, True), (False, False)]
    assert page.looks == ("line9",) and page.sum is not None and page.sum.apart == 100


def test_the_file_of_corrections_has_the_name_of_the_issue() -> None:
    assert check_page(issue_check()).corrections == "corpus/issues/1.v2.toml"
    assert "\n" not in check_page(issue_check(source="issues/a\nb\udcff.txt")).file
