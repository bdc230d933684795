"""A page in a real browser, watched: what the browser tests share."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from archive.search import Archive
from webui import create_app
from webui.server import listen

PICTURES = Path(__file__).parent / "output"
LUMINANCE = """
element => {
  const number = text => text.match(/[\\d.]+/g).map(Number);
  const one = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = text => { const [r, g, b] = number(text); return 0.2126 * one(r) + 0.7152 * one(g) + 0.0722 * one(b); };
  let behind = element;
  const style = node => getComputedStyle(node);
  const ground = node => {
    const drawn = style(node).backgroundImage.match(/rgb\\([^)]*\\)/);
    return drawn ? drawn[0] : number(style(node).backgroundColor)[3] === 0 ? null : style(node).backgroundColor;
  };
  while (!ground(behind)) behind = behind.parentElement;
  const [low, high] = [light(style(element).color), light(ground(behind))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
"""
"""How much the text of an element stands out from what is behind it."""


@contextmanager
def served(archive: Archive) -> Iterator[str]:
    """The address of a site over this archive."""
    with running(create_app(archive)) as url:
        yield url


@contextmanager
def running(app: Flask) -> Iterator[str]:
    """The address of this application."""
    server = listen(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.url
    server.close()


class Room:
    """A page whose every request and complaint is written down."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path)
        box = self.page.locator("[autofocus]")
        if box.count():
            # A page gives it the focus with its first picture, which may come after the page.
            expect(box).to_be_focused()
        return self.page

    def picture(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


def total(page: Page) -> int:
    """How many hits the page of results says there are."""
    found = re.search(r"([\d,]+)건$", page.locator("h1").inner_text())
    assert found
    return int(found[1].replace(",", ""))
