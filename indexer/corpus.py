"""The corpus folder: which files are issues, and what is in them now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from archive.errors import CorpusError, IssueError

ISSUES = "issues"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus. `name` is its path below the corpus folder, with `/` between folders."""

    name: str
    path: Path

    def read(self) -> bytes:
        """The bytes of the file. Raises IssueError if the system does not give them."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise IssueError(
                self.name, f"{self.name}: 파일을 읽을 수 없습니다({error.strerror}). 읽기 권한을 확인해 주세요."
            ) from error


def corpus_files(corpus: Path) -> list[CorpusFile]:
    """All issue files in order of name; hidden files are left alone.

    Raises CorpusError if there is no such folder.
    """
    folder = corpus / ISSUES
    if not corpus.is_dir():
        raise CorpusError(
            f"말뭉치 폴더 {corpus}이(가) 없습니다. --corpus로 있는 폴더를 정하거나 {folder}을(를) 만들어 주세요."
        )
    if not folder.is_dir():
        raise CorpusError(
            f"말뭉치 폴더 {corpus} 안에 {ISSUES} 폴더가 없습니다. {folder}을(를) 만들고 호 파일을 넣어 주세요."
        )
    try:
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and not _hidden(path.relative_to(folder)))
    except OSError as error:
        raise CorpusError(f"말뭉치 폴더 {folder}을(를) 볼 수 없습니다({error.strerror}).") from error
    return [CorpusFile(path.relative_to(corpus).as_posix(), path) for path in paths]


def fingerprint(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
