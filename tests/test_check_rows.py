"""What a person sees who checks an issue: rows of contents page and articles, what is outside, and how sure it is."""

from __future__ import annotations

import json

import pytest

from archive.checked import Check, Pair
from indexer.check import check
from indexer.check_lines import check_lines
from indexer.checking import checked
from indexer.document import Document, Row
from indexer.overrides import read_overrides
from indexer.parse import Parsed, parse_bytes
from indexer.splitter import split
from tests.split_helpers import FILE, SECTION_LINES, articles_307, body_307, cover_307, text_307, visible

PAGES = {1: 38, 4: 86, 6: 114, 9: 160, 20: 393, 23: 441, 27: 520}
"""The pages of issue 307 by its contents page, and the line with which each begins."""


def parsed(text: str, toml: str | None = None) -> Parsed:
    return parse_bytes(text.encode(), FILE, None if toml is None else toml.encode())


def check_of(text: str, toml: str | None = None) -> Check:
    found = parsed(text, toml).check
    assert found is not None
    return found


def matches(found: Check) -> list[str]:
    return [row.match for row in found.rows]


def doubts(row: Pair) -> set[str]:
    return set(row.doubts)


def in_pages(text: str, *, shift: int = 1) -> Document:
    """Issue 307 in pages as its contents page counts them, with `shift` pages before the first."""
    starts = sorted(PAGES.items(), reverse=True)
    rows = [
        Row(line, shift + next((page for page, start in starts if number >= start), 1 - shift))
        for number, line in enumerate(text.split("\n"), 1)
    ]
    return Document.of_rows("issues/307.pdf", rows)


def test_each_line_of_the_contents_page_stands_beside_its_article() -> None:
    found = check_of(text_307())
    assert matches(found) == ["matched"] * 7
    row = found.rows[1]
    assert row.listed and row.found and row.doubts == ()
    assert (row.listed.line, row.listed.title, row.listed.section, row.listed.outlets, row.listed.page) == (
        23,
        "2022 세계 스마트제조 컨퍼런스 개최",
        "WEEKLY 뉴스",
        (),
        4,
    )
    assert (row.found.id, row.found.line, row.found.page, row.found.printed_page) == ("307-2", 86, 4, None)
    assert (row.found.length, row.found.outlets) == (len(articles_307()[1].text), ("과기일보",))


def test_what_the_contents_page_of_issue_307_has_otherwise_is_shown_and_not_warned_about() -> None:
    found = check_of(text_307())
    assert {row.found.id: doubts(row) for row in found.rows if row.found and row.doubts} == {
        "307-1": {"title_differs"},
        "307-7": {"title_differs", "outlet_missing"},
    }
    assert parsed(text_307()).issue.warnings == ()


def test_every_visible_character_is_counted_once() -> None:
    found = check_of(text_307())
    assert found.characters == len(visible(text_307()))
    assert found.in_articles + sum(each.length for each in found.outside) == found.characters
    assert [each.role for each in found.outside] == ["cover", "contents", "section", "section", "section", "colophon"]


def test_missing_and_extra_rows_stand_where_they_would_be_read() -> None:
    start, end = text_307().index("2. 2022 세계"), text_307().index("3. 월드컵")
    text = text_307()[:start] + text_307()[end:]
    text = text.replace("\nCHINA 창업\n\n1.", "\n4. 새 글\n\n새 글의 본문.\n\nCHINA 창업\n\n1.")
    found = check_of(text)
    assert matches(found)[:5] == ["matched", "missing", "matched", "extra", "matched"]
    assert found.rows[1].found is None and found.rows[3].listed is None
    assert doubts(found.rows[3]) == {"very_short", "outlet_missing"}
    assert found.sureness == "unsure"


def test_a_title_that_is_only_shortened_does_not_differ() -> None:
    found = check_of(
        text_307().replace("\t월드컵을 통해 본 중국의 중동 가전 마케팅\t", "\t월드컵을 통해 본 중국의 중동\t")
    )
    assert found.rows[2].doubts == ()


