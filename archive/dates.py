"""Dates as people type them: a year, a month or a day; a month or a year means all of it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from archive.errors import ParameterError
from archive.language import gettext as _

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def read_date(typed: str) -> tuple[date, date]:
    """First and last day of `2022`, `2022-12` or `2022-12-14`.

    Raises ParameterError `bad_date` for anything else and for days that no calendar has.
    """
    match = _DATE.fullmatch(typed.strip())
    if match is None:
        raise _unreadable(typed)
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        return first, date(first.year, last_month, int(day or monthrange(first.year, last_month)[1]))
    except ValueError as error:
        raise _unreadable(typed) from error


def read_range(typed: str) -> tuple[date | None, date | None]:
    """Days of `2022-01..2022-06`, of one date, or of a range with one end left open (`2022..`, `..2022`).

    Raises ParameterError `bad_date` as `read_date`, for an empty range, and for one that ends before it begins.
    """
    start, dots, end = typed.partition("..")
    if not dots:
        return read_date(start)
    if not start and not end:
        raise _unreadable(typed)
    first = read_date(start)[0] if start else None
    last = read_date(end)[1] if end else None
    check_order(first, last)
    return first, last


def check_order(first: date | None, last: date | None) -> None:
    """Raises ParameterError `bad_range` if the range ends before it begins."""
    if first and last and first > last:
        raise ParameterError(
            "bad_range",
            _("시작 날짜(%(first)s)가 끝 날짜(%(last)s)보다 늦습니다. 두 날짜를 바꿔 보세요.", first=first, last=last),
        )


def _unreadable(typed: str) -> ParameterError:
    return ParameterError(
        "bad_date",
        _("날짜 '%(typed)s'을(를) 읽을 수 없습니다. 2022, 2022-12, 2022-12-14처럼 써 주세요.", typed=typed[:40]),
    )
