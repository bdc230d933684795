"""A TOML file that somebody wrote by hand, table by table, so that a wrong one costs only itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_LARGEST = 1_000_000
"""Bytes. Nobody writes as much by hand, and reading TOML takes its time."""

_HEAD = re.compile(r"^[ \t]*(?:\[\[[^\]\n]*\]*|\[[\w\s.-]+\]?)[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_LINE = re.compile(r"\(at line (\d+)")


class Wrong(Exception):
    """A table cannot be used; `line` is where, counted from 1, and the message says why, in one or two sentences."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Table:
    """One `[kind]` or `[[kind]]` with its values; `line` is that of its head, counted from 1 through the file.

    `kind` is empty for what stands before the first head. `double` tells how many brackets the head has.
    """

    kind: str
    double: bool
    values: Mapping[str, Any]
    line: int
    text: str

    def line_of(self, key: str) -> int:
        """The line on which a key is given, or the table's own."""
        found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", self.text, re.MULTILINE)
        return self.line + self.text.count("\n", 0, found.start()) if found else self.line


def tables(data: bytes, wrong: list[Wrong]) -> Iterator[Table]:
    """The tables of a file in UTF-8, in their order; those that cannot be read go to `wrong`."""
    if len(data) > _LARGEST:
        wrong.append(Wrong(1, f"파일이 너무 큽니다({_LARGEST:,}바이트까지 읽습니다)."))
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        wrong.append(Wrong(line, "UTF-8로 읽을 수 없습니다. 편집기에서 UTF-8로 저장해 주세요."))
        return
    for piece, line in pieces(text.replace("\r\n", "\n").replace("\r", "\n")):
        try:
            yield from read_piece(piece, line)
        except Wrong as error:
            wrong.append(error)


def pieces(text: str) -> Iterator[tuple[str, int]]:
    """The text cut before every line that is the head of a table, each piece with the number of its first line."""
    starts = [0, *(found.start() for found in _HEAD.finditer(text))]
    line, before = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line, before = line + text.count("\n", before, start), start
        if text[start:end].strip():
            yield text[start:end], line


def read_piece(piece: str, line: int) -> Iterator[Table]:
    """The tables of one piece that begins on this line. Raises Wrong where it cannot be read."""
    for kind, value in _parsed(piece, line).items():
        double = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        for values in value if double else [value]:
            if isinstance(values, dict):
                yield Table(kind, double, values, line, piece)
            else:
                yield Table("", False, {kind: values}, line, piece)


def _parsed(piece: str, line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(piece)
    except (ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        at = line + int(found[1]) - 1 if found else line
        shown = "".join(piece.split("\n")[at - line :][:1]).strip()[:80]
        hint = "(이름 = 값의 꼴인지, 이름이 영어인지, 따옴표와 괄호가 닫혔는지 보세요.)"
        raise Wrong(at, f"읽을 수 없습니다: {shown} {hint}") from error
