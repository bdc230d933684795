"""From one file of the corpus to its issue: the door by which the pipeline comes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from archive.checked import Check
from archive.errors import IssueError
from archive.models import Issue
from indexer.attribution import attribution
from indexer.check import check
from indexer.checking import checked
from indexer.document import Document
from indexer.overrides import overrides_bytes, overrides_name, read_overrides
from indexer.readers import SUFFIXES, read, read_bytes
from indexer.readers.jsonl import ReadyArticles
from indexer.splitter import split

__all__ = ["SUFFIXES", "Parsed", "parse_bytes", "parse_file"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """An issue with its warnings, and the errors about single lines that could not be used.

    They are lines of JSONL that could not become articles, or entries of the .toml beside the issue that do not fit it
    (an error's `file` is then that file's name). `check` is None for ready articles, which nobody has split.
    """

    issue: Issue
    errors: tuple[IssueError, ...] = ()
    check: Check | None = None


def parse_file(path: Path, file: str) -> Parsed:
    """The issue in the file at `path`, which is `file` below the corpus, put right by the .toml beside it.

    Raises IssueError if the file as a whole cannot be used.
    """
    data = read_bytes(path, file)
    try:
        overrides = overrides_bytes(path, file)
    except IssueError as error:
        parsed = parse_bytes(data, file)
        return replace(parsed, errors=(*parsed.errors, error))
    return parse_bytes(data, file, overrides)


def parse_bytes(data: bytes, file: str, overrides: bytes | None = None) -> Parsed:
    """The issue in a file's bytes; its name tells the format, and perhaps the number and date.

    `overrides` are the bytes of the .toml beside it, None where there is none.
    Raises IssueError if the file as a whole cannot be used.
    """
    content = read(data, file)
    if isinstance(content, Document):
        given = None if overrides is None else read_overrides(overrides, overrides_name(file))
        result = split(content, given)
        found = checked(content, result)
        said, warnings = attribution(content, result.spans), check(content, result, found)
        return Parsed(replace(result.issue, warnings=warnings, attribution=said), result.errors, found)
    return _ready(content, None if overrides is None else overrides_name(file))


def _ready(content: ReadyArticles, overrides: str | None) -> Parsed:
    """Ready articles; `overrides` names the file that wants to correct them, which it cannot."""
    errors = content.errors
    if overrides:
        message = f"{overrides}: {content.issue.file}의 글은 나누지 않고 그대로 쓰므로 이 파일로 고칠 수 없습니다."
        errors = (*errors, IssueError(overrides, f"{message} {content.issue.file}에서 바로 고쳐 주세요."))
    return Parsed(content.issue, errors)
