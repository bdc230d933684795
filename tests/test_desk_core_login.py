"""Coming in and going out, as a browser does it; and what others send in its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.search import Archive
from tests.desk_site import OTHER_PASSWORD, PASSWORD, Clock, Site, desk_at, token, with_people


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(archive: Archive, tmp_path: Path, clock: Clock) -> Site:
    return Site(archive, with_people(desk_at(tmp_path, clock=clock)))


def said(site: Site) -> list[tuple[str, str]]:
    """Who did what, by the log, the oldest first."""
    return [(entry.who, entry.what) for entry in site.desk.log.entries()][::-1]


def has_come_in(client: FlaskClient) -> bool:
    return client.get("/desk/account").status_code == 200


def cookies(answer: TestResponse) -> dict[str, str]:
    """Names of the cookies that an answer sets, to all that it says of them."""
    return {each.partition("=")[0]: each for each in answer.headers.getlist("Set-Cookie")}


def test_who_knows_name_and_password_comes_in_and_goes_out_again(site: Site) -> None:
    client = site.browser()
    assert site.come_in(client, "Edna").headers["Location"] == "/desk"
    assert client.get("/desk").status_code == 303 and has_come_in(client)
    left = client.post("/desk/logout", data={"csrf": token(client.get("/desk/account"))})
    assert left.headers["Location"] == "/desk/login" and not has_come_in(client)
    assert said(site) == [("edna", "login"), ("edna", "logout")]


@pytest.mark.parametrize(
    ("name", "password"),
    [("edna", "x"), ("nobody", PASSWORD), ("", ""), ("edna\0", PASSWORD), ("e" * 10**5, "y" * 10**5)],
)
def test_who_does_not_is_told_no_more_than_that(site: Site, name: str, password: str) -> None:
    client = site.browser()
    answer = site.come_in(client, name, password)
    assert answer.status_code == 403 and "이름이나 비밀번호가 맞지 않습니다." in answer.text
    assert not has_come_in(client) and (len(password) < 2 or password not in answer.text)


def test_the_log_has_logins_that_failed_but_nothing_that_was_typed(site: Site) -> None:
    site.come_in(site.browser(), "edna", "a wrong password")
    site.come_in(site.browser(), "my password by mistake", "x")
    assert said(site) == [("edna", "login_failed"), ("", "login_failed")]
    assert b"password" not in site.desk.log.path.read_bytes()


def test_cookies_are_for_our_own_pages_only(site: Site, archive: Archive) -> None:
    set_ = cookies(site.come_in(site.browser(), "edna"))
    assert {"seogo_session", "seogo_browser", "seogo_door"} == set(set_)
    for each in set_.values():
        assert "HttpOnly" in each and "SameSite=Lax" in each and "Path=/;" in each and "Secure" not in each
    for base_url, prefix, path in (
        ("https://seogo.example", "__Host-", "Path=/;"),
        ("https://example.org/seogo", "__Secure-", "Path=/seogo;"),
    ):
        page = Site(archive, site.desk, base_url).browser().get("/desk/login", base_url="https://localhost")
        (name, whole), *_ = cookies(page).items()
        assert name == f"{prefix}seogo_door" and path in whole and "Secure;" in whole and "Domain" not in whole


def test_a_session_has_a_new_secret_whatever_the_browser_brought(site: Site) -> None:
    planted = site.browser()
    planted.set_cookie("seogo_session", "planted")
    site.come_in(planted, "edna")
    brought = planted.get_cookie("seogo_session")
    assert brought and brought.value != "planted" and len(brought.value) >= 43


def test_who_has_come_in_goes_on_from_the_login_page(site: Site) -> None:
    client = site.signed_in("edna")
    assert client.get("/desk/login?next=/desk/log").headers["Location"] == "/desk/log"


def test_who_comes_in_as_somebody_else_leaves_as_who_they_were(site: Site) -> None:
    other, client = site.browser(), site.signed_in("rita")
    form = {"csrf": token(other.get("/desk/login")), "name": "edna", "password": PASSWORD}
    door = other.get_cookie("seogo_door")
    assert door
    client.set_cookie("seogo_door", door.value)
    del client.environ_base["HTTP_X_CSRF_TOKEN"]
    assert client.post("/desk/login", data=form).status_code == 303
    assert "edna" in client.get("/desk/account").text
    assert site.desk.sessions.of(site.desk.users.named("rita")) == []


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/desk/log?who=edna&page=2", "/desk/log?who=edna&page=2"),
        ("/search?q=금융", "/search?q=%EA%B8%88%EC%9C%B5"),
        *(
            (elsewhere, "/desk")
            for elsewhere in (
                *(
                    "https://elsewhere.example/",
                    "//elsewhere.example/",
                    "/\\elsewhere.example",
                    "\\\\elsewhere.example",
                ),
                *(
                    "javascript:alert(1)",
                    "http:/x",
                    "/\t/elsewhere.example",
                    "/\n/elsewhere.example",
                    "",
                    "desk",
                    "///x",
                    "/%00\0",
                ),
                *("https:elsewhere.example", "//[", " //elsewhere.example", "data:text/html,x"),
            )
        ),
    ],
)
def test_after_the_login_one_goes_on_within_the_site_only(site: Site, wanted: str, reached: str) -> None:
    answer = site.come_in(site.browser(), "edna", next=wanted)
    assert answer.status_code == 303 and answer.headers["Location"] == reached


def test_a_form_is_read_and_not_the_address_that_it_is_sent_to(site: Site) -> None:
    client = site.browser()
    form = {"csrf": token(client.get("/desk/login")), "name": "edna", "password": PASSWORD}
    assert client.post("/desk/login?next=/desk/log", data=form).headers["Location"] == "/desk"


def test_many_that_fail_have_to_wait_and_are_told_how_long(site: Site, clock: Clock) -> None:
    client = site.browser()
    assert [site.come_in(client, "edna", "x").status_code for _ in range(6)] == [403] * 5 + [429]
    refused = site.come_in(client, "edna")
    assert refused.status_code == 429 and refused.headers["Retry-After"] == "2" and "2초 뒤에" in refused.text
    assert not has_come_in(client)
    clock.pass_(1)
    assert site.come_in(client, "edna").status_code == 303


def test_a_login_form_that_another_site_sends_does_nothing(site: Site) -> None:
    client = site.browser()
    form = {"name": "edna", "password": PASSWORD}
    assert client.post("/desk/login", data=form).status_code == 403
    own = token(client.get("/desk/login"))
    others = token(site.browser().get("/desk/login"))
    for sent in ({**form, "csrf": others}, {**form, "csrf": ""}, {**form, "csrf": "가"}):
        assert client.post("/desk/login", data=sent).status_code == 403
    client.delete_cookie("seogo_door")
    assert client.post("/desk/login", data={**form, "csrf": own}).status_code == 403
    assert said(site) == [] and not has_come_in(client)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "file://"},
        {"Origin": ""},
        {"Origin": "http://["},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://localhost.elsewhere.example"},
    ],
)
@pytest.mark.parametrize("path", ["/desk/logout", "/desk/account/end-all"])
def test_a_form_that_comes_from_elsewhere_does_nothing_even_with_the_token(
    site: Site, path: str, headers: dict[str, str]
) -> None:
    client = site.signed_in("edna")
    shown = token(client.get("/desk/account"))
    assert client.post(path, data={"csrf": shown}, headers=headers).status_code == 403
    assert has_come_in(client)


def test_a_form_needs_the_token_of_its_own_session(site: Site) -> None:
    client, other = site.signed_in("edna"), site.signed_in("edna")
    del client.environ_base["HTTP_X_CSRF_TOKEN"]
    for shown in ("", "x", token(other.get("/desk/account")), "가"):
        refused = client.post("/desk/logout", data={"csrf": shown})
        assert refused.status_code == 403 and has_come_in(client)
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert (
        client.post("/desk/logout", data={"csrf": token(client.get("/desk/account"))}, headers=ours).status_code == 303
    )


def test_behind_a_proxy_the_address_of_the_site_counts_as_ours(archive: Archive, site: Site) -> None:
    client = Site(archive, site.desk, "http://seogo.example").signed_in("edna")
    assert client.post("/desk/logout", headers={"Origin": "http://seogo.example"}).status_code == 303


def test_one_sees_where_one_has_come_in_and_ends_what_one_does_not_know(site: Site) -> None:
    here, there = site.signed_in("edna"), site.signed_in("edna")
    page = here.get("/desk/account").text
    assert page.count("192.0.2.7") == 2 and "Firefox" in page and "지금 여기" in page
    number = page.partition('name="id" value="')[2].partition('"')[0]
    assert here.post("/desk/account/end", data={"id": number}).status_code == 303
    assert has_come_in(here) and not has_come_in(there)
    third = site.signed_in("edna")
    assert here.post("/desk/account/end-all").headers["Clear-Site-Data"] == '"cache"'
    assert not has_come_in(here) and not has_come_in(third)


def test_what_names_no_session_of_ones_own_ends_none_and_is_not_written_down(site: Site) -> None:
    client, other = site.signed_in("edna"), site.signed_in("rita")
    (session,) = site.desk.sessions.of(site.desk.users.named("rita"))
    for number in (str(session.id), "0", "-1", "x", "", "9" * 30, "9" * 5000):
        assert client.post("/desk/account/end", data={"id": number}).status_code == 303, number[:40]
    assert has_come_in(client) and has_come_in(other) and said(site) == []


def test_another_password_ends_all_other_sessions(site: Site) -> None:
    here, there = site.signed_in("edna"), site.signed_in("edna")
    old_secret = here.get_cookie("seogo_session")
    change = {"old": PASSWORD, "new": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    for wrong in ({**change, "old": "x"}, {**change, "again": "y"}, {**change, "new": "short", "again": "short"}):
        assert here.post("/desk/account/password", data=wrong).status_code == 400
    assert has_come_in(there)
    assert here.post("/desk/account/password", data=change).status_code == 303
    new_secret = here.get_cookie("seogo_session")
    assert old_secret and new_secret and old_secret.value != new_secret.value
    assert has_come_in(here) and not has_come_in(there)
    assert site.desk.users.has_password(site.desk.users.named("edna"), OTHER_PASSWORD)


def test_who_guesses_the_password_of_an_open_session_waits_too(site: Site) -> None:
    client = site.signed_in("edna")
    wrong = {"old": "x", "new": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    answers = [client.post("/desk/account/password", data=wrong).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_who_is_removed_or_made_a_reader_is_so_at_once(site: Site) -> None:
    client, edna = site.signed_in("edna"), site.desk.users.named("edna")
    assert client.get("/desk/log").status_code == 200
    site.desk.users.set_role(edna, site.desk.users.named("rita").role, even_last_editor=True)
    assert client.get("/desk/log").status_code == 403
    site.desk.users.remove(edna)
    assert not has_come_in(client)


def test_the_log_is_shown_by_page_and_by_person_with_nothing_run_that_is_in_it(site: Site) -> None:
    for number in range(120):
        site.desk.log.write("rita" if number % 2 else "edna", "<b>what</b>", "192.0.2.9", {"number": number})
    client = site.signed_in("edna")
    first = client.get("/desk/log").text
    assert "number: 119" in first and "number: 70" in first and "number: 69" not in first
    assert "&lt;b&gt;what" in first and "<b>what" not in first
    assert "number: 19" in client.get("/desk/log?page=3").text
    of_rita = client.get("/desk/log?who=rita&page=2").text
    assert "number: 1<" in of_rita and "number: 0<" not in of_rita
    for odd in ("page=0", "page=x", "page=-1", "page=999999999999", "who=%00", "who=<script>"):
        assert client.get(f"/desk/log?{odd}").status_code == 200


def test_where_the_desk_cannot_keep_anything_it_says_so_and_the_site_goes_on(site: Site) -> None:
    client = site.signed_in("edna")
    site.desk.store.path.write_bytes(b"not a database" * 1000)
    answer = client.get("/desk/account")
    assert answer.status_code == 503 and "지금은 편집실을 쓸 수 없습니다." in answer.text
    assert str(site.desk.settings.desk) not in answer.text
    assert client.get("/search?q=금융").status_code == 200
