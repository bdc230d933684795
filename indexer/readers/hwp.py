"""Binary Hangul documents (HWP 5), turned into HWPX by python-hwpx and read as such."""

from __future__ import annotations

import warnings
from typing import Any

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.disguises import is_compound, refuse_disguise
from indexer.readers.hwpx import read_hwpx

_HWP3 = b"HWP Document File V3"
_SAVE = "한글에서 열어 .hwpx로 다시 저장해 주세요."
_LOCKED = {
    "hwp5-password": "암호가 걸린 파일입니다. 암호를 풀고 .hwpx로 다시 저장해 주세요.",
    "hwp5-distribution": f"배포용 문서라 본문이 잠겨 있습니다. 배포용으로 만들기 전의 원본을 {_SAVE}",
    "hwp5-drm": "보안 프로그램(DRM)이나 인증서로 잠긴 파일입니다. 잠금을 풀고 .hwpx로 다시 저장해 주세요.",
}
"""Why python-hwpx refuses a document, by the code of its error."""


def read_hwp(data: bytes, file: str) -> Document:
    """The rows of a document of Hangul 2002 to 2024 as saved by default before HWPX, as `read_hwpx` gives them.

    Raises IssueError if it is older, damaged, locked, or something else.
    """
    refuse_disguise(data, file, "hwp")
    if data.startswith(_HWP3):
        raise IssueError(file, f"{file}: 한글 3.0 이전 문서입니다. {_SAVE}")
    if not is_compound(data):
        raise IssueError(file, f"{file}: 손상되었거나 한글 문서가 아닙니다. 원본을 다시 받거나 {_SAVE}")
    return read_hwpx(_converted(data, file), file)


def _converted(data: bytes, file: str) -> bytes:
    # It brings a hundred modules, which most runs never need.
    from hwpx.document import HwpxDocument

    try:
        with warnings.catch_warnings():
            # It warns of what has no place in HWPX; text always has one.
            warnings.simplefilter("ignore")
            document: Any = HwpxDocument.open(data)
            return bytes(document.to_bytes())
    except MemoryError:
        raise
    except Exception as error:  # It is young, and what it raises on damaged files is not all of its own kinds.
        reason = _LOCKED.get(str(getattr(error, "code", "")))
        message = reason or f"손상되었거나 알 수 없는 형식의 한글 문서입니다. 원본을 다시 받거나 {_SAVE}"
        raise IssueError(file, f"{file}: {message}") from error
