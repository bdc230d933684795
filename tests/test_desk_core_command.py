"""`seogo user` as somebody types it, at a real terminal (a pseudo-terminal of the system)."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import seogo
from tests.conftest import ROOT
from tests.desk_site import OTHER_PASSWORD, PASSWORD, desk_at, with_people
from webui.desk import Desk
from webui.desk.alerts.feed_keys import FeedKeys
from webui.desk.users import Role


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)


def typed(desk: Desk, *arguments: str, answers: Sequence[str] = ()) -> tuple[int, str]:
    """Exit status of the command, and all that its terminal shows while the answers are typed as they are asked for."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "seogo.py", "user", *arguments, "--desk", str(desk.settings.desk)])
    shown, left = "", list(answers)
    while piece := _read(terminal):
        shown += piece.decode("utf-8", "replace")
        if left and shown.endswith(": "):
            os.write(terminal, f"{left.pop(0)}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""  # so Linux says that nobody is at the other end any more


def test_a_password_is_asked_for_twice_and_not_shown(desk: Desk) -> None:
    status, shown = typed(desk, "add", "kim", "--role", "reader", answers=[PASSWORD, PASSWORD])
    assert (status, shown) == (0, "새 비밀번호 (12자 이상): \n한 번 더: \nkim을(를) 더했습니다(읽기).\n")
    kim = desk.users.named("kim")
    assert kim.role == Role.READER and desk.users.has_password(kim, PASSWORD)
    (entry,) = desk.log.entries()
    assert entry.what == "user_added" and dict(entry.details) == {"user": "kim", "role": "reader"}


def test_two_passwords_that_differ_add_nobody(desk: Desk) -> None:
    status, shown = typed(desk, "add", "kim", answers=[PASSWORD, OTHER_PASSWORD])
    assert status == 1 and shown.endswith("seogo: 두 비밀번호가 서로 다릅니다. 다시 해 주세요.\n")
    assert not desk.users.exist()


def test_a_password_that_will_not_do_is_not_asked_for_again(desk: Desk) -> None:
    with_people(desk)
    status, shown = typed(desk, "password", "edna", answers=["password1234"])
    assert status == 1 and "쉽게 알아낼" in shown and "한 번 더" not in shown and "Traceback" not in shown
    assert desk.users.has_password(desk.users.named("edna"), PASSWORD)


def test_without_a_terminal_no_password_is_taken(desk: Desk) -> None:
    command = [sys.executable, "seogo.py", "user", "add", "kim", "--desk", str(desk.settings.desk)]
    ran = subprocess.run(
        command, cwd=ROOT, input=f"{PASSWORD}\n{PASSWORD}\n", capture_output=True, text=True, start_new_session=True
    )
    assert ran.returncode == 1 and ran.stderr == "seogo: 비밀번호는 터미널에서만 받습니다. 터미널에서 다시 해 주세요.\n"
    assert not desk.users.exist()


def run(desk: Desk, *arguments: str) -> int:
    """The command without a terminal, in this process."""
    return seogo.main(["user", *arguments, "--desk", str(desk.settings.desk)])


def test_users_are_listed_changed_and_removed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with_people(desk)
    desk.sessions.begin(desk.users.named("edna"), "", "")
    assert run(desk, "list") == 0
    told = "edna\teditor\t들어와 있는 곳 1\t토큰 0\nrita\treader\t들어와 있는 곳 0\t토큰 0\n"
    assert capsys.readouterr().out == told
    assert run(desk, "remove", "edna") == 1
    assert "마지막 편집자" in capsys.readouterr().err
    assert run(desk, "role", "rita", "editor") == 0
    assert run(desk, "remove", "EDNA") == 0
    assert capsys.readouterr().err == "rita의 맡은 일은 이제 편집입니다.\nedna을(를) 뺐습니다.\n"
    assert [user.name for user in desk.users.all()] == ["rita"]
    assert run(desk, "remove", "rita") == 1
    assert run(desk, "role", "rita", "reader", "--force") == 0
    assert run(desk, "remove", "nobody") == 1
    assert "nobody(이)라는 사람이 없습니다" in capsys.readouterr().err
    assert [entry.what for entry in desk.log.entries()] == ["role_changed", "user_removed", "role_changed"]


def test_a_token_is_shown_once_and_ends_with_the_sessions(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with_people(desk)
    assert run(desk, "token", "rita") == 0
    token = capsys.readouterr().out.strip()
    key = FeedKeys(desk.store).make(desk.users.named("rita"))
    assert len(token) >= 43 and desk.tokens.count(desk.users.named("rita")) == 1
    assert run(desk, "logout", "rita") == 0
    assert capsys.readouterr().err == "rita: 0곳에서 나가게 하고 토큰 1개를 끝냈습니다.\n"
    assert [entry.what for entry in desk.log.entries()] == ["sessions_ended", "token_made"]
    assert FeedKeys(desk.store).user_of(key) is None
    assert token.encode() not in desk.log.path.read_bytes()


@pytest.mark.parametrize("part", ["", "add", "list", "password", "role", "remove", "logout", "token"])
def test_every_part_helps_with_an_example(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        seogo.main(["user", *([part] if part else []), "--help"])
    assert ended.value.code == 0 and "예: seogo user" in capsys.readouterr().out
