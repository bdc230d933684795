"""The corpus folder: which files are issues, and what is in them now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.errors import CorpusError, IssueError

ISSUES = "issues"
CORRECTIONS = ".toml"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus. `name` is its path below the corpus folder, with `/` between folders."""

    name: str
    path: Path

    def read(self) -> bytes:
        """The bytes of the file. Raises IssueError if the system does not give them or somebody is writing them."""
        try:
            return _undisturbed(self.path)
        except FileNotFoundError as error:
            raise IssueError(
                self.name, f"{self.name}: 읽으려는 사이에 없어졌습니다. seogo index를 한 번 더 해 주세요."
            ) from error
        except _ChangingError as error:
            raise IssueError(
                self.name, f"{self.name}: 읽는 동안 바뀌었습니다. 파일을 다 옮긴 뒤에 seogo index를 다시 해 주세요."
            ) from error
        except OSError as error:
            raise IssueError(
                self.name, f"{self.name}: 파일을 읽을 수 없습니다({error.strerror}). 읽기 권한을 확인해 주세요."
            ) from error


class _ChangingError(Exception):
    """A file was written to while it was read; never leaves this module."""


def _undisturbed(path: Path) -> bytes:
    """The bytes of a file that were all there at one time. Raises OSError, _ChangingError."""
    with path.open("rb") as file:
        # A file that is replaced by renaming stays what it was for whoever has it open.
        before = os.fstat(file.fileno())
        data = file.read()
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise _ChangingError
    return data


def corpus_files(corpus: Path) -> list[CorpusFile]:
    """All issue files in order of name; hidden files and the .toml files that correct issues are left alone.

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
        found = (path for path in folder.rglob("*") if path.is_file() and not _hidden(path.relative_to(folder)))
        paths = sorted(path for path in found if path.suffix.lower() != CORRECTIONS)
    except OSError as error:
        raise CorpusError(f"말뭉치 폴더 {folder}을(를) 볼 수 없습니다({error.strerror}).") from error
    return [CorpusFile(path.relative_to(corpus).as_posix(), path) for path in paths]


def lonely_corrections(corpus: Path, files: Iterable[CorpusFile]) -> list[IssueError]:
    """An error for each .toml beside which there is no issue that it could correct."""
    stems = {file.path.with_suffix("") for file in files}
    folder = corpus / ISSUES
    paths = sorted(path for path in folder.rglob(f"*{CORRECTIONS}") if not _hidden(path.relative_to(folder)))
    names = (path.relative_to(corpus).as_posix() for path in paths if path.with_suffix("") not in stems)
    return [
        IssueError(name, f"{name}: 옆에 같은 이름의 호 파일이 없어 쓰지 않았습니다. 이름을 호 파일과 같게 해 주세요.")
        for name in names
    ]


def fingerprint(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
