"""A TOML file of staff's that lists things ([[name]], [[outlet]]): each entry is read by itself, so that a wrong one
costs only itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from archive.errors import IssueError
from indexer.corpus import fingerprint

T = TypeVar("T")

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINE = re.compile(r"\(at line (\d+)")


class WrongEntry(Exception):
    """An entry cannot be used; the message says why, in Korean."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: which kind, what is in it, and the line it begins on, counted from 1."""

    kind: str
    values: dict[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A file's entries, and its SHA-256; no file has no entries and an empty fingerprint."""

    file: str
    entries: tuple[Entry, ...] = ()
    made_with: str = ""

    def each(self, kind: str, read: Callable[[dict[str, Any]], T], failed: list[IssueError]) -> Iterator[T]:
        """What `read` makes of each entry of a kind; those it refuses (WrongEntry) go to `failed`."""
        for entry in self.entries:
            if entry.kind == kind:
                try:
                    yield read(entry.values)
                except WrongEntry as wrong:
                    failed.append(_error(self.file, entry.line, str(wrong)))


def read_entries(corpus: Path, file: str, keys: Mapping[str, frozenset[str]], failed: list[IssueError]) -> Listing:
    """The entries of `file` in the corpus; `keys` names the kinds that may be there and what each may hold.

    What cannot be read goes to `failed`, with its line.
    """
    path = corpus / file
    if not path.exists():
        return Listing(file)
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        failed.append(_error(file, line, "UTF-8로 읽을 수 없습니다. 편집기에서 UTF-8로 저장해 주세요."))
        return Listing(file, made_with=fingerprint(data))
    except OSError as error:
        failed.append(IssueError(file, f"{file}: 파일을 읽을 수 없습니다({error.strerror}). 보통 파일이어야 합니다."))
        return Listing(file)
    return Listing(file, tuple(_entries(text, file, keys, failed)), fingerprint(data))


def _entries(text: str, file: str, keys: Mapping[str, frozenset[str]], failed: list[IssueError]) -> Iterator[Entry]:
    for piece, line in _pieces(text):
        try:
            yield from _read(piece, line, keys)
        except tomllib.TOMLDecodeError as error:
            found = _LINE.search(str(error))
            at = int(found[1]) - 1 if found else 0
            shown = "".join(piece.splitlines()[at : at + 1]).strip()
            failed.append(_error(file, line + at, f"TOML로 읽을 수 없습니다: {shown}"))
        except WrongEntry as wrong:
            failed.append(_error(file, line, str(wrong)))


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The text cut before every table, each piece with the number of its first line."""
    starts = [0, *(found.start() for found in _TABLE.finditer(text) if _is_head(text, found.start()))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if text[start:end].strip():
            yield text[start:end], text.count("\n", 0, start) + 1


def _is_head(text: str, at: int) -> bool:
    """Whether a table begins here: a list that goes on over lines may begin a line with a bracket as well."""
    line = text[at:].partition("\n")[0].split("#")[0].strip()
    return bool(re.fullmatch(r"\[+[\w\s.-]+\]+", line)) or line.startswith("[[")


def _read(piece: str, line: int, keys: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
    for kind, entries in tomllib.loads(piece).items():
        if kind not in keys or not isinstance(entries, list):
            heads = " 또는 ".join(f"[[{each}]]" for each in keys)
            raise WrongEntry(f"'{kind}'은(는) 알 수 없는 항목입니다. {heads} 아래에 적어 주세요.")
        for values in entries:
            unknown = sorted(values.keys() - keys[kind])
            if unknown:
                known = ", ".join(sorted(keys[kind]))
                raise WrongEntry(f"[[{kind}]]에 알 수 없는 이름 '{unknown[0]}'이(가) 있습니다. 쓸 수 있는 것: {known}.")
            yield Entry(kind, values, line)


def _error(file: str, line: int, message: str) -> IssueError:
    return IssueError(file, f"{file} {line}번째 줄: {message} 나머지 항목은 그대로 썼습니다.")
