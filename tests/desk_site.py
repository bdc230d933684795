"""A site with a desk, and people who come in to it, for tests."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.search import Archive
from archive.settings import PUBLIC, Settings
from webui import create_app
from webui.desk import Desk
from webui.desk.csrf import token_of
from webui.desk.users import Role

PASSWORD = "냉장고 위 고양이 셋 넷"
OTHER_PASSWORD = "주전자 옆 고래 하나 둘"


class Clock:
    """A time that passes when it is told to (s since 1970)."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


def desk_at(folder: Path, access: str = PUBLIC, clock: Clock | None = None) -> Desk:
    """A desk with its state in this folder."""
    settings = Settings(desk=folder / "desk", corpus=folder / "corpus", index=folder / "index", access=access)
    return Desk(settings, clock) if clock else Desk(settings)


class Site:
    """A site over this archive with this desk; who asks is a browser of its own."""

    def __init__(self, archive: Archive, desk: Desk, base_url: str = "") -> None:
        self.desk = desk
        self.app: Flask = create_app(archive, base_url=base_url, staff=desk)

    def browser(self) -> FlaskClient:
        return self.app.test_client()

    def come_in(self, client: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """Open the login page and send its form."""
        page = client.get("/desk/login", query_string=more)
        return client.post("/desk/login", data={"csrf": token(page), "name": name, "password": password, **more})

    def signed_in(self, name: str) -> FlaskClient:
        """A browser that has a session of this user, without the work of a login, and shows its token."""
        client = self.browser()
        secret = self.desk.sessions.begin(self.desk.users.named(name), "192.0.2.7", "Firefox/1")
        client.set_cookie("seogo_session", secret)
        client.environ_base["HTTP_X_CSRF_TOKEN"] = token_of(secret)
        return client


def token(page: TestResponse) -> str:
    """The token in the forms of a page."""
    found = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert found, page.text
    return found[1]


def with_people(desk: Desk) -> Desk:
    """The desk with an editor `edna` and a reader `rita`, who have the same password."""
    desk.settings.desk.mkdir(mode=0o700, parents=True, exist_ok=True)
    desk.store.path.touch(0o600)
    desk.store.path.write_bytes(_people())
    return desk


@cache
def _people() -> bytes:
    """The file of such a desk: passwords take their time to be hashed."""
    with TemporaryDirectory() as folder:
        desk = desk_at(Path(folder))
        desk.users.add("edna", Role.EDITOR, PASSWORD)
        desk.users.add("rita", Role.READER, PASSWORD)
        return desk.store.path.read_bytes()
