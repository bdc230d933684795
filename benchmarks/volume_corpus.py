"""A corpus of many PDF issues, no two with the same text: issue 307 as Chromium prints it, written anew each time.

Cover, contents page, headings, tables and figures are those of issue 307, and so are the titles. Each copy has its own
number and date, and in place of each paragraph others' sentences, drawn by chance from the issue and from `texts`;
figures of two digits and more are drawn anew, and half of the names that stand beside their Chinese form are made up,
so that numbers, words and the book of names grow with the archive as they would with real issues. Every copy is printed
twice, for the pages on its contents page. The same seed gives the same texts.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache, partial
from html import escape, unescape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tqdm import tqdm

from archive.names.readings import DATA, of_name
from tests.making.pdf import FOOT, HEAD, pages_of
from tests.making.pdf_pages import page_307, titles_307

_FIRST_DATE = date(2015, 1, 7)
_LONG = 80
"""Characters from which on a paragraph is text to be drawn anew, and no heading, caption or line of a list."""

_QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SENTENCE = re.compile(r"[^.]{20,}?다\.(?=\s|$)")
_FIGURE = re.compile(r"\d{2,}")
_GLOSS = re.compile(r"[가-힣]{2,}\(([\u4e00-\u9fff]{2,6})\)")


def add_issues(folder: Path, numbers: Iterable[int], texts: Path | None) -> None:
    """Print into `folder` the issues of these numbers that are not there yet.

    `texts`: a file of JSON lines with Korean text under `text`, for more different sentences.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in numbers if not (folder / name_of(number)).exists()]
    shares = [missing[start::8] for start in range(min(8, len(missing)))]
    with ProcessPoolExecutor(os.cpu_count()) as pool, tqdm(total=len(missing), desc="인쇄", disable=None) as bar:
        for printed in pool.map(partial(_print_all, folder, texts), shares):
            bar.update(printed)


def name_of(number: int) -> str:
    """The file name of an issue; the order of names is the order of numbers."""
    return f"{number:04}-{date_of(number).isoformat()}.pdf"


def date_of(number: int) -> date:
    return _FIRST_DATE + timedelta(weeks=number)


def write_pages(folder: Path, numbers: Iterable[int], texts: Path | None) -> None:
    """The same issues as HTML files, not printed: quick to make, for whoever measures what comes after the reading."""
    folder.mkdir(parents=True, exist_ok=True)
    sentences = _sentences(texts)
    for number in numbers:
        place = (folder / name_of(number)).with_suffix(".html")
        place.write_text(_issue(number, {}, sentences), encoding="utf-8")


def _print_all(folder: Path, texts: Path | None, numbers: Sequence[int]) -> int:
    sentences = _sentences(texts)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET.split())
        page = browser.new_page()
        for number in numbers:
            first = _printed(page, _issue(number, {}, sentences), number)
            data = _printed(page, _issue(number, pages_of(titles_307(), first), sentences), number)
            place = folder / name_of(number)
            place.with_suffix(".part").write_bytes(data)
            place.with_suffix(".part").rename(place)
        browser.close()
    return len(numbers)


def _printed(page: Page, html: str, number: int) -> bytes:
    page.set_content(html)
    head = HEAD.replace("307", str(number))
    return page.pdf(prefer_css_page_size=True, display_header_footer=True, header_template=head, footer_template=FOOT)


def _issue(number: int, pages: dict[str, int], sentences: Sequence[str]) -> str:
    """Issue 307 written anew, as a page of HTML; the same for the same number, but for the pages."""
    chance = random.Random(number)
    before, opening, body = page_307(pages).partition("<div class=body>")
    before = before.replace("제 307호", f"제 {number}호").replace("2022.12.14", f"{date_of(number):%Y.%m.%d}")
    return before + opening + _PARAGRAPH.sub(lambda found: _paragraph(found[1], sentences, chance), body)


def _paragraph(html: str, sentences: Sequence[str], chance: random.Random) -> str:
    if len(html) < _LONG or "<br>" in html:
        return f"<p>{html}</p>"
    text = ""
    while len(text) < len(html):
        text += f"{chance.choice(sentences)} "
    text = _FIGURE.sub(lambda found: str(chance.randrange(10 ** len(found[0]))), text)
    text = _GLOSS.sub(lambda found: _name(found, chance), text)
    return f"<p>{escape(text.rstrip())}</p>"


def _name(found: re.Match[str], chance: random.Random) -> str:
    if chance.random() < 0.5:
        return found[0]
    made = "".join(chance.choices(_characters(), k=len(found[1])))
    return f"{of_name(made)[0]}({made})"


@cache
def _characters() -> str:
    """The characters that are allowed in personal names and for schools, without those that have no reading."""
    rows = (line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return "".join(character for row in rows for character in row[1] if of_name(character))


@cache
def _sentences(texts: Path | None) -> tuple[str, ...]:
    found = [unescape(each) for each in _PARAGRAPH.findall(page_307({}))]
    if texts is not None:
        found += [json.loads(line)["text"] for line in texts.open(encoding="utf-8")]
    return tuple(" ".join(sentence.split()) for text in found for sentence in _SENTENCE.findall(text))
