"""A first visit to a page: what was sent, from where, and what the browser complained of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Request, Response

from tests.browser.room import PICTURES, Room

SCRIPT = (Path(__file__).parent / "everyone.js").read_text(encoding="utf-8")
PAINTS = """
globalThis.painted = { moved: 0, largest: 0 };
const watch = (type, note) =>
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("layout-shift", each => { if (!each.hadRecentInput) painted.moved += each.value; });
watch("largest-contentful-paint", each => { if (!each.url) painted.largest = each.startTime; });
"""
"""How much has moved by itself, and after how many ms the largest part of the page stood there: of text, since pictures
of an original are drawn when they are first asked for."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to look at pages."""

    scheme: str = "light"
    width: int = 1280
    language: str = "ko"

    def options(self) -> dict[str, Any]:
        """What `Browser.new_context` has to know."""
        phone = self.width < 600
        return {
            "color_scheme": self.scheme,
            "viewport": {"width": self.width, "height": 780 if phone else 900},
            "has_touch": phone,
        }

    def __str__(self) -> str:
        return f"{self.scheme} {self.width} px {self.language}"


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of all answers of a first visit; pictures of originals apart, since they are what the reader asked for."""

    sent: int
    unpacked: int
    requests: int
    pictures: int


class Visit(Room):
    """A room whose every answer is weighed; `status` is that of the page itself."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        super().__init__(context, site)
        self._requests: list[Request] = []
        self.status = 0
        self.page.on("response", self._note_status)
        self.page.on("requestfinished", lambda request: self._requests.append(request))

    def _note_status(self, answer: Response) -> None:
        if answer.request.is_navigation_request():
            self.status = answer.status

    def weight(self) -> Weight:
        """What is sent until nothing more is asked for."""
        self.page.wait_for_load_state("networkidle")
        originals = [request for request in self._requests if "/pages/" in urlsplit(request.url).path]
        others = [request for request in self._requests if request not in originals]
        return Weight(
            sent=sum(map(_sent, others)),
            unpacked=sum(len(answer.body()) for request in others if (answer := request.response())),
            requests=len(self._requests),
            pictures=sum(map(_sent, originals)),
        )


def _sent(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


@contextmanager
def visiting(browser: Browser, site: str, path: str, way: Way = Way(), **options: Any) -> Iterator[Visit]:
    """Open this address with an empty cache; `options` are further ones of `Browser.new_context`."""
    context = browser.new_context(**way.options(), **options)
    context.add_init_script(PAINTS)
    visit = Visit(context, site)
    visit.open(path if way.language == "ko" else f"{path}{'&' if '?' in path else '?'}lang={way.language}")
    visit.page.evaluate(SCRIPT)
    yield visit
    context.close()


def write_weights(weights: Mapping[str, Weight]) -> str:
    """Keep the weights beside the pictures of the tests, and give them as a table, in kB of 1,000 bytes."""
    PICTURES.mkdir(exist_ok=True)
    kept = {
        name: {
            "sent": weight.sent,
            "unpacked": weight.unpacked,
            "requests": weight.requests,
            "pictures": weight.pictures,
        }
        for name, weight in weights.items()
    }
    (PICTURES / "weights.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    rows = [
        f"{name:20} {each.sent / 1000:7.1f} {each.unpacked / 1000:9.1f} {each.requests:9} {each.pictures / 1000:9.1f}"
        for name, each in weights.items()
    ]
    return "\n".join([f"{'page':20} {'sent':>7} {'unpacked':>9} {'requests':>9} {'pictures':>9}", *rows])
