"""Ready articles from elsewhere, one JSON object a line (docs/contract.md: Corpus)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import PurePosixPath
from typing import Any

from archive.errors import IssueError
from archive.models import Article, Block, Issue, Outlet
from indexer.sources import parse_outlet
from indexer.wording import neat

_ID = re.compile(r"[\w.:-]+")
_LONGEST_ID = 512
"""Bytes in UTF-8; OpenSearch takes no longer ids."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSAFE = re.compile(r"[^\w:-]+")


@dataclass(frozen=True, slots=True)
class ReadyArticles:
    """The articles of a file, as an Issue without number and date, and an error for each line that gave none."""

    issue: Issue
    errors: tuple[IssueError, ...]


class _FieldError(Exception):
    """What is wrong with one line, and with which field; the line's number is added where it is known."""


def read_jsonl(data: bytes, file: str) -> ReadyArticles:
    """The articles in a file of JSON objects, one a line, in UTF-8; blank lines are skipped.

    `title`, `text` and `date` (YYYY-MM-DD) are required; `id`, `section`, `outlet`, `outlets`, `issue` and `page` may
    be absent or null. `url` is accepted and, for now, ignored, as are fields of other names.
    An article without `id` is called after its file and line. A bad line never costs the others.
    Raises IssueError if no line gives an article.
    """
    if b"\0" in data:
        message = f"{file}: 글자가 아닌 파일입니다. 한 줄에 JSON 하나씩 적은 UTF-8 텍스트로 저장해 주세요."
        raise IssueError(file, message)
    articles: dict[str, Article] = {}
    errors: list[IssueError] = []
    for number, line in _lines(data):
        try:
            article = _article(_object(line), file, number)
            if article.id in articles:
                raise _FieldError(f"'id' 값 '{article.id}'이(가) 앞줄에 이미 있습니다")
            articles[article.id] = article
        except _FieldError as error:
            errors.append(IssueError(file, f"{file}: {number}번째 줄: {error}. 이 줄을 고쳐 주세요."))
    if not articles:
        raise IssueError(file, _nothing_usable(file, errors))
    issue = Issue(file, PurePosixPath(file).stem, None, None, None, tuple(articles.values()))
    return ReadyArticles(issue, tuple(errors))


def _nothing_usable(file: str, errors: Sequence[IssueError]) -> str:
    if not errors:
        return f"{file}: 글자가 하나도 없는 빈 파일입니다. 내용을 넣거나 파일을 지워 주세요."
    others = f" 다른 {len(errors) - 1}줄도 읽을 수 없습니다." if len(errors) > 1 else ""
    return f"{errors[0]}{others}"


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield number, line


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _FieldError("UTF-8 글자가 아닌 것이 있습니다") from error
    except json.JSONDecodeError as error:
        raise _FieldError(f"JSON이 {error.pos + 1}번째 글자에서 틀렸습니다({error.msg})") from error
    except (ValueError, RecursionError) as error:
        raise _FieldError("JSON으로 읽을 수 없습니다(너무 깊거나 너무 긴 숫자)") from error
    if not isinstance(value, dict):
        raise _FieldError("JSON 객체({…})가 아닙니다")
    return value


def _article(fields: Mapping[str, Any], file: str, number: int) -> Article:
    text = _required(fields, "text")
    return Article(
        id=_id(fields, file, number),
        issue=_count(fields, "issue"),
        ordinal=None,
        section=_name(fields, "section"),
        title=_name(fields, "title") or _required(fields, "title"),
        outlets=_outlets(fields),
        source_note=None,
        date=_date(fields),
        page=_count(fields, "page"),
        # One paragraph a line, and nothing else touched: joined again they are the text that was given.
        blocks=tuple(Block("paragraph", line) for line in text.split("\n")),
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    """A field's text; None if it is absent, null or blank."""
    value = fields.get(name)
    return _checked(value, name) if value is not None and _checked(value, name).strip() else None


def _name(fields: Mapping[str, Any], name: str) -> str | None:
    """A field's text as a title or a name, on one line."""
    return neat(_text(fields, name) or "") or None


def _checked(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise _FieldError(f"'{name}' 값은 따옴표로 감싼 글자여야 합니다")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise _FieldError(f"'{name}' 값에 글자가 아닌 것이 들어 있습니다")
    return value


def _required(fields: Mapping[str, Any], name: str) -> str:
    value = _text(fields, name)
    if value is None:
        raise _FieldError(f"꼭 있어야 하는 '{name}' 값이 없습니다")
    return value


def _count(fields: Mapping[str, Any], name: str) -> int | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _FieldError(f"'{name}' 값은 1보다 크거나 같은 정수여야 합니다")
    return value


def _date(fields: Mapping[str, Any]) -> Date:
    value = _required(fields, "date")
    try:
        return Date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError as error:
        raise _FieldError(f"'date' 값 '{value[:40]}'은(는) 2022-12-14처럼 적은 날짜가 아닙니다") from error


def _id(fields: Mapping[str, Any], file: str, number: int) -> str:
    value = _text(fields, "id")
    if value is None:
        return f"{_UNSAFE.sub('-', PurePosixPath(file).stem)}-L{number}"
    if not _ID.fullmatch(value) or ".." in value or value == "." or len(value.encode()) > _LONGEST_ID:
        raise _FieldError(f"'id' 값 '{value[:40]}'에는 글자, 숫자와 . _ : - 만 쓸 수 있고, '..'는 쓸 수 없습니다")
    return value


def _outlets(fields: Mapping[str, Any]) -> tuple[Outlet, ...]:
    """`outlet`, one name, and `outlets`, a list of names or of objects with `name` and `name_zh`, in this order."""
    one = _text(fields, "outlet")
    many = fields.get("outlets")
    if many is not None and not isinstance(many, list):
        raise _FieldError("'outlets' 값은 목록([…])이어야 합니다")
    found = [parse_outlet(one)] if one else []
    return tuple(dict.fromkeys([*found, *map(_outlet, many or [])]))


def _outlet(value: object) -> Outlet:
    if isinstance(value, dict):
        return Outlet(_name(value, "name") or _required(value, "name"), _name(value, "name_zh"))
    name = _checked(value, "outlets").strip()
    if not name:
        raise _FieldError("'outlets' 목록에 빈 이름이 있습니다")
    return parse_outlet(name)
