"""The values of one entry that corrects an issue, each held against what it has to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from archive.models import Outlet
from indexer.cover import find_date
from indexer.sources import parse_outlet
from indexer.tables import Table, Wrong
from indexer.wording import LONGEST_HEADING, neat, squeezed

_LARGEST = 999_999
"""Numbers of issues and pages have six digits at most, as on covers."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the issue, and the line of the .toml on which they stand. They have a letter or a digit in them."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which article is meant: by the title that it has now, and by its ordinal now (from 1) where that is given."""

    was: Quote
    article: int | None


class Values:
    """An entry's values. Whatever does not hold raises Wrong with the line of the value."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.line = table.line

    def has(self, key: str) -> bool:
        return key in self._table.values

    def only(self, *known: str) -> None:
        """There are no other keys than these."""
        for key in self._table.values:
            if key not in known:
                like = get_close_matches(key, known, 1)
                hint = f"혹시 '{like[0]}'인가요? " if like else ""
                message = f"알 수 없는 이름 '{key[:40]}'이(가) 있습니다. {hint}쓸 수 있는 것: {', '.join(known)}."
                raise Wrong(self._table.line_of(key), message)

    def some(self, *changes: str) -> None:
        """There is one of these keys."""
        if not any(map(self.has, changes)):
            raise Wrong(self.line, f"고칠 것이 없습니다. {', '.join(changes)} 가운데 하나는 적어 주세요.")

    def name(self, key: str, *, may_be_empty: bool = False) -> str | None:
        """A title or a name on one line; None if it is not given."""
        value = self._table.values.get(key)
        if value is None:
            return None
        name = self._name(key, value)
        if not name and not may_be_empty:
            raise self._wrong(key, f'{key}이(가) 비어 있습니다. {key} = "…"처럼 적거나 그 줄을 지워 주세요.')
        return name

    def count(self, key: str, *, least: int) -> int | None:
        """A whole number, `least` or greater; None if it is not given."""
        value = self._table.values.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _LARGEST:
            raise self._wrong(key, f"{key}은(는) 따옴표 없이 적은 {least}부터의 수여야 합니다: {key} = 12.")
        return value

    def date(self, key: str) -> Date | None:
        """A day, as TOML writes it or between quotes; None if it is not given."""
        value = self._table.values.get(key)
        if value is None:
            return None
        day = value.date() if isinstance(value, datetime) else value
        day = find_date(day[:40]) if isinstance(day, str) else day
        if not isinstance(day, Date):
            raise self._wrong(key, f"{key}은(는) 있는 날짜여야 합니다: {key} = 2022-12-14.")
        return day

    def outlets(self, key: str) -> tuple[Outlet, ...] | None:
        """The outlets in a list of their names as printed; None if it is not given."""
        value = self._table.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            raise self._wrong(key, f'{key}은(는) 목록이어야 합니다: {key} = ["과기일보(科技日报)"]. 없으면 []입니다.')
        names = [self._name(key, name) for name in value]
        if not all(names):
            raise self._wrong(key, f"{key}에 빈 이름이 있습니다. 매체가 없으면 {key} = []입니다.")
        return tuple(dict.fromkeys(map(parse_outlet, names)))

    def quote(self, key: str) -> Quote | None:
        """Words of the issue; None if they are not given."""
        value = self._table.values.get(key)
        return None if value is None else self._quote(key, value)

    def pointer(self) -> Pointer:
        """The one article that the entry is about."""
        was = self.quote("was")
        if was is None:
            raise Wrong(self.line, 'was가 없습니다. 어느 글인지 was = "그 글의 지금 제목"처럼 적어 주세요.')
        return Pointer(was, self.count("article", least=1))

    def pointers(self) -> tuple[Pointer, ...]:
        """The articles that the entry is about, two or more."""
        titles = self._list("was")
        ordinals = self._list("articles") if self.has("articles") else [None] * len(titles)
        if len(titles) < 2:
            message = 'was에 합칠 글의 지금 제목을 둘 이상 적어 주세요: was = ["첫 글의 제목", "둘째 글의 제목"].'
            raise self._wrong("was", message)
        if len(ordinals) != len(titles) or not all(n is None or (type(n) is int and n > 0) for n in ordinals):
            message = f"articles는 was와 짝이 맞는 {len(titles)}개의 번호여야 합니다: articles = [4, 5]."
            raise self._wrong("articles", message)
        quotes = [self._quote("was", title) for title in titles]
        return tuple(Pointer(quote, ordinal) for quote, ordinal in zip(quotes, ordinals, strict=True))

    def _list(self, key: str) -> Sequence[Any]:
        value = self._table.values.get(key)
        return value if isinstance(value, list) else []

    def _quote(self, key: str, value: object) -> Quote:
        text = self._text(key, value)
        if not squeezed(text):
            raise self._wrong(key, f"{key}에 글자나 숫자가 없습니다. 호에 있는 글을 그대로 옮겨 적어 주세요.")
        return Quote(text, self._table.line_of(key))

    def _name(self, key: str, value: object) -> str:
        name = neat(self._text(key, value))
        if len(name) > LONGEST_HEADING:
            raise self._wrong(key, f"{key}이(가) 너무 깁니다({LONGEST_HEADING}자까지).")
        return name

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._wrong(key, f'{key}은(는) 따옴표로 감싼 글이어야 합니다: {key} = "…".')
        return value

    def _wrong(self, key: str, message: str) -> Wrong:
        return Wrong(self._table.line_of(key), message)
