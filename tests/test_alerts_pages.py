"""/desk/alerts as a user fills it in, and the feed that a secret address opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from archive.analysis import Analyzer
from archive.settings import LOGIN, NONE
from tests.alerts_site import BASE_URL, Newsroom, newsroom
from tests.corpora import ready
from tests.desk_forms import followed, send
from tests.desk_site import Site
from tests.mail_server import Mailbox, mail_server
from webui.desk.alerts.addresses import MailAddresses
from webui.desk.alerts.saved_searches import SavedSearches

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def room(tmp_path: Path, analyzer: Analyzer, mailbox: Mailbox) -> Newsroom:
    mail = {"mail_server": mailbox.server, "mail_security": NONE, "mail_from": "seogo@example.org"}
    return newsroom(tmp_path, analyzer, **mail)


def test_a_search_is_saved_tells_of_what_is_new_and_is_forgotten(room: Newsroom) -> None:
    rita = room.signed_in("rita")
    page = followed(rita, send(rita, rita.get("/desk/alerts"), "/save", search="공장", mail="1"))
    assert "저장했습니다" in page.text and "아직 새 글이 없습니다." in page.text
    room.bring(new="새 공장")
    room.find()
    page = rita.get("/desk/alerts")
    assert "새 공장</a>" in page.text and "공장이 문을" not in page.text
    assert "저장한 검색이 없습니다." in followed(rita, send(rita, page, "/remove")).text


def test_mail_of_one_search_is_turned_off_and_on(room: Newsroom) -> None:
    rita = room.signed_in("rita")
    page = followed(rita, send(rita, rita.get("/desk/alerts"), "/save", search="공장", mail="1"))
    page = followed(rita, send(rita, page, "/mail"))
    assert "메일 켜기" in page.text and not SavedSearches(room.desk.store).all()[0].by_mail
    assert "메일 끄기" in followed(rita, send(rita, page, "/mail")).text


@pytest.mark.parametrize(
    ("typed", "told"), [("", "무엇을 찾을지"), ("/search?q=x&from=%3Cb%3E", "날짜"), ("x" * 1001, "1,000")]
)
def test_a_search_that_cannot_be_saved_stays_in_its_field(room: Newsroom, typed: str, told: str) -> None:
    rita = room.signed_in("rita")
    answer = send(rita, rita.get("/desk/alerts"), "/save", search=typed)
    assert answer.status_code == 400 and told in answer.text and "<b>" not in answer.text
    assert SavedSearches(room.desk.store).all() == []


def test_nobody_touches_a_search_of_somebody_else(room: Newsroom) -> None:
    room.save("공장", "rita")
    (saved,) = SavedSearches(room.desk.store).all()
    edna = room.signed_in("edna")
    assert "공장" not in edna.get("/desk/alerts").text
    for act in ("mail", "remove"):
        edna.post(f"/desk/alerts/{saved.id}/{act}")
    assert SavedSearches(room.desk.store).all() == [saved]


def test_an_address_is_written_to_once_its_code_came_back(room: Newsroom, mailbox: Mailbox) -> None:
    rita = room.signed_in("rita")
    page = followed(rita, send(rita, rita.get("/desk/alerts"), "/address", address=" rita@example.org "))
    (mail,) = mailbox.mails
    found = re.search(r"^    (\w{8})\r?$", str(mail.get_content()), re.MULTILINE)
    assert mailbox.to == ["rita@example.org"] and found
    wrong = send(rita, page, "/confirm", code="aaaaaaaa")
    assert wrong.status_code == 400 and "확인 글자가 맞지 않거나" in wrong.text
    assert "rita@example.org(으)로 알립니다." in followed(rita, send(rita, wrong, "/confirm", code=found[1])).text
    assert "알립니다." not in room.signed_in("edna").get("/desk/alerts").text.partition('<h2 id="mail">')[2]
    followed(rita, send(rita, rita.get("/desk/alerts"), "/address", address=""))
    assert MailAddresses(room.desk.store).of("rita") is None


def test_a_code_is_not_sent_twice_in_a_minute_and_is_no_use_to_another(room: Newsroom, mailbox: Mailbox) -> None:
    rita, addresses = room.signed_in("rita"), MailAddresses(room.desk.store)
    page = followed(rita, send(rita, rita.get("/desk/alerts"), "/address", address="rita@example.org"))
    again = send(rita, page, "/address", address="other@example.org")
    assert again.status_code == 400 and "일 분 뒤에" in again.text and len(mailbox.mails) == 1
    followed(rita, send(rita, page, "/address", address=""))
    assert send(rita, page, "/address", address="other@example.org").status_code == 400, "taken away and typed again"
    _, code = addresses.begin(room.user("edna"), "edna@example.org")
    assert send(rita, page, "/confirm", code=code).status_code == 400


@pytest.mark.parametrize(
    "typed",
    [
        "nobody",
        "a@b",
        "a b@example.org",
        "a@example.org, b@example.org",
        "가@example.org",
        "<a@example.org>",
        "a@example.org\r\nBcc: b@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_gets_nothing(room: Newsroom, mailbox: Mailbox, typed: str) -> None:
    rita = room.signed_in("rita")
    answer = send(rita, rita.get("/desk/alerts"), "/address", address=typed)
    assert answer.status_code == 400 and "메일 주소로 쓸 수 없습니다" in answer.text
    assert mailbox.mails == [] and MailAddresses(room.desk.store).of("rita") is None


def test_a_mail_server_that_does_not_take_the_code_is_told(room: Newsroom, mailbox: Mailbox) -> None:
    mailbox.refused.add("rita@example.org")
    rita = room.signed_in("rita")
    answer = send(rita, rita.get("/desk/alerts"), "/address", address="rita@example.org")
    assert answer.status_code == 502 and "550 no such mailbox" in answer.text
    assert MailAddresses(room.desk.store).of("rita") is None


def test_without_a_mail_server_the_page_says_so_and_asks_for_no_address(tmp_path: Path, analyzer: Analyzer) -> None:
    room = newsroom(tmp_path, analyzer)
    rita = room.signed_in("rita")
    page = rita.get("/desk/alerts").text
    assert "이 서고는 메일을 보내지 않습니다." in page and 'name="address"' not in page and 'name="mail"' not in page
    sent = rita.post("/desk/alerts/address", data={"address": "rita@example.org"})
    assert sent.status_code == 400 and MailAddresses(room.desk.store).of("rita") is None


def test_a_number_that_no_search_has_is_nowhere(room: Newsroom) -> None:
    for number in ("9" * 30, "-1", "x"):
        assert room.signed_in("rita").post(f"/desk/alerts/{number}/remove").status_code == 404
    assert room.signed_in("rita").post("/desk/alerts/7/remove").status_code == 303


def test_the_feed_has_what_was_found_for_whoever_knows_its_address(room: Newsroom) -> None:
    room.save("공장")
    room.save("은행")
    room.bring_file("b", ready("late", "오래된 공장", title="오래된 공장", date="2009-01-01"))
    room.find()
    room.bring(both="은행이 산 공장", neither="항구")
    room.find()
    rita = room.signed_in("rita")
    page = send(rita, rita.get("/desk/alerts"), "/feed")
    found = re.search(rf'value="{BASE_URL}(/desk/feeds/[\w-]+\.atom)"', page.text)
    assert found
    stranger = Site(room.archive, room.desk, BASE_URL).browser()
    feed = stranger.get(found[1])
    assert feed.status_code == 200 and feed.headers["Cache-Control"] == "no-store"
    root = ET.fromstring(feed.data)
    entries = [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}id")) for entry in root.iter(f"{ATOM}entry")]
    assert entries == [("은행이 산 공장", f"{BASE_URL}/articles/both"), ("오래된 공장", f"{BASE_URL}/articles/late")]
    assert found[1] not in feed.text, "the address is a secret"
    assert found[1] not in rita.get("/desk/alerts").text


def test_another_address_ends_the_one_before_and_a_removed_user_has_none(room: Newsroom) -> None:
    rita, stranger = room.signed_in("rita"), Site(room.archive, room.desk, BASE_URL).browser()

    def made() -> str:
        page = send(rita, rita.get("/desk/alerts"), "/feed")
        return str(urlsplit(re.findall(r'value="([^"]+\.atom)"', page.text)[0]).path)

    first, second = made(), made()
    assert [stranger.get(each).status_code for each in (first, second)] == [404, 200]
    room.desk.users.remove(room.user("rita"))
    assert stranger.get(second).status_code == 404


def test_where_the_site_is_closed_results_lead_to_saving_them(tmp_path: Path, analyzer: Analyzer) -> None:
    room = newsroom(tmp_path, analyzer, LOGIN)
    rita = room.signed_in("rita")
    for q in ("공장", "없는말"):
        found = re.search(r'href="(/desk/alerts\?q=[^"]+)"', rita.get("/search", query_string={"q": q}).text)
        assert found
        page = rita.get(found[1].replace("&amp;", "&"))
        assert followed(rita, send(rita, page, "/save")).status_code == 200
    assert [saved.search.q for saved in SavedSearches(room.desk.store).all()] == ["공장", "없는말"]
