"""The log: a line for each answer, each slow one and each fault, as text or as JSON; off unless a setting asks for it.

No line tells who asked or what: the route stands for the address, and a query is told by its shape. Only a traceback
may repeat what was asked, and it is nowhere but here.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from archive.errors import SettingsError
from archive.language import gettext as _

REQUESTS = logging.getLogger("seogo.requests")
SLOW = logging.getLogger("seogo.slow")
FAULTS = logging.getLogger("seogo.faults")

Fields = Mapping[str, Any]


def open_log(how: str, file: str) -> None:
    """Write what is logged from now on, `how` being "text" or "json"; with "off" only faults are told, as text.

    `file` is where to, standard error if it is empty; one that is renamed (logrotate) is begun anew. Raises
    SettingsError where it cannot be written.
    """
    if how == "off":
        return
    handler = _handler(file)
    handler.setFormatter(JsonLines() if how == "json" else TextLines())
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("seogo").setLevel(logging.INFO)


def tell(log: logging.Logger, level: int, fields: Fields, error: BaseException | None = None) -> None:
    """Log these fields as one line, with the traceback of an error."""
    if log.isEnabledFor(level):
        log.log(level, "%s", Told(fields), exc_info=error)


class Told:
    """Fields as the text of a line, made only if somebody reads it."""

    __slots__ = ("fields",)

    def __init__(self, fields: Fields) -> None:
        self.fields = fields

    def __str__(self) -> str:
        return " ".join(f"{name}={_shown(value)}" for name, value in self.fields.items())


class JsonLines(logging.Formatter):
    """A line of JSON: time (UTC), level, log, and fields or a message; `traceback` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"time": _time(record), "level": record.levelname.lower(), "log": record.name}
        told = record.args[0] if isinstance(record.args, tuple) and record.args else None
        line |= told.fields if isinstance(told, Told) else {"message": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """Time (UTC), level, log and fields, on one line; a traceback follows on lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage().replace("\n", "\\n")
        line = f"{_time(record)} {record.levelname.lower()} {record.name} {message}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _handler(file: str) -> logging.Handler:
    if not file:
        return logging.StreamHandler(sys.stderr)
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        # Several processes append to it: a line goes to the system in one piece.
        return WatchedFileHandler(file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise SettingsError(
            _(
                "설정 log_file의 파일 %(file)s에 쓸 수 없습니다(%(reason)s). 쓸 수 있는 곳으로 고쳐 주세요.",
                file=file,
                reason=error.strerror,
            )
        ) from error


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
