"""The bars of months as a filter: by dragging, by keyboard, by finger, and as links where there are no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.room import Room, served, total
from tests.conftest import no_progress
from tests.corpora import ready, write

pytestmark = pytest.mark.browser

MONTHS = 120
RESULTS = f"/search?q={quote('금융')}"
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True}
RATIO = """
([color, ground]) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = text => {
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const one = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return 0.2126 * one(r) + 0.7152 * one(g) + 0.0722 * one(b);
  };
  const [low, high] = [light(color), light(ground)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
"""


@pytest.fixture(scope="module")
def site(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Ten years of articles about 금융: as many in each month as its number, but none in any May; and 40 outlets."""
    lines = [
        ready(f"{at}-{n}", "금융 소식", date=f"{2013 + at // 12}-{at % 12 + 1:02}-{n + 1:02}", outlet=f"매체{at % 40}")
        for at in range(MONTHS)
        for n in range(at % 12 + 1)
        if at % 12 != 4
    ]
    corpus = write(tmp_path_factory.mktemp("months"), ready__jsonl="".join(lines))
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    with served(Archive(engine, analyzer)) as url:
        yield url


def asked(page: Page) -> tuple[str, str]:
    """The days of the page's address."""
    days = parse_qs(urlsplit(page.url).query)
    return days["from"][0], days["to"][0]


def place(page: Page, index: int) -> tuple[float, float]:
    """Where the bar of the month with this number (0 is January 2013) stands, as the mouse sees it."""
    box = page.locator(".bars").bounding_box()
    assert box
    return box["x"] + (index + 0.5) * box["width"] / MONTHS, box["y"] + box["height"] / 2


def line(page: Page) -> Locator:
    return page.locator(".chart [role=status]")


def test_dragging_over_bars_chooses_their_months(room: Room) -> None:
    page = room.open(RESULTS)
    page.mouse.move(*place(page, 24))
    page.mouse.down()
    page.mouse.move(*place(page, 27), steps=5)
    expect(line(page)).to_have_text("2015-01–2015-04: 10건")
    room.picture("chart-dragging")
    page.mouse.move(*place(page, 26))
    expect(line(page)).to_have_text("2015-01–2015-03: 6건")
    page.mouse.up()
    page.wait_for_url("**from=*")
    assert (asked(page), total(page)) == (("2015", "2015-03"), 6)
    expect(page.locator(".bar.chosen")).to_have_count(3)
    expect(page.locator(".bar")).to_have_count(MONTHS - 10)
    room.picture("chart-chosen")


def test_dragging_backwards_is_the_same_and_a_wider_span_can_be_had_again(room: Room) -> None:
    page = room.open(f"{RESULTS}&from=2015&to=2015-03")
    page.mouse.move(*place(page, 29))
    page.mouse.down()
    page.mouse.move(*place(page, 21), steps=5)
    page.mouse.up()
    page.wait_for_url("**from=2014-10*")
    assert (asked(page), total(page)) == (("2014-10", "2015-06"), 10 + 11 + 12 + 1 + 2 + 3 + 4 + 6)


def test_a_click_on_a_bar_is_its_link(room: Room) -> None:
    page = room.open(RESULTS)
    page.mouse.click(*place(page, 30))
    page.wait_for_url("**from=*")
    assert (asked(page), total(page)) == (("2015-07", "2015-07"), 7)


def test_months_are_chosen_by_keyboard(room: Room) -> None:
    page = room.open(f"{RESULTS}&sort=oldest")
    page.locator(".orders a").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("application", name="기간 고르기")).to_be_focused()
    expect(line(page)).to_have_text("2022-12: 12건")
    page.keyboard.press("Home")
    expect(line(page)).to_have_text("2013-01: 1건")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(line(page)).to_have_text("2013-04: 4건")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(line(page)).to_have_text("2013-04–2013-06: 10건")
    room.picture("chart-keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url("**from=*")
    assert (asked(page), total(page)) == (("2013-04", "2013-06"), 10)
    assert "sort=oldest" in page.url


def test_escape_gives_up_and_an_empty_month_leads_nowhere(room: Room) -> None:
    page = room.open(RESULTS)
    chart = page.get_by_role("application")
    chart.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".bar.picked")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".bar.picked")).to_have_count(0)
    expect(line(page)).to_have_text("고르기를 그만두었습니다")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(line(page)).to_have_text("2013-05: 없음")
    before = page.url
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.url == before
    expect(page.locator(".chart summary")).to_be_focused()


