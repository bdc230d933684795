"""`seogo alerts` as an operator types it, with a real index and a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from tests.alerts_site import BASE_URL, Newsroom, newsroom
from tests.conftest import ROOT
from tests.mail_server import Mailbox, mail_server
from tests.test_command_line import seogo
from webui.desk.alerts.addresses import MailAddresses


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def room(tmp_path: Path, analyzer: Analyzer) -> Newsroom:
    room = newsroom(tmp_path, analyzer)
    _, code = MailAddresses(room.desk.store).begin(room.user("rita"), "rita@example.org")
    MailAddresses(room.desk.store).confirm(room.user("rita"), code)
    room.save("공장")
    room.bring(new="새 공장")
    return room


def environment(room: Newsroom, server: str) -> dict[str, str]:
    settings = {"corpus": room.root / "corpus", "index": room.root / "index", "desk": room.desk.settings.desk}
    mail = {"mail_server": server, "mail_security": "none", "mail_from": "seogo@example.org", "base_url": BASE_URL}
    return {f"SEOGO_{name.upper()}": str(value) for name, value in {**settings, **mail}.items()}


def test_alerts_are_sent_at_once_and_only_once(room: Newsroom, mailbox: Mailbox) -> None:
    for count in (1, 0):
        sent = seogo("alerts", "send", cwd=ROOT, **environment(room, mailbox.server))
        assert sent.returncode == 0, sent.stderr
        assert sent.stdout == f"저장한 검색에 새 글 {count}건, 보낸 메일 {count}통.\n"
    assert [str(mail["Subject"]) for mail in mailbox.mails] == ["[서고] 새 글 1편: 공장"]


def test_a_mail_that_does_not_go_out_is_told_and_kept(room: Newsroom, mailbox: Mailbox) -> None:
    failed = seogo("alerts", "send", cwd=ROOT, **environment(room, "localhost:1"))
    assert failed.returncode == 1 and "mail_server" in failed.stderr and "Traceback" not in failed.stderr
    assert seogo("alerts", "send", cwd=ROOT, **environment(room, mailbox.server)).returncode == 0
    assert len(mailbox.mails) == 1


def test_without_a_mail_server_what_is_new_is_found_all_the_same(room: Newsroom) -> None:
    sent = seogo("alerts", "send", cwd=ROOT, **environment(room, ""))
    assert (sent.returncode, sent.stdout) == (0, "저장한 검색에 새 글 1건, 보낸 메일 0통.\n")
    assert "mail_server" in sent.stderr


def test_a_trial_mail_arrives(room: Newsroom, mailbox: Mailbox) -> None:
    sent = seogo("alerts", "test", "kim@example.org", cwd=ROOT, **environment(room, mailbox.server))
    assert sent.returncode == 0, sent.stderr
    assert mailbox.to == ["kim@example.org"]


@pytest.mark.parametrize(
    ("address", "server", "told"), [("kim", "localhost:1", "'kim'"), ("k@x.org", "", "mail_server")]
)
def test_what_cannot_be_tried_is_told(room: Newsroom, address: str, server: str, told: str) -> None:
    failed = seogo("alerts", "test", address, cwd=ROOT, **environment(room, server))
    assert failed.returncode in (1, 2) and told in failed.stderr and "Traceback" not in failed.stderr
