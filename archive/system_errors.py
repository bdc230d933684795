"""What the system says when it refuses, in words that tell a person what to do about it."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "디스크가 가득 찼습니다",
    errno.EDQUOT: "디스크가 가득 찼습니다",
    errno.EROFS: "읽기 전용입니다",
    errno.EACCES: "권한이 없습니다",
    errno.EPERM: "권한이 없습니다",
    errno.ENOENT: "없는 폴더나 파일입니다",
    errno.ENOTDIR: "폴더가 아닙니다",
    errno.EISDIR: "폴더입니다",
    errno.EXDEV: "다른 디스크가 그 자리에 붙어 있습니다",
    errno.EBUSY: "다른 디스크가 그 자리에 붙어 있습니다",
    errno.EIO: "디스크를 읽거나 쓰지 못했습니다",
    errno.EFBIG: "이 디스크에 담기에는 파일이 너무 큽니다",
    errno.ENAMETOOLONG: "파일 이름이 너무 깁니다",
}


_OF_WRITING = {errno.EACCES: "쓸 권한이 없습니다", errno.EPERM: "쓸 권한이 없습니다"}


def reason(error: OSError) -> str:
    """Why, as a Korean sentence without its full stop; the system's own words where it is something rare."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def reason_of_writing(error: OSError) -> str:
    """The same of what could not be written."""
    return _OF_WRITING.get(error.errno or 0) or reason(error)
