"""Plain text: any encoding that Korean offices save it in."""

from __future__ import annotations

import codecs
import re

from archive.errors import IssueError
from indexer.document import MOST_LINES, Document, too_many_lines
from indexer.wording import plain

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROLS_PER_CHARACTER = 1 / 100
_BAD_PER_GOOD = 1 / 10
"""UTF-8 with no more bad bytes than this for each character of three bytes is damaged UTF-8, and nothing else."""

_HANGUL_IN_UTF8 = re.compile(rb"[\xe3-\xed][\x80-\xbf]{2}")


def read_text(data: bytes, file: str) -> Document:
    """The lines of a text file in UTF-8, UTF-16 with a byte order mark, or CP949 (EUC-KR); one page.

    Raises IssueError if it is empty, is not text, or has bytes that its encoding does not know.
    """
    text = decode(data, file)
    if not plain(text):
        raise IssueError(file, f"{file}: 글자가 하나도 없는 빈 파일입니다. 내용을 넣거나 파일을 지워 주세요.")
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise too_many_lines(file)
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROLS_PER_CHARACTER * len(text):
        raise _not_text(file)
    return Document.of_pages(file, [text])


def decode(data: bytes, file: str) -> str:
    """The characters of a text file, without a byte order mark. Raises IssueError if they cannot be known."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, len(mark), encoding, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _nearly_utf8(data):
            raise _damaged(data, error.start, "UTF-8", file) from error
    try:
        return data.decode("cp949")
    except UnicodeDecodeError as error:
        raise _not_text(file) from error


def _decode_marked(data: bytes, skipped: int, encoding: str, file: str) -> str:
    try:
        return data[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, skipped + error.start, encoding.upper(), file) from error


def _nearly_utf8(data: bytes) -> bool:
    good = sum(1 for _ in _HANGUL_IN_UTF8.finditer(data))
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    return 0 < bad <= max(1, _BAD_PER_GOOD * good) and good > bad


def _damaged(data: bytes, offset: int, encoding: str, file: str) -> IssueError:
    line = len(re.findall(rb"\r\n|\r|\n", data[:offset])) + 1
    return IssueError(
        file,
        f"{file}: {line}번째 줄({offset + 1}번째 바이트)에 {encoding} 글자가 아닌 것이 있습니다. "
        "그 자리를 고치거나 원본에서 다시 UTF-8로 저장해 주세요.",
    )


def _not_text(file: str) -> IssueError:
    return IssueError(file, f"{file}: 글자가 아닌 파일입니다. 글만 골라 UTF-8 텍스트로 다시 저장해 주세요.")
