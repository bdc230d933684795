"""The reading room in a real browser: by keyboard, without JavaScript, on a phone, in the dark, and never elsewhere."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.room import LUMINANCE, Room, total

pytestmark = pytest.mark.browser

QUERY = "과학혁신 금융"
RESULTS = f"/search?q={quote(QUERY)}"
ARTICLE = f"/articles/307-1?q={quote(QUERY)}"
TABLES = f"/articles/307-6?q={quote('항저우')}"
LONG = f"/search?q={quote('뷁' * 300)}"


def test_searching_reading_and_going_back_by_keyboard(room: Room) -> None:
    page = room.open("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    room.picture("front")
    page.keyboard.type(QUERY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    hit = page.locator("h2 a[href*='/articles/307-1?']")
    expect(hit.locator("mark").first).to_have_text(QUERY)
    room.picture("results")
    hit.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/307-1?*")
    expect(page.locator("article mark").first).to_be_visible()
    room.picture("article")
    page.go_back()
    page.wait_for_url("**/search?*")
    expect(page.get_by_role("combobox")).to_have_value(QUERY)


def test_a_filter_finds_what_it_counts_and_can_be_taken_away(room: Room) -> None:
    page = room.open(RESULTS)
    everything = total(page)
    value = page.locator(".facet a", has_text="CHINA 창업")
    counted = int(value.locator(".count").inner_text().replace("건", ""))
    value.click()
    assert total(page) == counted < everything
    room.picture("filtered")
    page.locator(".chips a", has_text="CHINA 창업").click()
    assert total(page) == everything


def test_the_focus_begins_with_the_way_to_the_text_and_is_always_seen(room: Room) -> None:
    page = room.open(RESULTS)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    stops = 0
    while page.evaluate("document.activeElement !== document.body"):
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 15


def test_stepping_through_marks_leaves_back_to_the_results(room: Room) -> None:
    page = room.open(RESULTS)
    page.locator("h2 a[href*='/articles/307-1?']").click()
    for number in (1, 2, 3):
        page.get_by_role("button", name="다음").click()
        expect(page.locator(f"#m{number}")).to_be_in_viewport()
    page.get_by_role("button", name="이전").click()
    assert page.url.endswith("#m2")
    page.go_back()
    page.wait_for_url("**/search?*")


def test_a_wide_window_shows_the_filters_beside_the_results(room: Room) -> None:
    page = room.open(RESULTS)
    filters, hits = page.locator(".facets").bounding_box(), page.locator(".hits").bounding_box()
    assert filters and hits
    assert filters["x"] + filters["width"] <= hits["x"]
    assert filters["height"] > 100


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_everything_works_without_javascript(room: Room) -> None:
    page = room.open("/")
    page.get_by_role("searchbox").fill(QUERY)
    page.get_by_role("button", name="찾기").click()
    assert total(page) >= 1
    page.locator(".facet a", has_text="CHINA 창업").click()
    page.locator("h2 a").first.click()
    page.get_by_role("link", name="첫 자리로").click()
    expect(page.locator("#m1")).to_be_in_viewport()
    page.get_by_role("link", name="← 찾은 글").click()
    expect(page.locator(".chips a", has_text="CHINA 창업")).to_be_visible()


@pytest.mark.parametrize("path", ["/", RESULTS, ARTICLE, TABLES, "/issues", "/issues/307", LONG])
@pytest.mark.parametrize("width", [360, 500, 896, 2560])
def test_no_page_scrolls_sideways(browser: Browser, site: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780})
    room = Room(context, site)
    page = room.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("room", [{"viewport": {"width": 360, "height": 780}, "has_touch": True}], indirect=True)
def test_on_a_phone_filters_unfold_and_fingers_can_hit_them(room: Room) -> None:
    page = room.open(RESULTS)
    expect(page.locator(".facets")).not_to_be_visible()
    room.picture("results-phone")
    page.locator(".filters > summary").tap()
    value = page.locator(".facet a", has_text="CHINA 창업")
    expect(value).to_be_visible()
    room.picture("filters-phone")
    for target in page.locator(".filters > summary, .facet li a, .days input, .days button, .search button").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 44, target.inner_text()
    value.tap()
    expect(page.locator(".filters .number")).to_have_text(re.compile("^1"))
    room.open(TABLES)
    room.picture("tables-phone")


@pytest.mark.parametrize("room", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_every_text_stands_out_from_its_ground(room: Room) -> None:
    for path in ("/", RESULTS, ARTICLE, "/issues/307"):
        page = room.open(path)
        selector = "h1, h2, p, a, dt, dd, time, mark, button, summary, .meta span, .count, .seal"
        for element in page.locator(selector).all():
            if element.is_visible():
                assert element.evaluate(LUMINANCE) >= 4.5, element.inner_text()


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}], indirect=True)
def test_the_dark_is_dark(room: Room) -> None:
    page = room.open(ARTICLE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 20)"
    room.picture("article-dark")
    room.open(RESULTS)
    room.picture("results-dark")


def test_on_paper_there_is_only_the_text(room: Room) -> None:
    page = room.open(ARTICLE)
    page.emulate_media(media="print")
    for hidden in (".top", ".found", ".neighbours", ".side nav"):
        expect(page.locator(hidden).first).not_to_be_visible()
    expect(page.locator(".cite")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
