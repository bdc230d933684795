"""A reader who mistypes: the page offers what was meant, the first step is taken, and the results are there."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.room import LUMINANCE, Room, total

pytestmark = pytest.mark.browser

EMPTY = f"/search?q={quote('과학혁싱')}"
SOME = f"/search?q={quote('과학혁싱 금융')}"
ENGLISH = f"/search?q={quote('과학혁신 금융')}&lang=en"


def test_a_wrong_word_leads_to_the_right_one_by_keyboard(room: Room) -> None:
    page = room.open("/")
    page.keyboard.type("과학혁싱")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    expect(page.get_by_role("heading", name="찾은 글이 없습니다")).to_be_visible()
    room.picture("rescue")
    step = page.locator(".steps a").first
    expect(step).to_contain_text("‘과학혁신’(으)로")
    counted = re.search(r"(\d+)건", step.inner_text())
    step.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q={quote('과학혁신')}")
    assert counted and total(page) == int(counted[1]) > 0
    expect(page.get_by_role("combobox")).to_have_value("과학혁신")
    expect(page.locator(".understood b").first).to_have_text("과학혁신")


def test_where_some_words_are_found_the_whole_query_can_be_mended(room: Room) -> None:
    page = room.open(SOME)
    room.picture("rescue-some")
    page.get_by_role("link", name="‘과학혁신 금융’(으)로").click()
    expect(page.locator(".hits mark").first).to_be_visible()
    expect(page.locator(".why b").first).to_be_visible()


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_the_steps_are_links_without_javascript(room: Room) -> None:
    page = room.open(EMPTY)
    page.locator(".steps a").first.click()
    assert total(page) > 0


@pytest.mark.parametrize("room", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_steps_and_bold_words_stand_out(room: Room) -> None:
    for path in (EMPTY, SOME, ENGLISH):
        page = room.open(path)
        scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
        room.picture(f"rescue-{('empty', 'some', 'english')[(EMPTY, SOME, ENGLISH).index(path)]}-{scheme}")
        for element in page.locator(".steps a, .steps .note, .understood b, .why b").all():
            assert element.evaluate(LUMINANCE) >= 4.5, element.inner_text()


@pytest.mark.parametrize("width", [360, 2560])
@pytest.mark.parametrize("path", [EMPTY, SOME])
def test_no_page_scrolls_sideways_and_fingers_hit_the_steps(browser: Browser, site: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780}, has_touch=width == 360)
    room = Room(context, site)
    page = room.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 360:
        room.picture("rescue-phone" if path == EMPTY else "rescue-some-phone")
        for step in page.locator(".steps a").all():
            box = step.bounding_box()
            assert box and box["height"] >= 44, step.inner_text()
    context.close()
