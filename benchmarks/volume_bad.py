"""Files that cannot be read, one of each kind that people put into a folder, spread over the names of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from hwpx.document import HwpxDocument

from tests.making import hwpx
from tests.making.docx_parts import rewritten
from tests.making.pdf import locked

_BOMB = 64 * 1024 * 1024


def write_bad_files(issues: Path) -> None:
    """Write ten of them among the issues of a folder, made of its first two where they need a sound one."""
    sound, other = (path.read_bytes() for path in sorted(issues.glob("*.pdf"))[:2])
    for number, (name, make) in enumerate(_bad_files(sound, other).items(), 1):
        (issues / f"{number * 50 - 25:04}-{name}").write_bytes(make())


def _bad_files(sound: bytes, other: bytes) -> Mapping[str, Callable[[], bytes]]:
    return {
        "half.pdf": lambda: sound[: len(sound) // 2],
        "password.pdf": lambda: locked("비밀"),
        "page-of-the-web.pdf": lambda: b"<!DOCTYPE html><title>x</title><p>" + b"x" * 5000,
        "empty.pdf": lambda: b"",
        "scratched.pdf": lambda: sound[:1000] + bytes(len(sound) - 2000) + sound[-1000:],
        "bomb.hwpx": _bomb,
        "not-hangul.hwpx": lambda: b"just text",
        "noise.txt": lambda: bytes(range(256)) * 100,
        "table.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "the-second-issue-again.pdf": lambda: other,
    }


def _bomb() -> bytes:
    document = HwpxDocument.new()
    document.add_paragraph("글이 있습니다")
    return rewritten(hwpx.save(document), {"Contents/section0.xml": lambda old: old + b" " * _BOMB})
