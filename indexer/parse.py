"""From one file of the corpus to its issue: the door by which the pipeline comes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from archive.errors import IssueError
from archive.models import Issue
from indexer.check import check
from indexer.document import Document
from indexer.readers import SUFFIXES, read, read_bytes
from indexer.splitter import split

__all__ = ["SUFFIXES", "Parsed", "parse_bytes", "parse_file"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """An issue with its warnings, and the errors about single lines that could not become articles (JSONL)."""

    issue: Issue
    errors: tuple[IssueError, ...] = ()


def parse_file(path: Path, file: str) -> Parsed:
    """The issue in the file at `path`, which is `file` below the corpus.

    Raises IssueError if the file as a whole cannot be used.
    """
    return parse_bytes(read_bytes(path, file), file)


def parse_bytes(data: bytes, file: str) -> Parsed:
    """The issue in a file's bytes; its name tells the format, and perhaps the number and date.

    Raises IssueError if the file as a whole cannot be used.
    """
    content = read(data, file)
    if isinstance(content, Document):
        result = split(content)
        return Parsed(replace(result.issue, warnings=check(content, result)))
    return Parsed(content.issue, content.errors)
