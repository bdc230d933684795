"""Completions below the search box, in a browser: by keyboard, while Hangul is composed, on a phone, in the dark."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.room import LUMINANCE, Room

pytestmark = pytest.mark.browser


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="찾을 말")


def compose(page: Page, *steps: str) -> None:
    """Type as an input method does: each step replaces the one before, and nothing is finished."""
    session = page.context.new_cdp_session(page)
    for text in steps:
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_a_completion_is_chosen_and_searched_for_by_keyboard(room: Room) -> None:
    page = room.open("/")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("과학")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert options.count() <= 10
    room.picture("completions")
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("End", -1), ("Home", 0), ("ArrowDown", 1)):
        page.keyboard.press(key)
        option = options.nth(place)
        expect(option).to_have_attribute("aria-selected", "true")
        expect(page.locator("[aria-selected=true]")).to_have_count(1)
        assert box(page).get_attribute("aria-activedescendant") == option.get_attribute("id")
        expect(box(page)).to_be_focused()
    chosen = options.nth(1).get_attribute("data-text")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    expect(box(page)).to_have_value(str(chosen))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_list_and_keeps_what_was_typed(room: Room) -> None:
    page = room.open("/")
    page.keyboard.type("금융")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("금융")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_enter_without_a_choice_searches_for_what_was_typed(room: Room) -> None:
    page = room.open("/")
    page.keyboard.type("과학혁")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q={quote('과학혁')}")


def test_a_syllable_that_is_being_composed_is_completed(room: Room) -> None:
    page = room.open("/")
    expect(box(page)).to_be_focused()
    compose(page, "ㄱ", "고", "과")
    expect(page.get_by_role("option", name="과학", exact=False).first).to_be_visible()
    compose(page, "곽")
    expect(page.locator("[data-text='과거']")).to_be_visible()
    expect(page.locator("[data-text='과학']")).to_have_count(0)
    room.picture("completions-composing")
    page.context.new_cdp_session(page).send("Input.insertText", {"text": "과"})
    compose(page, "ㅎ", "하", "학")
    expect(page.locator("[data-text='과학']")).to_be_visible()
    expect(box(page)).to_have_value("과학")


def test_only_the_newest_question_is_answered(room: Room) -> None:
    page = room.open("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    with page.expect_response(lambda answer: answer.url.endswith(quote("과학혁신 금융"))):
        page.keyboard.type("과학혁신 금융")
    expect(page.locator("[data-text^='과학혁신금융']").first).to_be_visible()
    assert asked[-1].endswith(quote("과학혁신 금융"))
    assert len(asked) < len("과학혁신 금융")


def test_a_slash_goes_to_the_box_but_can_be_typed_in_it(room: Room) -> None:
    page = room.open("/articles/307-1")
    expect(box(page)).not_to_be_focused()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    page.keyboard.press("/")
    expect(box(page)).to_have_value("/")


def test_a_click_searches_for_a_completion(room: Room) -> None:
    page = room.open("/issues")
    box(page).fill("닝")
    page.locator("[data-text='닝보']").click()
    page.wait_for_url(f"**/search?q={quote('닝보')}")


@pytest.mark.parametrize("room", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True)
def test_on_a_phone_completions_fit_and_can_be_hit(room: Room) -> None:
    page = room.open("/")
    page.keyboard.type("과학혁신")
    expect(page.get_by_role("listbox")).to_be_visible()
    for option in page.get_by_role("option").all():
        bounds = option.bounding_box()
        assert bounds and bounds["height"] >= 44 and bounds["x"] >= 0 and bounds["x"] + bounds["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    room.picture("completions-phone")


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}, {"color_scheme": "light"}], indirect=True)
def test_completions_can_be_read_in_light_and_dark(room: Room) -> None:
    page = room.open("/")
    page.keyboard.type("과학")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    for part in page.locator("[role=option] span").all():
        assert part.evaluate(LUMINANCE) >= 4.5
    if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
        room.picture("completions-dark")


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_the_box_is_a_plain_search_box(room: Room) -> None:
    page = room.open("/")
    expect(page.get_by_role("searchbox", name="찾을 말")).to_be_visible()
    expect(page.get_by_role("listbox")).to_have_count(0)