def test_a_page_that_comes_back_has_no_span_half_chosen(room: Room) -> None:
    page = room.open(RESULTS)
    page.get_by_role("application").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**from=*")
    page.go_back()
    page.wait_for_url(re.compile("금융|%EA%B8%88%EC%9C%B5$"))
    expect(page.locator(".bar.picked")).to_have_count(0)


@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_a_finger_that_goes_sideways_chooses_and_one_that_goes_down_scrolls(room: Room) -> None:
    page = room.open(RESULTS)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    x, y = place(page, 60)
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y - 30 * step))
    touch("touchEnd")
    expect(page.locator(".top")).not_to_be_in_viewport()
    assert "from=" not in page.url
    room.open(RESULTS)
    first, last = place(page, 24), place(page, 35)
    touch("touchStart", first)
    for step in range(1, 9):
        touch("touchMove", (first[0] + (last[0] - first[0]) * step / 8, first[1]))
    room.picture("chart-phone")
    touch("touchEnd")
    page.wait_for_url("**from=*")
    assert (asked(page), total(page)) == (("2015", "2015"), sum(range(1, 13)) - 5)


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_bars_and_table_are_links(room: Room) -> None:
    page = room.open(RESULTS)
    assert page.get_by_role("application").count() == 0
    page.locator(".chart summary").click()
    page.locator(".months a", has_text="2016-02").click()
    assert (asked(page), total(page)) == (("2016-02", "2016-02"), 2)
    page.locator(".bars a").first.click()
    assert (asked(page), total(page)) == (("2013", "2013-01"), 1)


@pytest.mark.parametrize("room", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_bars_stand_out_from_the_paper(room: Room) -> None:
    page = room.open(f"{RESULTS}&from=2015&to=2016")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for selector in (".bar:not(.chosen)", ".bar.chosen", ".stretch"):
        fill = page.locator(selector).first.evaluate("bar => getComputedStyle(bar).fill")
        assert page.evaluate(RATIO, [fill, paper]) >= 3, selector
    room.picture(f"chart-{'dark' if paper == 'rgb(22, 22, 20)' else 'light'}")


@pytest.mark.parametrize("room", [{"forced_colors": "active"}], indirect=True)
def test_chosen_bars_differ_in_the_colours_of_the_system(room: Room) -> None:
    page = room.open(f"{RESULTS}&from=2015&to=2016")
    fills = {page.locator(each).first.evaluate("bar => getComputedStyle(bar).fill") for each in (".chosen", ".bar")}
    assert len(fills) == 2


def test_the_chosen_year_unfolds_its_months(room: Room) -> None:
    page = room.open(RESULTS)
    page.locator(".facet a", has_text="2016").click()
    months = page.locator(".parts a")
    expect(months).to_have_count(11)
    months.filter(has_text="2016-11").click()
    assert total(page) == 11
    room.picture("months-of-a-year")
    page.locator(".parts a.chosen").click()
    assert (asked(page), total(page)) == (("2016", "2016"), sum(range(1, 13)) - 5)


def test_a_long_list_of_outlets_can_be_narrowed(room: Room) -> None:
    page = room.open(RESULTS)
    page.locator(".facet summary", has_text="더 보기").click()
    page.get_by_label("이 가운데서 찾기").fill("체 1")
    shown = page.locator("[data-narrow] > li:not([hidden])")
    assert shown.count() and all("매체1" in text for text in shown.all_inner_texts())
    page.get_by_label("이 가운데서 찾기").fill("없는 매체")
    expect(page.get_by_text("여기에는 없습니다.")).to_be_visible()
    room.picture("outlets-narrowed")
