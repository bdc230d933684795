"""Hangul documents as XML: what Hangul prints comes out once, in order; what it does not print stays out."""

from __future__ import annotations

from typing import Any

import pytest
from hwpx.document import HwpxDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.document import Document
from indexer.readers.hwpx import read_hwpx
from tests.making.docx_parts import rewritten
from tests.making.hwpx import add_pattern, add_table, document_307, save
from tests.making.likeness import assert_is_307, texts
from tests.split_helpers import visible

WORDS = st.text(st.sampled_from("가나다 漢字aZ19.,·()<>&\"'‘’%—\u00a0"), min_size=1, max_size=12).filter(str.strip)
SECTION = "Contents/section0.xml"


def read(document: Any) -> Document:
    return read_hwpx(save(document), "x.hwpx")


def test_issue_307_is_the_same_seven_articles() -> None:
    assert_is_307(read_hwpx(save(document_307()), "307-2022-12-14.hwpx"))


def test_headers_stay_out() -> None:
    assert not any("머리글" in text for text in texts(read(document_307())))


def test_outlines_are_numbered_and_are_headings() -> None:
    document = HwpxDocument.new()
    document.add_heading("첫째", level=1)
    document.add_heading("둘째", level=2)
    document.add_heading("셋째", level=1)
    found = [(line.text, line.heading) for line in read(document).lines if line.text]
    assert found == [("1. 첫째", 1), ("가. 둘째", 2), ("2. 셋째", 1)]


def test_lists_print_their_signs() -> None:
    document = HwpxDocument.new()
    circled, digits = add_pattern(document, [("CIRCLED_DIGIT", 1)])[0], add_pattern(document, [("DIGIT", 4)])[0]
    for text, shape in (("a", circled), ("b", circled), ("c", digits)):
        document.add_paragraph(text, para_pr_id_ref=shape)
    document.add_paragraph("d", para_pr_id_ref="0")
    document.styles.apply_list_format(paragraph_index=len(document.paragraphs) - 1, kind="bullet", bullet_char="○")
    assert [text.replace(". ", " ") for text in texts(read(document))] == ["① a", "② b", "4 c", "○ d"]


def test_what_is_deleted_stays_out_and_what_is_inserted_stays() -> None:
    document = HwpxDocument.new()
    paragraph = document.add_paragraph("앞 지울글 뒤")
    document.tracking.delete(paragraph, match="지울글")
    document.tracking.insert(paragraph, "넣은글")
    assert texts(read(document)) == ["앞  뒤넣은글"]


def test_notes_stand_below_their_paragraph() -> None:
    document = HwpxDocument.new()
    paragraph = document.add_paragraph("글")
    document.notes.add_footnote("각주", paragraph=paragraph)
    document.notes.add_endnote("미주", paragraph=paragraph)
    document.add_paragraph("다음")
    assert texts(read(document)) == ["글[1][미주 1]", "[1] 각주", "[미주 1] 미주", "다음"]


def test_text_boxes_and_captions_are_read() -> None:
    document = HwpxDocument.new()
    shape = document.shapes.add_rectangle(paragraph=document.add_paragraph("앞"))
    shape.set_draw_text("상자 글")
    table = add_table(document, (("가", "나"), ("다", "라")))
    table.set_caption("표 이름")
    found = texts(read(document))
    assert found[:2] == ["앞", "상자 글"]
    assert sorted(found[2:]) == sorted(["가\t나", "다\t라", next(text for text in found if "표 이름" in text)])


def test_breaks_tabs_links_and_readings() -> None:
    document = HwpxDocument.new()
    document.add_paragraph("줄\n나눔\t탭")
    paragraph = document.add_paragraph("앞 ")
    document.refs.add_hyperlink("http://example.org", "링크", paragraph=paragraph)
    paragraph.add_dutmal("科技日报", "과기일보")
    assert texts(read(document)) == ["줄", "나눔\t탭", "앞 링크科技日报(과기일보)"]


def test_merged_cells_keep_their_columns() -> None:
    document = HwpxDocument.new()
    table = add_table(document, (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i")))
    table.merge_cells(0, 0, 0, 1)
    table.merge_cells(1, 0, 2, 0)
    found = texts(read(document))
    assert [text.count("\t") for text in found] == [2, 2, 2]
    assert found[0].endswith("\t\tc") and found[1].endswith("\te\tf") and found[2] == "\th\ti"


def test_pages_turn_where_the_author_turned_them() -> None:
    document = HwpxDocument.new()
    document.add_paragraph("1쪽")
    document.add_paragraph("2쪽", pageBreak="1")
    document.add_section()
    document.add_paragraph("3쪽", section_index=1)
    assert [(line.text, line.page) for line in read(document).lines if line.text] == [
        ("1쪽", 1),
        ("2쪽", 2),
        ("3쪽", 3),
    ]


def test_other_editions_of_the_format_have_other_namespaces() -> None:
    document = HwpxDocument.new()
    document.add_paragraph("글")
    newer = rewritten(
        save(document),
        {
            SECTION: lambda old: old.replace(
                b"www.hancom.co.kr/hwpml/2011/paragraph", b"www.owpml.org/owpml/2024/paragraph"
            )
        },
    )
    assert texts(read_hwpx(newer, "x.hwpx")) == ["글"]


@given(st.lists(st.tuples(st.sampled_from(["p", "table"]), st.lists(WORDS, min_size=4, max_size=4)), max_size=6))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_every_visible_character_comes_back_once_and_in_order(parts: list[tuple[str, list[str]]]) -> None:
    document = HwpxDocument.new()
    for kind, words in [*parts, ("p", ["끝"] * 4)]:
        if kind == "table":
            add_table(document, ((words[0], words[1]), (words[2], words[3])))
        else:
            document.add_paragraph("\n".join(words))
    wanted = "".join(visible("".join(words)) for _, words in parts) + "끝" * 4
    assert "".join(map(visible, texts(read(document)))) == wanted


@pytest.mark.parametrize("file", ["호 307.hwpx", "\u1112\u1169.hwpx", "두\n줄.hwpx"])
def test_any_name_will_do(file: str) -> None:
    assert read_hwpx(save(document_307()), file).file == file


def test_letters_set_by_hand_mark_headings() -> None:
    document = HwpxDocument.new()
    add_set(document, ("제목", 16, False))
    add_set(document, ("소제목", None, True))
    add_set(document, ("굵은 말", None, True), ("이 든 줄", None, False))
    add_set(document, ("첫 문장은 이렇게 크게 쓴다.", 16, True))
    add_set(document, ("화동 지역의 창업 기업이 늘고 있다고 밝혔다." * 4, None, False))
    assert {line.text: line.heading for line in read(document).lines if line.heading} == {"제목": 1, "소제목": 2}


def add_set(document: Any, *runs: tuple[str, float | None, bool]) -> None:
    """A paragraph in pieces, each with its size in points and whether it is bold."""
    paragraph = document.add_paragraph("", para_pr_id_ref="0", style_id_ref="0")
    for text, size, bold in runs:
        paragraph.add_run(text, char_pr_id_ref=document.styles.ensure_run(size=size, bold=bold))
