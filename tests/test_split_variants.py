"""Issue 307 as it might have been saved, printed or damaged: what still comes out of it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

import pytest

from archive.models import Article
from indexer.parse import parse_bytes
from tests.split_helpers import (
    FILE,
    SECTION_LINES,
    articles_307,
    assert_accounts_for_every_character,
    body_307,
    cover_307,
    head,
    issue_307,
    messages,
    parse,
    split_text,
    text_307,
)

NUMBERED = re.compile(r"^(\d)\. ", re.MULTILINE)


@pytest.mark.parametrize(
    "data",
    [
        text_307().replace("\n", "\r\n").encode(),
        text_307().replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + text_307().encode(),
        text_307().encode("utf-16"),
        codecs.BOM_UTF16_BE + text_307().encode("utf-16-be"),
    ],
    ids=["CR LF", "CR", "UTF-8 with mark", "UTF-16", "UTF-16 big endian"],
)
def test_the_way_of_saving_changes_nothing(data: bytes) -> None:
    assert parse_bytes(data, FILE).issue == issue_307()


def test_cp949_gives_the_same_articles() -> None:
    known = "".join(filter(in_cp949, text_307().replace("—", "―")))
    assert len(known) > 0.98 * len(text_307())
    assert parse_bytes(known.encode("cp949"), FILE).issue == parse(known)
    articles = parse(known).articles
    assert [(a.title, a.section, a.page) for a in articles] == [(a.title, a.section, a.page) for a in articles_307()]


def test_decomposed_text_keeps_its_characters_and_is_split_alike() -> None:
    issue = parse(unicodedata.normalize("NFD", text_307()))
    assert issue.warnings == ()
    assert [head(article) for article in issue.articles] == [head(article) for article in articles_307()]
    for article, composed in zip(issue.articles, articles_307(), strict=True):
        assert [block.kind for block in article.blocks] == [block.kind for block in composed.blocks]
        assert article.text == unicodedata.normalize("NFD", composed.text)


@pytest.mark.parametrize(
    "number",
    [
        lambda m: chr(ord("０") + int(m[1])) + "．",
        lambda m: f"\u200b{m[1]}.\u00a0",
        lambda m: f"\u3000{m[1]} . ".replace(" .", "."),
        lambda m: f"{m[1]}．",
        lambda m: "",
        lambda m: f"## {m[1]}. ",
    ],
    ids=["full-width", "invisible characters", "indented", "full-width full stop", "no number at all", "markdown"],
)
def test_the_look_of_heading_numbers_changes_nothing(number: Callable[[re.Match[str]], str]) -> None:
    text = text_307().replace(body_307(), NUMBERED.sub(number, body_307()))
    assert parse(text) == issue_307()


@pytest.mark.parametrize("look", ["■ {}", "【{}】", "02. {}", "[ {} ]"])
def test_the_look_of_section_headings_changes_nothing(look: str) -> None:
    text = text_307().replace("\nCHINA 창업\n", f"\n{look.format('CHINA 창업')}\n")
    assert parse(text) == issue_307()


@pytest.mark.parametrize("look", ["■ {}", "【{}】"])
def test_ornaments_are_no_part_of_a_section_without_contents_page_either(look: str) -> None:
    text = SECTION_LINES.sub(lambda m: look.format(m[0].strip()) + "\n\n", body_307())
    assert [article.section for article in parse(text).articles] == [article.section for article in articles_307()]


def test_white_space_that_an_editor_strips_is_not_missed() -> None:
    issue = parse("\n".join(line.rstrip() for line in text_307().split("\n")))
    assert issue.warnings == ()
    assert [head(article) for article in issue.articles] == [head(article) for article in articles_307()]


def test_without_blank_lines_articles_are_still_found() -> None:
    issue = parse("\n".join(line for line in text_307().split("\n") if line.strip()))
    assert issue.warnings == ()
    assert [head(article) for article in issue.articles] == [head(article) for article in articles_307()]


@pytest.mark.parametrize("gap", ["    ", "  ", " "])
def test_a_contents_page_whose_tabs_became_spaces(gap: str) -> None:
    issue = parse(text_307().replace("\t", gap))
    assert issue.warnings == ()
    assert [head(article) for article in issue.articles] == [head(article) for article in articles_307()]


def test_a_contents_page_without_page_numbers() -> None:
    issue = parse(re.sub(r"\tP\d+$", "", text_307(), flags=re.MULTILINE))
    assert issue.warnings == ()
    assert [article.page for article in issue.articles] == [None] * 7
    assert [article.section for article in issue.articles] == [article.section for article in articles_307()]


@pytest.mark.parametrize("page", ["", " ........ {n}", " P{n}", "\t{n}"])
def test_a_contents_page_that_is_a_plain_list(page: str) -> None:
    listed: list[str] = []
    section = None
    for n, article in enumerate(articles_307(), 1):
        if article.section != section:
            section = article.section
            listed += ["", str(section)]
        listed.append(f"{number_of(article)}. {article.title}{page.format(n=n)}")
    issue = parse("\n".join([cover_307(), "목차", *listed, "", body_307()]))
    assert issue.warnings == ()
    assert [head(article)[:-1] for article in issue.articles] == [head(article)[:-1] for article in articles_307()]
    assert [article.page for article in issue.articles] == ([*range(1, 8)] if page else [None] * 7)


def test_without_a_contents_page_the_numbers_tell() -> None:
    issue = parse(cover_307() + body_307())
    assert [(a.section, a.title, a.outlets, a.blocks) for a in issue.articles] == [
        (a.section, a.title, a.outlets, a.blocks) for a in articles_307()
    ]
    assert {article.page for article in issue.articles} == {None}
    assert len(issue.warnings) == 1 and "차례가 없어" in messages(issue)[0]


def test_without_contents_and_sections_articles_still_come_out() -> None:
    issue = parse(cover_307() + SECTION_LINES.sub("", body_307()))
    assert [(a.section, a.title, a.blocks) for a in issue.articles] == [
        (None, a.title, a.blocks) for a in articles_307()
    ]


def test_without_a_cover_the_name_of_the_file_tells() -> None:
    issue = parse(body_307(), "2022/soseul_307_20221214.txt")
    assert (issue.number, issue.date, issue.newsletter) == (307, articles_307()[0].date, "soseul")
    assert [article.title for article in issue.articles] == [article.title for article in articles_307()]


@pytest.mark.parametrize("variant", ["all", "body", "NFD", "CR LF"])
def test_every_variant_is_accounted_for(variant: str) -> None:
    texts = {
        "all": text_307() * 2,
        "body": body_307(),
        "NFD": unicodedata.normalize("NFD", text_307()),
        "CR LF": text_307().replace("\n", "\r\n"),
    }
    assert_accounts_for_every_character(*split_text(texts[variant]))


def number_of(article: Article) -> int:
    own = [other for other in articles_307() if other.section == article.section]
    return own.index(article) + 1


def in_cp949(character: str) -> bool:
    return bool(character.encode("cp949", "ignore"))


@pytest.mark.parametrize(
    "title",
    [
        "중앙 1호 문건, 농촌 진흥에 초점",
        "당시 건축법시행령 제86조 제2호 (나) 목에",
        "제2호 펀드 결성",
        "우주선 선저우 15호",
    ],
)
def test_a_heading_with_a_number_that_is_not_the_issues_is_a_title(title: str) -> None:
    page = "<h1>주간 중국 창업 제307호</h1><p>2022.12.14</p>" + "".join(
        f"<h2>{heading}</h2><p>{'베이징에서 새로운 정책이 발표되었다. ' * 12}</p>"
        for heading in ("첫 글의 제목", title, "셋째 글의 제목")
    )
    issue = parse_bytes(page.encode(), "307.html").issue
    assert [article.title for article in issue.articles] == ["첫 글의 제목", title, "셋째 글의 제목"]
