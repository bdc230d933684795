"""Small pages as a browser prints them: columns, running heads, tables, and words that the ends of lines have cut."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

import pypdfium2 as pdfium
import pytest

from indexer.document import Document
from indexer.readers.pdf import read_pdf
from tests.making.pdf import printed

STYLE = """<style>@page { size: A4; margin: 20mm } body { margin: 0; font: 10pt/1.5 'Noto Sans CJK KR' }
p { margin: 0 0 4mm } td { padding: 1mm 2mm }</style>"""
SENTENCE = "첫째 기사는 서울과 베이징 사이의 과학기술 협력을 다루며 여러 기관의 발표를 차례로 소개한다. "
OTHER = "둘째 기사는 상하이의 창업 지원 정책이 무엇을 바꾸었는지 살펴보고 앞으로의 계획을 정리한다. "


def small(body: str, numbered: bool = False) -> bytes:
    return printed(f"<!doctype html><html lang=ko><meta charset=utf-8>{STYLE}{body}", numbered)


@cache
def document(body: str) -> Document:
    return read_pdf(small(body), "x.pdf")


def unspaced(texts: Iterable[str]) -> list[str]:
    """The texts without spaces, for where a line ends does not always tell whether a word does."""
    return [text.replace(" ", "") for text in texts]


def lines(body: str) -> list[str]:
    return [line.text for line in document(body).lines if line.text]


def test_columns_are_read_one_after_the_other() -> None:
    first, second = (
        f"<div style='float:left;width:47%;margin-right:3%'><p>{text * 8}</p></div>" for text in (SENTENCE, OTHER)
    )
    head, foot = f"<p>{SENTENCE}{SENTENCE}</p>", f"<p style='clear:both'>{OTHER}{OTHER}</p>"
    texts = [SENTENCE * 2, SENTENCE * 8, OTHER * 8, OTHER * 2]
    assert unspaced(lines(head + first + second + foot)) == unspaced(texts)


def test_a_paragraph_goes_on_in_the_next_of_three_columns() -> None:
    body = f"<div style='columns:3'><p>{SENTENCE * 12}</p><p>{OTHER * 12}</p></div>"
    assert unspaced(lines(body)) == unspaced([SENTENCE * 12, OTHER * 12])


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    body = f"<p style='font-size:14pt'>{SENTENCE * 40}</p><p style='font-size:14pt'>{OTHER}</p>"
    rows = [line for line in document(body).lines if line.text]
    assert unspaced(row.text for row in rows) == unspaced([SENTENCE * 40, OTHER])
    assert [row.page for row in rows] == [1, 2]


def test_running_heads_go_and_a_line_that_only_looks_like_them_stays() -> None:
    starts = ("서울에서 온", "베이징에서 온", "선전에서 보낸", "청두에서 보낸")
    texts = [f"{start} 소식이다. {SENTENCE * number}".strip() for number, start in enumerate(starts, 1)]
    pages = "".join(f"<div style='break-after:page'><p>머리말 {len(text)}</p><p>{text}</p></div>" for text in texts)
    found = [line.text for line in read_pdf(small(pages, numbered=True), "x.pdf").lines if line.text]
    assert unspaced(found) == unspaced(texts)
    two = "".join(f"<div style='break-after:page'><p>{text}</p></div>" for text in (SENTENCE, OTHER))
    found = [line.text for line in read_pdf(small(two, numbered=True), "x.pdf").lines if line.text]
    assert "- 1 -" in found, "two pages are not enough to tell"


def test_lines_between_paragraphs_are_not_joined() -> None:
    body = f"<p>{SENTENCE}<br>- 첫째 항목<br>- 둘째 항목<br>{OTHER}</p><p>{SENTENCE * 3}</p>"
    assert lines(body)[:4] == [SENTENCE.strip(), "- 첫째 항목", "- 둘째 항목", OTHER.strip()]
    assert [line.text for line in document(body).lines[:6]].count("") == 1, "what touches has no empty row between"


def test_paragraphs_are_known_by_their_indent() -> None:
    body = "".join(
        f"<p style='margin:0;text-indent:1.5em;text-align:justify'>{text * 3}</p>" for text in (SENTENCE, OTHER)
    )
    assert unspaced(lines(body)) == unspaced([SENTENCE * 3, OTHER * 3])


def test_hyphens_are_mended_where_they_part_a_word() -> None:
    words = "internationalization counterrevolutionaries characteristically"
    assert lines(f"<div lang=en style='width:5em;hyphens:auto'>{words}</div>") == [words]
    assert lines("<p style='width:4em'>the B-end user and the C-end user</p>") == ["the B-end user and the C-end user"]


def test_an_address_is_not_parted() -> None:
    address = "https://www.example.org/onlineark/index.html#/invite/meeting/7ae3abbab47c47f3be336009eb7ab677"
    assert lines(f"<p style='width:60mm;overflow-wrap:anywhere'>{address}</p>")[0] == address


def test_raised_and_lowered_signs_stay_in_their_line() -> None:
    assert lines("<p>면적은 200m<sup>2</sup>이고 H<sub>2</sub>O와 CO<sub>2</sub>를 다룬다.</p>")[0] == (
        "면적은 200m2이고 H2O와 CO2를 다룬다."
    )


def test_characters_outside_the_basic_plane_and_decomposed_ones() -> None:
    assert lines("<p>𠮷野家와 \u1112\u1161\u11ab\u1100\u1173\u11af</p>")[0].startswith("𠮷野家와 \u1112\u1161\u11ab")


CELLS = (
    "<tr><th>도시</th><th>지원 정책의 이름과 그 내용</th><th>해</th></tr>"
    "<tr><td rowspan=2>베이징</td><td>과학기술 금융을 위한 다섯 가지 조치와 그 실행 계획</td><td>2021</td></tr>"
    "<tr><td>창업 보육</td><td>2022</td></tr><tr><td>선전</td><td colspan=2>없음</td></tr>"
)


def test_drawn_lines_make_a_table() -> None:
    style = (
        "<style>table { border-collapse: collapse; width: 90mm } td, th { border: 1px solid; font-weight: 400 }</style>"
    )
    assert lines(f"{style}<p>{SENTENCE}</p><table>{CELLS}</table><p>{OTHER}</p>")[1:5] == [
        "도시\t지원 정책의 이름과 그 내용\t해",
        "베이징\t과학기술 금융을 위한 다섯 가지 조치와 그 실행 계획\t2021",
        "\t창업 보육\t2022",
        "선전\t없음",
    ]


def test_aligned_columns_make_a_table() -> None:
    rows = (("지역", "도시 수", "비율"), ("화동", "52", "68%"), ("화남", "12", "31%"), ("화중", "12", "27%"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = f"<p>{SENTENCE}</p><table style='width:100%'>{cells}</table><p>{OTHER}</p>"
    assert lines(body)[1:5] == ["\t".join(row) for row in rows]


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    style = "<style>table { border-collapse: collapse } td { border: 1px solid; width: 80mm }</style>"
    body = f"{style}<div style='height:205mm'></div><table><tr><td>가</td><td>나</td></tr>"
    body += f"<tr><td>{SENTENCE * 5}</td><td>{OTHER * 5}</td></tr></table>"
    rows = [line for line in lines(body) if "\t" in line]
    assert unspaced(rows) == ["가\t나", "\t".join(unspaced([SENTENCE * 5, OTHER * 5]))]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(turn: int) -> None:
    source = pdfium.PdfDocument(small(f"<p>{SENTENCE * 3}</p><p>{OTHER}</p>"))
    source[0].set_rotation(turn)
    buffer = io.BytesIO()
    source.save(buffer)
    assert [line.text for line in read_pdf(buffer.getvalue(), "x.pdf").lines if line.text] == [
        (SENTENCE * 3).strip(),
        OTHER.strip(),
    ]


def test_text_that_runs_upwards_stands_behind_its_page() -> None:
    body = f"<p>{SENTENCE * 3}</p><p style='position:absolute;top:90mm;rotate:-90deg'>대외비</p><p>{OTHER}</p>"
    found = lines(body)
    assert found[-1] == "대외비" and found.count("대외비") == 1


def test_text_set_at_the_right_of_its_line_is_parted_by_a_tab() -> None:
    body = "<p style='display:flex;justify-content:space-between'><span>주간 중국 창업</span><span>제307호</span></p>"
    assert "주간 중국 창업\t제307호" in lines(body)
