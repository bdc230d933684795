"""Opening a PDF file, and saying in one sentence why it cannot be opened."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.errors import IssueError

MAX_PAGES = 1_000
"""A file of more pages is no issue of a newsletter, and is refused before any of them is read."""

_MARK_WITHIN = 1024
"""Readers of PDF look for `%PDF-` in the first so many bytes (Adobe's implementation notes to PDF 1.7, H.3)."""
_END, _END_WITHIN = b"%%EOF", 4096
_DAMAGED = "손상되었거나 잘린 PDF입니다. 원본에서 다시 받거나 PDF로 다시 저장해 주세요."
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)", re.IGNORECASE | re.DOTALL)
_OTHERS = (
    (b"PK\x03\x04", "압축 파일이거나 워드·한글 문서(DOCX, HWPX)"),
    (b"\xd0\xcf\x11\xe0", "옛 워드·한글 문서(DOC, HWP)"),
)


def opened(data: bytes, file: str) -> pdfium.PdfDocument:
    """The file as pdfium opens it, to be closed by the caller. Raises IssueError if that cannot be done."""
    if b"%PDF-" not in data[:_MARK_WITHIN]:
        raise IssueError(file, f"{file}: {_what_it_is(data)}")
    if _END not in data[-_END_WITHIN:]:
        # pdfium would read what is left of it, and nobody would know what is lost.
        raise IssueError(file, f"{file}: {_DAMAGED}")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise IssueError(file, f"{file}: {_why(error)}") from error
    count = len(document)
    if 0 < count <= MAX_PAGES:
        return document
    document.close()
    if count:
        message = f"{count:,}쪽이나 되어 읽지 않습니다(많아야 {MAX_PAGES:,}쪽). 호마다 한 파일이 되게 나누어 주세요."
        raise IssueError(file, f"{file}: {message}")
    raise IssueError(file, f"{file}: 쪽이 하나도 없는 PDF입니다. 원본 프로그램에서 PDF로 다시 저장해 주세요.")


def _what_it_is(data: bytes) -> str:
    if not data.strip():
        return "빈 파일입니다. 파일을 다시 받아 넣거나 지워 주세요."
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return "이름은 .pdf이지만 HTML 파일입니다. 파일 이름의 끝을 .html로 바꾸어 주세요."
    for mark, name in _OTHERS:
        if data.startswith(mark):
            return f"이름은 .pdf이지만 {name}입니다. 파일 이름의 끝을 형식에 맞게 바꾸어 주세요."
    return "PDF 파일이 아니거나 앞부분이 손상되었습니다. 원본에서 다시 받거나 PDF로 다시 저장해 주세요."


def _why(error: pdfium.PdfiumError) -> str:
    if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
        return "암호가 걸린 PDF입니다. 암호를 풀고 다시 저장해 주세요."
    if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
        return "지원하지 않는 방식으로 잠긴 PDF입니다. 잠금을 풀고 다시 저장해 주세요."
    return _DAMAGED
