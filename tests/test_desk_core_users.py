"""Users: names, passwords, roles; and the file that keeps them, which several processes use at once."""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from archive.errors import DeskUnusable, UserError
from tests.conftest import ROOT
from tests.desk_site import OTHER_PASSWORD, PASSWORD, desk_at, with_people
from webui.desk import Desk, passwords
from webui.desk.schema import STEPS
from webui.desk.users import Role


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path)


def test_a_desk_that_nobody_was_added_to_writes_nothing(desk: Desk) -> None:
    assert not desk.users.exist() and desk.users.all() == [] and desk.users.find("kim") is None
    assert not desk.settings.desk.exists()


def test_a_user_is_found_in_whatever_case_the_name_is_typed(desk: Desk) -> None:
    desk.users.add("Müller-K.2", Role.READER, PASSWORD)
    found = desk.users.find("MÜLLER-k.2")
    assert found and (found.name, found.role) == ("Müller-K.2", Role.READER)
    with pytest.raises(UserError, match="이미 있습니다"):
        desk.users.add("mu\u0308ller-k.2", Role.EDITOR, PASSWORD)


@pytest.mark.parametrize(
    "name", ["", ".kim", "-kim", "kim lee", "kim\n", "a" * 41, "<b>", "kim/..", "\u202ekim", "김 철수"]
)
def test_what_cannot_be_a_name_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(UserError, match="이름으로 쓸 수 없습니다"):
        desk.users.add(name, Role.EDITOR, PASSWORD)


@pytest.mark.parametrize("name", ["김철수", "kim", "k", "2호", "kim.lee@seogo"[:7], "a" * 40])
def test_names_of_people_are_taken(desk: Desk, name: str) -> None:
    assert desk.users.add(name, Role.EDITOR, PASSWORD).name == name


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", "12자 이상"),
        ("가나다라마바사아자차카", "12자 이상"),
        ("qzvmtw" + " " * 20, "12자 이상"),
        ("x" * 1001, "1000자까지"),
        *(
            (each, "쉽게 알아낼")
            for each in (
                *("password1234!", "PassWord2026!", "123456789012", "qwertyuiop[]", "aaaaaaaaaaaa", "abcabcabcabc"),
                *("비밀번호비밀번호비밀번호", "seogo2026seogo", "dkssudgktpdy123", "kim-kim-kim-12", "987654321098"),
            )
        ),
    ],
)
def test_a_password_that_is_short_or_common_will_not_do(desk: Desk, password: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        desk.users.add("kim", Role.EDITOR, password)
    assert not desk.users.exist()


def test_no_password_that_is_known_to_have_leaked_will_do_not_even_with_a_little_more() -> None:
    text = (ROOT / "webui/desk/leaked_passwords.txt").read_text(encoding="utf-8")
    leaked = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(leaked) > 200 and min(map(len, leaked)) >= passwords.LEAST
    for each in (*leaked, "MichaelJackson1!", "christopher1 christopher1"):
        with pytest.raises(UserError, match="쉽게 알아낼"):
            passwords.judge(each, "kim")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "correct horse battery staple",
        "x7Jq-pLm3-29",
        "말과 배터리 종이컵 셋",
        "🐋🐈🐕🦊🐻🐼🐨🐯🦁🐮🐷🐸 고래",
    ],
)
def test_any_other_password_will_do_whatever_it_is_made_of(password: str) -> None:
    passwords.judge(password, "kim")


def test_a_password_is_kept_as_argon2id_and_is_the_same_from_every_keyboard(desk: Desk) -> None:
    user = desk.users.add("kim", Role.EDITOR, "caf\u00e9 고양이 냉장고 위")
    assert desk.users.has_password(user, "cafe\u0301 고양이 냉장고 위")
    assert not desk.users.has_password(user, "cafe 고양이 냉장고 위")
    assert not desk.users.has_password(None, PASSWORD)
    kept = b"".join(path.read_bytes() for path in desk.settings.desk.iterdir())
    assert b"$argon2id$" in kept and "고양이".encode() not in kept


def test_no_part_of_a_password_is_left_out_however_long_it_is_typed() -> None:
    letters = "\u1100\u1161\u11a8"  # three code points that a keyboard of another system sends for one syllable
    kept = passwords.hashed(letters * 500)
    assert passwords.matches(kept, "각" * 500) and passwords.matches(kept, letters * 500)
    assert not passwords.matches(kept, letters * 500 + "x") and not passwords.matches(kept, letters * 499)


