"""The desk in a real browser: coming in, a wrong password, going out; and what its pages are for everyone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.search import Archive
from tests.browser import everyone_faults as faults
from tests.browser.everyone import PAIRS
from tests.browser.everyone_visit import Way, visiting
from tests.browser.room import PICTURES, Room
from tests.desk_site import PASSWORD, Site, desk_at, with_people
from webui.desk import Desk
from webui.desk.alerts.addresses import MailAddresses
from webui.desk.alerts.found_alerts import FoundAlerts
from webui.desk.alerts.looking import look
from webui.desk.alerts.saved_searches import SavedSearches, search_typed
from webui.server import listen

pytestmark = pytest.mark.browser

PATHS = {
    "login": "/desk/login?next=/desk/log",
    "account": "/desk/account",
    "log": "/desk/log",
    "alerts": "/desk/alerts",
    "refused": "/desk/log#",
}
OPEN = ("login",)
BROWSER = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture(scope="module")
def desk_site(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A desk where something has happened."""
    desk = with_people(desk_at(tmp_path_factory.mktemp("desk")))
    desk = Desk(replace(desk.settings, mail_server="localhost:1"))
    desk.sessions.begin(desk.users.named("edna"), "2001:db8:1234:5678:9abc:def0:1234:5678", BROWSER)
    for number in range(60):
        desk.log.write("edna", "login" if number % 3 else "login_failed", "192.0.2.7", {})
    desk.log.write("", "user_added", "seogo (root)", {"user": "rita", "role": "reader"})
    for typed in ("과학혁신 금융", "/search?q=반도체&section=정책"):
        number = look(desk, archive)
        SavedSearches(desk.store).add(desk.users.named("edna"), search_typed(typed), number, by_mail=True)
    first, _second = SavedSearches(desk.store).all()
    FoundAlerts(desk.store).add(first, ["307-1", "307-2"], number)
    MailAddresses(desk.store).begin(desk.users.named("edna"), "edna@example.org")
    return Site(archive, desk)


@pytest.fixture(scope="module")
def site(desk_site: Site) -> Iterator[str]:
    server = listen(desk_site.app, "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    yield server.url
    server.close()


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("쓰는 이름").fill(name)
    page.get_by_label("비밀번호").fill(password)
    page.get_by_role("button", name="들어가기").click()


@pytest.mark.parametrize("room", [{"java_script_enabled": False}, {}], indirect=True)
def test_one_comes_in_after_a_slip_and_goes_out(room: Room) -> None:
    page = room.open("/desk/log")
    sign_in(page, "edna", "not the password")
    expect(page.get_by_role("alert")).to_have_text("이름이나 비밀번호가 맞지 않습니다.")
    expect(page.get_by_label("쓰는 이름")).to_have_value("edna")
    expect(page.get_by_label("비밀번호")).to_have_value("")
    sign_in(page, "edna", PASSWORD)
    expect(page).to_have_url(re.compile("/desk/log$"))
    expect(page.locator(".entries li").first).to_contain_text("들어옴")
    page.get_by_role("button", name="나가기").click()
    expect(page).to_have_url(re.compile("/desk/login$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/desk/login"))
    expect(page.get_by_label("비밀번호")).to_be_visible()
    # The browser itself writes down that an answer was no success, and that it has forgotten what it kept.
    room.complaints[:] = [each for each in room.complaints if not re.search("status of 403|Clear-Site-Data", each)]


def test_one_sees_where_one_has_come_in_and_ends_it(room: Room, desk_site: Site) -> None:
    page = room.open("/desk/login")
    sign_in(page, "edna", PASSWORD)
    page.goto(room.site + "/desk/account")
    row = page.locator(".entries li", has_text="Edge, Windows")
    row.get_by_role("button", name="나가게 하기").click()
    expect(row).to_have_count(0)
    expect(page.locator(".entries li", has_text="지금 여기")).to_have_count(1)
    desk_site.desk.sessions.begin(desk_site.desk.users.named("edna"), "2001:db8::1", BROWSER)


def come_in(desk_site: Site, site: str, name: str) -> dict[str, Any]:
    """What a browser has that has come in."""
    secret = desk_site.desk.sessions.begin(
        desk_site.desk.users.named(name), "192.0.2.7", "Firefox/143.0 (X11; Linux x86_64)"
    )
    cookie = {"name": "seogo_session", "value": secret, "domain": urlsplit(site).hostname, "path": "/"}
    shape = {"expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"storage_state": {"cookies": [{**cookie, **shape}], "origins": []}}


def options(kind: str, desk_site: Site, site: str) -> dict[str, Any]:
    if kind in OPEN:
        return {}
    return come_in(desk_site, site, "rita" if kind == "refused" else "edna")


@pytest.mark.parametrize("kind", PATHS)
def test_nothing_is_wrong_with_its_pages_on_a_desktop(browser: Browser, desk_site: Site, site: str, kind: str) -> None:
    with visiting(browser, site, PATHS[kind], **options(kind, desk_site, site)) as visit:
        assert faults.on_a_desktop(visit, 403 if kind == "refused" else 200) == []


@pytest.mark.parametrize("way", PAIRS, ids=str)
@pytest.mark.parametrize("kind", PATHS)
def test_axe_finds_nothing_and_fingers_hit_everything(
    browser: Browser, desk_site: Site, site: str, kind: str, way: Way
) -> None:
    with visiting(browser, site, PATHS[kind], way, **options(kind, desk_site, site)) as visit:
        PICTURES.mkdir(exist_ok=True)
        visit.page.screenshot(path=PICTURES / f"desk-{kind}-{way.scheme}-{way.width}.png", full_page=True)
        assert faults.axe(visit.page) == []
        if way.width == 360:
            assert faults.asked(visit.page, f"targets({faults.TARGET})") == []
