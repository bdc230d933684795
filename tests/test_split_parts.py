"""The parts of the splitter, each by itself: contents page, cover, numbers, outlets, blocks."""

from __future__ import annotations

from datetime import date

import pytest

from archive.errors import IssueError
from archive.models import Outlet
from indexer.blocks import blocks_of, kinds_of
from indexer.contents import find_contents
from indexer.cover import Cover, find_date, identify, read_cover
from indexer.document import Document, Line
from indexer.numbering import article_number
from indexer.sources import Credit, credit_line, parse_credit, parse_outlet
from indexer.wording import neat, pairs, plain, similarity


def lines_of(text: str) -> tuple[Line, ...]:
    return Document.of_pages("x.txt", [text]).lines


def test_lines_are_counted_through_all_pages() -> None:
    lines = Document.of_pages("x.txt", ["가\r\n나", "다\n"]).lines
    assert [(line.number, line.page, line.start, line.text, line.ending) for line in lines] == [
        (1, 1, 0, "가", "\r\n"),
        (2, 1, 3, "나", ""),
        (3, 2, 4, "다", "\n"),
    ]


def test_only_line_breaks_break_lines() -> None:
    text = "가\x0b나\x0c다\x1c라\x85마\u2028바"
    assert [line.text for line in lines_of(text)] == [text]


@pytest.mark.parametrize(
    ("printed", "decided"), [("１．\u00a0가\u200b나 ", "1. 가나"), ("\ufeff \u3000", ""), ("：（）", ":()")]
)
def test_decisions_look_at_the_plain_form(printed: str, decided: str) -> None:
    assert plain(printed) == decided


def test_a_name_keeps_its_characters() -> None:
    assert neat("\u200b１．\u00a0\u1112\u1161\u11ab 글 ") == "１． 한 글"


def test_likeness_forgives_a_misprint_and_a_shortening_but_not_another_title() -> None:
    def likeness(one: str, other: str) -> float:
        return similarity(pairs(one), pairs(other))

    assert likeness("지아썩시 대상 과학혁신 금융개혁", "지아씽시 대상 과학 혁신 금융개혁") > 0.7
    assert likeness("협력포럼 개최 공지", "협력포럼 12월 20일 개최 공지") > 0.6
    assert likeness("월드컵을 통해 본 중동 가전 마케팅", "2022 세계 스마트제조 컨퍼런스 개최") < 0.1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022.12.14", date(2022, 12, 14)),
        ("2022. 1. 4.(수)", date(2022, 1, 4)),
        ("2022년 12월 4일 발행", date(2022, 12, 4)),
        ("2022-13-45 / 2023-01-02", date(2023, 1, 2)),
        ("2022.12", None),
        ("12022.12.14", None),
    ],
)
def test_dates_are_those_of_the_calendar(text: str, found: date | None) -> None:
    assert find_date(text) == found


@pytest.mark.parametrize(
    ("text", "cover"),
    [
        ("서고 통신 Vol. 12\n2024/1/2", Cover("서고 통신", 12, date(2024, 1, 2), None)),
        ("서고 통신\n제12호 (2024.1.2)", Cover("서고 통신", 12, date(2024, 1, 2), None)),
        ("제 12 호\n발행일: 2024.1.2\n펴낸곳： 서고\n월간 서고", Cover("월간 서고", 12, date(2024, 1, 2), "서고")),
        ("센터장: 아무개", Cover(None, None, None, None)),
    ],
)
def test_covers_are_printed_in_many_ways(text: str, cover: Cover) -> None:
    assert read_cover(lines_of(text)) == cover


@pytest.mark.parametrize(
    ("file", "number", "day"),
    [
        ("307-2022-12-14.txt", 307, date(2022, 12, 14)),
        ("a/b/20221214_307호.txt", 307, date(2022, 12, 14)),
        ("307.2022.12.14.txt", 307, date(2022, 12, 14)),
    ],
)
def test_the_name_of_the_file_says_what_the_cover_does_not(file: str, number: int, day: date) -> None:
    identity = identify(Cover(None, None, None, None), file)
    assert (identity.number, identity.date) == (number, day)


