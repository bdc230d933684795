"""PDF files that cannot be read, or are none: each is refused in one sentence that says what to do."""

from __future__ import annotations

import io
import re
import zlib

import pypdfium2 as pdfium
import pytest

from archive.errors import IssueError
from indexer.readers import pdf as reader
from indexer.readers.pdf import read_pdf
from indexer.readers.pdf_opening import MAX_PAGES
from tests.making.pdf import locked, printed


def pages(count: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(content: bytes, catalog: bytes = b"", packed: bool = False) -> bytes:
    """A file of one page with this content stream (ISO 32000-1, 7.5)."""
    content, way = (zlib.compress(content), b"/Filter/FlateDecode") if packed else (content, b"")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), way, content),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


TEXT = b"BT /F 12 Tf 72 700 Td (Hello from Beijing) Tj ET"


def refused(data: bytes, said: str) -> None:
    with pytest.raises(IssueError, match=rf"^a b/x\.pdf: .*{said}.*(?:주세요|읽습니다)\.$") as caught:
        read_pdf(data, "a b/x.pdf")
    assert caught.value.file == "a b/x.pdf"
    assert str(caught.value).count("\n") == 0


def test_a_file_written_by_hand_is_read() -> None:
    assert [line.text for line in read_pdf(written(TEXT), "x.pdf").lines if line.text] == ["Hello from Beijing"]


def test_a_password_is_asked_for() -> None:
    refused(locked("비밀"), "암호가 걸린 PDF입니다")


@pytest.mark.parametrize("part", [0.05, 0.3, 0.7, 0.98])
def test_a_truncated_file_is_refused_rather_than_half_read(part: float) -> None:
    data = printed("<p>글</p>")
    refused(data[: int(part * len(data))], "잘린 PDF입니다")


def test_what_is_damaged_inside_is_refused() -> None:
    data = bytearray(printed("<p>글</p>"))
    data[20:-40] = b"\xff" * (len(data) - 60)
    refused(bytes(data), "손상되었거나")


def test_two_thousand_pages_are_refused_before_they_are_read() -> None:
    refused(pages(2000), rf"2,000쪽이나 되어 읽지 않습니다\(많아야 {MAX_PAGES:,}쪽\)")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "빈 파일입니다"),
        (b"\xef\xbb\xbf\n<!-- a --><!DOCTYPE html><p>x", re.escape("HTML 파일입니다. 파일 이름의 끝을 .html로")),
        (b"<html><body>x", "HTML 파일입니다"),
        (b"PK\x03\x04rest", "압축 파일이거나 워드"),
        (b"\xd0\xcf\x11\xe0rest", "옛 워드"),
        (b"plain text", "PDF 파일이 아니거나"),
    ],
)
def test_another_format_under_the_name_of_pdf(data: bytes, said: str) -> None:
    refused(data, said)


def test_scripts_are_not_run() -> None:
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); while\\(true\\){})>>"
    assert "Hello from Beijing" in read_pdf(written(TEXT, script), "x.pdf").text


def test_a_page_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(
        written(b"BT /F 1 Tf 9 9 Td " + b"(aaaaaaaaaa) Tj " * 11_000 + b"ET", packed=True), "1쪽에 글자가 너무 많아"
    )
    monkeypatch.setattr(reader, "MAX_GLYPHS", 10)
    refused(written(TEXT), "글자가 너무 많아")


def test_a_stream_that_swells_does_not_kill() -> None:
    swollen = written(TEXT + b" " * 100_000_000, packed=True)
    assert len(swollen) < 200_000
    assert "Hello from Beijing" in read_pdf(swollen, "x.pdf").text