def test_the_files_are_for_nobody_else_to_read(desk: Desk) -> None:
    desk.users.add("kim", Role.EDITOR, PASSWORD)
    with desk.store.reading():
        files = [desk.settings.desk, *desk.settings.desk.iterdir()]
        assert len(files) > 2
        assert [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_the_last_editor_stays_unless_it_is_said_twice(desk: Desk) -> None:
    with_people(desk)
    edna = desk.users.named("edna")
    with pytest.raises(UserError, match="마지막 편집자"):
        desk.users.remove(edna)
    with pytest.raises(UserError, match="마지막 편집자"):
        desk.users.set_role(edna, Role.READER)
    desk.users.set_role(desk.users.named("rita"), Role.EDITOR)
    desk.users.remove(edna)
    desk.users.remove(desk.users.named("rita"), even_last_editor=True)
    assert not desk.users.exist()


def test_with_a_user_go_sessions_tokens_and_known_browsers(desk: Desk) -> None:
    rita = with_people(desk).users.named("rita")
    secret, _ = desk.sessions.begin(rita, "", ""), desk.tokens.make(rita)
    desk.throttle.succeeded(rita, "", None)
    desk.users.remove(rita)
    assert desk.sessions.find(secret) is None
    with desk.store.reading() as tables:
        left = [
            tables.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("sessions", "tokens", "known_browsers")
        ]
    assert left == [0, 0, 0]


def test_another_password_takes_the_place_of_the_old_one(desk: Desk) -> None:
    user = desk.users.add("kim", Role.EDITOR, PASSWORD)
    desk.users.set_password(user, OTHER_PASSWORD)
    assert desk.users.has_password(user, OTHER_PASSWORD) and not desk.users.has_password(user, PASSWORD)


ADD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from webui.desk.store import Store
store = Store(Path(sys.argv[1]))
print(flush=True)
for number in range(40):
    with store.changing() as desk:
        desk.execute("INSERT INTO failed_logins VALUES (?, 1, 0)", (f"other {number}",))
"""


def test_processes_and_threads_make_the_file_and_write_into_it_at_once(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)

    def add(thread: int) -> None:
        for number in range(20):
            with desk.store.changing() as tables:
                tables.execute("INSERT INTO failed_logins VALUES (?, 1, 0)", (f"{thread} {number}",))

    command = [sys.executable, "-c", ADD, str(desk.settings.desk)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as other, ThreadPoolExecutor() as threads:
        assert other.stdout and other.stdout.readline() == b"\n"
        list(threads.map(add, range(4)))
    assert other.returncode == 0
    with desk.store.reading() as tables:
        assert tables.execute("SELECT count(*) FROM failed_logins").fetchone()[0] == 120
        assert tables.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
        assert tables.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_change_that_fails_changes_nothing(desk: Desk) -> None:
    with_people(desk)
    with pytest.raises(ZeroDivisionError), desk.store.changing() as tables:
        tables.execute("DELETE FROM users")
        raise ZeroDivisionError
    assert len(desk.users.all()) == 2


def test_what_cannot_be_written_down_is_not_done(desk: Desk) -> None:
    with_people(desk)
    edna, before = desk.users.named("edna"), desk.users.all()

    def cannot() -> None:
        raise DeskUnusable("full")

    for change in (
        partial(desk.users.add, "kim", Role.EDITOR, PASSWORD, cannot),
        partial(desk.users.remove, edna, cannot, even_last_editor=True),
        partial(desk.users.set_role, edna, Role.READER, cannot, even_last_editor=True),
        partial(desk.users.set_password, edna, OTHER_PASSWORD, cannot),
    ):
        with pytest.raises(DeskUnusable, match="full"):
            change()
    assert desk.users.all() == before and desk.users.has_password(edna, PASSWORD)


def test_a_file_that_is_none_of_ours_is_told_of_in_a_sentence(desk: Desk) -> None:
    desk.settings.desk.mkdir(parents=True)
    desk.store.path.write_bytes(b"not a database" * 100)
    with pytest.raises(DeskUnusable, match="설정 desk"):
        desk.users.all()
