"""Headings that only their letters mark, in web pages and Word documents: larger than the text, or bold beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import Element

from indexer.document import Document
from indexer.parse import parse_bytes
from indexer.readers.docx import read_docx
from indexer.readers.html import read_html
from indexer.readers.html_letters import PLAIN, letters_of
from indexer.readers.html_looks import Looks
from indexer.readers.sizes import Letters
from tests.making.docx import add_table, save

SENTENCE = "화동 지역의 창업 기업이 늘고 있다고 밝혔다."
TEXT = " ".join([SENTENCE] * 4)

Setting = Callable[[Any, str], None]


def levels(document: Document) -> dict[str, int]:
    """The headings of a document with their levels."""
    return {line.text: line.heading for line in document.lines if line.heading is not None}


def page_levels(page: str, text: str = TEXT) -> dict[str, int]:
    """The headings of a page that ends with an ordinary text."""
    return levels(read_html(f"<!DOCTYPE html>{page}<p>{text}".encode(), "x.html"))


def word_levels(document: Any) -> dict[str, int]:
    """The headings of a Word document, to which an ordinary text is added."""
    document.add_paragraph(TEXT)
    return levels(read_docx(save(document), "x.docx"))


def test_the_larger_the_letters_the_farther_out_and_bold_ones_last() -> None:
    page = "<div style='font-size:{}'>{}</div>"
    sized = "".join(page.format(size, text) for size, text in [("20px", "섹션"), ("28px", "이름"), ("17px", "제목 A")])
    assert page_levels(f"{sized}<div><b>소제목</b></div>") == {"섹션": 2, "이름": 1, "소제목": 3}, "17 is hardly 16"


def test_headings_that_the_format_marks_stay_outside() -> None:
    page = "<h2>섹션</h2><div style='font-size:30px'>제목</div><h4><span style='font-size:50px'>가</span></h4>"
    assert page_levels(page) == {"섹션": 2, "제목": 5, "가": 4}


def test_a_heading_stands_apart() -> None:
    page = f"<div>{TEXT}</div><div><b>제목</b></div><div><b>둘째 줄</b></div><div>{TEXT}</div>"
    lines = read_html(page.encode(), "x.html").lines
    assert [line.text for line in lines] == [TEXT, "", "제목", "둘째 줄", "", TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "<b>제목</b>",
        "■ <b>제목</b>",
        "<strong>제목</strong> :",
        "<span style='font-weight:700'>제목</span>",
        "<span style='font:bold 16px/1.5 Dotum'>제목</span>",
        "<b>2022 </b><i><b>제목</b></i>",
        "<b>제목을 말하다</b>",
        "<b>바이두(百度) Baidu Inc.</b>",
        "<b>1. 제목</b>",
        "<b>제목은 아직...</b>",
        "<font size=4>제목</font>",
        "<big>제목</big>",
        "<span style='font-size:1.2em'>제목</span>",
        "<span style='font-size:120%'>제목</span>",
        "<span style='font-size:14pt'>제목</span>",
        "<span style='font-size:x-large'>제목</span>",
    ],
)
def test_a_line_that_is_set_apart_as_a_whole_is_a_heading(line: str) -> None:
    assert list(page_levels(f"<div>{line}</div>").values()) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "<b>굵은 말</b>이 든 줄",
        "<big>큰 말</big>이 든 줄",
        "<b>첫 문장은 이렇게 굵게 쓴다.</b>",
        "<b>“첫 문장은 이렇게 굵게 쓴다.”</b>",
        f"<big>{SENTENCE}</big>",
        f"<b>{'긴 줄 ' * 31}</b>",
        "<b>[사진 1] 행사장</b>",
        "<b>※ 편집자 주</b>",
        "<b>출처: 과기일보(科技日报)</b>",
        "<b>— 과기일보(科技日报)</b>",
        "<b><small>작은 글</small></b>",
        "<b style='font-weight:normal'>제목</b>",
        "<b>•</b>",
        "<b>******</b>",
        "<table><tr><td><b>도시</b></td><td><b>수량</b></td></tr><tr><td>화동</td><td>52</td></tr></table>",
        "<table><tr><th>도시</th><th>수량</th></tr></table>",
    ],
)
def test_these_are_no_headings(line: str) -> None:
    assert page_levels(f"<div>{line}</div>", TEXT * 2) == {}


def test_where_most_text_is_bold_or_large_nothing_is_set_apart() -> None:
    bold = "".join(f"<div><b>{text}</b></div>" for text in ("제목", TEXT, "둘째 제목", TEXT))
    assert page_levels(bold) == {}
    assert page_levels(f"<div style='font-size:24px'>제목<div>{TEXT}{TEXT}</div></div>") == {}


def test_letters_in_which_mostly_sentences_are_set_are_of_another_text() -> None:
    lead = "".join(f"<p style='font-size:20px'>{text}" for text in (SENTENCE, SENTENCE, "이번 호를 내며"))
    assert page_levels(f"{lead}<p style='font-size:24px'>제목</p>", TEXT * 3) == {"제목": 1}


def test_a_layout_table_hides_no_heading() -> None:
    page = f"<table><tr><td style='font-size:24px'>제목</td></tr><tr><td>{TEXT}</td></tr></table>"
    assert page_levels(page) == {"제목": 1}


@pytest.mark.parametrize(
    ("css", "level"),
    [
        (".title{font-size:22px}", 1),
        (".title{font-weight:bold}", 1),
        ("p.title{font:700 16px/1.5 'Malgun Gothic'}", 1),
        (".title{font-size:1.5em} @media (max-width:600px){.title{font-size:16px}}", 1),
        (".title{font-size:22px} p{font-size:12px}", 1),
        (".other{font-size:22px}", None),
        (".title{font-size:16px}", None),
        ("td .title{font-size:22px}", None),
        ("@media print{.title{font-size:22px}}", None),
    ],
)
def test_style_sheets_size_letters_as_far_as_they_are_understood(css: str, level: int | None) -> None:
    assert page_levels(f"<style>{css}</style><p class=title>제목</p>").get("제목") == level


@pytest.mark.parametrize(
    ("element", "letters"),
    [
        ({}, PLAIN),
        ({"style": "font-size:20px"}, Letters(15, False)),
        ({"style": "font-size:2em;font-weight:600"}, Letters(24, True)),
        ({"style": "font-size:50%"}, Letters(6, False)),
        ({"style": "font: italic bold large/2 serif"}, Letters(13.5, True)),
        ({"style": "font-size:larger"}, Letters(PLAIN.size * 1.2, False)),
        ({"style": "font-size:0"}, PLAIN),
        ({"style": "font-size:0px"}, PLAIN),
        ({"style": "font-size:9999em"}, PLAIN),
        ({"style": "font-size:calc(1px + 2em)"}, PLAIN),
        ({"style": "font-size:;font-weight:"}, PLAIN),
        ({"size": "5"}, Letters(18, False)),
        ({"size": "+1"}, Letters(13.5, False)),
        ({"size": "-9"}, Letters(7.5, False)),
        ({"size": "5", "style": "font-size:10pt"}, Letters(10, False)),
    ],
)
def test_the_letters_of_a_font_element(element: dict[str, str], letters: Letters) -> None:
    assert letters_of(Looks(Element("font", element)), PLAIN) == letters


def test_letters_that_grow_without_end_are_read() -> None:
    page = "<big>" * 900 + "가" + "</big>" * 900
    assert page_levels(f"<div>{page}</div>") == {"가": 1}


def test_the_shorthand_takes_back_what_is_bold_around() -> None:
    assert page_levels("<div style='font-weight:bold'><span style='font:16px serif'>가</span></div>") == {}


def by_run(size: float | None, bold: bool | None) -> Setting:
    def add(document: Any, text: str) -> None:
        run = document.add_paragraph().add_run(text)
        run.font.size, run.bold = Pt(size) if size else None, bold

    return add


def by_style(kind: WD_STYLE_TYPE, size: float | None, bold: bool | None) -> Setting:
    """A paragraph in a style of its own, or all of it in a style for letters, based on one that says it."""

    def add(document: Any, text: str) -> None:
        base, style = (document.styles.add_style(name, kind) for name in ("밑", "위"))
        base.font.size, base.font.bold, style.base_style = Pt(size) if size else None, bold, base
        if kind == WD_STYLE_TYPE.PARAGRAPH:
            document.add_paragraph(text, style)
        else:
            document.add_paragraph().add_run(text, style)

    return add


@pytest.mark.parametrize(
    "setting",
    [
        by_run(18, None),
        by_run(None, True),
        by_style(WD_STYLE_TYPE.PARAGRAPH, 18, None),
        by_style(WD_STYLE_TYPE.PARAGRAPH, None, True),
        by_style(WD_STYLE_TYPE.CHARACTER, 18, None),
        by_style(WD_STYLE_TYPE.CHARACTER, None, True),
    ],
)
def test_word_sizes_letters_by_the_run_or_by_styles(setting: Setting) -> None:
    document = new_document()
    setting(document, "제목")
    assert word_levels(document) == {"제목": 1}


def test_words_default_style_sizes_what_says_nothing() -> None:
    document = new_document()
    document.styles["Normal"].font.size = Pt(18)
    document.styles["Normal"].font.bold = True
    by_run(18, True)(document, "제목")
    by_run(None, False)(document, "가는 글")
    assert word_levels(document) == {}
    by_run(24, None)(document, "큰 제목")
    assert word_levels(document) == {"큰 제목": 1}


def test_words_nearest_style_sizes_letters_and_the_defaults_of_the_document_come_last() -> None:
    document = new_document()
    for name, kind, size in (("문단", WD_STYLE_TYPE.PARAGRAPH, 11), ("글자", WD_STYLE_TYPE.CHARACTER, 18)):
        document.styles.add_style(name, kind).font.size = Pt(size)
    document.add_paragraph(style="문단").add_run("제목", "글자")
    assert word_levels(document) == {"제목": 1}
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    defaults.get_or_add_sz().val = Pt(18)
    assert word_levels(document) == {}


def test_a_run_that_is_not_bold_is_not_whatever_its_style() -> None:
    document = new_document()
    document.styles.add_style("굵게", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    document.add_paragraph("제목", "굵게")
    document.add_paragraph(style="굵게").add_run("가는 글").bold = False
    assert word_levels(document) == {"제목": 1}


def test_bold_in_a_style_for_letters_turns_over_a_bold_paragraph() -> None:
    document = new_document()
    for name, kind in (("문단", WD_STYLE_TYPE.PARAGRAPH), ("글자", WD_STYLE_TYPE.CHARACTER)):
        document.styles.add_style(name, kind).font.bold = True
    document.add_paragraph("제목", "문단")
    document.add_paragraph(style="문단").add_run("가는 글", "글자")
    assert word_levels(document) == {"제목": 1}


def test_word_gives_levels_below_its_headings_and_none_in_tables_or_for_bold_words() -> None:
    document = new_document()
    document.add_heading("섹션", 2)
    by_run(20, True)(document, "제목")
    by_run(None, True)(document, "굵은 말")
    document.paragraphs[-1].add_run("이 든 줄")
    table = add_table(document, (("도시", "수량"), ("화동", "52")))
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    assert word_levels(document) == {"섹션": 2, "제목": 3}


def test_a_page_without_numbers_and_contents_is_split_by_its_letters() -> None:
    name = "<div style='font-size:28px'>주간 중국 창업 제307호</div><div>2022.12.14</div>"
    titles = ["상하이의 창업 기업", "선전의 로봇", "베이징의 반도체"]
    stories = "".join(f"<div><b style='font-size:20px'>{title}</b></div><div>{TEXT * 3}</div>" for title in titles)
    issue = parse_bytes(f"<!DOCTYPE html>{name}{stories}".encode(), "mail.html").issue
    assert [article.title for article in issue.articles] == titles


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["b", "big", "small", "font size=9", "span style='font-size:{}'", "div", "td", "h2"]),
            st.sampled_from(["", "9999999em", "-1px", "..px", "x", "1e9px", "٣px", "12px"]),
            st.text("가나 .1", max_size=6),
        ),
        max_size=12,
    )
)
@settings(deadline=None)
def test_no_letters_lose_a_character(pieces: list[tuple[str, str, str]]) -> None:
    page = "".join(f"<{tag.format(size)}>{text}" for tag, size, text in pieces)
    lines = read_html(f"<style>.a{{color:red}}</style>{page}끝".encode(), "x.html").lines
    shown = "".join(line.text for line in lines)
    assert "".join(shown.split()) == "".join("".join(text for *_, text in pieces).split()) + "끝"