def test_text_outside_of_articles_is_shown() -> None:
    found = check_of(text_307().replace("WEEKLY 뉴스\n\n1.", "WEEKLY 뉴스\n\n길 잃은 글\n\n또 하나\n\n1."))
    (lost,) = [each for each in found.outside if each.role == "outside"]
    assert (lost.line, lost.text, lost.length) == (40, "길 잃은 글\n\n또 하나", 7)
    assert found.sureness == "likely"


def test_a_long_text_outside_is_cut_and_its_length_told() -> None:
    found = check_of(text_307().replace("WEEKLY 뉴스\n\n1.", f"WEEKLY 뉴스\n\n{'글 ' * 3000}\n\n1."))
    (lost,) = [each for each in found.outside if each.role == "outside"]
    assert (len(lost.text), lost.length) == (2000, 3000)


@pytest.mark.parametrize("shift", [0, 1, 5])
def test_pages_of_the_file_are_held_against_the_contents_page_whatever_comes_before(shift: int) -> None:
    document = in_pages(text_307(), shift=shift)
    found = checked(document, split(document))
    assert all("page_differs" not in row.doubts for row in found.rows)
    assert [row.found.printed_page for row in found.rows if row.found] == [page + shift for page in PAGES]
    document = in_pages(text_307().replace("\tP20\n", "\tP12\n"), shift=shift)
    result = split(document)
    found = checked(document, result)
    assert [row.found.id for row in found.rows if row.found and "page_differs" in row.doubts] == ["307-5"]
    (warning,) = check(document, result, found)
    assert warning.line == 393 and f"차례에는 12쪽인데 파일의 {20 + shift}쪽에 있습니다" in warning.message


