"""corpus/names.toml: what staff say about names.

[[name]]                      a name and its forms; with only = true, whatever is printed beside it is no form
zh = "深圳"
forms = ["선전", "심천"]

[[never]]                     what looks like a name and is none; without a form, none of its pairs is one
zh = "厨电"
form = "INSE Kitchen"
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.analysis.scripts import has_han
from archive.errors import IssueError
from archive.names.corrections import Corrections, Given
from indexer.toml_entries import Listing, WrongEntry, entries_in, read_entries

FILE = "names.toml"

_KEYS = {"name": frozenset({"zh", "forms", "only"}), "never": frozenset({"zh", "form"})}


def read_names_file(corpus: Path, failed: list[IssueError]) -> Corrections:
    """What the file says, nothing where there is none; each entry that cannot be used goes to `failed`."""
    return _corrections(read_entries(corpus, FILE, _KEYS, failed), failed)


def names_in(data: bytes | None, failed: list[IssueError]) -> Corrections:
    """The same for the bytes of such a file, None where there is none."""
    return Corrections() if data is None else _corrections(entries_in(data, FILE, _KEYS, failed), failed)


def _corrections(listing: Listing, failed: list[IssueError]) -> Corrections:
    names, never = listing.each("name", _given, failed), listing.each("never", _forbidden, failed)
    return Corrections(tuple(names), tuple(never), listing.made_with)


def _given(values: Mapping[str, Any]) -> Given:
    forms, only = values.get("forms", []), values.get("only", False)
    if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
        raise WrongEntry('forms는 따옴표로 쓴 꼴의 목록이어야 합니다: forms = ["선전", "심천"].')
    if not isinstance(only, bool):
        raise WrongEntry("only는 true 또는 false여야 합니다.")
    if not forms:
        raise WrongEntry('forms가 없습니다: forms = ["선전", "심천"]처럼 적어 주세요.')
    return Given(_chinese(values), tuple(" ".join(form.split()) for form in forms), only)


def _forbidden(values: Mapping[str, Any]) -> tuple[str, str]:
    form = values.get("form", "")
    if not isinstance(form, str):
        raise WrongEntry('form은 따옴표로 쓴 글자여야 합니다: form = "선전".')
    return _chinese(values), " ".join(form.split())


def _chinese(values: Mapping[str, Any]) -> str:
    zh = values.get("zh")
    if not isinstance(zh, str) or not has_han(zh):
        raise WrongEntry('zh에 중국어 이름이 없습니다: zh = "深圳"처럼 한자로 적어 주세요.')
    return " ".join(zh.split())
