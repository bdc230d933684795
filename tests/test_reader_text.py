"""Text files: every encoding that Korean offices save in, and refusals in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.errors import IssueError
from indexer.document import Document
from indexer.parse import SUFFIXES, parse_bytes, parse_file
from indexer.readers import read, read_file, supported
from indexer.readers.text import decode, read_text

TEXT = "가나다 라마바, 中國 ABC\n둘째 줄\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949", "euc-kr"])
def test_encodings_are_known_by_their_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x.txt") == TEXT


def test_cp949_has_syllables_that_euc_kr_lacks() -> None:
    assert decode("똠방각하 펲시".encode("cp949"), "x.txt") == "똠방각하 펲시"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u200b\u3000\ufeff".encode()])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(IssueError, match=r"^a/b\.txt: 글자가 하나도 없는 빈 파일입니다\. .*주세요\.$"):
        read_text(data, "a/b.txt")


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xd8\xff\xe0\x80\x81\x82", b"\x01\x02\x03\x04abc"],
    ids=["zip", "png", "jpeg", "controls"],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(IssueError, match=r"^x\.txt: 글자가 아닌 파일입니다"):
        read_text(data, "x.txt")


def test_damage_is_named_with_its_line_and_byte() -> None:
    good = "첫 줄의 글\n둘째 줄의 글".encode()
    with pytest.raises(IssueError, match=re.escape(f"2번째 줄({len(good) + 1}번째 바이트)에 UTF-8 글자가 아닌")):
        read_text(good + b"\xff" + "이어지는 글".encode(), "x.txt")


def test_damaged_utf8_does_not_pass_for_cp949() -> None:
    data = bytearray("한국어로 적은 글이 이어집니다. ".encode() * 50)
    data[300:301] = b""
    with pytest.raises(IssueError, match="UTF-8 글자가 아닌"):
        read_text(bytes(data), "x.txt")


def test_damaged_utf16_is_named_as_such() -> None:
    with pytest.raises(IssueError, match="UTF-16"):
        read_text("글".encode("utf-16") + b"\x00", "x.txt")


def test_the_form_feed_of_a_printer_is_text() -> None:
    assert read_text("가\f나\x1a".encode() + b"\n" * 200, "x.txt").lines[0].plain == "가 나"


def test_the_suffix_chooses_the_reader() -> None:
    assert isinstance(read(TEXT.encode(), "A.TXT"), Document)
    assert {".txt", ".jsonl", ".docx", ".hwpx", ".hwp", ".html", ".htm", ".eml", ".md"} <= set(SUFFIXES)
    assert supported(Path("a.txt")) and supported(Path("b.JSONL")) and not supported(Path("c.doc"))


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(IssueError, match=r"^issues/x\.doc: .*형식은 \.txt, \.jsonl, .*입니다\.$") as caught:
        read(b"", "issues/x.doc")
    assert caught.value.file == "issues/x.doc"


def test_files_that_the_system_does_not_give_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(IssueError, match=r"^x\.txt: 파일을 열 수 없습니다"):
            parse_file(path, "x.txt")


def test_reading_a_file_is_reading_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "1-2024-01-02.txt"
    path.write_bytes(TEXT.encode("cp949"))
    assert read_file(path, path.name) == read(TEXT.encode("cp949"), path.name)
    assert parse_file(path, path.name) == parse_bytes(TEXT.encode("cp949"), path.name)
