"""What an issue says about itself: name, number, date, publisher, and the addresses by which its colophon is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
_PUBLISHER = re.compile(
    r"(?:발행처|발행기관|발행사|발간처|펴낸곳|发行|publisher|published by)\s*[:：]\s*(.+)", re.IGNORECASE
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
    dates = (found for text in shown if (found := find_date(text)))
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
    for match in _DATE.finditer(text):
        try:
            return Date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def contacts(line: Line) -> frozenset[str]:
    """The mail and web addresses and telephone numbers in a line."""
    return frozenset(_CONTACT.findall(line.plain))


def tells_of_the_issue(line: Line) -> bool:
    """Whether a line, by itself, reads like one of a cover: issue number, date, or a label with its value."""
    text = line.plain
    if not text or len(text) > _LONGEST_LINE:
        return False
    return any(pattern.search(text) for pattern in (_NUMBER, _PUBLISHER)) or _is_date(text) or is_label(line)


def is_label(line: Line) -> bool:
    """Whether a line is a word, a colon and a contact: `메일: info@example.org`."""
    return bool(_LABEL.match(line.plain) and contacts(line))


def _is_date(text: str) -> bool:
    return find_date(text) is not None and not neat(_DATE.sub("", text)).strip(_AROUND_A_NAME)


def _issue_number(text: str) -> int | None:
    match = _NUMBER.search(text)
    return int(next(filter(None, match.groups()))) if match else None


def _newsletter(shown: Sequence[str], at: int | None) -> str | None:
    """The name: what stands beside the number, else the nearest line before or after that is not a date or a label."""
    if at is None:
        return None
    for text in (shown[at], *reversed(shown[:at]), *shown[at + 1 :]):
        name = _DATE.sub("", _NUMBER.sub("", text)).strip(_AROUND_A_NAME)
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
