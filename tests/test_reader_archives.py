"""DOCX, HWPX and HWP files that are not what they should be: each is refused with a sentence that says what to do."""

from __future__ import annotations

import io
import random
import socket
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document as new_document
from hwpx.document import HwpxDocument

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers import archives
from indexer.readers.docx import read_docx
from indexer.readers.html import read_html
from indexer.readers.hwp import read_hwp
from indexer.readers.hwpx import read_hwpx
from tests.making import docx, hwpx
from tests.making.docx_parts import rewritten
from tests.making.likeness import texts

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
Reader = Callable[[bytes, str], Document]


def small_docx() -> bytes:
    document = new_document()
    document.add_paragraph("글이 있습니다")
    return docx.save(document)


def small_hwpx() -> bytes:
    document = HwpxDocument.new()
    document.add_paragraph("글이 있습니다")
    return hwpx.save(document)


def constant(content: bytes) -> Callable[[bytes], bytes]:
    return lambda _: content


def stream(name: str) -> bytes:
    return COMPOUND + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("read", "suffix", "data", "message"),
    [
        (read_docx, "docx", b"", "비어 있는"),
        (read_docx, "docx", b"<!DOCTYPE html><p>x", r"HTML 파일입니다\. 파일 이름을 \.html로"),
        (read_docx, "docx", b"%PDF-1.7 x", "PDF 파일입니다"),
        (read_docx, "docx", b"{\\rtf1 x", "RTF 파일입니다"),
        (read_docx, "docx", stream("WordDocument"), r"옛 워드 문서\(\.doc\)"),
        (read_docx, "docx", stream("EncryptedPackage"), "암호를 풀어"),
        (read_docx, "docx", stream("FileHeader"), r"\.hwp로 바꿔"),
        (read_docx, "docx", b"PK\x03\x04 nothing", "손상되었거나 워드 문서가 아닙니다"),
        (read_docx, "docx", b"just text", "손상되었거나 워드 문서가 아닙니다"),
        (read_hwpx, "hwpx", b"just text", "손상되었거나 한글 문서"),
        (read_hwpx, "hwpx", stream("FileHeader"), r"\.hwp로 바꿔"),
        (read_hwp, "hwp", b"just text", "손상되었거나 한글 문서가 아닙니다"),
        (read_hwp, "hwp", stream("FileHeader"), "손상되었거나 알 수 없는"),
        (read_hwp, "hwp", b"HWP Document File V3.00 \x1a" + bytes(200), "한글 3.0"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_said(read: Reader, suffix: str, data: bytes, message: str) -> None:
    with pytest.raises(IssueError, match=rf"^폴더/x\.{suffix}: .*{message}.*주세요\.$"):
        read(data, f"폴더/x.{suffix}")


def test_one_office_format_under_the_name_of_another() -> None:
    with pytest.raises(IssueError, match=r"\.hwpx로 바꿔"):
        read_docx(small_hwpx(), "x.docx")
    with pytest.raises(IssueError, match=r"\.hwpx로 바꿔"):
        read_hwp(small_hwpx(), "x.hwp")
    with pytest.raises(IssueError, match=r"\.docx로 바꿔"):
        read_hwpx(small_docx(), "x.hwpx")
    with pytest.raises(IssueError, match=r"\.docx로 바꿔"):
        read_html(small_docx(), "x.html")


@pytest.mark.parametrize(
    ("read", "data", "part"),
    [(read_docx, small_docx(), "word/document.xml"), (read_hwpx, small_hwpx(), "Contents/section0.xml")],
)
def test_zip_bombs_and_entities_are_refused(read: Reader, data: bytes, part: str) -> None:
    bomb = rewritten(data, {part: lambda old: old + b" " * 64 * 1024 * 1024})
    assert len(bomb) < 200_000
    with pytest.raises(IssueError, match="지나치게 커지는"):
        read(bomb, "x")
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    for encoding in ("utf-8", "utf-16"):
        text = f'<?xml version="1.0" encoding="{encoding}"?>{laughs}<w:document xmlns:w="x">&a;&b;</w:document>'
        with pytest.raises(IssueError, match="DOCTYPE"):
            read(rewritten(data, {part: constant(text.encode(encoding))}), "x")
    with pytest.raises(IssueError, match="손상"):
        read(rewritten(data, {part: lambda old: old[:-20]}), "x")


def test_a_claimed_size_is_not_believed() -> None:
    data = bytearray(rewritten(small_docx(), {"word/document.xml": lambda old: old + b" " * 9 * 1024 * 1024}))
    place = data.rindex(b"word/document.xml") - 46 + 24
    data[place : place + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(IssueError, match=r"손상|지나치게"):
        read_docx(bytes(data), "x.docx")


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 50)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for number in range(60):
            new.writestr(f"word/{number}.xml", b"")
    with pytest.raises(IssueError, match="지나치게"):
        read_docx(target.getvalue(), "x.docx")


def test_the_sum_of_what_is_read_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LARGEST_SUM", 20_000)
    with pytest.raises(IssueError, match="지나치게"):
        read_docx(small_docx(), "x.docx")


def test_locked_members_are_said_to_be_locked() -> None:
    data = bytearray(small_docx())
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        data[place + 8] |= 1
    with pytest.raises(IssueError, match="암호"):
        read_docx(bytes(data), "x.docx")
    told = b'<m xmlns="x"><encryption-data/></m>'
    with pytest.raises(IssueError, match="암호"):
        read_hwpx(rewritten(small_hwpx(), {"META-INF/manifest.xml": lambda _: told}), "x.hwpx")


def test_references_to_elsewhere_are_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = (
        f'<Relationship Id="e1" Type="{kind}/styles" Target="http://127.0.0.1:9/a.xml" TargetMode="External"/>'
        f'<Relationship Id="e2" Type="{kind}/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/>'
        f'<Relationship Id="e3" Type="{kind}/footnotes" Target="../../../../etc/passwd"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    told = rewritten(small_docx(), {name: lambda old: old.replace(b"</Relationships>", outside.encode())})
    assert texts(read_docx(told, "x.docx")) == ["글이 있습니다"]
    page = b"<link rel=stylesheet href=http://127.0.0.1:9/><img src=http://127.0.0.1:9/><p>\xea\xb8\x80"
    assert texts(read_html(page, "x.html")) == ["글"]


def small_hwp() -> bytes:
    document: Any = HwpxDocument.new()
    document.add_paragraph("글이 있습니다")
    return hwpx.save_binary(document)


@pytest.mark.parametrize(
    ("read", "data"),
    [(read_docx, small_docx()), (read_hwpx, small_hwpx()), (read_hwp, small_hwp())],
    ids=["docx", "hwpx", "hwp"],
)
def test_damage_never_escapes_as_another_error(read: Reader, data: bytes) -> None:
    for seed in range(60):
        chance = random.Random(seed)
        damaged = bytearray(data[: chance.randrange(len(data))] if seed % 3 == 0 else data)
        for _ in range(chance.choice([1, 5, 50])):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read(bytes(damaged), "x")
        except IssueError as error:
            assert str(error).startswith("x: ")
