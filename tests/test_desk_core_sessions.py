"""Sessions and failed logins in time: a clock that is set, and no waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk_site import Clock, desk_at, with_people
from webui.desk import Desk
from webui.desk.sessions import DAY, HOUR
from webui.desk.throttle import LONGEST


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    return with_people(desk_at(tmp_path, clock=clock))


def test_a_session_is_known_by_its_secret_which_is_kept_nowhere(desk: Desk) -> None:
    secret = desk.sessions.begin(desk.users.named("edna"), "192.0.2.1", "Firefox/130")
    session = desk.sessions.find(secret)
    assert session and (session.user.name, session.address, session.browser) == ("edna", "192.0.2.1", "Firefox/130")
    assert len(secret) >= 43 and desk.sessions.find(secret[:-1]) is None and desk.sessions.find("") is None
    assert secret.encode() not in b"".join(path.read_bytes() for path in desk.settings.desk.iterdir())


@pytest.mark.parametrize(("name", "idle", "most"), [("edna", 8 * HOUR, 7 * DAY), ("rita", 7 * DAY, 30 * DAY)])
def test_a_session_ends_when_it_is_not_used_and_some_day_in_any_case(
    desk: Desk, clock: Clock, name: str, idle: float, most: float
) -> None:
    unused = desk.sessions.begin(desk.users.named(name), "", "")
    clock.pass_(idle - 1)
    assert desk.sessions.find(unused)
    clock.pass_(idle)
    assert desk.sessions.find(unused) is None
    used, begun = desk.sessions.begin(desk.users.named(name), "", ""), clock.now
    while clock.now + idle / 2 < begun + most:
        clock.pass_(idle / 2)
        assert desk.sessions.find(used)
    clock.pass_(idle / 2)
    assert desk.sessions.find(used) is None and desk.sessions.of(desk.users.named(name)) == []


def test_sessions_that_are_over_are_forgotten_when_another_begins(desk: Desk, clock: Clock) -> None:
    for _ in range(3):
        desk.sessions.begin(desk.users.named("edna"), "", "")
    clock.pass_(9 * HOUR)
    desk.sessions.begin(desk.users.named("rita"), "", "")
    with desk.store.reading() as tables:
        assert tables.execute("SELECT count(*) FROM sessions").fetchone()[0] == 1


def test_nobody_ends_the_session_of_somebody_else(desk: Desk) -> None:
    edna, rita = desk.users.named("edna"), desk.users.named("rita")
    secret = desk.sessions.begin(edna, "", "")
    session = desk.sessions.find(secret)
    assert session and not desk.sessions.end(rita, session.id) and desk.sessions.find(secret)
    assert desk.sessions.end(edna, session.id) and desk.sessions.find(secret) is None


def fail(desk: Desk, name: str, address: str, times: int, browser: str | None = None) -> float:
    """Fail so often without waiting; the wait after the last."""
    for _ in range(times):
        desk.throttle.attempt(name, address, browser)
    return desk.throttle.attempt(name, address, browser)


def test_after_five_that_failed_each_wait_is_twice_as_long_as_the_one_before(desk: Desk, clock: Clock) -> None:
    waits = [fail(desk, "edna", "192.0.2.1", 5)]
    for _ in range(12):
        clock.pass_(waits[-1])
        waits.append(fail(desk, "edna", "192.0.2.1", 1))
    assert waits[:5] == [1, 2, 4, 8, 16] and waits[-1] == LONGEST == 15 * 60


def test_who_does_not_wait_is_not_made_to_wait_longer(desk: Desk, clock: Clock) -> None:
    assert fail(desk, "edna", "192.0.2.1", 5) == 1
    clock.pass_(0.5)
    assert fail(desk, "edna", "192.0.2.1", 100) == 0.5


def test_names_and_networks_wait_for_themselves(desk: Desk) -> None:
    assert fail(desk, "edna", "192.0.2.1", 5) == 1
    assert desk.throttle.attempt("EDNA", "192.0.2.1", None) == 1
    assert desk.throttle.attempt("edna", "192.0.2.2", None) == 0
    assert desk.throttle.attempt("rita", "192.0.2.1", None) == 0
    assert fail(desk, "rita", "2001:db8::1", 5) == 1
    assert desk.throttle.attempt("rita", "2001:db8::2:3", None) == 1, "one client has all addresses of its network"
    assert desk.throttle.attempt("rita", "2001:db8:0:1::1", None) == 0


def test_who_tries_many_names_from_one_network_waits_too(desk: Desk) -> None:
    for number in range(30):
        assert desk.throttle.attempt(f"name{number}", "192.0.2.1", None) == 0
    assert desk.throttle.attempt("another", "192.0.2.1", None) > 0
    assert desk.throttle.attempt("another", "192.0.2.2", None) == 0


def test_a_stranger_from_everywhere_makes_others_wait_a_minute_at_most_and_a_known_browser_not_at_all(
    desk: Desk, clock: Clock
) -> None:
    known = desk.throttle.succeeded(desk.users.named("edna"), "192.0.2.1", None)
    for number in range(600):
        desk.throttle.attempt("edna", f"10.0.{number // 250}.{number % 250}", None)
        clock.pass_(1)
    assert 0 < desk.throttle.attempt("edna", "198.51.100.1", None) <= 60
    assert desk.throttle.attempt("edna", "198.51.100.1", known) == 0
    assert desk.throttle.attempt("rita", "198.51.100.1", known) == 0, "of another user this browser says nothing"
    assert fail(desk, "edna", "198.51.100.1", 5, known) == 1, "also there nobody guesses on and on"


def test_from_everywhere_at_most_a_hundred_passwords_of_a_name_are_tried_in_an_hour(desk: Desk, clock: Clock) -> None:
    begun, tried = clock.now, 0
    while clock.now < begun + HOUR:
        wait = desk.throttle.attempt("edna", f"10.0.{tried // 250}.{tried % 250}", None)
        tried += not wait
        clock.pass_(wait)
    assert 60 < tried <= 100


def test_a_login_forgets_what_failed_and_so_does_a_day(desk: Desk, clock: Clock) -> None:
    edna = desk.users.named("edna")
    fail(desk, "edna", "192.0.2.1", 4)
    desk.throttle.succeeded(edna, "192.0.2.1", None)
    assert fail(desk, "edna", "192.0.2.1", 4) == 0
    clock.pass_(DAY + 1)
    assert fail(desk, "edna", "192.0.2.1", 4) == 0


def test_a_clock_that_is_set_back_makes_no_wait_longer(desk: Desk, clock: Clock) -> None:
    fail(desk, "edna", "192.0.2.1", 5)
    clock.pass_(-10 * DAY)
    assert 0 < desk.throttle.attempt("edna", "192.0.2.1", None) <= 1


def test_what_was_typed_as_a_name_is_not_kept(desk: Desk) -> None:
    desk.throttle.attempt("my secret password", "192.0.2.1", None)
    kept = b"".join(path.read_bytes() for path in desk.settings.desk.iterdir())
    assert b"my secret" not in kept and b"192.0.2.1" not in kept
