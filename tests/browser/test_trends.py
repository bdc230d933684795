"""Topics through time in a real browser: compare, look behind a point, take a query away, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from archive.analysis import Analyzer
from tests.browser.room import LUMINANCE, Room, served, total
from tests.corpora import ready
from tests.test_trends import made

pytestmark = pytest.mark.browser

COMPARED = f"/trends?q={quote('반도체')}&q={quote('은행')}&q={quote('닝보')}"
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True}
WIDE = {"viewport": {"width": 2560, "height": 1200}}
DARK = {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}
PLAIN = {"java_script_enabled": False}


@pytest.fixture(scope="module")
def site(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Five years of articles; chips come with factories and more and more often."""
    lines = []
    for month in range(60):
        for number in range(6):
            text = "반도체를 만드는 공장이 섰다." if number * 10 < month else "은행이 문을 열었다. 닝보(宁波)의 배."
            day = f"{2018 + month // 12}-{month % 12 + 1:02}-0{number + 1}"
            lines.append(ready(f"m{month}-{number}", text, date=day, issue=month + 1, title=f"소식 {month} {number}"))
    with served(made(tmp_path_factory.mktemp("compared"), analyzer, "".join(lines))) as url:
        yield url


def test_comparing_adding_and_taking_away(room: Room) -> None:
    page = room.open("/trends")
    page.get_by_label("견줄 말").fill("반도체")
    page.get_by_role("button", name="흐름 보기").click()
    page.get_by_label("견줄 말").fill("은행")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trends?q=*&q=*")
    expect(page.locator(".legend li")).to_have_count(2)
    room.picture("trends")
    page.get_by_role("link", name="반도체 빼기").click()
    expect(page.locator(".legend li")).to_have_count(1)
    page.go_back()
    expect(page.locator(".legend li")).to_have_count(2)


def test_behind_a_point_are_as_many_articles_as_it_says(room: Room) -> None:
    page = room.open(COMPARED)
    point = page.locator(".lines a.line1").last
    said = point.locator("title").text_content()
    point.locator(".marker").click()
    page.wait_for_url("**/search?*")
    assert said and said.endswith(f", {total(page)}편")


def test_the_table_says_the_same_by_keyboard(room: Room) -> None:
    page = room.open(COMPARED)
    page.locator(".numbers summary").focus()
    page.keyboard.press("Enter")
    cell = page.locator(".periods td a").last
    expect(cell).to_be_visible()
    count = int(cell.inner_text())
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert total(page) == count


def test_a_word_that_goes_with_a_query_finds_what_it_counts(room: Room) -> None:
    page = room.open(COMPARED)
    word = page.locator(".words li").first
    both = word.locator(".count [aria-hidden]").inner_text().partition("/")[0]
    word.locator("a").click()
    page.wait_for_url("**/search?*")
    assert total(page) == int(both.replace(",", ""))


@pytest.mark.parametrize("ending", ["svg", "png", "csv"])
def test_the_chart_can_be_taken_away(room: Room, ending: str) -> None:
    page = room.open(COMPARED)
    with page.expect_download() as download:
        page.get_by_role("link", name=ending.upper(), exact=True).click()
    assert download.value.suggested_filename == f"흐름 반도체 은행 닝보.{ending}"


@pytest.mark.parametrize("room", [PHONE, WIDE, DARK, PLAIN], indirect=True, ids=["phone", "wide", "dark", "plain"])
@pytest.mark.parametrize("path", ["/trends", COMPARED, "/new-words?issue=11"])
def test_no_page_is_wider_than_its_window(room: Room, path: str, request: pytest.FixtureRequest) -> None:
    page = room.open(path)
    name = {"/trends": "empty", COMPARED: "three"}.get(path, "new-words")
    room.picture(f"trends-{name}-{request.node.callspec.id.split('-')[-1]}")
    assert page.locator("html").bounding_box()["width"] >= page.locator("main").bounding_box()["width"]  # type: ignore[index]
    assert page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_print_and_lines_stand_out(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = Room(context, site).open(COMPARED)
    for small in (".legend .count", ".words .count", ".unit", ".files", ".topic h3", ".compare label"):
        assert page.locator(small).first.evaluate(LUMINANCE) >= 4.5, small
    context.close()


@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_on_a_phone_everything_can_be_hit(room: Room) -> None:
    page = room.open(COMPARED)
    for kind in (".legend a", ".orders a", ".words a", ".files a", ".compare button"):
        for target in page.locator(kind).all():
            box = target.bounding_box()
            assert box and box["height"] >= 43.5, kind


def test_from_issue_to_issue(room: Room) -> None:
    page = room.open("/new-words?issue=11")
    expect(page.locator("h1")).to_have_text("새로 나온 말")
    page.locator(".neighbours [rel=prev]").click()
    page.wait_for_url("**/new-words?issue=10")
    room.picture("new-words")
