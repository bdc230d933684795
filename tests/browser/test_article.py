"""The article's page with a browser: walking from hit to hit, names, like articles, the link that lasts, paper."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.browser.room import LUMINANCE, PICTURES, Room

PERMISSIONS = {"permissions": ["clipboard-read", "clipboard-write"]}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
WIDE = {"viewport": {"width": 2560, "height": 1300}}
DARK = {"color_scheme": "dark"}
EVERY = [f"307-{number}" for number in range(1, 8)]


@pytest.mark.browser
def test_a_reader_walks_through_the_hits_and_back_to_them(room: Room) -> None:
    page = room.open("/search?q=금융&sort=oldest")
    listed = page.locator(".hits h2").all_inner_texts()
    page.locator(".hits h2 a").first.click()
    for title in listed[1:]:
        page.locator(".walk").get_by_role("link", name="다음 글").click()
        assert page.locator("h1").inner_text() == title
    assert page.locator(".walk").get_by_role("link", name="다음 글").count() == 0
    page.get_by_role("link", name=f"← 찾은 글 {len(listed)}건").click()
    assert page.locator(".hits h2").all_inner_texts() == listed


@pytest.mark.browser
def test_names_and_like_articles_stand_beside_the_text(room: Room) -> None:
    page = room.open("/articles/307-6?q=금융")
    names = page.get_by_role("region", name="이 글의 이름")
    assert names.get_by_role("link").locator("visible=true").count() == 8
    names.locator("summary").click()
    assert names.get_by_role("link").locator("visible=true").count() > 8
    room.picture("article")
    page.get_by_role("navigation", name="비슷한 글").get_by_role("link").first.click()
    assert page.url.endswith("/articles/307-1")


@pytest.mark.browser
@pytest.mark.parametrize("room", [PERMISSIONS], indirect=True)
def test_one_click_copies_the_permanent_link_and_it_leads_here(room: Room) -> None:
    page = room.open("/articles/307-5?q=금융")
    page.get_by_role("button", name="고정 링크 복사").click()
    page.get_by_text("복사했습니다.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{room.site}/articles/307-5?v=")
    page.goto(copied)
    assert page.locator("h1").inner_text() == "【기업분석】 <중소기업 혁신 엔진 백서> 발표"
    assert page.locator(".outdated").count() == 0


@pytest.mark.browser
def test_an_old_link_says_so_at_the_top(room: Room) -> None:
    page = room.open("/articles/307-5?v=0123456789")
    notice = page.get_by_role("note").first
    assert "고쳐졌습니다" in notice.inner_text() and notice.bounding_box()["y"] < 200  # type: ignore[index]
    notice.get_by_role("link").click()
    assert page.locator(".outdated").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("article", EVERY)
@pytest.mark.parametrize("room", [PHONE, WIDE], indirect=True, ids=["phone", "wide"])
def test_every_article_fits_and_is_set_for_reading(room: Room, article: str) -> None:
    page = room.open(f"/articles/{article}?q=중국")
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    text = page.locator(".text").evaluate(
        "each => { const style = getComputedStyle(each); const size = parseFloat(style.fontSize);"
        " return [size, parseFloat(style.lineHeight) / size, each.clientWidth / size, style.wordBreak]; }"
    )
    assert text[0] >= 17 and 1.65 <= text[1] <= 1.75 and text[2] <= 42.01 and text[3] == "keep-all"
    for table in page.locator(".table").all():
        assert table.evaluate("each => getComputedStyle(each).overflowX") == "auto"
        assert table.evaluate("each => each.getBoundingClientRect().right") <= width
    room.picture(f"article-{article}-{width}")


@pytest.mark.browser
@pytest.mark.parametrize("room", [PHONE], indirect=True)
def test_fingers_hit_what_stands_beside_the_text(room: Room) -> None:
    page = room.open("/articles/307-6?q=금융")
    for links in (".walk a", ".here a", ".permanent a", ".permanent button", ".neighbours a"):
        for link in page.locator(links).locator("visible=true").all():
            assert link.bounding_box()["height"] >= 43.5, links  # type: ignore[index]


@pytest.mark.browser
@pytest.mark.parametrize("room", [{}, DARK], indirect=True, ids=["light", "dark"])
def test_what_stands_beside_the_text_can_be_read(room: Room) -> None:
    page = room.open("/articles/307-6?q=금융&v=0123456789")
    for kind in (".here a", ".here .other", ".here .count", ".shared", ".asks", ".asks q", ".permanent a", ".of"):
        assert page.locator(kind).first.evaluate(LUMINANCE) >= 4.5, kind
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    room.picture(f"article-{'dark' if dark else 'light'}")


@pytest.mark.browser
@pytest.mark.parametrize("room", [{"java_script_enabled": False}], indirect=True)
def test_all_of_it_is_there_without_scripts(room: Room) -> None:
    page = room.open("/articles/307-6?q=금융")
    assert page.get_by_role("link", name="다음 글").first.is_visible()
    page.locator("details.here summary").click()
    assert page.locator("details.here a").first.is_visible()
    assert page.locator(".permanent a").is_visible() and page.get_by_role("button", name="복사").count() == 0


@pytest.mark.browser
def test_on_paper_stands_the_text_and_how_to_cite_it(room: Room) -> None:
    page = room.open("/articles/307-6?q=금융")
    data = page.pdf(format="A4", prefer_css_page_size=False)
    paper = pypdfium2.PdfDocument(data)
    words = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper).replace("\r\n", "")
    assert "상위 10대 도시" in words and "출처 밝혀주시고" in words and "?v=" in words
    assert "찾은 글" not in words and "복사" not in words and "이름 14개" not in words
    PICTURES.mkdir(exist_ok=True)
    paper[0].render(scale=1.5).to_pil().save(PICTURES / "article-paper.png")
