"""Binary Hangul documents, written by python-hwpx; a second, independent library (unhwp) says what they hold.

No document saved by Hangul itself is to be had under a free licence, so none is among the tests.
"""

from __future__ import annotations

import unhwp
from hwpx.document import HwpxDocument

from indexer.readers.hwp import read_hwp
from tests.making.hwpx import add_table, document_307, save_binary
from tests.making.likeness import assert_is_307, texts
from tests.split_helpers import visible


def test_issue_307_is_the_same_seven_articles() -> None:
    assert_is_307(read_hwp(save_binary(document_307()), "307-2022-12-14.hwp"))


def test_another_library_reads_the_same_characters() -> None:
    data = save_binary(document_307())
    with unhwp.parse_bytes(data) as parsed:
        other = visible(parsed.plain_text)
    # The other library prints the header, too.
    assert visible("".join(texts(read_hwp(data, "x.hwp")))) == other.removeprefix("머리말:주간중국창업")


def test_notes_tables_and_breaks_survive() -> None:
    document = HwpxDocument.new()
    document.notes.add_footnote("각주", paragraph=document.add_paragraph("줄\n나눔"))
    add_table(document, (("가", "나"), ("다", "라")))
    assert texts(read_hwp(save_binary(document), "x.hwp")) == ["줄", "나눔[1]", "[1] 각주", "가\t나", "다\t라"]
