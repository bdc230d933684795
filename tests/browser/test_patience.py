"""Tests of pages do not look at half a page."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser

from tests.browser.room import running

pytestmark = pytest.mark.browser

MORE_THAN_IS_HELD_BACK = b" " * 20_000


def slow() -> Flask:
    """A site whose second page comes in two pieces."""
    app = Flask(__name__)

    def pieces() -> Iterator[bytes]:
        yield b"<!doctype html><p>first</p>" + MORE_THAN_IS_HELD_BACK
        time.sleep(0.5)
        yield b"<p>second</p>"

    app.add_url_rule("/", "one", lambda: "<a href=/two>on</a>")
    app.add_url_rule("/two", "two", lambda: Response(pieces()))
    return app


def test_what_a_click_leads_to_is_whole_when_it_is_looked_at(browser: Browser) -> None:
    with running(slow()) as site:
        page = browser.new_page()
        page.goto(site)
        page.locator("a").click()
        assert [each.inner_text() for each in page.locator("p").all()] == ["first", "second"]
        page.close()
