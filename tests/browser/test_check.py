"""The check of an issue in a real browser: on a wide window, on a phone, in the dark, without a mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.room import LUMINANCE, PICTURES, Room, served
from tests.conftest import no_progress
from tests.corpora import issue, write

pytestmark = pytest.mark.browser

LOST = "3. 월드컵을 통해 본 중국의 중동 가전 마케팅 — 매일경제신문(每日经济新闻)"
CORRECTIONS = """
[[article]]
was = "중관촌한중메타버스산업협력포럼"
section = "공지"

[[drop]]
was = "【지역분석】"

[[drop]]
was = "없는 글"
"""
PATH = "/issues/308/check"


@pytest.fixture(scope="module")
def site(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Issue 308 with a heading lost, and corrections of which one does not fit."""
    root = tmp_path_factory.mktemp("checked")
    corpus = write(root, i308__txt=issue(308).replace(LOST, "", 1), i308__toml=CORRECTIONS)
    engine = WhooshEngine(root / "index")
    update(corpus, engine, lambda: analyzer, no_progress)
    with served(Archive(engine, analyzer)) as url:
        yield url


def whole(room: Room, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    room.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_an_issue_leads_to_its_check_and_on_to_what_has_to_be_looked_at(room: Room) -> None:
    page = room.open("/issues/308")
    page.get_by_role("link", name="나눈 것 확인").click()
    expect(page.locator(".pairs > li")).to_have_count(7)
    expect(page.locator(".pairs > .look", has_text="차례에만 있음")).to_contain_text("월드컵을 통해 본")
    whole(room, "check")
    page.get_by_role("link", name="살펴볼 곳").click()
    expect(page.locator("li:target")).to_be_in_viewport()
    page.locator(".pairs a").first.click()
    expect(page.locator("article h1")).to_be_visible()


def test_both_sides_stand_beside_each_other_where_there_is_room(room: Room) -> None:
    row = room.open(PATH).locator(".pairs > li").first
    listed, found = row.locator(".listed").bounding_box(), row.locator(".article").bounding_box()
    assert listed and found and listed["y"] == found["y"] and listed["x"] + listed["width"] <= found["x"]


@pytest.mark.parametrize("room", [{"viewport": {"width": 360, "height": 780}, "has_touch": True}], indirect=True)
def test_on_a_phone_they_stand_below_each_other(room: Room) -> None:
    page = room.open(PATH)
    row = page.locator(".pairs > li").first
    listed, found = row.locator(".listed").bounding_box(), row.locator(".article").bounding_box()
    assert listed and found and listed["y"] + listed["height"] <= found["y"] and listed["x"] == found["x"]
    expect(row.get_by_text("차례:")).to_be_visible()
    for target in page.locator(".understood a, .rests summary").all():
        box = target.bounding_box()
        assert box and box["height"] >= 40, target.inner_text()
    whole(room, "check-phone")


@pytest.mark.parametrize("width", [360, 500, 896, 2560])
def test_the_check_never_scrolls_sideways(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780})
    page = Room(context, site).open(PATH)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_text_outside_of_articles_unfolds_by_keyboard(room: Room) -> None:
    page = room.open(PATH)
    page.locator(".rests summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("센터장: 김종문")).to_be_visible()


@pytest.mark.parametrize("room", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_the_check_stands_out_from_its_ground(room: Room) -> None:
    page = room.open(PATH)
    for element in page.locator("main").locator("h1, h2, p, a, li, strong, summary, .meta span, .notes span").all():
        if element.is_visible():
            assert element.evaluate(LUMINANCE) >= 4.5, element.inner_text()


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}], indirect=True)
def test_the_check_in_the_dark(room: Room) -> None:
    room.open(PATH)
    whole(room, "check-dark")
