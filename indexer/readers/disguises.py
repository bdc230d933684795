"""Files whose bytes are not what their names say: what they are instead, and what to do about it."""

from __future__ import annotations

import re

from archive.errors import IssueError

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HWP3 = b"HWP Document File V3"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|meta|div|table|p|!--)\b", re.IGNORECASE)
_ZIP = b"PK\x03\x04"


def is_compound(data: bytes) -> bool:
    """Whether it is an OLE compound file: old Word, HWP 5, or a newer Office file behind a password."""
    return data.startswith(_COMPOUND)


def is_zip(data: bytes) -> bool:
    """Whether it begins as a zip file does, or is an empty one."""
    return data.startswith((_ZIP, b"PK\x05\x06"))


def refuse_disguise(data: bytes, file: str, wanted: str) -> None:
    """Raise IssueError if the bytes are another format than the wanted one (`docx`, `hwpx`, `hwp`) and known by it."""
    if not data.strip(b"\0 \t\r\n"):
        raise IssueError(file, f"{file}: 비어 있는 파일입니다. 내용을 넣거나 파일을 지워 주세요.")
    found = _known(data)
    if found and found[0] != wanted:
        raise IssueError(file, f"{file}: 이름은 .{wanted}이지만 {found[1]}")


def _known(data: bytes) -> tuple[str, str] | None:
    """The suffix of a known format, and what to do with it under another name."""
    if _HTML.match(data[:1024]):
        return "html", "실제로는 HTML 파일입니다. 파일 이름을 .html로 바꿔 주세요."
    if data.startswith(b"%PDF-"):
        return "pdf", "실제로는 PDF 파일입니다. 파일 이름을 .pdf로 바꿔 주세요."
    if data.startswith(b"{\\rtf"):
        return "rtf", "실제로는 RTF 파일입니다. 워드에서 열어 .docx로 다시 저장해 주세요."
    if data.startswith(_HWP3):
        return "hwp", "실제로는 한글 3.0 문서입니다. 파일 이름을 .hwp로 바꿔 주세요."
    if is_compound(data):
        return _compound(data)
    if is_zip(data):
        return _zipped(data)
    return None


def _compound(data: bytes) -> tuple[str, str]:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "locked", "암호가 걸려 있습니다. 암호를 풀어 다시 저장해 주세요."
    if has("WordDocument"):
        return "doc", "실제로는 옛 워드 문서(.doc)입니다. 워드에서 열어 .docx로 다시 저장해 주세요."
    if has("FileHeader"):
        return "hwp", "실제로는 한글 문서(.hwp)입니다. 파일 이름을 .hwp로 바꿔 주세요."
    return "hwp", "옛 오피스 파일입니다. 편집기에서 열어 .docx로 다시 저장해 주세요."


def _zipped(data: bytes) -> tuple[str, str] | None:
    if b"word/document" in data:
        return "docx", "실제로는 워드 문서입니다. 파일 이름을 .docx로 바꿔 주세요."
    if b"application/hwp+zip" in data[:200] or b"Contents/section0.xml" in data:
        return "hwpx", "실제로는 한글 문서(HWPX)입니다. 파일 이름을 .hwpx로 바꿔 주세요."
    return None
