"""All kinds of pages that there are, a real address of each, and a command that goes through them.

`python -m tests.browser.everyone [NAME…]` looks at each page as everybody may: with axe-core in light and dark, on a
phone and on a desktop, in both languages; by keyboard, enlarged, printed, without JavaScript. It prints what is wrong
and what each page weighs, and ends with 1 if anything is wrong. `make test` does the same in four of those eight ways,
which hold every pair of them.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from archive.analysis import build_analyzer
from tests.browser.everyone_faults import TARGET, asked, axe, on_a_desktop
from tests.browser.everyone_site import hall
from tests.browser.everyone_visit import Way, Weight, visiting, write_weights


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page: what it is called here, where one is, with which status."""

    name: str
    path: str
    status: int = 200


BOTH = quote("과학 금융")
KINDS = (
    Kind("front", "/"),
    Kind("results", f"/search?q={BOTH}"),
    Kind("results-filtered", f"/search?q={quote('금융')}&section={quote('CHINA 창업')}&from=2010&sort=newest"),
    Kind("results-widened", f"/search?q={quote('영파')}"),
    Kind("results-empty", f"/search?q={quote('뷁뷁')}"),
    Kind("results-relaxed", f"/search?q={quote('금융 뷁뷁뷁')}"),
    Kind("results-beyond", f"/search?q={quote('금융')}&page=999"),
    Kind("article", "/articles/308-1"),
    Kind("article-found", f"/articles/308-1?q={BOTH}"),
    Kind("article-table", f"/articles/308-5?q={quote('항저우')}"),
    Kind("article-original", f"/articles/307-4?q={quote('금융')}"),
    Kind("article-ready", "/articles/old-5"),
    Kind("issues", "/issues"),
    Kind("issue", "/issues/308"),
    Kind("check", "/issues/308/check"),
    Kind("names", "/names"),
    Kind("names-found", f"/names?q={quote('닝보')}"),
    Kind("name", f"/names/{quote('宁波')}"),
    Kind("trends", f"/trends?q={quote('금융')}&q={quote('창업')}&by=year"),
    Kind("trends-none", "/trends"),
    Kind("new-words", "/new-words?issue=308"),
    Kind("reading-list", "/reading-list?id=308-1&id=old-5&id=999-1"),
    Kind("reading-list-full", "/reading-list?full=1&id=308-2&id=old-5"),
    Kind("reading-list-none", "/reading-list"),
    Kind("api", "/api"),
    Kind("error-400", f"/search?q={BOTH}&from=2022-99", 400),
    Kind("error-404", "/articles/999-1", 404),
)
PATHS = {kind.name: kind.path for kind in KINDS}
FILES = (
    "/static/favicon.svg",
    "/favicon.ico",
    "/issues/307/original",
    "/issues/307/pages/1.webp",
    f"/export.csv?q={BOTH}",
    "/reading-list.csv?id=308-1",
    f"/trends.svg?q={BOTH}",
    f"/trends.png?q={BOTH}",
    f"/trends.csv?q={BOTH}",
    f"/feed.atom?q={BOTH}",
    "/opensearch.xml",
    "/healthz",
    "/metrics",
    "/api/open/search",
)
"""An address for each rule outside of /api/v1/ that gives no page."""

WAYS = tuple(Way(*each) for each in product(("light", "dark"), (360, 1280), ("ko", "en")))
PAIRS = tuple(way for number, way in enumerate(WAYS) if number.bit_count() % 2 == 0)
"""Four of the eight ways: any two choices stand together in one of them."""


def faults_in(browser: Browser, site: str, kind: Kind, weights: dict[str, Weight]) -> Iterator[str]:
    """All that is wrong with this kind of page; its weight is added to `weights`."""
    for way in WAYS:
        with visiting(browser, site, kind.path, way) as visit:
            faults = axe(visit.page)
            if way.width == 360:
                faults += asked(visit.page, f"targets({TARGET})")
            yield from (f"{way}: {fault}" for fault in faults)
    with visiting(browser, site, kind.path) as visit:
        weights[kind.name] = visit.weight()
        yield from on_a_desktop(visit, kind.status)
    with visiting(browser, site, kind.path, java_script_enabled=False) as visit:
        yield from (f"without JavaScript: {fault}" for fault in asked(visit.page, "dead()"))


def main(names: list[str]) -> int:
    """Go through the kinds of these names, or all; 1 if something is wrong."""
    kinds = [kind for kind in KINDS if not names or kind.name in names]
    weights: dict[str, Weight] = {}
    wrong = 0
    with (
        TemporaryDirectory() as folder,
        hall(Path(folder), build_analyzer()) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for kind in kinds:
            for fault in faults_in(browser, served.url, kind, weights):
                print(f"{kind.name}: {fault}", flush=True)
                wrong += 1
        browser.close()
    print(write_weights(weights))
    print(f"{len(kinds)} kinds of pages, {wrong} faults")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
