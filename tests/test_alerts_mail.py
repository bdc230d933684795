"""Mails of new articles, handed to a real server: who gets which, and what becomes of those that do not go out."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.errors import MailError, SettingsError
from archive.mailing import check, post
from archive.settings import NONE, STARTTLS, TLS, Settings
from tests.alerts_site import BASE_URL, Newsroom, newsroom
from tests.corpora import ready
from tests.mail_server import PASSWORD, USER, Mailbox, mail_server
from tests.opensearch.fronts import certificates
from webui.desk import Desk
from webui.desk.alerts.addresses import MailAddresses
from webui.desk.alerts.letters import trial_mail
from webui.desk.alerts.sending import SETTLED, Sent, send

FROM = "seogo@example.org"
RITA = "rita@example.org"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def room(tmp_path: Path, analyzer: Analyzer, mailbox: Mailbox) -> Newsroom:
    room = newsroom(tmp_path, analyzer, mail_server=mailbox.server, mail_security=NONE, mail_from=FROM)
    confirmed(room, "rita", RITA)
    return room


def confirmed(room: Newsroom, name: str, address: str) -> None:
    addresses = MailAddresses(room.desk.store)
    _, code = addresses.begin(room.user(name), address)
    addresses.confirm(room.user(name), code)


def text(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def now(room: Newsroom) -> Sent:
    room.find()
    return send(room.desk, room.archive, at_once=True)


def test_a_mail_tells_title_place_sentence_and_link_of_each_new_article(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("공장")
    outlets = [{"name": "과기일보", "name_zh": "科技日报"}]
    line = ready("new", "먼저 딴 말. 새 공장이 섰다.", title="닝보의 새 공장", section="정책", outlets=outlets)
    room.bring_file("b", line)
    assert now(room) == Sent(1)
    (mail,) = mailbox.mails
    assert mailbox.to == [RITA] and mail["To"] == RITA and FROM in mail["From"]
    assert mail["Subject"] == "[서고] 새 글 1편: 공장"
    assert mail["Auto-Submitted"] == "auto-generated" and f"<{BASE_URL}/desk/alerts>" in mail["List-Unsubscribe"]
    for said in (
        "닝보의 새 공장",
        "2022-12-14 · 정책 · 과기일보(科技日报)",
        "새 공장이 섰다.",
        f"{BASE_URL}/articles/new",
    ):
        assert said in text(mail)


def test_what_is_told_is_not_told_again(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("공장")
    room.bring(new="새 공장")
    assert now(room) == Sent(1)
    assert now(room) == Sent()
    room.bring(newer="더 새로운 공장")
    assert now(room) == Sent(1)
    assert "더 새로운 공장" in text(mailbox.mails[1]) and "articles/new\n" not in text(mailbox.mails[1])


def test_one_mail_tells_of_all_searches_of_a_user(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("공장")
    room.save("은행")
    room.bring(a="새 공장", b="새 은행", c="은행이 산 공장")
    assert now(room) == Sent(1)
    assert mailbox.mails[0]["Subject"] == "[서고] 새 글 3편: 공장 외 1"
    assert "■ 공장 (2편)" in text(mailbox.mails[0]) and "■ 은행 (2편)" in text(mailbox.mails[0])


def test_who_has_no_confirmed_address_gets_no_mail_until_there_is_one(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("공장", "edna")
    _, code = MailAddresses(room.desk.store).begin(room.user("edna"), "edna@example.org")
    room.bring(new="새 공장")
    assert now(room) == Sent()
    MailAddresses(room.desk.store).confirm(room.user("edna"), f" {code.upper()} ")
    assert now(room) == Sent(1) and mailbox.to == ["edna@example.org"]


def test_a_search_that_is_not_told_by_mail_is_not_mailed_later_either(room: Newsroom) -> None:
    room.save("공장", by_mail=False)
    room.bring(new="새 공장")
    assert now(room) == Sent()


def test_what_was_taken_back_before_it_was_mailed_is_not_mailed(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("공장")
    room.bring(new="새 공장", good="다른 공장")
    room.find()
    room.take_out("new")
    assert now(room) == Sent(1) and "새 공장" not in text(mailbox.mails[0])


def test_the_site_by_itself_waits_until_an_article_has_settled(
    room: Newsroom, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.save("공장")
    room.bring(new="새 공장")
    room.find()
    assert send(room.desk, room.archive) == Sent()
    monkeypatch.setattr("webui.desk.alerts.sending.SETTLED", -SETTLED)
    assert send(room.desk, room.archive) == Sent(1) and len(mailbox.mails) == 1


def test_a_refused_address_costs_nobody_else_a_mail_and_is_tried_again(room: Newsroom, mailbox: Mailbox) -> None:
    confirmed(room, "edna", "edna@example.org")
    room.save("공장", "rita")
    room.save("공장", "edna")
    mailbox.refused.add(RITA)
    room.bring(new="새 공장")
    sent = now(room)
    assert sent.mails == 1 and mailbox.to == ["edna@example.org"] and "550 no such mailbox" in sent.problems[0]
    known = MailAddresses(room.desk.store).of("rita")
    assert known and "550 no such mailbox" in known.problem
    mailbox.refused.clear()
    assert send(room.desk, room.archive) == Sent(), "the site does not try again at once"
    assert now(room) == Sent(1) and mailbox.to[1] == RITA
    known = MailAddresses(room.desk.store).of("rita")
    assert known and not known.problem


def test_a_full_server_and_none_at_all_are_told_and_tried_again(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("공장")
    room.bring(new="새 공장")
    mailbox.full = True
    assert "452 not enough room" in now(room).problems[0]
    gone = Desk(replace(room.desk.settings, mail_server="localhost:1"))
    assert "mail_server" in send(gone, room.archive, at_once=True).problems[0]
    mailbox.full = False
    assert now(room) == Sent(1)


def test_nothing_that_is_printed_gets_into_the_head_of_a_mail(room: Newsroom, mailbox: Mailbox) -> None:
    room.save("/search?q=%EA%B3%B5%EC%9E%A5%0D%0ABcc:+x@example.org")
    room.bring_file("b", ready("x", "공장 Bcc:x@example.org", title="공장\r\nBcc: x@example.org"))
    assert now(room) == Sent(1)
    assert mailbox.to == [RITA] and mailbox.mails[0]["Bcc"] is None


def test_without_a_server_nothing_is_sent(tmp_path: Path, analyzer: Analyzer) -> None:
    room = newsroom(tmp_path, analyzer)
    confirmed(room, "rita", RITA)
    room.save("공장")
    room.bring(new="새 공장")
    assert now(room) == Sent()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with certificates."""
    folder = tmp_path_factory.mktemp("certificates")
    certificates(folder)
    return folder


