"""Web pages and the HTML of mails: the lines that a browser shows, and nothing that it does not."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import IssueError
from indexer.document import Document
from indexer.parse import parse_bytes
from indexer.readers.html import read_html
from tests.making.html import html_307, mail_307, table
from tests.making.likeness import assert_is_307, texts
from tests.split_helpers import visible

LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
WORDS = st.text(LETTERS, min_size=1, max_size=12).filter(str.strip)


def read(page: str) -> Document:
    return read_html(page.encode(), "x.html")


def rows(page: str) -> list[str]:
    return [line.text for line in read(page).lines]


@pytest.mark.parametrize("page", [html_307(), mail_307()], ids=["saved", "mailed"])
def test_issue_307_is_the_same_seven_articles(page: str) -> None:
    assert_is_307(read_html(page.encode(), "307-2022-12-14.html"))


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "ks_c_5601-1987", "utf-16", "gb18030"])
def test_the_declared_encoding_is_believed_where_the_bytes_do_not_tell(charset: str) -> None:
    python = "cp949" if charset.startswith("ks") else charset
    data = html_307(charset).encode(python, "xmlcharrefreplace")
    assert_is_307(read_html(data, "307-2022-12-14.htm"))


def test_a_wrong_declaration_is_not_believed() -> None:
    assert texts(read_html('<meta charset="euc-kr"><p>한글'.encode(), "x.html")) == ["한글"]
    assert texts(read_html("<p>한글 문서".encode("cp949"), "x.html")) == ["한글 문서"]
    assert texts(read_html('<meta charset="iso-2022-kr"><p>한글'.encode("iso-2022-kr"), "x.html")) == ["한글"]


def test_damage_is_named() -> None:
    data = '<meta charset="euc-kr">\n<p>한글'.encode("cp949") + b"\xff\xff<p>"
    with pytest.raises(IssueError, match=r"^x\.html: 2번째 줄에 CP949 글자가 아닌"):
        read_html(data, "x.html")


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>a\n b</p><p>c", ["a b", "", "c"]),
        ("<div>a</div><div>b<br>c<br></div><div><br></div><div>d</div>", ["a", "b", "c", "", "d"]),
        ("a<br><br>b", ["a", "", "b"]),
        ("<p style='margin:0'>a</p><p style='margin:0 0 0 4px'>b</p>", ["a", "b"]),
        ("<span>가</span><b>나</b> <i>다</i>", ["가나 다"]),
        ("<pre>a  b\n c</pre>", ["a  b", " c"]),
        ("<div style='white-space: pre-wrap'>a\nb</div>", ["a", "b"]),
        ("a<hr>b", ["a", "", "b"]),
        ("<p>금\u00ad융&shy;업", ["금융업"]),
        ("&lt;가&gt; &amp; &#44032; &hellip; <상하이시, 난징시>", ["<가> & 가 … <상하이시, 난징시>"]),
        ("<q>가</q>", ["“가”"]),
        ("<ruby>科技<rp>(</rp><rt>과기</rt><rp>)</rp></ruby>", ["科技(과기)"]),
    ],
)
def test_lines_break_where_a_browser_breaks_them(page: str, lines: list[str]) -> None:
    found = rows(page)
    assert found[: len(lines)] == lines and not any(found[len(lines) :])


def test_headings_have_their_level() -> None:
    lines = read("<h1>가</h1><h3>나<br>다</h3><p>라<div role=x><h6>마</h6></div>").lines
    assert [(line.text, line.heading) for line in lines if line.text] == [
        ("가", 1), ("나", 3), ("다", 3), ("라", None), ("마", 6)
    ]  # fmt: skip


def test_lists_print_their_signs() -> None:
    page = (
        "<ol start=3><li>a<li><p>b</p><ul><li>c<ul><li>d</ul></ul></li><li value=9>e</ol>"
        "<ol type=I reversed start=2><li>f<li>g</ol><ol style='list-style-type:hangul'><li>h<li></ol>"
        "<ul style='list-style: none inside'><li>i</ul><ul><li style=\"list-style-type:'- '\">j</ul>"
        "<ul><li><ol><li>k</ol></ul>"
    )
    assert texts(read(page)) == [
        "3. a", "4. b", "◦ c", "▪ d", "9. e", "II. f", "I. g", "가. h", "나.", "i", "- j", "• 1. k"
    ]  # fmt: skip


def test_what_is_not_shown_stays_out() -> None:
    page = (
        "<head><title>제목</title><style>p{}</style><script>글()</script></head><body><p hidden>a</p>"
        "<div style='display:none !important'><table><tr><td>b</td></tr></table></div>뒤<!-- 주석 -->"
        "<!--[if mso]><p>mso</p><![endif]--><span style='visibility: hidden'>c</span><template>d</template>"
        "<div style='max-height:0px; overflow:hidden'>e</div><span style='opacity:0'>f</span>"
        "<noscript><img src=x>g</noscript><select><option>h</select><svg><text>i</text></svg><img alt=j src=x>끝"
    )
    assert texts(read(page)) == ["뒤끝"]


def test_data_tables_are_rows_of_tabs() -> None:
    page = table((("도시", "수량", "비율"), ("화동", "52", ""), ("", "", "")))
    assert texts(read(page)) == ["도시\t수량\t비율", "화동\t52\t"]


def test_spans_keep_the_columns() -> None:
    page = (
        "<table><caption>표 1</caption><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d"
        "<tr><td colspan=9999>e<td>f<tr><td>g<td>h</table>"
    )
    found = texts(read(page))
    assert found[:3] == ["표 1", "a\tb\t", "\tc\td"]
    assert found[3] == "e" + "\t" * 63 + "f" and found[4] == "g\th"


def test_layout_tables_are_paragraphs() -> None:
    cell = "<p>" + "긴 글입니다. " * 20
    page = (
        "<table><tr><td></td><td><table><tr><td><h2>제목</h2></td></tr><tr><td>글</td></tr></table></td></tr></table>"
        f"<table><tr><td>이름</td><td>{cell}{cell}{cell}</td></tr></table>"
        "<table role=presentation><tr><td>왼쪽<td>오른쪽</table>"
    )
    found = texts(read(page))
    assert found[:3] == ["제목", "글", "이름"] and found[-2:] == ["왼쪽", "오른쪽"]
    assert not any("\t" in text for text in found)


def test_the_title_tells_what_the_page_does_not() -> None:
    body = "<body><h2>1. 첫 기사</h2><p>글입니다.</p></body>"
    page = f"<title>주간 중국 창업 제307호 (2022.12.14)</title>{body}"
    issue = parse_bytes(page.encode(), "mail.html").issue
    assert (issue.number, str(issue.date), issue.newsletter) == (307, "2022-12-14", "주간 중국 창업")
    assert texts(read(f"<title>그냥 제목</title>{body}"))[0] == "1. 첫 기사"


@pytest.mark.parametrize("page", ["", "   ", "<p> </p>", "<!-- x -->", "<script>x</script>", "\0\0", "\x89PNG\0글"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(IssueError, match=r"^x\.html: (?:글자가 하나도 없는|비어 있는|글자가 아닌) 파일입니다\."):
        read(page)


def test_deep_pages_are_read_to_the_bottom() -> None:
    assert texts(read("<div>" * 1500 + "바닥")) == ["바닥"]
    assert texts(read("<p><font><b>가" * 3000)) == ["가"] * 3000
    with pytest.raises(IssueError, match="지나치게 깊게"):
        read("<div>" * 3000 + "바닥")
    assert texts(read("<table><tr><td>" * 200 + "바닥" + "</table>" * 200 + "끝")) == ["바닥", "끝"]


@given(st.lists(st.tuples(st.sampled_from(["p", "li", "h2", "td", "br", "div"]), WORDS, WORDS), min_size=1, max_size=8))
@settings(deadline=None, max_examples=150)
def test_every_visible_character_comes_back_once_and_in_order(parts: list[tuple[str, str, str]]) -> None:
    page = ""
    for tag, one, other in parts:
        if tag == "td":
            page += f"<table><tr><td>{escape(one)}</td>\n<td><p>{escape(other)}</p></td></tr></table>"
        elif tag == "br":
            page += f"{escape(one)}<br>{escape(other)}"
        else:
            page += f"<{tag}>{escape(one)}<b>{escape(other)}</b></{tag}>"
    signs = {"li": "•"}
    wanted = "".join(signs.get(tag, "") + visible(one + other) for tag, one, other in parts)
    assert "".join(map(visible, texts(read(page)))) == wanted
