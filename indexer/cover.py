"""What an issue says about itself: name, number, date, publisher, and the addresses by which its colophon is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import PurePosixPath

from archive.errors import IssueError
from indexer.document import Line
from indexer.wording import neat

_LONGEST_LINE = 60
"""Lines of a cover are short; a sentence that mentions a date or a number is not the cover's."""

_NUMBER = re.compile(
    r"(?:통권\s*)?제?\s*(\d{1,6})\s*호(?![가-힣])|第?\s*(\d{1,6})\s*期|\b(?:vol(?:ume)?|no|issue)\b\.?\s*(\d{1,6})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)(\d{4})\s*[.\-/년年]\s*(\d{1,2})\s*[.\-/월月]\s*(\d{1,2})(?!\d)\s*[.일日]?(?:\s*\([^()]\))?"
)
_SHORT_DATE = re.compile(
    r"(?:['’‘`]|(?<![\d.])(?=\d\d\s?년))(\d{2})\s?[.년]\s?(\d{1,2})\s?[.월]\s?(\d{1,2})(?!\d)\s?[.일]?(?:\s?\([^()]\))?"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ENGLISH_DATE = re.compile(
    rf"({_MONTHS})[a-z]{{0,6}}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})|(\d{{1,2}})\s({_MONTHS})[a-z]{{0,6}}\.?,?\s(\d{{4}})",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[월화수목금토일]요일|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?", re.IGNORECASE)
_OTHER_DATE = re.compile(r"창간|창립|설립|기간|보낸|받은|sent|~|∼", re.IGNORECASE)
"""Words beside dates that are not those of an issue."""
_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_CHINESE_DIGITS = {"○": 0} | {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_PUBLISHER = re.compile(
    r"(?:발행처|발행기관|발행사|발간처|펴낸곳|보내는\s?곳|发行|publisher|published by)\s*[:：]\s*(.+)", re.IGNORECASE
)
_LABEL = re.compile(r"[^\d:：]{1,12}\s?[:：]\s*\S")
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?:https?://|www\.)[\w.-]+|(?<![\w.])\+?\d[\d() -]{6,20}\d(?![\w.])"
)
_AROUND_A_NAME = " \t-–—|/·,()[]<>「」『』《》【】"
_FILE_DATE = re.compile(r"(?<!\d)(\d{4})([-._]?)(\d{2})\2(\d{2})(?!\d)")
_FILE_NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says; None where it says nothing."""

    newsletter: str | None
    number: int | None
    date: Date | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Identity:
    """What an issue must have, from its cover or else from its file's name."""

    newsletter: str
    number: int
    date: Date
    publisher: str | None


def read_cover(lines: Sequence[Line]) -> Cover:
    """What the given lines, those before the contents page or the first article, say about the issue."""
    shown = [neat(line.text) if len(line.plain) <= _LONGEST_LINE else "" for line in lines]
    at = next((i for i, text in enumerate(shown) if _NUMBER.search(text)), None)
    number = None if at is None else _issue_number(shown[at])
    # A date among other words is the issue's only if there is no better one.
    dates = (find_date(text) for text in sorted(shown, key=_strangeness) if find_date(text))
    publishers = (match[1] for text in shown if (match := _PUBLISHER.match(text)))
    return Cover(_newsletter(shown, at), number, next(dates, None), next(publishers, None))


def identify(cover: Cover, file: str) -> Identity:
    """The issue's number and date: the cover's, else those in the file's name (`307-2022-12-14.txt`).

    Raises IssueError if neither tells.
    """
    stem = PurePosixPath(file).stem
    number = _file_number(stem) if cover.number is None else cover.number
    date = cover.date or _file_date(stem)
    if number is None:
        example = "307-2022-12-14.txt"
        raise IssueError(file, f"{file}: 표지에 호수가 없습니다. 파일 이름에 호수를 적어 주세요(예: {example}).")
    if date is None:
        example = f"{number}-2022-12-14.txt"
        raise IssueError(file, f"{file}: 표지에 발행일이 없습니다. 파일 이름에 날짜를 적어 주세요(예: {example}).")
    return Identity(cover.newsletter or _file_newsletter(stem), number, date, cover.publisher)


def find_date(text: str) -> Date | None:
    """The first date that exists in the calendar, year first, in a text of one line."""
    for parts in _date_parts(text):
        try:
            return Date(*parts)
        except ValueError:
            continue
    return None


def _date_parts(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of what looks like a date."""
    for match in [*_DATE.finditer(text), *_CHINESE_DATE.finditer(text)]:
        yield _value(match[1]), _value(match[2]), _value(match[3])
    for match in _SHORT_DATE.finditer(text):
        yield 2000 + int(match[1]), int(match[2]), int(match[3])
    for match in _ENGLISH_DATE.finditer(text):
        month, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        yield int(year), _MONTHS.split("|").index(month.lower()) + 1, int(day)


def _without_dates(text: str) -> str:
    for pattern in (_DATE, _CHINESE_DATE, _SHORT_DATE, _ENGLISH_DATE, _WEEKDAY):
        text = pattern.sub("", text)
    return text


def _value(printed: str) -> int:
    """A number of a date, in digits of any kind: 2022, 二〇二二, 十二, 二十一."""
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if ten:
        return 10 * (_CHINESE_DIGITS[tens] if tens else 1) + (_CHINESE_DIGITS[ones] if ones else 0)
    return int("".join(str(_CHINESE_DIGITS[digit]) for digit in printed))


def contacts(line: Line) -> frozenset[str]:
    """The mail and web addresses and telephone numbers in a line."""
    return frozenset(_CONTACT.findall(line.plain))


def tells_of_the_issue(line: Line) -> bool:
    """Whether a line, by itself, reads like one of a cover: issue number, date, or a label with its value."""
    text = line.plain
    if not text or len(text) > _LONGEST_LINE:
        return False
    numbered = _NUMBER.search(text) is not None and not line.counts_else
    return numbered or _PUBLISHER.search(text) is not None or _is_date(text) or is_label(line)


def with_numbers_told_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, marked where a number among other words is not the issue's: 선저우 15호, 중앙 1호 문건, 제2호 펀드.

    The issue's are those of the first short line that has one, which is where `read_cover` reads it.
    """
    found = {i: _numbers_in(line.plain) for i, line in enumerate(lines) if len(line.plain) <= _LONGEST_LINE}
    own = next((numbers for numbers in found.values() if numbers), frozenset())
    other = {i for i, numbers in found.items() if numbers and own.isdisjoint(numbers) and _says_more(lines[i].plain)}
    return tuple(replace(line, counts_else=True) if index in other else line for index, line in enumerate(lines))


def _numbers_in(text: str) -> frozenset[int]:
    return frozenset(int(next(filter(None, match.groups()))) for match in _NUMBER.finditer(text))


def _says_more(text: str) -> bool:
    """Whether a line says more than numbers and dates."""
    return bool(_without_dates(_NUMBER.sub("", text)).strip(_AROUND_A_NAME))


def is_label(line: Line) -> bool:
    """Whether a line is a word, a colon and a contact: `메일: info@example.org`."""
    return bool(_LABEL.match(line.plain) and contacts(line))


def _is_date(text: str) -> bool:
    return find_date(text) is not None and not neat(_without_dates(text)).strip(_AROUND_A_NAME)


def _strangeness(text: str) -> int:
    """How little a line's date looks like the issue's, from 0."""
    if _OTHER_DATE.search(text):
        return 2
    return 0 if _is_date(text) or _NUMBER.search(text) or "발행" in text else 1


def _issue_number(text: str) -> int | None:
    match = _NUMBER.search(text)
    return int(next(filter(None, match.groups()))) if match else None


def _newsletter(shown: Sequence[str], at: int | None) -> str | None:
    """The name: what stands beside the number, else the nearest line before or after that is not a date or a label."""
    if at is None:
        return None
    for text in (shown[at], *reversed(shown[:at]), *shown[at + 1 :]):
        name = _without_dates(_NUMBER.sub("", text)).strip(_AROUND_A_NAME)
        if name and not _LABEL.match(text):
            return name
    return None


def _file_newsletter(stem: str) -> str:
    """What a file's name says besides date and number, else all of it."""
    rest = _FILE_NUMBER.sub("", _FILE_DATE.sub("", stem), count=1)
    return neat(rest.replace("_", " ")).strip(_AROUND_A_NAME + "._") or stem


def _file_date(stem: str) -> Date | None:
    match = _FILE_DATE.search(stem)
    try:
        return Date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def _file_number(stem: str) -> int | None:
    rest = _FILE_DATE.sub(" ", stem) if _file_date(stem) else stem
    match = _FILE_NUMBER.search(rest)
    return int(match[0]) if match else None
