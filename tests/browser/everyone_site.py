"""A site with something of every kind: two issues, one with pages of its original, and articles of fifteen years."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.page_images import PageImages
from archive.search import Archive
from indexer.pipeline import update
from tests.corpora import ISSUE_307, issue, ready
from tests.making.pdf import chromium_307
from webui import create_app
from webui.server import listen

SECTIONS = ("WEEKLY 뉴스", "CHINA 창업", "KIC 중국 뉴스")
OUTLETS = ("매일경제신문(每日经济新闻)", "신화망(新华网)", "과학기술일보(科技日报)", "인민일보(人民日报)")
LOST = "3. 월드컵을 통해 본 중국의 중동 가전 마케팅 — 매일경제신문(每日经济新闻)"
"""A heading that is left out of issue 308, so that its check has something to say."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A site that is served."""

    url: str
    app: Flask


@contextmanager
def hall(root: Path, analyzer: Analyzer) -> Iterator[Hall]:
    """Write the corpus into this empty folder, index it, serve it."""
    write_corpus(root / "corpus")
    engine = WhooshEngine(root / "index")
    report = update(root / "corpus", engine, lambda: analyzer, lambda done, total: None)
    assert not report.failed, report.failed
    with serving(Archive(engine, analyzer), PageImages(root / "corpus", root / "pages")) as served:
        yield served


@contextmanager
def serving(archive: Archive, images: PageImages | None, base_url: str = "") -> Iterator[Hall]:
    """The site over this archive, on a port of its own, until the block ends."""
    app = create_app(archive, images, base_url)
    server = listen(app, "127.0.0.1", 0)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a browser asks for all files of a page at once
    threading.Thread(target=server.run, daemon=True).start()
    yield Hall(server.url, app)
    server.close()


def write_corpus(corpus: Path) -> None:
    """Issue 307 as a PDF, 308 as text with a heading lost, and ready articles made of its paragraphs."""
    issues = corpus / "issues"
    issues.mkdir(parents=True)
    # The browser that prints it and the one that looks at it cannot be driven from one thread.
    with ThreadPoolExecutor() as aside:
        (issues / "307.pdf").write_bytes(aside.submit(chromium_307).result())
    (issues / "308.txt").write_text(issue(308, "2022.12.21").replace(LOST, "", 1), encoding="utf-8")
    (issues / "old.jsonl").write_text("".join(old_articles()), encoding="utf-8")


def old_articles() -> Iterator[str]:
    """Lines of ready articles, one for each long paragraph of the issue, from 2008 to 2022."""
    paragraphs = [line.strip() for line in ISSUE_307.read_text(encoding="utf-8").split("\n") if len(line.strip()) > 120]
    for number, text in enumerate(paragraphs):
        yield ready(
            f"old-{number}",
            text,
            title=text.split(". ")[0][:60],
            date=f"{2008 + number * 7 % 15}-{number % 12 + 1:02}-03",
            section=SECTIONS[number % len(SECTIONS)],
            outlet=OUTLETS[number % len(OUTLETS)],
        )
