"""Binary Hangul documents, written by python-hwpx and by hwplib; two other libraries say what they hold.

Of documents saved by Hangul itself under a free licence, one was to be had, and it is HWP 3.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import unhwp
from hwpx.document import HwpxDocument

from archive.errors import IssueError
from indexer.readers.hwp import read_hwp
from tests.making.hwpx import add_table, document_307, save_binary
from tests.making.likeness import assert_is_307, texts
from tests.split_helpers import visible

FOREIGN = Path(__file__).parent / "golden" / "hwp"
"""Where each of these is from: README.md beside them."""


def foreign(name: str) -> bytes:
    """A document that this project's library did not write."""
    return (FOREIGN / name).read_bytes()


@pytest.fixture(scope="module", params=["python-hwpx", "hwplib"])
def issue_307(request: pytest.FixtureRequest) -> bytes:
    """Issue 307 as each of two libraries writes it."""
    return save_binary(document_307()) if request.param == "python-hwpx" else foreign("hwplib-307.hwp")


def test_issue_307_is_the_same_seven_articles(issue_307: bytes) -> None:
    assert_is_307(read_hwp(issue_307, "307-2022-12-14.hwp"))


def test_another_library_reads_the_same_characters(issue_307: bytes) -> None:
    with unhwp.parse_bytes(issue_307) as parsed:
        other = visible(parsed.plain_text)
    # The other library prints the header, too.
    assert visible("".join(texts(read_hwp(issue_307, "x.hwp")))) == other.removeprefix("머리말:주간중국창업")


def test_what_issues_are_made_of_is_read_as_printed() -> None:
    lines = read_hwp(foreign("hwplib-parts.hwp"), "x.hwp").lines
    assert [(line.text, line.page) for line in lines if line.text] == [
        ("첫 문단입니다.", 1),
        ("줄", 1),
        ("나눔과 하이픈-묶음\N{NO-BREAK SPACE}빈칸\N{IDEOGRAPHIC SPACE}고정폭", 1),
        ("탭 앞\t탭 뒤", 1),
        ("한자 北京과 기호 ①·㎡ “따옴표” 𠮷🚀", 1),
        ("각주가 있는 글[1]이 이어진다.", 1),
        ("[1] 각주 글입니다.", 1),
        ("1. 번호가 붙은 문단", 1),
        ("2. 그다음 번호", 1),
        ("도시\t수량\t비율", 1),
        ("화동\t52\t", 1),
        ("합쳐진 칸\t\t", 1),
        ("새 쪽에서 시작한다.", 2),
        ("끝 문단", 2),
    ]


def test_what_hangul_97_saved_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        IssueError, match=r"^x\.hwp: 한글 3\.0 이전 문서입니다\. 한글에서 열어 \.hwpx로 다시 저장해 주세요\.$"
    ):
        read_hwp(foreign("hangul97.hwp"), "x.hwp")


def test_notes_tables_and_breaks_survive() -> None:
    document = HwpxDocument.new()
    document.notes.add_footnote("각주", paragraph=document.add_paragraph("줄\n나눔"))
    add_table(document, (("가", "나"), ("다", "라")))
    assert texts(read_hwp(save_binary(document), "x.hwp")) == ["줄", "나눔[1]", "[1] 각주", "가\t나", "다\t라"]
