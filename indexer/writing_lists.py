"""names.toml and outlets.toml, read for a form and written from one, entry by entry (docs/ko/이름.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.errors import EditingError, IssueError
from archive.names.corrections import Given
from indexer import names_file, outlets_file
from indexer.writing_toml import TomlText, Value


@dataclass(frozen=True, slots=True)
class Never:
    """What looks like a name and is none; an empty form forbids every pair of that Chinese."""

    zh: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """Names of one outlet, the one that filters show first."""

    names: tuple[str, ...]


Saying = Given | Never | Same


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the file. `number` is its place among the pieces of the file, from 0, `line` counts from 1.

    `value` is None where it cannot be used; then `problem` says why. `text` is the entry as written.
    """

    number: int
    line: int
    text: str
    value: Saying | None
    problem: str = ""


def rows(data: bytes | None, file: str) -> tuple[Row, ...]:
    """The entries of names.toml or outlets.toml, whichever `file` is. Raises EditingError where it is no text."""
    text = TomlText.of(data, file)
    found = []
    for entry in text.entries():
        written = text.text_of(entry.number)
        value, problem = _value(written, file)
        found.append(Row(entry.number, entry.table.line, written, value, problem))
    return tuple(found)


def with_entry(data: bytes | None, file: str, number: int | None, value: Saying) -> bytes:
    """The file with this entry, in the place of another or, for None, at the end.

    Raises EditingError, saying why, where it could not be used or the other is not there.
    """
    head, values = _written(value)
    checked, problem = _value(TomlText([]).added(head, values).as_bytes().decode(), file)
    if checked is None:
        raise EditingError(problem)
    text = TomlText.of(data, file)
    old = None if number is None else _row(data, file, number)
    if old is None or type(old.value) is not type(value):
        text = text if old is None else text.removed(old.number)
        return text.added(head, values).as_bytes()
    return text.changed(old.number, values).as_bytes()


def without_entry(data: bytes | None, file: str, number: int) -> bytes | None:
    """The file without an entry; None where nothing is left. Raises EditingError where it is not there."""
    left = TomlText.of(data, file).removed(_row(data, file, number).number).as_bytes()
    return left if left.strip(b"\xef\xbb\xbf \t\r\n") else None


def _row(data: bytes | None, file: str, number: int) -> Row:
    found = next((row for row in rows(data, file) if row.number == number), None)
    if found is None:
        raise EditingError(f"{file}에 그런 항목이 없습니다. 화면을 다시 열어 보세요.")
    return found


def _written(value: Saying) -> tuple[str, Mapping[str, Value | None]]:
    """The head of an entry, and its values; None for what it does not have."""
    match value:
        case Given():
            return "[[name]]", {"zh": value.zh, "forms": value.forms, "only": value.only or None}
        case Never():
            return "[[never]]", {"zh": value.zh, "form": value.form or None}
        case Same():
            return "[[outlet]]", {"name": value.names[0] if value.names else "", "also": value.names[1:]}


def _value(written: str, file: str) -> tuple[Saying | None, str]:
    """What an entry says; None, and why, where it cannot be used."""
    failed: list[IssueError] = []
    data = written.encode("utf-8")
    value: Saying | None
    if file == outlets_file.FILE:
        value = next((Same(group) for group in outlets_file.outlets_in(data, failed).groups), None)
    else:
        read = names_file.names_in(data, failed)
        found: list[Saying] = [*read.names, *(Never(zh, form) for zh, form in read.never)]
        value = next(iter(found), None)
    # Which line of an entry is meant a form shows by itself, and of other entries there are none.
    told = str(failed[0]).partition("줄: ")[2].removesuffix(" 나머지 항목은 그대로 썼습니다.") if failed else ""
    return (None, told) if failed else (value, "")
