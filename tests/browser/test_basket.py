"""Picking articles in a browser: on results and articles, in every tab, and the reading list they make."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.room import PICTURES, Room

pytestmark = pytest.mark.browser

RESULTS = f"/search?q={quote('금융')}"
LIST = "/reading-list?id=307-1&id=307-3&id=307-4"
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True}
FULL = 500


def basket(page: Page) -> Locator:
    return page.locator("[data-basket]")


def ids(page: Page) -> list[str]:
    """The articles of the list that is shown."""
    return [str(each.get_attribute("value")) for each in page.locator("button[name=drop]").all()]


def kept(page: Page) -> list[str]:
    """The articles that the browser keeps."""
    return [item["id"] for item in json.loads(page.evaluate("localStorage.getItem('seogo.basket')") or "[]")]


def test_articles_are_picked_where_they_are_found_and_where_they_are_read(room: Room) -> None:
    page = room.open(RESULTS)
    expect(basket(page)).not_to_be_visible()
    first = page.locator(".keep").nth(0)
    picked = str(first.get_attribute("data-keep"))
    first.click()
    expect(first).to_have_text("담았음 · 빼기")
    expect(basket(page)).to_have_text("고른 글 1편")
    expect(page.locator("[data-basket-said]")).to_have_text("고른 글 1편")
    room.open("/articles/307-2")
    page.get_by_role("button", name="담기: 2022 세계 스마트제조").click()
    room.picture("picked-article")
    expect(basket(page)).to_have_text("고른 글 2편")
    basket(page).click()
    assert page.url.endswith(f"/reading-list?id={picked}&id=307-2")
    assert ids(page) == [picked, "307-2"]
    room.picture("reading-list")
    room.open(RESULTS)
    expect(page.locator(f".keep[data-keep='{picked}']")).to_have_text("담았음 · 빼기")
    page.locator(f".keep[data-keep='{picked}']").click()
    expect(basket(page)).to_have_text("고른 글 1편")
    room.picture("picked-results")


def test_by_keyboard_the_button_stays_where_it_is(room: Room) -> None:
    page = room.open(RESULTS)
    button = page.locator(".keep").nth(1)
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    expect(button).to_have_text("담았음 · 빼기")
    page.keyboard.press(" ")
    expect(button).to_have_text("담기")
    expect(basket(page)).not_to_be_visible()


def test_two_tabs_stay_in_step(room: Room) -> None:
    page = room.open(RESULTS)
    other = page.context.new_page()
    other.goto(room.site + RESULTS)
    page.locator(".keep").nth(0).click()
    expect(basket(other)).to_have_text("고른 글 1편")
    expect(other.locator(".keep").nth(0)).to_have_text("담았음 · 빼기")
    other.locator(".keep").nth(0).click()
    expect(basket(page)).not_to_be_visible()
    expect(page.locator(".keep").nth(0)).to_have_text("담기")


def test_a_list_that_was_mailed_is_adopted_put_in_order_and_thinned(room: Room) -> None:
    page = room.open(LIST)
    assert kept(page) == []
    page.get_by_role("button", name="모두 담기").click()
    assert kept(page) == ["307-1", "307-3", "307-4"]
    expect(page.get_by_role("button", name="모두 담기")).not_to_be_visible()
    page.get_by_role("button", name="위로: 월드컵").click()
    page.wait_for_url("**id=307-3&id=307-1&id=307-4")
    assert kept(page) == ids(page) == ["307-3", "307-1", "307-4"]
    page.get_by_role("button", name="빼기: 월드컵").click()
    page.wait_for_url("**/reading-list?id=307-1&id=307-4")
    assert kept(page) == ids(page) == ["307-1", "307-4"]


def test_a_list_is_cleared_without_a_question_and_brought_back_once(room: Room) -> None:
    page = room.open(LIST)
    page.get_by_role("button", name="모두 담기").click()
    page.get_by_role("link", name="모두 지우기").click()
    page.wait_for_url("**/reading-list")
    assert kept(page) == [] and not basket(page).is_visible()
    room.picture("reading-list-cleared")
    page.get_by_role("button", name="되돌리기").click()
    page.wait_for_url(f"**{LIST}")
    assert kept(page) == ["307-1", "307-3", "307-4"]
    room.open("/reading-list")
    expect(page.get_by_role("button", name="되돌리기")).not_to_be_visible()


def test_clearing_a_list_of_someone_else_leaves_the_own_one(room: Room) -> None:
    page = room.open("/articles/307-7")
    page.locator(".keep").click()
    room.open(LIST)
    page.get_by_role("link", name="모두 지우기").click()
    page.wait_for_url("**/reading-list")
    assert kept(page) == ["307-7"]


def test_a_full_basket_takes_no_more_and_says_so(room: Room) -> None:
    page = room.open(RESULTS)
    many = json.dumps([{"id": f"x{n}", "title": "글"} for n in range(FULL)])
    page.evaluate("many => localStorage.setItem('seogo.basket', many)", many)
    page.reload()
    expect(basket(page)).to_have_text(f"고른 글 {FULL}편")
    page.locator(".keep").nth(0).click()
    expect(page.locator("[data-basket-said]")).to_have_text(
        f"고른 글은 {FULL}편까지 담을 수 있습니다. 몇 편을 빼고 담아 주세요."
    )
    assert len(kept(page)) == FULL


@pytest.mark.parametrize("written", ["{", "[1, null, {}]", '{"a": 1}', '"x"', '[{"id": 3, "title": "x"}]'])
def test_what_another_program_wrote_there_breaks_nothing(room: Room, written: str) -> None:
    page = room.open(RESULTS)
    page.evaluate("written => localStorage.setItem('seogo.basket', written)", written)
    page.reload()
    expect(basket(page)).not_to_be_visible()
    page.locator(".keep").nth(0).click()
    expect(basket(page)).to_have_text("고른 글 1편")


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_a_list_opens_and_changes_and_nothing_is_offered_that_does_not_work(room: Room) -> None:
    page = room.open(RESULTS)
    expect(page.locator(".keep").first).not_to_be_visible()
    room.open(LIST)
    expect(page.get_by_role("button", name="모두 담기")).not_to_be_visible()
    page.get_by_role("button", name="아래로: 월드컵").click()
    assert ids(page) == ["307-1", "307-4", "307-3"]
    page.get_by_role("button", name="빼기: 월드컵").click()
    assert ids(page) == ["307-1", "307-4"]
    page.get_by_role("link", name="모두 펼쳐 보기").click()
    expect(page.locator(".whole > li")).to_have_count(2)
    page.get_by_role("link", name="모두 지우기").click()
    expect(page.get_by_text("JavaScript를 켜야 합니다")).to_be_visible()


@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_on_a_phone_fingers_can_hit_every_button(room: Room) -> None:
    page = room.open(RESULTS)
    page.locator(".keep").nth(0).tap()
    room.picture("picked-phone")
    for path, selector in ((RESULTS, ".basket, .keep"), (LIST, ".hands button, .ways-on a, .adopt, .take a")):
        room.open(path)
        for target in page.locator(selector).all():
            box = target.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44, target.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    room.picture("reading-list-phone")


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}], indirect=True)
def test_the_list_in_the_dark(room: Room) -> None:
    room.open(f"{LIST}&id=999-1")
    room.picture("reading-list-dark")


def test_on_paper_a_list_is_one_reader(room: Room) -> None:
    page = room.open(f"{LIST}&full=1")
    page.emulate_media(media="print")
    for hidden in (".top", ".hands", ".ways-on", ".take"):
        expect(page.locator(hidden).first).not_to_be_visible()
    breaks = page.locator(".whole > li").evaluate_all("all => all.map(each => getComputedStyle(each).breakBefore)")
    assert breaks == ["auto", "page", "page"]
    expect(page.locator(".cited")).to_have_count(3)
    PICTURES.mkdir(exist_ok=True)
    page.pdf(path=PICTURES / "reading-list.pdf", prefer_css_page_size=True)