@pytest.mark.parametrize(("file", "missing"), [("글.txt", "호수"), ("2022-12-14.txt", "호수"), ("307.txt", "발행일")])
def test_an_issue_without_number_or_date_is_refused_with_advice(file: str, missing: str) -> None:
    with pytest.raises(IssueError, match=f"^{file}: 표지에 {missing}.*파일 이름에"):
        identify(Cover(None, None, None, None), file)


def test_the_cover_counts_more_than_the_name_of_the_file() -> None:
    identity = identify(Cover("서고", 1, date(2024, 1, 2), None), "307-2022-12-14.txt")
    assert (identity.newsletter, identity.number, identity.date) == ("서고", 1, date(2024, 1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "차례\n\n첫째 갈래\t첫 글\tP1\n\t둘째 글\tP3",
        "차례\n\n첫째\t첫 글\tP1\n갈래\n\t둘째 글\tP3",
        "차례\n\n01\n첫째 갈래\n\n첫 글 ····· 1\n둘째 글 ····· 3",
        "차례\n\n01 첫째 갈래\n1. 첫 글 P.1\n2. 둘째 글 P.3",
        "첫째 갈래\t첫\tP1\n\t글\n\t둘째 글\tP3",
        "목 차\n\n첫째 갈래\t첫\t\n\t글\tP1\n\t둘째\t\n\t글\tP3",
    ],
    ids=["tabs", "wrapped name", "leaders", "numbered", "no title", "page number last"],
)
def test_contents_pages_are_printed_in_many_ways(text: str) -> None:
    contents = find_contents(lines_of(text + "\n\n첫째 갈래\n\n1. 첫 글\n\n본문"))
    assert contents is not None
    found = [(entry.section, entry.number, entry.title, entry.page) for entry in contents.entries]
    assert found == [("첫째 갈래", 1, "첫 글", 1), ("첫째 갈래", 2, "둘째 글", 3)]


def test_a_contents_page_ends_where_the_body_begins() -> None:
    page = "차례\n\n갈래\t첫 글\tP1\n\t둘째 글\tP3\n"
    contents = find_contents(lines_of(page + "\n갈래\n\n1. 첫 글\n\n하나\n\n둘\n\n베이징\t1\n상하이\t2"))
    assert contents is not None
    assert (contents.start, contents.end, len(contents.entries)) == (0, 4, 2)


@pytest.mark.parametrize("text", ["본문\n\n도시\t순위\n베이징\t1\n상하이\t2", "목록\n\n본문뿐이다.", "내용 P1\n\n본문"])
def test_what_is_no_contents_page(text: str) -> None:
    assert find_contents(lines_of(text)) is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("과기일보(科技日报)", Outlet("과기일보", "科技日报")),
        (" 과기일보 （科技日报） ", Outlet("과기일보", "科技日报")),
        ("로이터(Reuters)", Outlet("로이터(Reuters)")),
        ("经理人网", Outlet("经理人网", "经理人网")),
        ("Wind", Outlet("Wind")),
    ],
)
def test_an_outlet_may_have_a_chinese_name(text: str, outlet: Outlet) -> None:
    assert parse_outlet(text) == outlet


