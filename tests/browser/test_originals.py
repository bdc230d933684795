"""Pages of the original beside the text, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.page_images import PageImages
from archive.page_rendering import WIDTH
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.room import LUMINANCE, Room
from tests.conftest import no_progress
from tests.making.pdf import chromium_307
from webui import create_app
from webui.server import listen

pytestmark = pytest.mark.browser

TWO_PAGES, EIGHT_PAGES = "/articles/307-2", "/articles/307-4"
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts += entry.value))
  .observe({type: "layout-shift", buffered: true});
"""
"""How much of the window has moved by itself."""
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True}


@pytest.fixture(scope="module")
def site(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Issue 307 as PDF, with its file."""
    root = tmp_path_factory.mktemp("originals")
    (root / "issues").mkdir()
    # The browser that prints it and the one that looks at it cannot be driven from one thread.
    with ThreadPoolExecutor() as aside:
        (root / "issues/307.pdf").write_bytes(aside.submit(chromium_307).result())
    engine = WhooshEngine(root / "index")
    assert not update(root, engine, lambda: analyzer, no_progress).failed
    server = listen(create_app(Archive(engine, analyzer), PageImages(root, root / "pages")), "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    yield server.url
    server.close()


def wait_for_pictures(page: Page, first: int) -> None:
    """Wait until the first few pictures are there."""
    for number in range(first):
        expect(page.locator(".original img").nth(number)).to_have_js_property("naturalWidth", WIDTH, timeout=20_000)


@pytest.mark.parametrize("java_script", [True, False])
def test_the_pages_stand_beside_the_text(browser: Browser, site: str, java_script: bool) -> None:
    context = browser.new_context(java_script_enabled=java_script)
    room = Room(context, site)
    page = room.open(TWO_PAGES)
    pictures = page.locator(".original img")
    expect(pictures).to_have_count(2)
    text, picture = page.locator(".text").bounding_box(), pictures.first.bounding_box()
    assert text and picture and text["x"] + text["width"] <= picture["x"] and picture["y"] < 200
    wait_for_pictures(page, 2)
    if java_script:
        room.picture("original")
    page.get_by_role("link", name="원본 5쪽").click()
    page.wait_for_url("**/pages/5.webp?v=*")
    context.close()
    assert not room.complaints


def test_the_pages_stay_while_the_text_is_read(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Room(context, site).open(EIGHT_PAGES)
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 1500)
    expect(page.locator("h1")).not_to_be_in_viewport()
    box = page.locator(".sheets").bounding_box()
    assert box and 0 <= box["y"] < 120
    expect(page.locator(".original img").first).to_be_in_viewport()
    context.close()


def test_the_page_that_is_read_stands_beside_the_text(room: Room) -> None:
    page = room.open(EIGHT_PAGES)
    for number in (9, 12, 15, 8):
        turn = page.locator(f".turn[data-page='{number}']")
        turn.evaluate("turn => scrollBy(0, turn.getBoundingClientRect().top - 0.3 * innerHeight)")
        expect(page.locator(f"#page{number}")).to_be_in_viewport(ratio=0.5)


def test_a_reader_who_leafs_through_the_pages_is_left_alone(room: Room) -> None:
    page = room.open(EIGHT_PAGES)
    page.evaluate("scrollTo(0, 600)")
    page.locator(".sheets").evaluate("sheets => sheets.scrollTop = document.getElementById('page12').offsetTop")
    before = page.locator(".sheets").evaluate("sheets => sheets.scrollTop")
    page.evaluate("scrollBy(0, 20)")
    page.wait_for_timeout(300)
    assert page.locator(".sheets").evaluate("sheets => sheets.scrollTop") == before > 0


def test_where_a_page_begins_the_keyboard_brings_its_picture(room: Room) -> None:
    page = room.open(EIGHT_PAGES)
    page.locator(".turn[data-page='13']").evaluate("turn => turn.focus({preventScroll: true})")
    page.keyboard.press("Enter")
    expect(page.locator("#page13")).to_be_in_viewport(ratio=0.5)
    assert page.url.endswith(EIGHT_PAGES)


def test_without_a_script_it_leads_to_the_picture(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Room(context, site).open(EIGHT_PAGES)
    page.locator(".turn[data-page='9']").click()
    page.wait_for_url("**/pages/9.webp?v=*")
    context.close()


@pytest.mark.parametrize("width", [1000, 1280])
def test_nothing_shifts_while_the_pages_come(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(SHIFTS)
    page = Room(context, site).open(TWO_PAGES)
    wait_for_pictures(page, 2)
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts") == 0
    context.close()


def test_the_contents_of_an_article_stand_above_its_text(room: Room) -> None:
    page = room.open(EIGHT_PAGES)
    summary, text = page.get_by_text("이 글의 차례"), page.locator(".text").bounding_box()
    expect(summary).to_have_count(1)
    box = summary.bounding_box()
    assert box and text and box["y"] + box["height"] <= text["y"] and text["y"] < 500
    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".outline a").nth(3).click()
    heading = page.url.rpartition("#")[2]
    expect(page.locator(f"#{heading}")).to_be_in_viewport()


def test_only_pages_that_are_near_are_loaded(room: Room) -> None:
    asked: list[str] = []
    room.page.on("request", lambda request: asked.append(request.url))
    page = room.open(EIGHT_PAGES)
    wait_for_pictures(page, 1)
    assert 0 < sum(".webp" in url for url in asked) < 8


@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_on_a_phone_they_are_folded_above_the_text(room: Room) -> None:
    asked: list[str] = []
    room.page.on("request", lambda request: asked.append(request.url))
    page = room.open(TWO_PAGES)
    room.picture("original-phone")
    assert not any(".webp" in url for url in asked)
    summary, text = page.locator(".original summary"), page.locator(".text").bounding_box()
    box = summary.bounding_box()
    assert box and text and box["height"] >= 44 and box["y"] < text["y"]
    summary.click()
    wait_for_pictures(page, 1)
    room.picture("original-phone-open")
    link = page.get_by_role("link", name="원본 파일").bounding_box()
    assert link and link["height"] >= 40


def test_the_file_is_saved_under_its_own_name(room: Room) -> None:
    page = room.open(TWO_PAGES)
    with page.expect_download() as saved:
        page.get_by_role("link", name="원본 파일").click()
    assert saved.value.suggested_filename == "307.pdf"


def test_on_paper_there_is_only_the_text(room: Room) -> None:
    page = room.open(EIGHT_PAGES)
    expect(page.locator(".outline")).to_be_visible()
    page.emulate_media(media="print")
    for name in (".original", ".outline", ".turn >> nth=0"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.locator(".text")).to_be_visible()


@pytest.mark.parametrize("width", [360, 500, 895, 896, 1280, 2560])
def test_no_page_with_pictures_scrolls_sideways(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780})
    page = Room(context, site).open(EIGHT_PAGES)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}], indirect=True)
def test_pages_in_the_dark(room: Room) -> None:
    page = room.open(TWO_PAGES)
    wait_for_pictures(page, 2)
    for element in page.locator(".sheets .meta > *").all():
        assert element.evaluate(LUMINANCE) >= 4.5
    room.picture("original-dark")
