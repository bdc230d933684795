"""Issue 307 as it might have been saved, printed or damaged: what still comes out of it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

import pytest

from archive.models import Article, Outlet
from indexer.parse import parse_bytes
from tests.split_helpers import (
    FILE,
    assert_accounts_for_every_character,
    body_307,
    cover_307,
    issue_307,
    messages,
    parse,
    split_text,
    text_307,
)

NUMBERED = re.compile(r"^(\d)\. ", re.MULTILINE)
SECTION_LINES = re.compile(r"^(?:WEEKLY 뉴스|CHINA 창업|KIC 중국 뉴스)\n\n", re.MULTILINE)


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


@pytest.mark.parametrize("start", ["주간 중국 창업\n\n\n\n구독을", "구독을"])
def test_the_colophon_is_known_with_and_without_the_newsletters_name(start: str) -> None:
    before, _, after = text_307().rpartition("주간 중국 창업\n\n\n\n구독을")
    assert parse(before + start + after) == issue_307()


def test_the_colophon_may_be_missing() -> None:
    assert parse(text_307().rpartition("주간 중국 창업\n")[0]) == issue_307()


def test_a_colophon_in_other_words() -> None:
    text = text_307().rpartition("구독을 원하시는")[0] + "함께 읽을 벗을 찾습니다\n문 두드리기: www.kicchina.org\n"
    assert parse(text) == issue_307()


def test_a_heading_may_be_wrapped() -> None:
    text = text_307().replace("지아씽시 대상 과학혁신", "지아씽시 대상\n과학혁신", 1)
    assert parse(text) == issue_307()


def test_outlets_may_stand_behind_the_heading_or_below_it() -> None:
    moved = text_307().replace("키워드\n\n— 징리런왕(经理人网)", "키워드 ― 징리런왕(经理人网)")
    moved = moved.replace("개최 — 과기일보(科技日报)", "개최\n\n- 과기일보(科技日报)")
    assert parse(moved) == issue_307()


def test_an_outlet_without_chinese_name_is_known_by_the_contents_page() -> None:
    issue = parse(text_307().replace("개최 — 과기일보(科技日报)", "개최 — 로이터"))
    assert (issue.articles[1].title, issue.articles[1].outlets) == (articles_307()[1].title, (Outlet("로이터"),))


def test_a_heading_in_bold_type() -> None:
    text = re.sub(r"^(1\. 중관촌.*)$", r"**\1**", text_307(), flags=re.MULTILINE)
    assert parse(text) == issue_307()


def test_a_source_of_two_labelled_lines() -> None:
    text = text_307().replace("(中国电子银行网) 第一", "(中国电子银行网)\n*원문: 第一")
    article = parse(text).articles[4]
    assert article.blocks == articles_307()[4].blocks
    assert (article.outlets, article.source_note) == (
        articles_307()[4].outlets,
        f"*원문: {articles_307()[4].source_note}",
    )


def test_a_dash_that_the_contents_page_has_too_is_part_of_the_title() -> None:
    text = text_307().replace("중동 가전 마케팅", "중동 가전 마케팅 — 하이센스(海信)")
    article = parse(text).articles[2]
    assert article.title.endswith("마케팅 — 하이센스(海信)")
    assert article.outlets == articles_307()[2].outlets


def test_a_source_may_be_marked_otherwise_and_wrapped() -> None:
    text = text_307().replace("*출처: 중국전자은행망(中国电子银行网) ", "※ 출처： 중국전자은행망(中国电子银行网)\n")
    assert parse(text) == issue_307()


def test_a_numbered_list_inside_an_article_is_no_article() -> None:
    listed = "\n\n".join(
        f"{n}. {item}" for n, item in enumerate(["첫째 항목", "둘째 항목", "셋째 항목", "넷째 항목"], 1)
    )
    for text in (text_307(), cover_307() + body_307()):
        issue = parse(text.replace("\n\n2) 과학혁신금융기구", f"\n\n{listed}\n\n2) 과학혁신금융기구"))
        assert [article.title for article in issue.articles] == [article.title for article in articles_307()]
        assert "1. 첫째 항목" in [block.text for block in issue.articles[0].blocks]


def test_an_article_that_the_contents_page_forgot() -> None:
    text = text_307().replace("\nCHINA 창업\n\n1.", "\n4. 차례에 없는 소식\n\n새 소식의 본문.\n\nCHINA 창업\n\n1.")
    issue = parse(text)
    assert (issue.articles[3].title, issue.articles[3].section) == ("차례에 없는 소식", "WEEKLY 뉴스")
    assert len(issue.articles) == 8
    assert [(w.line, "차례에 없습니다" in w.message) for w in issue.warnings] == [(160, True)]


def test_an_article_that_the_body_lacks() -> None:
    start, end = text_307().index("2. 2022 세계"), text_307().index("3. 월드컵")
    issue = parse(text_307()[:start] + text_307()[end:])
    assert len(issue.articles) == 6
    assert [(w.line, "2022 세계 스마트제조" in w.message) for w in issue.warnings] == [(23, True)]


def test_a_body_without_headings_is_one_article() -> None:
    issue = parse(f"{cover_307()}\n제목이 된 첫 줄\n\n본문 하나.\n\n본문 둘.\n")
    (article,) = issue.articles
    assert (article.title, article.text, article.section) == ("제목이 된 첫 줄", "본문 하나.\n본문 둘.", None)
    assert "본문 전체를 기사 하나로" in messages(issue)[0]


def test_another_newsletter_with_other_names_is_split_as_well() -> None:
    names = {"주간 중국 창업": "월간 서고", "307": "12", "2022.12.14": "2024년 3월 5일", "WEEKLY 뉴스": "이달의 글"}
    names |= {"WEEKLY\t": "이달의\t", "\n뉴스\t과학": "\n글\t과학", "kicchina": "example", "발행처": "펴낸곳"}
    text = text_307()
    for old, new in names.items():
        text = text.replace(old, new)
    issue = parse(text, "any.txt")
    assert (issue.newsletter, issue.number, str(issue.date)) == ("월간 서고", 12, "2024-03-05")
    assert issue.publisher == issue_307().publisher
    assert issue.articles[0].section == "이달의 글"
    assert issue.warnings == ()
    assert [a.blocks for a in issue.articles[:6]] == [a.blocks for a in articles_307()[:6]]


@pytest.mark.parametrize("variant", ["all", "body", "NFD", "CR LF"])
def test_every_variant_is_accounted_for(variant: str) -> None:
    texts = {
        "all": text_307() * 2,
        "body": body_307(),
        "NFD": unicodedata.normalize("NFD", text_307()),
        "CR LF": text_307().replace("\n", "\r\n"),
    }
    assert_accounts_for_every_character(*split_text(texts[variant]))


def articles_307() -> tuple[Article, ...]:
    return issue_307().articles


def head(article: Article) -> tuple[object, ...]:
    return (article.id, article.section, article.title, article.outlets, article.source_note, article.page)


def number_of(article: Article) -> int:
    own = [other for other in articles_307() if other.section == article.section]
    return own.index(article) + 1


def in_cp949(character: str) -> bool:
    return bool(character.encode("cp949", "ignore"))
