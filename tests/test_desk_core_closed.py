"""A site that is closed to strangers: pages lead to the login and back, programs come in by a token."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.errors import SettingsError
from archive.search import Archive
from archive.settings import LOGIN
from tests.desk_site import Site, desk_at, with_people


@pytest.fixture(scope="module")
def site(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(archive, with_people(desk_at(tmp_path_factory.mktemp("desk"), LOGIN)))


@pytest.fixture
def stranger(site: Site) -> FlaskClient:
    return site.browser()


def test_a_page_leads_to_the_login_and_back_to_what_was_wanted(site: Site, stranger: FlaskClient) -> None:
    sent = stranger.get("/search?q=금융&sort=newest")
    assert sent.status_code == 303 and sent.headers["Cache-Control"] == "private, no-cache"
    login = stranger.get(sent.headers["Location"])
    assert 'name="next" value="/search?q=%EA%B8%88%EC%9C%B5&amp;sort=newest"' in login.text
    came = site.come_in(stranger, "rita", next="/search?q=%EA%B8%88%EC%9C%B5&sort=newest")
    found = stranger.get(came.headers["Location"])
    assert found.status_code == 200 and "<mark" in found.text and "/desk/account" in found.text


def test_a_reader_who_wanted_nothing_else_comes_to_the_site(site: Site, stranger: FlaskClient) -> None:
    assert site.come_in(stranger, "rita").headers["Location"] == "/"


def test_programs_are_told_in_their_own_way(stranger: FlaskClient) -> None:
    answer = stranger.get("/api/v1/search?q=금융")
    assert answer.status_code == 401 and answer.get_json()["error"]["code"] == "login_required"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="seogo"'
    feed = stranger.get("/feed.atom?q=금융")
    assert feed.status_code == 401 and feed.headers["WWW-Authenticate"] == 'Basic realm="seogo"'
    assert stranger.get("/api/v1/nowhere").status_code == 401


def test_a_token_reads_all_and_changes_nothing(site: Site, stranger: FlaskClient) -> None:
    rita = site.desk.users.named("rita")
    shown = site.desk.tokens.make(rita)
    for name in ("rita", "RITA"):
        basic = base64.b64encode(f"{name}:{shown}".encode()).decode()
        for way in (f"Bearer {shown}", f"Basic {basic}"):
            for path in ("/api/v1/search?q=금융", "/feed.atom?q=금융", "/export.csv?q=금융", "/articles/307-1"):
                assert stranger.get(path, headers={"Authorization": way}).status_code == 200, (way, path)
            assert stranger.get("/desk/account", headers={"Authorization": way}).status_code == 401
            assert stranger.post("/search", headers={"Authorization": way}).status_code == 401
    assert shown.encode() not in site.desk.store.path.read_bytes()
    site.desk.tokens.end_all(rita)
    assert stranger.get("/api/v1/issues", headers={"Authorization": f"Bearer {shown}"}).status_code == 401


@pytest.mark.parametrize(
    "way",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic",
        "Basic !",
        "Basic " + base64.b64encode(b"rita:x").decode(),
        "Digest a=b",
        "\xff",
    ],
)
def test_what_is_no_token_lets_nobody_in(stranger: FlaskClient, way: str) -> None:
    for path in ("/api/v1/issues", "/feed.atom", "/issues"):
        assert stranger.get(path, headers={"Authorization": way}).status_code in (401, 303)


def test_a_token_of_another_user_is_none(site: Site, stranger: FlaskClient) -> None:
    shown = site.desk.tokens.make(site.desk.users.named("edna"))
    basic = base64.b64encode(f"rita:{shown}".encode()).decode()
    assert stranger.get("/feed.atom", headers={"Authorization": f"Basic {basic}"}).status_code == 401


def test_answers_are_for_nobody_between_to_keep(site: Site) -> None:
    reader = site.signed_in("rita")
    for path in (
        "/",
        "/search?q=금융",
        "/api/v1/search?q=금융",
        "/articles/307-1",
        "/feed.atom?q=금융",
        "/trends.png?q=금융",
    ):
        for _ in range(2):  # made, and kept
            told = reader.get(path).headers["Cache-Control"]
            assert told.startswith("private") and "public" not in told, (path, told)
    assert "public" in reader.get("/static/favicon.svg?v=x", buffered=True).headers["Cache-Control"]


def test_what_watches_the_site_still_does(stranger: FlaskClient) -> None:
    assert stranger.get("/healthz").get_json()["status"] == "ok"


def test_a_closed_site_without_users_is_not_opened(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, LOGIN)
    with pytest.raises(SettingsError, match="seogo user add"):
        desk.check()
    with_people(desk).check()
    desk_at(tmp_path / "public").check()


def test_a_site_whose_last_user_is_gone_stays_closed(archive: Archive, tmp_path: Path) -> None:
    client = Site(archive, desk_at(tmp_path, LOGIN)).browser()
    assert client.get("/issues").status_code == 303 and client.get("/desk/login").status_code == 200
