"""`seogo user`: who may come in to the desk, and to a site that is closed to others (docs/operating.md)."""

from __future__ import annotations

import argparse
import getpass
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from archive.errors import UserError
from archive.settings import Settings
from commands.common import add_command, add_desk, tell

if TYPE_CHECKING:
    from webui.desk import Desk

ROLES = {"reader": "읽기", "editor": "편집"}


def add(commands: Any, at: argparse.ArgumentParser) -> None:
    """Add the command with all its parts."""
    about = "편집실에 들어오는 사람을 더하고 빼고 바꿉니다."
    user = add_command(commands, at, "user", None, about, "seogo user add kim --role editor")
    parts = user.add_subparsers(title="할 일", metavar="할 일", required=True)
    desk = argparse.ArgumentParser(add_help=False, parents=[at])
    add_desk(desk)
    add_command(parts, desk, "list", list_users, "누가 있는지 보입니다.", "seogo user list")
    new = _part(parts, desk, "add", add_user, "사람을 더합니다. 비밀번호는 터미널에서 두 번 묻습니다.")
    new.add_argument("--role", choices=list(ROLES), default="editor", help="맡은 일 (기본 editor)")
    _part(parts, desk, "password", set_password, "비밀번호를 새로 정하고, 들어와 있는 모든 곳에서 나가게 합니다.")
    role = _part(parts, desk, "role", set_role, "맡은 일을 바꿉니다.", "editor")
    role.add_argument("role", metavar="ROLE", choices=list(ROLES), help=", ".join(ROLES))
    removed = _part(parts, desk, "remove", remove_user, "사람을 뺍니다.")
    for each in (role, removed):
        each.add_argument("--force", action="store_true", help="마지막 편집자여도")
    _part(parts, desk, "logout", log_out, "들어와 있는 모든 곳에서 나가게 하고 토큰과 알림의 피드도 모두 끝냅니다.")
    _part(parts, desk, "token", make_token, "프로그램이 읽을 때 비밀번호 대신 쓰는 토큰을 하나 만들어 보입니다.")


def list_users(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user list`: a line for each."""
    desk = _desk(settings)
    for user in desk.users.all():
        places, tokens = len(desk.sessions.of(user)), desk.tokens.count(user)
        print(f"{user.name}\t{user.role}\t들어와 있는 곳 {places}\t토큰 {tokens}")
    return 0


def add_user(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user add NAME`: ask for a password twice, and let them in from now on."""
    from webui.desk.users import Role, checked_name

    desk, name = _desk(settings), checked_name(options.name)
    if desk.users.find(name):
        raise UserError(f"{name}(이)라는 사람이 이미 있습니다. seogo user list로 확인해 주세요.")
    password = _new_password(name)
    user = desk.users.add(name, Role(options.role), password, _note(desk, "user_added", name, role=options.role))
    tell(f"{user.name}을(를) 더했습니다({ROLES[user.role]}).")
    return 0


def set_password(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user password NAME`."""
    desk = _desk(settings)
    user = desk.users.named(options.name)
    desk.users.set_password(user, _new_password(user.name), _note(desk, "password_changed", user.name))
    desk.sessions.end_all(user)
    tell(f"{user.name}의 비밀번호를 바꾸었습니다.")
    return 0


def set_role(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user role NAME ROLE`."""
    from webui.desk.users import Role

    desk = _desk(settings)
    user = desk.users.named(options.name)
    note = _note(desk, "role_changed", user.name, role=options.role)
    desk.users.set_role(user, Role(options.role), note, even_last_editor=options.force)
    tell(f"{user.name}의 맡은 일은 이제 {ROLES[options.role]}입니다.")
    return 0


def remove_user(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user remove NAME`."""
    desk = _desk(settings)
    user = desk.users.named(options.name)
    desk.users.remove(user, _note(desk, "user_removed", user.name), even_last_editor=options.force)
    tell(f"{user.name}을(를) 뺐습니다.")
    return 0


def log_out(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user logout NAME`: end sessions and tokens, and the feed of alerts."""
    from webui.desk.alerts.feed_keys import FeedKeys

    desk = _desk(settings)
    user = desk.users.named(options.name)
    _note(desk, "sessions_ended", user.name)()
    places, tokens = desk.sessions.end_all(user), desk.tokens.end_all(user)
    FeedKeys(desk.store).remove(user)
    tell(f"{user.name}: {places}곳에서 나가게 하고 토큰 {tokens}개를 끝냈습니다.")
    return 0


def make_token(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo user token NAME`: print a new token, which is not shown again."""
    desk = _desk(settings)
    user = desk.users.named(options.name)
    _note(desk, "token_made", user.name)()
    token = desk.tokens.make(user)
    tell(f"{user.name}의 토큰입니다. 다시 보이지 않으니 쓸 곳에 바로 적어 두세요.")
    print(token)
    return 0


def _part(
    parts: Any,
    desk: argparse.ArgumentParser,
    name: str,
    run: Callable[[argparse.Namespace, Settings], int],
    about: str,
    more: str = "",
) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = add_command(parts, desk, name, run, about, f"seogo user {name} kim {more}".strip())
    part.add_argument("name", metavar="NAME", help="이름")
    return part


def _desk(settings: Settings) -> Desk:
    from webui.desk import Desk

    return Desk(settings)


def _note(desk: Desk, what: str, name: str, **details: str) -> Callable[[], None]:
    """What writes into the desk's log what is done to a user, by the person whom this machine knows."""
    try:
        person = getpass.getuser()
    except (KeyError, OSError, ImportError):
        person = "?"  # in a container there may be nobody of that number
    return lambda: desk.log.write("", what, f"seogo ({person})", {"user": name, **details})


def _new_password(name: str) -> str:
    """A password that was typed twice. Raises UserError where it will not do or there is no terminal to type it in."""
    from webui.desk.passwords import judge

    with warnings.catch_warnings():
        # Without a terminal it would be read from a file or a pipe, and shown.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            password = getpass.getpass("새 비밀번호 (12자 이상): ")
            judge(password, name)
            again = getpass.getpass("한 번 더: ")
        except (getpass.GetPassWarning, EOFError, OSError) as error:
            raise UserError("비밀번호는 터미널에서만 받습니다. 터미널에서 다시 해 주세요.") from error
    if password != again:
        raise UserError("두 비밀번호가 서로 다릅니다. 다시 해 주세요.")
    return password
