"""What is remembered of each corpus file beside its articles; kept with the index, so both are always of one mind."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date as Date
from hashlib import sha256
from typing import Any
from weakref import WeakValueDictionary


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue that a file holds. `attribution` is what it says about citing it, as printed, in lines."""

    number: int
    newsletter: str
    date: Date
    publisher: str | None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SourceRecord:
    """One corpus file: the SHA-256 of its bytes, the issues in it, the ids of its articles, and what went wrong.

    `outlets` are the Chinese names of outlets by their printed ones. `problems` are Korean messages about single
    articles that could not be read; the others are in. `names` are the candidates (archive.names.mining) of each
    article that has any, as JSON; so is `check` (archive.checked.Check), None for ready articles.
    """

    sha256: str
    issues: tuple[IssueRecord, ...]
    articles: tuple[str, ...]
    outlets: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    names: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    check: Mapping[str, Any] | None = None

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), default=Date.isoformat, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> SourceRecord:
        """The record that `as_bytes` wrote; the same one while somebody holds it, for most records of a generation are
        those of the one before."""
        key = sha256(stored).digest()
        record = _HELD.get(key)
        if record is None:
            record = _HELD[key] = cls._read(stored)
        return record

    @classmethod
    def _read(cls, stored: bytes) -> SourceRecord:
        value: dict[str, Any] = json.loads(stored)
        issues = (IssueRecord(**{**issue, "date": Date.fromisoformat(issue["date"])}) for issue in value["issues"])
        ids, problems = tuple(value["articles"]), tuple(value["problems"])
        return cls(value["sha256"], tuple(issues), ids, value["outlets"], problems, value["names"], value["check"])


_HELD: WeakValueDictionary[bytes, SourceRecord] = WeakValueDictionary()
"""Records that somebody holds, by the SHA-256 of their bytes."""
