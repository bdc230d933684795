"""Names in a real browser: from a search to the other forms and back, the list, one name's life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.room import LUMINANCE, Room, served, total
from tests.conftest import no_progress
from tests.corpora import ready

pytestmark = pytest.mark.browser

LIST = "/names"
NINGBO = f"/names/{quote('宁波')}"
WIDENED = f"/search?q={quote('영파')}"
LONG = f"/names/{quote('综合开发研究院')}"
PATHS = (LIST, f"/names?q={quote('뷁' * 300)}", NINGBO, LONG, WIDENED, f"{WIDENED}&expand=0")

PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True}


@pytest.fixture(scope="module")
def old_site(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Articles of fifteen years that name 닝보, in one script or in both, and a hundred and more names."""
    root = tmp_path_factory.mktemp("old")
    (root / "issues").mkdir()
    texts = ("닝보(宁波)는 항구 도시다.", "닝보에서 배가 떠났다.", "영파라고도 부른다.", "宁波的银行。", "금융 이야기.")
    lines = [
        ready(f"a{n}", texts[n * n % 11 % 5], date=f"{2008 + n * 7 % 15}-{n % 12 + 1:02}-03", title=f"항구 소식 {n}")
        for n in range(90)
    ]
    (root / "issues/ready.jsonl").write_text("".join(lines), encoding="utf-8")
    names = (f'[[name]]\nzh = "{chr(0x4E00 + n)}园"\nforms = ["동네{n}번지"]\n' for n in range(110))
    Path(root / "names.toml").write_text("\n".join(names), encoding="utf-8")
    engine = WhooshEngine(root / "index")
    assert not update(root, engine, lambda: analyzer, no_progress).failed
    with served(Archive(engine, analyzer)) as url:
        yield url


def test_other_forms_are_said_left_out_and_taken_in_again(room: Room) -> None:
    page = room.open(WIDENED)
    everything = total(page)
    expect(page.locator(".understood", has_text="영파 → ")).to_contain_text("닝보")
    expect(page.locator(".hits mark", has_text="닝보").first).to_be_visible()
    room.picture("widened")
    page.get_by_role("link", name="적은 대로만 찾기").click()
    expect(page.locator("h1")).to_have_text("찾은 글이 없습니다")
    room.picture("widened-off")
    page.get_by_role("link", name="이름의 다른 꼴까지: ").click()
    assert total(page) == everything


@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_a_name_is_found_opened_and_followed_without_javascript(room: Room) -> None:
    page = room.open("/")
    page.get_by_role("navigation", name="둘러보기").get_by_role("link", name="이름").click()
    expect(page.get_by_role("navigation", name="둘러보기").locator("[aria-current]")).to_have_text("이름")
    room.picture("names")
    page.get_by_label("찾을 이름").fill("닝보")
    page.get_by_role("button", name="이름 찾기").click()
    expect(page.locator(".names li")).to_have_count(1)
    page.locator(".names .zh").click()
    expect(page.locator("h1")).to_have_text("宁波 닝보")
    room.picture("name")
    page.locator("tbody th a", has_text="닝보").click()
    assert page.get_by_label("찾을 말").input_value() == '"닝보"' and total(page) == 1


def test_a_name_is_found_by_keyboard(room: Room) -> None:
    page = room.open(LIST)
    page.get_by_label("찾을 이름").focus()
    page.keyboard.type("닝보")
    page.keyboard.press("Enter")
    page.wait_for_url("**/names?q=*")
    page.locator(".names .zh").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("宁波 닝보")


def test_the_years_of_a_name_are_drawn_and_lead_to_their_articles(browser: Browser, old_site: str) -> None:
    context = browser.new_context()
    room = Room(context, old_site)
    page = room.open(NINGBO)
    expect(page.locator("svg .bar")).to_have_count(15)
    room.picture("name-years")
    page.locator("summary").click()
    page.get_by_role("link", name="2012", exact=True).click()
    assert total(page) == 5
    page = room.open(f"{LIST}?page=2")
    expect(page.locator(".names li")).to_have_count(50)
    page.locator(".pager").scroll_into_view_if_needed()
    room.picture("names-pager")
    context.close()
    assert not room.complaints


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 500, 896, 2560])
def test_no_page_of_names_scrolls_sideways(browser: Browser, site: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780})
    page = Room(context, site).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_on_a_phone_fingers_can_hit_names(room: Room) -> None:
    page = room.open(LIST)
    room.picture("names-phone")
    for target in page.locator(".ask input, .ask button, .names a").all():
        box = target.bounding_box()
        assert box and box["height"] >= 44, target.inner_text()
    room.open(NINGBO)
    room.picture("name-phone")
    page = room.open(WIDENED)
    room.picture("widened-phone")
    box = page.get_by_role("link", name="적은 대로만 찾기").bounding_box()
    assert box and box["height"] >= 40


@pytest.mark.parametrize("room", [{"color_scheme": scheme} for scheme in ("light", "dark")], indirect=True)
def test_names_stand_out_from_their_ground(room: Room) -> None:
    for path in (LIST, NINGBO, WIDENED):
        page = room.open(path)
        for element in page.locator("h1, h2, h3, p, a, th, td, mark, button, .forms, .count, .meta span").all()[:150]:
            if element.is_visible():
                assert element.evaluate(LUMINANCE) >= 4.5, element.inner_text()


@pytest.mark.parametrize("room", [{"color_scheme": "dark"}], indirect=True)
def test_names_in_the_dark(room: Room) -> None:
    page = room.open(NINGBO)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 20)"
    room.picture("name-dark")
    room.open(LIST)
    room.picture("names-dark")