def context(folder: Path) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(folder / "server.pem", folder / "server.key")
    return made


def settings(mailbox: Mailbox, security: str, password: str = "") -> Settings:
    user = USER if password else ""
    return Settings(
        base_url=BASE_URL,
        mail_from=FROM,
        mail_server=mailbox.server,
        mail_security=security,
        mail_user=user,
        mail_password=password,
    )


def deliver(settings: Settings) -> None:
    with post(settings) as server:
        server.send(trial_mail(settings, RITA))


def test_the_password_goes_only_over_a_way_that_is_secret(guarded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(guarded / "ca.pem"))
    with mail_server(context(guarded)) as mailbox:
        deliver(settings(mailbox, STARTTLS, PASSWORD))
        with pytest.raises(MailError, match="mail_password"):
            deliver(settings(mailbox, STARTTLS, "wrong"))
        assert mailbox.logins[0] == "good" and set(mailbox.logins[1:]) == {"bad"} and len(mailbox.mails) == 1
        with pytest.raises(SettingsError, match="none"):
            check(settings(mailbox, NONE, PASSWORD))
    with mail_server(context(guarded), tls=True) as mailbox:
        deliver(settings(mailbox, TLS))
        assert len(mailbox.mails) == 1


def test_a_server_that_nobody_vouches_for_or_that_knows_no_starttls_gets_nothing(guarded: Path) -> None:
    with mail_server(context(guarded)) as mailbox, pytest.raises(MailError, match="증명서"):
        deliver(settings(mailbox, STARTTLS, PASSWORD))
    with mail_server() as mailbox, pytest.raises(MailError, match="mail_security"):
        deliver(settings(mailbox, STARTTLS, PASSWORD))
    assert mailbox.mails == []


@pytest.mark.parametrize("missing", ["mail_from", "base_url"])
def test_settings_with_which_no_mail_can_be_written_are_refused(missing: str) -> None:
    whole = Settings(base_url=BASE_URL, mail_from=FROM, mail_server="localhost:25", mail_security=NONE)
    check(whole)
    with pytest.raises(SettingsError, match=missing):
        check(replace(whole, **{missing: ""}))  # type: ignore[arg-type]
