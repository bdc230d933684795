"""`seogo alerts`: tell who has saved a search of new articles, and try the mail server (docs/operating.md)."""

from __future__ import annotations

import argparse
from typing import Any

from archive.errors import SettingsError
from archive.settings import Settings
from commands.common import add_command, add_desk, tell, tell_all


def add(commands: Any, at: argparse.ArgumentParser) -> None:
    """The command with its parts."""
    about = "저장한 검색의 새 글을 알립니다."
    alerts = add_command(commands, at, "alerts", None, about, "seogo alerts send")
    parts = alerts.add_subparsers(title="할 일", metavar="할 일", required=True)
    desk = argparse.ArgumentParser(add_help=False, parents=[at])
    add_desk(desk)
    add_command(parts, desk, "send", send_alerts, "새 글을 찾아 지금 메일로 보냅니다.", "seogo alerts send")
    about = "메일이 가는지 시험 메일을 보내 봅니다."
    trial = add_command(parts, desk, "test", send_trial, about, "seogo alerts test kim@example.org")
    trial.add_argument("address", metavar="ADDRESS", help="받을 메일 주소")


def send_alerts(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo alerts send`: find what is new and mail it; exit status 1 where a mail did not go out."""
    from archive import mailing
    from archive.engines import open_engine
    from archive.opening import open_archive
    from webui.desk import Desk
    from webui.desk.alerts.looking import find
    from webui.desk.alerts.sending import send

    mailing.check(settings)
    desk = Desk(settings)
    open_engine(settings).snapshot()
    archive = open_archive(settings)
    found = find(desk, archive)
    sent = send(desk, archive, at_once=True)
    tell_all(sent.problems)
    print(f"저장한 검색에 새 글 {found:,}건, 보낸 메일 {sent.mails:,}통.")
    if not settings.mail_server:
        tell("설정 mail_server가 없어 메일은 보내지 않습니다. 새 글은 편집실과 피드에 보입니다.")
    return 1 if sent.problems else 0


def send_trial(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo alerts test ADDRESS`: send a mail that says that mails arrive."""
    from archive.mailing import checked, post
    from webui.desk.alerts.letters import trial_mail

    if not settings.mail_server:
        raise SettingsError("설정 mail_server가 없습니다. seogo.toml에 적어 주세요(docs/operating.md, Alerts).")
    address = checked(options.address)
    with post(settings) as server:
        server.send(trial_mail(settings, address))
    print(f"{address}(으)로 시험 메일을 보냈습니다.")
    return 0