@pytest.mark.parametrize(
    ("text", "names", "note"),
    [
        ("갑(甲)·을(乙) <보고서(2023)>", ["갑", "을"], "<보고서(2023)>"),
        ("갑(甲) 第一财经与银行《白皮书》", ["갑"], "第一财经与银行《白皮书》"),
        ("갑(甲) 2022·中国“双创”指数", ["갑"], "2022·中国“双创”指数"),
        ("신화망, 인민일보", ["신화망", "인민일보"], None),
        ("IDC <시장 전망>", ["IDC"], "<시장 전망>"),
        ("신화망 https://example.org/a,b", ["신화망"], "https://example.org/a,b"),
        ("갑ㆍ을、병", ["갑", "을", "병"], None),
        ("", [], None),
    ],
)
def test_a_credit_is_outlets_and_a_note(text: str, names: list[str], note: str | None) -> None:
    credit = parse_credit(text)
    assert ([outlet.name for outlet in credit.outlets], credit.note) == (names, note)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("― 갑(甲)", Credit((Outlet("갑", "甲"),))),
        ("— 로이터", Credit((Outlet("로이터"),))),
        ("- 갑(甲)", Credit((Outlet("갑", "甲"),))),
        ("- 항목 하나", None),
        ("— 그가 말했다.", None),
        ("갑(甲)", None),
    ],
)
def test_a_line_below_a_heading_may_name_outlets(text: str, credit: Credit | None) -> None:
    assert credit_line(lines_of(text)[0]) == credit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. 제목", 1),
        ("12.제목", 12),
        ("1.\t제목", 1),
        ("2. 2022 세계", 2),
        ("２．2022년 세계", 2),
        ("2022.12.20", None),
        ("12.20 개막", None),
        ("1.5배 늘었다", None),
        ("1... 2...", None),
        ("1.\t도시\t순위", None),
        ("1. " + "긴 글 " * 200, None),
        ("1) 제목", None),
    ],
)
def test_articles_are_numbered_with_a_full_stop(text: str, number: int | None) -> None:
    assert article_number(lines_of(text)[0]) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("사진 1) 출처: 갑", "caption"),
        ("<표 2> 도시 순위", "caption"),
        ("그림 3. 얼개", "caption"),
        ("출처: Wind", "caption"),
        ("표 1에 따르면 그렇다.", "paragraph"),
        ("그림 같은 곳이다.", "paragraph"),
        ("*낱말: 뜻", "note"),
        ("※ 알림", "note"),
        ("**굵게** 쓴 글", "paragraph"),
        ("- 항목", "list"),
        ("○항목", "list"),
        ("③ 항목", "list"),
        ("가. 항목", "list"),
        ("-5도까지 내려갔다.", "paragraph"),
        ("하나\t둘\t셋", "table"),
        ("하나\t둘", "paragraph"),
    ],
)
def test_a_line_shows_its_kind(text: str, kind: str) -> None:
    assert kinds_of(lines_of(text)) == [kind]


def test_touching_lines_of_one_kind_are_one_block() -> None:
    lines = lines_of("첫 줄\n둘째 줄\n- 항목\n- 항목\n\n- 항목\n가\t1\n나\t2\n사진 1) 갑\n사진 2) 을")
    assert [(block.kind, block.text) for block in blocks_of(lines, kinds_of(lines))] == [
        ("paragraph", "첫 줄\n둘째 줄"),
        ("list", "- 항목\n- 항목"),
        ("list", "- 항목"),
        ("table", "가\t1\n나\t2"),
        ("caption", "사진 1) 갑"),
        ("caption", "사진 2) 을"),
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("1) 하나\n\n글\n\n2) 둘\n\n글", ["1) 하나", "2) 둘"]),
        ("1) 하나\n글\n2) 둘\n글", ["1) 하나", "2) 둘"]),
        ("- 1) 하나\n\n글\n\n2) 둘\n\n글", ["1) 하나", "2) 둘"]),
        ("글\n\n1) 하나\n\n2) 둘\n\n3) 셋\n\n글", []),
        ("글:\n1) 하나\n2) 둘\n\n글", []),
        ("1) 하나\n\n글\n\n1) 가\n\n2) 나\n\n3) 다\n\n글\n\n2) 둘\n\n글", ["1) 하나", "2) 둘"]),
        ("3) 셋\n\n글\n\n4) 넷\n\n글", []),
        ("글\n\n1) 주석 하나를 단다.\n\n글", []),
        ("글은 1) 하나와 2) 둘로 나뉜다.\n\n글", []),
    ],
)
def test_headings_head_texts_and_lists_do_not(text: str, headings: list[str]) -> None:
    lines = lines_of(text)
    assert [block.text for block in blocks_of(lines, kinds_of(lines)) if block.kind == "heading"] == headings
