"""The page to try the interface, and pages that are right again after the index changed, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.room import LUMINANCE, Room, served
from tests.conftest import no_progress
from tests.corpora import issue, write
from webui.openapi.model import Operation
from webui.openapi.operations import OPERATIONS

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SEARCH = f"/search?q={quote('과학혁신 금융')}"


def test_a_form_opens_its_answer_below_it(room: Room) -> None:
    page = room.open("/api")
    search = page.locator("#search")
    search.get_by_label("q", exact=True).fill("양추안동")
    search.get_by_role("button", name="답 보기").click()
    expect(search.locator(".status")).to_have_text("200 OK")
    told = json.loads(search.locator(".body").inner_text())
    assert told["query"]["q"] == "양추안동"
    expect(search.locator(".curl")).to_contain_text(quote("양추안동"))
    search.get_by_text("머리글").click()
    expect(search.locator(".headers")).to_contain_text('etag: W/"')
    room.picture("api-answer")
    assert page.url.endswith("/api")
    search.locator("a.address").click()
    page.wait_for_url(f"**/api/v1/search?q={quote('양추안동')}")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_every_form_works_as_it_stands(room: Room, operation: Operation) -> None:
    page = room.open("/api")
    section = page.locator(f"#{operation.id}")
    section.get_by_role("button", name="답 보기").click()
    expect(section.locator(".status")).to_have_text("200 OK")
    assert section.locator(".body").inner_text().strip()


def test_what_is_refused_is_shown_with_its_reason(room: Room) -> None:
    page = room.open("/api")
    section = page.locator("#article")
    section.get_by_label("id").fill("1-1")
    section.get_by_role("button", name="답 보기").click()
    expect(section.locator(".status")).to_have_text(re.compile("404"))
    expect(section.locator(".body")).to_contain_text("not_found")
    # The browser says so, too, and is right.
    room.complaints = [text for text in room.complaints if "404" not in text]


def test_by_keyboard_alone(room: Room) -> None:
    page = room.open("/api")
    page.locator("#issue input").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#issue .status")).to_have_text("200 OK")
    expect(page.locator("#issue .state")).to_have_text("답이 왔습니다.")
    page.keyboard.press("Tab")
    expect(page.locator("#issue").get_by_role("button", name="답 보기")).to_be_focused()


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_a_form_leads_to_the_answer(room: Room) -> None:
    page = room.open("/api")
    page.locator("#article").get_by_role("button", name="답 보기").click()
    page.wait_for_url("**/api/v1/articles/307-1")
    page.go_back()
    page.locator("#search").get_by_role("button", name="답 보기").click()
    page.wait_for_url("**/api/v1/search?q=*")
    assert "page=" not in page.url, "what was left empty is left out"


@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_on_a_phone_nothing_is_cut_off_and_all_can_be_hit(room: Room) -> None:
    page = room.open("/api")
    page.locator("#search").get_by_role("button", name="답 보기").click()
    expect(page.locator("#search .status")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for box in page.locator("main").locator("button, input, select, summary").all():
        if box.is_visible():
            assert (box.bounding_box() or {"height": 0})["height"] >= 44
    room.picture("api-phone")


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}, {"color_scheme": "light"}], indirect=True)
def test_all_can_be_read(room: Room) -> None:
    page = room.open("/api?lang=en")
    page.locator("#search").locator("button[type=submit]").click()
    expect(page.locator("#search .status")).to_be_visible()
    for part in (".about", ".must", "h2 code", ".curl", ".state", ".time", ".address", "summary", ".body"):
        assert page.locator("main").locator(part).first.evaluate(LUMINANCE) >= 4.5, part
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    room.picture("api-dark" if dark else "api")


class Growing:
    """A site whose index grows while it runs."""

    def __init__(self, place: Path, analyzer: Analyzer) -> None:
        self._place, self._analyzer = place, analyzer
        self.add(307, "2022.12.14")
        self.archive = Archive(WhooshEngine(place / "index"), analyzer)

    def add(self, number: int, date: str) -> None:
        corpus = write(self._place / "corpus", **{f"{number}__txt": issue(number, date)})
        engine = WhooshEngine(self._place / "index")
        assert not update(corpus, engine, lambda: self._analyzer, no_progress).failed


@pytest.fixture
def growing(tmp_path: Path, analyzer: Analyzer) -> Growing:
    return Growing(tmp_path, analyzer)


@pytest.fixture
def visited(growing: Growing, browser: Browser) -> Iterator[Page]:
    with served(growing.archive) as url:
        context = browser.new_context(base_url=url)
        yield context.new_page()
        context.close()


def test_after_indexing_a_page_that_was_looked_at_shows_the_new_article(growing: Growing, visited: Page) -> None:
    visited.goto(SEARCH)
    new = visited.locator("a[href*='/articles/308-']")
    expect(new).to_have_count(0)
    visited.locator("h2 a[href*='/articles/307-1?']").click()
    growing.add(308, "2022.12.21")
    visited.go_back()
    visited.reload()
    expect(new.first).to_be_visible()


def test_a_link_to_a_page_that_was_looked_at_shows_the_new_article(growing: Growing, visited: Page) -> None:
    visited.goto(SEARCH)
    visited.goto("/")
    growing.add(308, "2022.12.21")
    visited.goto(SEARCH)
    expect(visited.locator("a[href*='/articles/308-']").first).to_be_visible()


def test_a_page_that_did_not_change_is_not_sent_again(visited: Page) -> None:
    visited.goto(SEARCH)
    visited.goto("/")
    answer = visited.goto(SEARCH)
    assert answer is not None
    assert answer.all_headers().get("etag", "").startswith('W/"')
    assert visited.evaluate("performance.getEntriesByType('navigation')[0].transferSize") < 1000
    expect(visited.locator("h2 a[href*='/articles/307-1?']")).to_be_visible()
