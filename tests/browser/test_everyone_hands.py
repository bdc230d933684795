"""Without a mouse, without JavaScript, with colours of one's own: what a person does on several pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.everyone import PATHS
from tests.browser.everyone_site import Hall
from tests.browser.everyone_visit import visiting
from tests.browser.room import PICTURES, total

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, everyone: Hall) -> Iterator[Page]:
    """An article that was found."""
    with visiting(browser, everyone.url, PATHS["article-found"]) as visit:
        yield visit.page


def test_the_first_stop_leads_past_the_top(page: Page) -> None:
    page.evaluate("everyone.start()")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_slash_leads_to_the_search_box_and_selects_what_is_in_it(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("닝보/宁波")
    expect(page.get_by_role("combobox")).to_have_value("닝보/宁波")


@pytest.mark.parametrize("keys", ["Control+/", "Alt+/", "Meta+/"])
def test_a_slash_with_another_key_is_left_to_the_browser(page: Page, keys: str) -> None:
    page.keyboard.press(keys)
    expect(page.get_by_role("combobox")).not_to_be_focused()


def test_escape_closes_what_would_complete(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("과학")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("과학")


def test_the_slash_is_told_where_scripts_run_and_only_there(browser: Browser, everyone: Hall) -> None:
    for scripts in (True, False):
        with visiting(browser, everyone.url, "/", java_script_enabled=scripts) as visit:
            assert visit.page.locator("kbd").is_visible() == scripts


def test_without_javascript_one_finds_filters_and_reads(browser: Browser, everyone: Hall) -> None:
    with visiting(browser, everyone.url, "/", java_script_enabled=False) as visit:
        page = visit.page
        page.locator("#q").fill("금융")
        page.locator(".search button").click()
        everything = total(page)
        page.locator(".facet a", has_text="CHINA 창업").first.click()
        filtered = total(page)
        assert 0 < filtered < everything
        page.locator("input[name=from]").fill("2022-12")
        page.locator(".days button").click()
        assert 0 < total(page) < filtered
        page.locator(".hits h2 a").first.click()
        expect(page.locator("article mark").first).to_be_attached()
        expect(page.locator(".text")).to_be_visible()


@pytest.mark.parametrize("name", ["results", "article-found", "trends"])
def test_forced_colours_leave_marks_and_bars_to_be_seen(browser: Browser, everyone: Hall, name: str) -> None:
    with visiting(browser, everyone.url, PATHS[name], forced_colors="active") as visit:
        shown = visit.page.evaluate(
            "[...document.querySelectorAll('main mark, .bar')].map(each => ["
            "getComputedStyle(each)[each.tagName === 'MARK' ? 'backgroundColor' : 'fill'],"
            "getComputedStyle(document.body).backgroundColor])"
        )
        visit.page.screenshot(path=PICTURES / f"forced-colours-{name}.png")
    assert all(colour != ground for colour, ground in shown)
    assert shown or name == "trends"


def test_the_search_box_keeps_what_was_asked_in_another_language(browser: Browser, everyone: Hall) -> None:
    with visiting(browser, everyone.url, f"/search?q={quote('금융')}&lang=en") as visit:
        expect(visit.page.locator("html")).to_have_attribute("lang", "en")
        expect(visit.page.get_by_role("combobox")).to_have_value("금융")
