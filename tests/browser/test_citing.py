"""Taking away with a browser: one click copies a citation, one click saves all hits."""

from __future__ import annotations

import pytest

from tests.browser.room import Room

PERMISSIONS = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.mark.browser
@pytest.mark.parametrize("room", [PERMISSIONS], indirect=True)
def test_one_click_copies_a_citation(room: Room) -> None:
    page = room.open("/articles/307-5")
    page.locator(".cites summary").click()
    page.get_by_role("button", name="인용: BibTeX 복사").click()
    page.get_by_text("복사했습니다.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("pre", has_text="@article").inner_text()
    room.picture("citing")


@pytest.mark.browser
@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_one_click_selects_it_whole(room: Room) -> None:
    page = room.open("/articles/307-5")
    page.locator(".cites summary").click()
    citation = page.locator("pre.citation").first
    assert citation.is_visible() and citation.evaluate("each => getComputedStyle(each).userSelect") == "all"
    assert page.get_by_role("button", name="복사").count() == 0


@pytest.mark.browser
def test_one_click_saves_all_hits_under_a_korean_name(room: Room) -> None:
    page = room.open("/search?q=금융&per_page=2")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "서고 금융.csv"
    assert download.value.path().read_text(encoding="utf-8-sig").count("/articles/307-") == 5
