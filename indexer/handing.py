"""What a worker found, as bytes that are handed to the process that writes the index."""

from __future__ import annotations

import json
from datetime import date as Date
from typing import Any

from archive.checked import Check
from archive.errors import IssueError
from archive.models import Article, Issue, IssueWarning
from indexer.parse import Parsed


def answer_of(found: Parsed | IssueError) -> bytes:
    """An issue with its errors, or why there is none, as JSON."""
    value = _error(found) if isinstance(found, IssueError) else _parsed(found)
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def parsed_of(answer: bytes, file: str) -> Parsed:
    """The issue that `answer_of` wrote. Raises the IssueError that it wrote, or one if the answer makes no sense."""
    try:
        value = json.loads(answer.decode("utf-8", "surrogatepass"))
        error = _error_of(value) if "message" in value else None
        parsed = None if error else _parsed_of(value)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise IssueError(file, f"{file}: 읽은 것을 알아볼 수 없습니다. 다른 형식으로 다시 저장해 주세요.") from wrong
    if parsed is None:
        assert error is not None
        raise error
    return parsed


def _parsed(parsed: Parsed) -> dict[str, Any]:
    issue = parsed.issue
    return {
        "file": issue.file,
        "newsletter": issue.newsletter,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
        "publisher": issue.publisher,
        "articles": [article.as_json() | {"text": None} for article in issue.articles],
        "warnings": [warning.as_json() for warning in issue.warnings],
        "attribution": issue.attribution,
        "errors": [_error(error) for error in parsed.errors],
        "check": parsed.check.as_json() if parsed.check else None,
    }


def _parsed_of(value: dict[str, Any]) -> Parsed:
    issue = Issue(
        file=value["file"],
        newsletter=value["newsletter"],
        number=value["number"],
        date=Date.fromisoformat(value["date"]) if value["date"] else None,
        publisher=value["publisher"],
        articles=tuple(map(Article.from_json, value["articles"])),
        warnings=tuple(IssueWarning(each["line"], each["message"]) for each in value["warnings"]),
        attribution=value["attribution"],
    )
    check = Check.from_json(value["check"]) if value["check"] else None
    return Parsed(issue, tuple(map(_error_of, value["errors"])), check)


def _error(error: IssueError) -> dict[str, Any]:
    return {"file": error.file, "message": str(error)}


def _error_of(value: dict[str, Any]) -> IssueError:
    return IssueError(value["file"], value["message"])
