"""Issue 307 printed as PDF by a browser and by LibreOffice, in one column and in two, gives its seven articles."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

import pypdfium2 as pdfium
import pytest

from archive.models import Article
from indexer.document import Document
from indexer.readers import read
from indexer.readers.pdf import read_pdf
from indexer.splitter import split
from tests.making.pdf import FOOT, HEAD, chromium_307, libreoffice_307
from tests.making.pdf_pages import COLUMNS, KEEP_ALL, LEADERS, LEFT, cover_lines_307, listed_307, titles_307
from tests.split_helpers import articles_307, assert_accounts_for_every_character, issue_307

FILE = "307-2022-12-14.pdf"
PRINTS: dict[str, Callable[[], bytes]] = {
    "browser": chromium_307,
    "browser, ragged lines, whole words, leader dots": lambda: chromium_307(LEFT + KEEP_ALL, LEADERS),
    "browser, two columns": lambda: chromium_307(COLUMNS),
    "LibreOffice": libreoffice_307,
}
SPACES = 5849
WRONG_SPACES = 75
"""A line's end does not always tell whether a word ended there; of 790 joins in two columns 66 are wrong."""

prints = pytest.mark.parametrize("name", PRINTS)


@cache
def printed_307(name: str) -> bytes:
    return PRINTS[name]()


@cache
def document_307(name: str) -> Document:
    return read_pdf(printed_307(name), FILE)


@prints
def test_the_articles_are_those_of_the_text(name: str) -> None:
    document = document_307(name)
    result = split(document)
    issue = result.issue
    known = issue_307()
    assert (issue.number, issue.date, issue.newsletter, issue.publisher) == (
        known.number,
        known.date,
        known.newsletter,
        known.publisher,
    )
    assert list(map(identity, issue.articles)) == list(map(identity, articles_307()))
    for article, expected in zip(issue.articles, articles_307(), strict=True):
        assert letters(article.text) == letters(expected.text), article.title
    assert_accounts_for_every_character(document, result)


@prints
def test_an_article_has_the_page_on_which_it_begins(name: str) -> None:
    document = document_307(name)
    for heading, article in zip(split(document).outline.headings, split(document).issue.articles, strict=True):
        assert document.lines[heading.start].page == article.page


@prints
def test_no_character_of_the_text_layer_is_lost_or_doubled(name: str) -> None:
    layer = pdfium.PdfDocument(printed_307(name))
    # pdfium has a sign of its own for the hyphen at the end of a line.
    texts = [page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-") for page in layer]
    printed, kept = Counter(letters("".join(texts))), Counter(letters(document_307(name).text))
    assert not kept - printed
    assert printed - kept == furniture(name, len(layer))


@prints
def test_words_are_parted_where_the_text_parts_them(name: str) -> None:
    wrong = total = 0
    for article, expected in zip(split(document_307(name)).issue.articles, articles_307(), strict=True):
        wrong += len(word_ends(article) ^ word_ends(expected))
        total += len(word_ends(expected))
    assert total == SPACES
    assert wrong <= WRONG_SPACES


def test_larger_lines_are_headings_by_their_size() -> None:
    levels = {line.text: line.heading for line in document_307("browser").lines if line.heading}
    assert levels["주간 중국 창업 제 307호"] == 1
    assert levels["목록"] == levels["WEEKLY 뉴스"] == 2
    assert levels["2. 2022 세계 스마트제조 컨퍼런스 개최 — 과기일보(科技日报)"] == 3
    assert levels["2) 과학혁신금융기구 조직체계 개선"] == 4
    assert not any(line.heading for line in document_307("browser").lines if len(line.text) > 200)


@prints
def test_the_contents_page_is_read_as_rows(name: str) -> None:
    contents = split(document_307(name)).outline.contents
    assert contents is not None
    assert [letters(entry.title) for entry in contents.entries] == list(map(letters, titles_307()))
    assert [entry.section for entry in contents.entries] == [name for name, own in listed_307() for _ in own]


def test_the_suffix_chooses_the_reader() -> None:
    assert read(printed_307("LibreOffice"), "2022/A.PDF") == read_pdf(printed_307("LibreOffice"), "2022/A.PDF")


def identity(article: Article) -> tuple[object, ...]:
    """What is the same in all prints; where a title is wrapped differs, and with it a space now and then."""
    headings = [letters(block.text) for block in article.blocks if block.kind == "heading"]
    note = letters(article.source_note or "")
    return (article.id, article.section, letters(article.title), article.outlets, note, headings)


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def word_ends(article: Article) -> set[int]:
    """Where words end, counted in characters that are no white space."""
    ends, place = set(), 0
    for word in " ".join(block.text for block in article.blocks).split():
        place += len(letters(word))
        ends.add(place)
    return ends


def furniture(name: str, pages: int) -> Counter[str]:
    """The characters of the running heads and page numbers."""
    head = cover_lines_307()[0]
    foot = "{}" if name == "LibreOffice" else "- {} -"
    assert head in HEAD and "pageNumber" in FOOT
    return Counter(letters("".join(head + foot.format(page) for page in range(1, pages + 1))))
