"""`python -m tests.browser.pictures`: the pictures of docs/images, made anew by the running site from corpus/.

One issue has no past, so that the picture of topics through time is drawn from its paragraphs with the dates of other
years (everyone_site.py); every other picture shows the corpus as it is.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from archive.analysis import Analyzer, build_analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.everyone_site import Hall, hall, serving
from tests.browser.everyone_visit import Way, visiting

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
HEAVIEST = 150_000
"""Bytes of one picture."""
COLOURS = 192
"""Pages have few; what lies between them is the smoothing of letters. With fewer the dot of seal red turns grey."""
ADDRESS = "https://seogo.example.org"
"""Where the site says it stands, so that no picture shows a port of a test."""


DESKTOP = Way()


@dataclass(frozen=True, slots=True)
class Picture:
    """One file of docs/images: which page, how it is looked at, how much of it is seen (CSS px)."""

    name: str
    path: str
    way: Way = DESKTOP
    height: int = 1000


FOUND = f"/search?q={quote('과학혁신 금융')}"
READ = f"/articles/307-1?q={quote('과학혁신 금융')}"
OF_THE_CORPUS = (
    Picture("results", FOUND),
    Picture("article", READ),
    Picture("reading-list", "/reading-list?id=307-1&id=307-5&id=307-6"),
    Picture("phone", FOUND, Way(width=360), 780),
    Picture("dark", READ, Way("dark")),
    Picture("english", FOUND, Way(language="en")),
)
OF_MANY_YEARS = (Picture("trends", f"/trends?q={quote('금융')}&q={quote('창업')}&by=year"),)


@contextmanager
def corpus_site(root: Path, analyzer: Analyzer) -> Iterator[Hall]:
    """The site over corpus/, its index in this folder."""
    engine = WhooshEngine(root / "index")
    report = update(ROOT / "corpus", engine, lambda: analyzer, lambda done, total: None)
    assert not report.failed, report.failed
    with serving(Archive(engine, analyzer), None, ADDRESS) as served:
        yield served


def take(browser: Browser, site: str, picture: Picture) -> None:
    """Write one picture. Raises ValueError if it is too heavy for the docs."""
    with visiting(browser, site, picture.path, picture.way) as visit:
        visit.page.wait_for_load_state("networkidle")
        visit.page.set_viewport_size({"width": picture.way.width, "height": picture.height})
        drawn = Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")
    file = IMAGES / f"{picture.name}.png"
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > HEAVIEST:
        raise ValueError(f"{file.name}: {file.stat().st_size:,} bytes; show less of the page")
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def main() -> None:
    """Take all of them."""
    analyzer = build_analyzer()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with corpus_site(Path(folder) / "corpus", analyzer) as served:
            for picture in OF_THE_CORPUS:
                take(browser, served.url, picture)
        with hall(Path(folder) / "years", analyzer) as served:
            for picture in OF_MANY_YEARS:
                take(browser, served.url, picture)
        browser.close()


if __name__ == "__main__":
    main()
