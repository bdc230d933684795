"""corpus/outlets.toml: outlets that go by several names, where no Chinese name tells that they are one.

[[outlet]]
name = "과기일보"                      the name that filters show
also = ["과학기술일보", "科技日报"]      what else is printed for it
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.errors import IssueError
from archive.outlets import SameOutlets
from indexer.toml_entries import Listing, WrongEntry, entries_in, read_entries

FILE = "outlets.toml"

_KEYS = {"outlet": frozenset({"name", "also"})}


def read_outlets_file(corpus: Path, failed: list[IssueError]) -> SameOutlets:
    """What the file says, nothing where there is none; each entry that cannot be used goes to `failed`."""
    return _same(read_entries(corpus, FILE, _KEYS, failed), failed)


def outlets_in(data: bytes | None, failed: list[IssueError]) -> SameOutlets:
    """The same for the bytes of such a file, None where there is none."""
    return SameOutlets() if data is None else _same(entries_in(data, FILE, _KEYS, failed), failed)


def _same(listing: Listing, failed: list[IssueError]) -> SameOutlets:
    return SameOutlets(tuple(listing.each("outlet", _group, failed)), listing.made_with)


def _group(values: Mapping[str, Any]) -> tuple[str, ...]:
    name, also = values.get("name"), values.get("also", [])
    if not isinstance(name, str) or not name.strip():
        raise WrongEntry('name에 매체 이름이 없습니다: name = "과기일보"처럼 적어 주세요.')
    if not isinstance(also, list) or not all(isinstance(each, str) and each.strip() for each in also):
        raise WrongEntry('also는 따옴표로 쓴 이름의 목록이어야 합니다: also = ["과학기술일보", "科技日报"].')
    return tuple(" ".join(each.split()) for each in (name, *also))
