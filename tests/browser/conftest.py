"""A site that is served, and a browser to look at it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from archive.analysis import Analyzer
from archive.search import Archive
from tests.browser.everyone_site import Hall, hall
from tests.browser.patience import teach_patience
from tests.browser.room import Room, served

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with served(archive) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    teach_patience()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET.split())
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def everyone(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The site with something of every kind, made once."""
    with hall(tmp_path_factory.mktemp("everyone"), analyzer) as served_hall:
        yield served_hall


@pytest.fixture
def room(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Room]:
    """A room for one test; its marker `context` says what is special about the browser."""
    context = browser.new_context(**getattr(request, "param", {}))
    visited = Room(context, site)
    yield visited
    context.close()
    assert visited.hosts == {urlsplit(site).netloc}
    assert not visited.complaints
