"""A TOML file of staff's that lists things ([[name]], [[outlet]]), entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from archive.errors import IssueError
from indexer.corpus import fingerprint
from indexer.tables import Table, Wrong, tables

T = TypeVar("T")


class WrongEntry(Exception):
    """An entry cannot be used; the message says why, in Korean."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A file's entries, and its SHA-256; no file has no entries and an empty fingerprint."""

    file: str
    entries: tuple[Table, ...] = ()
    made_with: str = ""

    def each(self, kind: str, read: Callable[[Mapping[str, Any]], T], failed: list[IssueError]) -> Iterator[T]:
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
    except OSError as error:
        failed.append(IssueError(file, f"{file}: 파일을 읽을 수 없습니다({error.strerror}). 보통 파일이어야 합니다."))
        return Listing(file)
    return entries_in(data, file, keys, failed)


def entries_in(data: bytes, file: str, keys: Mapping[str, frozenset[str]], failed: list[IssueError]) -> Listing:
    """The same for bytes that `file` holds, or is to hold."""
    wrong: list[Wrong] = []
    entries = tuple(table for table in tables(data, wrong) if _is_known(table, keys, wrong))
    failed += [_error(file, each.line, str(each)) for each in wrong]
    return Listing(file, entries, fingerprint(data))


def _is_known(table: Table, keys: Mapping[str, frozenset[str]], wrong: list[Wrong]) -> bool:
    if table.kind not in keys or not table.double:
        heads = " 또는 ".join(f"[[{each}]]" for each in keys)
        named = table.kind or next(iter(table.values), "")
        wrong.append(Wrong(table.line, f"'{named}'은(는) 알 수 없는 항목입니다. {heads} 아래에 적어 주세요."))
        return False
    unknown = sorted(table.values.keys() - keys[table.kind])
    if unknown:
        known = ", ".join(sorted(keys[table.kind]))
        said = f"[[{table.kind}]]에 알 수 없는 이름 '{unknown[0]}'이(가) 있습니다. 쓸 수 있는 것: {known}."
        wrong.append(Wrong(table.line_of(unknown[0]), said))
    return not unknown


def _error(file: str, line: int, message: str) -> IssueError:
    return IssueError(file, f"{file} {line}번째 줄: {message} 나머지 항목은 그대로 썼습니다.")