def test_pages_of_a_file_that_was_printed_anew_tell_nothing() -> None:
    rows = [Row(line, 1 + place // 100) for place, line in enumerate(text_307().split("\n"))]
    document = Document.of_rows("issues/307.pdf", rows)
    found = checked(document, split(document))
    assert all("page_differs" not in row.doubts for row in found.rows)


def test_how_sure_it_is_depends_on_what_speaks_for_it() -> None:
    whole, bare = check_of(text_307()), check_of(cover_307() + SECTION_LINES.sub("", body_307()))
    assert whole.sureness == "sure"
    assert {row.found.evidence for row in whole.rows if row.found} >= {("contents", "number", "section")}
    assert bare.sureness == "likely" and matches(bare) == ["unlisted"] * 7
    assert {row.found.evidence for row in bare.rows if row.found} == {("number",)}
    one = check_of(f"{cover_307()}\n제목이 된 첫 줄\n\n본문 하나.\n")
    assert one.sureness == "unsure" and one.rows[0].found and one.rows[0].found.evidence == ()


def test_a_heading_that_its_format_marks_is_surer() -> None:
    text = cover_307() + SECTION_LINES.sub("", body_307())
    marked = [Row(line, heading=1 if line[:2] in ("1.", "2.", "3.") else None) for line in text.split("\n")]
    document = Document.of_rows("issues/307.docx", marked)
    found = checked(document, split(document))
    assert found.sureness == "sure"
    assert {row.found.evidence for row in found.rows if row.found} == {("number", "style")}


def test_what_staff_say_is_sure() -> None:
    text = cover_307() + SECTION_LINES.sub("", body_307())
    row = check_of(text, '[[article]]\nwas = "월드컵"\npage = 6').rows[2]
    assert row.found and (row.found.sureness, row.found.corrected) == ("sure", True)
    assert row.found.evidence == ("hand", "number")


SHORT = "짧은 글."
SETTLED = {
    "title": ("상하이시", 'title = "다섯 가지 핵심 키워드"', "title_differs"),
    "outlets": ("중관촌한중", "outlets = []", "outlet_missing"),
    "its last line": ("월드컵", f'ends = "{SHORT}"', "very_short"),
    "its first line": ("월드컵", 'starts = "월드컵을 통해 본"', "very_short"),
}


def with_a_short_article() -> str:
    start, end = text_307().index("월드컵에서 각국의"), text_307().index("CHINA 창업\n\n1.")
    return f"{text_307()[:start]}{SHORT}\n\n{text_307()[end:]}"


@pytest.mark.parametrize("what", SETTLED)
def test_what_staff_have_said_is_no_longer_doubted_and_the_rest_is(what: str) -> None:
    was, said, doubt = SETTLED[what]
    before = check_of(with_a_short_article())
    after = check_of(with_a_short_article(), f'[[article]]\nwas = "{was}"\n{said}')
    for one, other in zip(before.rows, after.rows, strict=True):
        assert one.found and other.found
        settled = {doubt} if other.found.corrected else set()
        assert settled <= doubts(one) and doubts(other) == doubts(one) - settled


def test_what_staff_say_of_a_title_does_not_settle_how_long_the_text_is() -> None:
    row = check_of(with_a_short_article(), '[[article]]\nwas = "월드컵"\ntitle = "월드컵과 가전"').rows[2]
    assert row.found and row.found.corrected and doubts(row) == {"very_short"}


def test_the_page_that_staff_give_is_no_longer_doubted() -> None:
    document = in_pages(text_307().replace("\tP20\n", "\tP12\n"))
    said = read_overrides('[[article]]\nwas = "【기업분석】"\npage = 20'.encode(), "issues/307.toml")
    assert all("page_differs" not in row.doubts for row in checked(document, split(document, said)).rows)


def test_json_gives_the_same_check_again() -> None:
    for text in (text_307(), text_307().replace("2. 2022 세계 스마트제조 컨퍼런스 개최", "")):
        found = check_of(text)
        assert Check.from_json(json.loads(json.dumps(found.as_json(), ensure_ascii=False))) == found


def test_json_keeps_its_names() -> None:
    value = check_of(text_307()).as_json()
    assert set(value) == {
        *("sureness", "rows", "outside", "characters", "in_articles"),
        *("by_machine", "unread", "wordless", "notice"),
    }
    assert set(value["rows"][0]) == {"match", "doubts", "listed", "found"}
    assert set(value["rows"][0]["listed"]) == {"line", "title", "section", "outlets", "page"}
    assert set(value["rows"][0]["found"]) == {
        *("id", "line", "title", "section", "outlets", "page", "printed_page", "last_page"),
        *("block_pages", "length"),
        *("sureness", "evidence", "corrected"),
    }
    assert set(value["outside"][0]) == {"line", "role", "length", "text"}


def test_ready_articles_have_no_check() -> None:
    line = '{"title": "제목", "text": "글", "date": "2022-12-14"}'
    assert parse_bytes(line.encode(), "x.jsonl").check is None


def test_lines_for_a_terminal() -> None:
    text = text_307().replace("WEEKLY 뉴스\n\n1.", "WEEKLY 뉴스\n\n길 잃은 글\n\n1.")
    toml = '[[drop]]\nwas = "2022 세계"\n[[article]]\nwas = "중관촌한중"\nsection = "알림"'
    lines = [" ".join(line.split()) for line in check_lines(check_of(text, toml))]
    assert lines[0] == "글 쪽 줄 글자 확신 제목"
    assert lines[1].startswith("307-1 P1 42 4,127 확실 [WEEKLY 뉴스] <상하이시") and lines[1].endswith(
        "차례와 제목이 다름)"
    )
    assert lines[2].startswith("21 차례: <상하이시, 난징시, 항저우시, 허페이시, 지아썩시")
    assert lines[3] == "- P4 23 2022 세계 스마트제조 컨퍼런스 개최 (빼기로 함)"
    assert (
        "[알림] 중관촌한중메타버스산업협력포럼 12월 20일 개최 공지 (고침, 차례와 제목이 다름, 매체 없음)" in lines[-5]
    )
    assert lines[-3].startswith("40 4 길 잃은 글 (어느 글에도 들지 않음)")
    assert lines[-2].startswith("88 1,649") and lines[-2].endswith("(빼기로 함)")
    assert lines[-1].startswith("모두 20,807자: 글 ") and "글 밖 1,653자" in lines[-1]


def test_lines_for_a_terminal_are_cut_by_the_width_of_their_characters() -> None:
    toml = f'[[article]]\nwas = "2022 세계"\ntitle = "{"가나다라" * 40}"'
    line = list(check_lines(check_of(text_307(), toml)))[3]
    assert "가나다라" * 8 + "가나다…" in line
