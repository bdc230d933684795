"""The formats of the corpus, one file each. A reader is a pure function of a file's bytes and its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from archive.errors import IssueError
from indexer.document import MOST_LINES, Document, too_many_lines
from indexer.readers.docx import read_docx
from indexer.readers.eml import read_eml
from indexer.readers.html import read_html
from indexer.readers.hwp import read_hwp
from indexer.readers.hwpx import read_hwpx
from indexer.readers.jsonl import ReadyArticles, read_jsonl
from indexer.readers.markdown import read_markdown
from indexer.readers.pdf import read_pdf
from indexer.readers.text import read_text

_READERS: dict[str, Callable[[bytes, str], Document | ReadyArticles]] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".docx": read_docx,
    ".hwpx": read_hwpx,
    ".hwp": read_hwp,
    ".html": read_html,
    ".htm": read_html,
    ".eml": read_eml,
    ".md": read_markdown,
    ".pdf": read_pdf,
}

SUFFIXES = tuple(_READERS)
"""The suffixes of file names that can be read, in small letters with their full stop."""


def supported(path: Path) -> bool:
    """Whether a file's name says that it can be read."""
    return path.suffix.lower() in _READERS


def read_file(path: Path, file: str) -> Document | ReadyArticles:
    """What the file at `path` holds, which is `file` below the corpus. Raises IssueError if it cannot be read."""
    return read(read_bytes(path, file), file)


def read(data: bytes, file: str) -> Document | ReadyArticles:
    """What a file's bytes hold: lines to be split, or ready articles. Raises IssueError if they cannot be read."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in _READERS:
        known = ", ".join(SUFFIXES)
        raise IssueError(file, f"{file}: 읽을 수 없는 파일 형식입니다. 읽을 수 있는 형식은 {known}입니다.")
    content = _READERS[suffix](data, file)
    if isinstance(content, Document) and len(content.lines) > MOST_LINES:
        raise too_many_lines(file)
    return content


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a file of the corpus. Raises IssueError if the system does not give them."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{file}: 파일을 열 수 없습니다({reason}). 파일이 있는지, 읽을 권한이 있는지 확인해 주세요."
        raise IssueError(file, message) from error
