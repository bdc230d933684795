"""corpus/names.toml: what staff say about names. Each entry is read by itself, so that a wrong one costs only itself.

[[name]]                      a name and its forms; with only = true, whatever is printed beside it is no form
zh = "深圳"
forms = ["선전", "심천"]

[[never]]                     what looks like a name and is none; without a form, none of its pairs is one
zh = "厨电"
form = "INSE Kitchen"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.analysis.scripts import has_han
from archive.errors import IssueError
from archive.names.corrections import Corrections, Given
from indexer.corpus import fingerprint

FILE = "names.toml"

_ENTRY = re.compile(r"^[ \t]*\[", re.MULTILINE)
_HEADS = ("[[name]]", "[[never]]")
_LINE = re.compile(r"\(at line (\d+)")
_KEYS = {"name": {"zh", "forms", "only"}, "never": {"zh", "form"}}

Entry = tuple[str, dict[str, Any], int]
"""Which kind, what is in it, and the line it begins on, counted from 1."""


class _Wrong(Exception):
    """An entry cannot be used; `line` is where, counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_names_file(corpus: Path, failed: list[IssueError]) -> Corrections:
    """What the file says, nothing where there is none; each entry that cannot be used goes to `failed`."""
    path = corpus / FILE
    if not path.exists():
        return Corrections()
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        failed.append(_error(line, "UTF-8로 읽을 수 없습니다. 편집기에서 UTF-8로 저장해 주세요."))
        return Corrections(made_with=fingerprint(data))
    except OSError as error:
        failed.append(IssueError(FILE, f"{FILE}: 파일을 읽을 수 없습니다({error.strerror}). 보통 파일이어야 합니다."))
        return Corrections()
    return _corrections(text.replace("\r\n", "\n"), fingerprint(data), failed)


def _corrections(text: str, made_with: str, failed: list[IssueError]) -> Corrections:
    names: list[Given] = []
    never: list[tuple[str, str]] = []
    for piece, line in _pieces(text):
        try:
            for kind, entry, at in _entries(piece, line):
                if kind == "name":
                    names.append(_given(entry, at))
                else:
                    never.append(_forbidden(entry, at))
        except _Wrong as wrong:
            failed.append(_error(wrong.line, str(wrong)))
    return Corrections(tuple(names), tuple(never), made_with)


def _error(line: int, message: str) -> IssueError:
    return IssueError(FILE, f"{FILE} {line}번째 줄: {message} 나머지 항목은 그대로 썼습니다.")


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The text cut before every line that begins with a bracket, each piece with the number of its first line."""
    starts = [0, *(found.start() for found in _ENTRY.finditer(text) if _is_head(text, found.start()))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if text[start:end].strip():
            yield text[start:end], text.count("\n", 0, start) + 1


def _is_head(text: str, at: int) -> bool:
    """Whether a table begins here: a list that goes on over lines may begin a line with a bracket as well."""
    line = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)].split("#")[0].strip()
    return bool(re.fullmatch(r"\[+[\w\s.-]+\]+", line)) or line.startswith("[[")


def _entries(piece: str, line: int) -> Iterator[Entry]:
    try:
        tables = tomllib.loads(piece)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        at = line + int(found[1]) - 1 if found else line
        shown = "".join(piece.splitlines()[at - line :][:1]).strip()
        raise _Wrong(at, f"TOML로 읽을 수 없습니다: {shown}") from error
    for kind, entries in tables.items():
        if kind not in _KEYS or not isinstance(entries, list):
            raise _Wrong(line, f"'{kind}'은(는) 알 수 없는 항목입니다. {' 또는 '.join(_HEADS)} 아래에 적어 주세요.")
        for entry in entries:
            unknown = sorted(entry.keys() - _KEYS[kind])
            if unknown:
                known = ", ".join(sorted(_KEYS[kind]))
                raise _Wrong(
                    line, f"[[{kind}]]에 알 수 없는 이름 '{unknown[0]}'이(가) 있습니다. 쓸 수 있는 것: {known}."
                )
            yield kind, entry, line


def _given(entry: dict[str, Any], line: int) -> Given:
    forms, only = entry.get("forms", []), entry.get("only", False)
    if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
        raise _Wrong(line, 'forms는 따옴표로 쓴 꼴의 목록이어야 합니다: forms = ["선전", "심천"].')
    if not isinstance(only, bool):
        raise _Wrong(line, "only는 true 또는 false여야 합니다.")
    if not forms:
        raise _Wrong(line, 'forms가 없습니다: forms = ["선전", "심천"]처럼 적어 주세요.')
    return Given(_chinese(entry, line), tuple(" ".join(form.split()) for form in forms), only)


def _forbidden(entry: dict[str, Any], line: int) -> tuple[str, str]:
    form = entry.get("form", "")
    if not isinstance(form, str):
        raise _Wrong(line, 'form은 따옴표로 쓴 글자여야 합니다: form = "선전".')
    return _chinese(entry, line), " ".join(form.split())


def _chinese(entry: dict[str, Any], line: int) -> str:
    zh = entry.get("zh")
    if not isinstance(zh, str) or not has_han(zh):
        raise _Wrong(line, 'zh에 중국어 이름이 없습니다: zh = "深圳"처럼 한자로 적어 주세요.')
    return " ".join(zh.split())
