"""Word documents: what Word prints comes out once, in order; what it does not print stays out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.document import Document
from indexer.readers import read_file
from indexer.readers.docx import read_docx
from tests.making.docx import add_list, add_pattern, add_table, docx_307, put_in_list, save
from tests.making.docx_parts import rewritten
from tests.making.likeness import assert_is_307, texts
from tests.split_helpers import visible

WORDS = st.text(st.sampled_from("가나다 漢字aZ19.,·()<>&\"'‘’%—\u00a0"), min_size=1, max_size=12).filter(str.strip)


def read(document: Any) -> Document:
    return read_docx(save(document), "x.docx")


def with_xml(*fragments: str) -> Any:
    """A document whose body begins with this XML."""
    document = new_document()
    for fragment in reversed(fragments):
        declared = fragment.replace("<w:p", f"<w:p {nsdecls('w')} {MORE}", 1)
        document.element.body.insert(0, parse_xml(declared))
    return document


MORE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'


def test_issue_307_is_the_same_seven_articles() -> None:
    assert_is_307(read_docx(docx_307(), "307-2022-12-14.docx"))


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_issue_307_saved_again_by_libreoffice(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "307-2022-12-14.docx"
    path.write_bytes(docx_307())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = tmp_path / "out" / f"307-2022-12-14.{suffix}"
    document = read_file(made, made.name)
    assert isinstance(document, Document)
    assert_is_307(document)
    assert not any("머리글" in text for text in texts(document))


def test_headers_footers_and_page_numbers_stay_out() -> None:
    assert not any("머리글" in text or "꼬리글" in text for text in texts(read_docx(docx_307(), "307.docx")))


def test_headings_have_their_level_and_stand_apart() -> None:
    document = new_document()
    document.add_heading("하나", 1)
    document.add_paragraph("글")
    document.add_heading("둘", 3)
    lines = read(document).lines
    assert [(line.text, line.heading) for line in lines] == [
        ("하나", 1),
        ("", None),
        ("글", None),
        ("", None),
        ("둘", 3),
    ]


def test_an_outline_level_of_its_own_makes_a_heading() -> None:
    document = with_xml('<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>제목</w:t></w:r></w:p>')
    assert read(document).lines[0].heading == 2


def test_lists_print_their_numbers() -> None:
    document = new_document()
    pattern = add_pattern(document, [("decimal", "%1."), ("ganada", "%2)"), ("decimalEnclosedCircle", "%3")])
    first, second = add_list(document, pattern), add_list(document, pattern, start=1)
    for text, number, level in [("a", first, 0), ("b", first, 1), ("c", first, 1), ("d", first, 2), ("e", first, 0),
                                ("f", first, 1), ("g", second, 0)]:  # fmt: skip
        put_in_list(document.add_paragraph(text), number, level)
    assert texts(read(document)) == ["1. a", "가) b", "나) c", "① d", "2. e", "가) f", "1. g"]


def test_numbers_of_several_levels_and_bullets() -> None:
    document = new_document()
    nested = add_list(document, add_pattern(document, [("upperRoman", "제%1장"), ("decimal", "%1-%2")]))
    bullets = add_list(document, add_pattern(document, [("bullet", "\uf0b7")]))
    put_in_list(document.add_paragraph("가"), nested)
    put_in_list(document.add_paragraph("나"), nested, 1)
    put_in_list(document.add_paragraph("다"), bullets)
    document.add_paragraph("라", style="List Bullet")
    assert texts(read(document)) == ["제I장 가", "I-1 나", "• 다", "• 라"]


def test_merged_cells_keep_their_columns() -> None:
    document = new_document()
    table = add_table(document, (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i")))
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    assert texts(read(document)) == ["a b\t\tc", "d\te\tf i", "g\th\t"]


def test_a_table_of_one_column_is_a_frame() -> None:
    document = new_document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "첫 문단"
    cell.add_paragraph("둘째 문단")
    assert texts(read(document)) == ["첫 문단", "둘째 문단"]


def test_nested_tables_lose_nothing() -> None:
    document = new_document()
    table = add_table(document, (("밖", ""), ("x", "y")))
    inner = table.cell(0, 1).add_table(2, 2)
    for place, cell in enumerate(cell for row in inner.rows for cell in row.cells):
        cell.text = f"안{place}"
    assert texts(read(document)) == ["밖", "안0\t안1", "안2\t안3", "x", "y"]


def test_what_is_deleted_or_hidden_stays_out_and_what_is_inserted_stays() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    document = with_xml(
        f"<w:p>{run.format('앞')}<w:del><w:r><w:delText>지움</w:delText></w:r></w:del><w:ins>{run.format('넣음')}</w:ins>"
        f"<w:moveFrom>{run.format('옮김')}</w:moveFrom><w:moveTo>{run.format('옮겨옴')}</w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨김</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>뒤</w:t></w:r></w:p>'
    )
    assert texts(read(document)) == ["앞넣음옮겨옴뒤"]


def test_fields_print_their_results_only() -> None:
    document = with_xml(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:t>지시</w:t><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:hyperlink><w:r><w:t>제목</w:t><w:tab/></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGEREF</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>12</w:t><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:t>둘째</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    )
    assert texts(read(document)) == ["제목\t12", "둘째"]


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>상자 글</w:t></w:r></w:p></w:txbxContent>"
    document = with_xml(
        "<w:p><w:r><w:t>앞</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>뒤</w:t></w:r></w:p>"
    )
    assert texts(read(document)) == ["앞뒤", "상자 글"]


def test_footnotes_stand_below_their_paragraph() -> None:
    data = save(with_xml('<w:p><w:r><w:t>글</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'))
    inside = "<w:p><w:r><w:footnoteRef/><w:t> 각주</w:t></w:r></w:p>"
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2">{inside}</w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    changed = rewritten(
        data,
        {
            "word/footnotes.xml": lambda _: note.encode(),
            "word/_rels/document.xml.rels": lambda old: old.replace(
                b"</Relationships>",
                f'<Relationship Id="n1" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
            ),
        },
    )
    assert texts(read_docx(changed, "x.docx")) == ["글[1]", "[1] 각주"]


def test_breaks_and_signs() -> None:
    document = with_xml(
        "<w:p><w:r><w:t>첫 줄</w:t><w:br/><w:t>둘</w:t><w:noBreakHyphen/><w:t>셋</w:t><w:softHyphen/>"
        '<w:t>넷\u00ad다섯</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    )
    assert texts(read(document)) == ["첫 줄", "둘-셋넷다섯✓"]


def test_pages_are_counted_by_what_the_author_began() -> None:
    document = new_document()
    document.add_paragraph("1쪽").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("2쪽").paragraph_format.page_break_before = False
    document.add_paragraph("3쪽").paragraph_format.page_break_before = True
    assert [(line.text, line.page) for line in read(document).lines if line.text] == [
        ("1쪽", 1),
        ("2쪽", 2),
        ("3쪽", 3),
    ]


def test_pages_that_word_noted_count_alone() -> None:
    document = with_xml(
        '<w:p><w:r><w:t>1쪽</w:t><w:br w:type="page"/></w:r></w:p>',
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>2쪽이</w:t><w:lastRenderedPageBreak/><w:t> 이어짐</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>3쪽</w:t></w:r></w:p>",
    )
    assert [(line.text, line.page) for line in read(document).lines if line.text] == [
        ("1쪽", 1),
        ("2쪽이 이어짐", 2),
        ("3쪽", 3),
    ]


@given(st.lists(st.tuples(st.sampled_from(["p", "list", "heading", "table"]), st.lists(WORDS, min_size=4, max_size=4))))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_every_visible_character_comes_back_once_and_in_order(parts: list[tuple[str, list[str]]]) -> None:
    document = new_document()
    for kind, words in [*parts, ("p", ["끝"] * 4)]:
        if kind == "table":
            add_table(document, ((words[0], words[1]), (words[2], words[3])))
        elif kind == "heading":
            document.add_heading("\n".join(words), 2)
        else:
            document.add_paragraph("\n".join(words), style="List Bullet" if kind == "list" else None)
    signs = sum(kind == "list" for kind, _ in parts)
    wanted = "".join(visible("•" * (kind == "list") + "".join(words)) for kind, words in parts) + "끝" * 4
    assert "".join(map(visible, texts(read(document)))) == wanted
    assert wanted.count("•") == signs


@pytest.mark.parametrize("file", ["호 307.docx", "\u1112\u1169.docx", "두\n줄.docx"])
def test_any_name_will_do(file: str) -> None:
    assert read_docx(docx_307(), file).file == file
