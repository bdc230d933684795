"""Issues on the desk in a real browser: with and without scripts, by mouse and by dragging, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.room import PICTURES, Room, running
from tests.conftest import no_progress
from tests.corpora import issue, write
from tests.desk_site import Site, desk_at, with_people

pytestmark = pytest.mark.browser

TITLE = "월드컵으로 본 냉장고 시장"
MULTIPART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="1.txt"\r\n\r\n%b\r\n--x--\r\n'
CONTEXTS = [{}, {"java_script_enabled": False}, {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}]


@pytest.fixture
def desk(tmp_path: Path, analyzer: Analyzer) -> Site:
    corpus = write(tmp_path / "corpus", **{"307__txt": issue(307)})
    engine = WhooshEngine(tmp_path / "index")
    update(corpus, engine, lambda: analyzer, no_progress)
    return Site(Archive(engine, analyzer), with_people(desk_at(tmp_path)))


@pytest.fixture
def site(desk: Site) -> Iterator[str]:
    with running(desk.app) as url:
        yield url


@pytest.fixture
def room(browser: Browser, desk: Site, site: str, request: pytest.FixtureRequest) -> Iterator[Room]:
    context = browser.new_context(**getattr(request, "param", {}))
    come_in(context, desk, site)
    visited = Room(context, site)
    yield visited
    context.close()
    assert visited.hosts == {urlsplit(site).netloc}
    assert not visited.complaints


def come_in(context: BrowserContext, desk: Site, site: str) -> None:
    secret = desk.desk.sessions.begin(desk.desk.users.named("edna"), "127.0.0.1", "Chromium/1")
    context.add_cookies([{"name": "seogo_session", "value": secret, "url": site}])


def file_308(folder: Path, name: str = "308호.txt") -> Path:
    path = folder / name
    path.write_text(issue(308, "2022.12.21"), encoding="utf-8")
    return path


def seen(room: Room, name: str) -> None:
    """The page does not scroll sideways, and its picture is there to be looked at."""
    page = room.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"desk-{name}.png", full_page=True)


@pytest.mark.parametrize("room", CONTEXTS, indirect=True, ids=["scripts", "no scripts", "phone in the dark"])
def test_the_whole_way_from_a_file_to_a_search_that_finds_it_and_back(
    room: Room, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    which = request.node.callspec.id.replace(" ", "-")
    page = room.open("/desk/issues")
    seen(room, f"issues-{which}")
    page.locator("input[type=file]").set_input_files(file_308(tmp_path))
    page.get_by_role("button", name="올리기", exact=True).click()
    if "no" not in which:
        expect(page.get_by_role("link", name="308호.txt")).to_be_visible()
        page.get_by_role("link", name="308호.txt").click()
    expect(page.locator(".pairs > li")).to_have_count(7)
    seen(room, f"upload-{which}")
    correct_the_third_title(page)
    seen(room, f"corrected-{which}")
    page.get_by_role("button", name="고친 것 저장").click()
    page.get_by_role("button", name="말뭉치에 넣기").click()
    expect(page.locator(".done")).to_contain_text("제308호를 넣었습니다.")
    seen(room, f"published-{which}")
    assert found(room) == 1
    room.open("/desk/history").get_by_role("button", name="되돌리기").first.click()
    expect(page.locator(".done")).to_contain_text("되돌렸습니다")
    assert found(room) == 0


def correct_the_third_title(page: Page) -> None:
    page.locator("#a3-fields > summary").click()
    page.locator("[name=a3-title]").fill(TITLE)
    page.get_by_role("button", name="미리 보기").click()
    expect(page.locator(".pairs")).to_contain_text(TITLE)


def found(room: Room) -> int:
    with room.page.context.new_page() as other:
        other.goto(f"{room.site}/search?q=%22{TITLE}%22")
        return other.locator("article.hit, .hits > li").count()


def test_files_are_dropped_and_what_cannot_be_an_issue_is_told_beside_its_name(room: Room, tmp_path: Path) -> None:
    page = room.open("/desk/issues")
    data = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "308.txt"));
            data.items.add(new File(["MZ"], "309.exe"));
            data.items.add(new File([], "310.txt"));
            return data;
        }""",
        issue(308),
    )
    page.dispatch_event("form.upload", "drop", {"dataTransfer": data})
    expect(page.locator(".progress li")).to_have_count(3)
    expect(page.locator(".progress")).to_contain_text("308.txt: 올림")
    expect(page.locator(".progress")).to_contain_text("309.exe: 읽을 수 없는 파일 형식입니다.")
    expect(page.locator(".progress")).to_contain_text("310.txt: 빈 파일입니다")
    room.complaints.clear()  # Chromium notes the answer 400 of the empty file
    page.reload()
    expect(page.get_by_role("link", name="308.txt")).to_be_visible()


def test_pages_are_fit_for_everyone(room: Room, tmp_path: Path) -> None:
    page = room.open("/desk/issues")
    page.locator("input[type=file]").set_input_files(file_308(tmp_path))
    page.get_by_role("button", name="올리기", exact=True).click()
    page.get_by_role("link", name="308호.txt").click()
    for path in (
        urlsplit(page.url).path,
        "/desk/issues",
        "/desk/issues/307",
        "/desk/history",
        "/desk/names",
        "/desk/outlets",
    ):
        room.open(path)
        broken = Axe().run(page).response["violations"]
        assert not broken, (path, [(each["id"], each["nodes"][0]["html"]) for each in broken])
        seen(room, f"fit-{path.rpartition('/')[2][:8]}")


def test_only_an_editor_may_send_much(desk: Site, site: str) -> None:
    """The server itself refuses a stranger, before it has taken the body."""
    secret = desk.desk.sessions.begin(desk.desk.users.named("edna"), "127.0.0.1", "Chromium/1")
    reader = desk.desk.sessions.begin(desk.desk.users.named("rita"), "127.0.0.1", "Chromium/1")
    for cookie, path, status in (
        ("", "/desk/uploads", 413),
        (f"seogo_session={reader}", "/desk/uploads", 413),
        (f"seogo_session={secret}", "/desk/names/change", 413),
        (f"seogo_session={secret}", "/desk/uploads", 403),  # a form without its token: read, and refused
    ):
        assert sent(site + path, cookie) == status, (cookie, path)


def sent(url: str, cookie: str) -> int:
    """The status that a file of 1.5 MB is answered with."""
    body = MULTIPART % bytes(1_500_000)
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    headers = {"Cookie": cookie, "Content-Type": "multipart/form-data; boundary=x"}
    with suppress(OSError):  # it may have answered already, and reads no more
        connection.request("POST", urlsplit(url).path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status
