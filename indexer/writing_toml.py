"""A TOML file of staff's, changed entry by entry: what is not changed stays letter for letter, comments too.

The file is cut as `indexer.tables` cuts it, so that an entry which cannot be read is in nobody's way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from archive.errors import EditingError
from indexer.tables import Table, Wrong, pieces, read_piece

Value = str | int | bool | Date | Sequence[str] | Sequence[int]

MOST_BYTES = 1_000_000
"""As `indexer.tables` reads: what is written has to be read again."""

_NEAT = re.compile(r"^[ \t]*\[{1,2}[^\]\n]*\]{1,2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with a head of its own. `number` is its place among the pieces of the file, from 0."""

    number: int
    table: Table


class TomlText:
    """The text of such a file. Its methods give changed copies."""

    def __init__(self, parts: Sequence[str], before: str = "", line_end: str = "\n") -> None:
        self._parts = tuple(parts)
        self._before = before
        self._line_end = line_end

    @classmethod
    def of(cls, data: bytes | None, file: str) -> TomlText:
        """The text in a file's bytes, empty for None; `file` is its name in messages.

        Raises EditingError where it is no text in UTF-8, which a person has to mend first.
        """
        try:
            text = (data or b"").decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{file}을(를) UTF-8로 읽을 수 없어 고칠 수 없습니다. 편집기에서 UTF-8로 저장해 주세요."
            raise EditingError(message) from error
        before = "\ufeff" if text.startswith("\ufeff") else ""
        line_end = "\r\n" if "\r\n" in text else "\n"
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return cls([piece for piece, _ in pieces(plain)], before, line_end)

    def as_bytes(self) -> bytes:
        """The file as it is to be written. Raises EditingError where it would be too long to be read again."""
        data = (self._before + "".join(self._parts).replace("\n", self._line_end)).encode("utf-8")
        if len(data) > MOST_BYTES:
            raise EditingError(f"고치는 파일이 너무 깁니다({MOST_BYTES:,}바이트까지). 줄여 주세요.")
        return data

    def entries(self) -> Iterator[Entry]:
        """The entries that can be read, in order; what stands before the first head is none."""
        line = 1
        for number, part in enumerate(self._parts):
            tables = _tables(part, line)
            if len(tables) == 1 and tables[0].kind and _NEAT.match(part):
                yield Entry(number, tables[0])
            line += part.count("\n")

    def text_of(self, number: int) -> str:
        """An entry as it is written, without what follows it."""
        return _cut(self._parts[number])[0].strip()

    def only(self, kind: str) -> bytes:
        """The entries of one kind alone, as a file of their own."""
        return "".join(self._parts[entry.number] for entry in self.entries() if entry.table.kind == kind).encode(
            "utf-8"
        )

    def changed(self, number: int, values: Mapping[str, Value | None]) -> TomlText:
        """An entry with these values, each in the place of the one before; None takes a key away."""
        entry, rest = _cut(self._parts[number])
        head, _, body = entry.partition("\n")
        return self._with(number, f"{head}\n{_body(body, values)}{rest}")

    def removed(self, number: int) -> TomlText:
        """Without an entry; comments below it stay, for they may belong to the next."""
        return self._with(number, _cut(self._parts[number])[1].lstrip("\n"))

    def added(self, head: str, values: Mapping[str, Value | None]) -> TomlText:
        """With one more entry at the end; `head` is written as it is, with its brackets."""
        parts = list(self._parts)
        if parts and not parts[-1].endswith("\n"):
            parts[-1] += "\n"
        gap = "\n" if parts and not parts[-1].endswith("\n\n") else ""
        if parts:
            parts[-1] += gap
        return TomlText([*parts, f"{head}\n{_body('', values)}"], self._before, self._line_end)

    def _with(self, number: int, part: str) -> TomlText:
        parts = [*self._parts[:number], part, *self._parts[number + 1 :]]
        return TomlText(parts, self._before, self._line_end)


def _tables(part: str, line: int) -> list[Table]:
    try:
        return list(read_piece(part, line))
    except Wrong:
        return []


def _cut(part: str) -> tuple[str, str]:
    """An entry and the blank lines and comments that follow it."""
    lines = part.splitlines(keepends=True)
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    entry = "".join(lines[:end])
    return entry if entry.endswith("\n") else entry + "\n", "".join(lines[end:])


def _body(body: str, values: Mapping[str, Value | None]) -> str:
    try:
        document = tomlkit.parse(body)
        for key, value in values.items():
            if value is None:
                document.pop(key, None)
            elif key not in document or document[key].unwrap() != value:
                document[key] = _item(value, document.get(key))
    except TOMLKitError as error:
        raise EditingError(
            "고치는 파일의 이 항목을 읽을 수 없어 고칠 수 없습니다. 파일에서 바로 고쳐 주세요."
        ) from error
    written = document.as_string()
    return written if written.endswith("\n") or not written else written + "\n"


def _item(value: Value, old: Any) -> Item:
    """A value as TOML writes it, with the comment that stood behind the one before."""
    item = tomlkit.item(list(value) if isinstance(value, list | tuple) else value)
    if isinstance(old, Item) and old.trivia.comment:
        item.trivia.comment_ws, item.trivia.comment = old.trivia.comment_ws or " ", old.trivia.comment
    return item
