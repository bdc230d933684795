"""The parts of a mail: which of them are its text, which are files, and what its head says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from archive.errors import IssueError
from indexer.readers.html_charset import decode_html
from indexer.wording import neat

_TEXTS = ("text/html", "text/plain")
_DEEPEST = 50
_PREFIXES = re.compile(r"^(?:(?:re|fw|fwd|전달|회신|답장)\s*:\s*)+", re.IGNORECASE)


def body_parts(mail: Message[Any, Any], kind: str = "text/html", depth: int = 0) -> list[Message[Any, Any]]:
    """The parts that a mail program shows one below the other: of alternatives the one of this kind, else the last.

    A mail that is forwarded whole is shown as well.
    """
    if depth > _DEEPEST or (depth and _is_file(mail)):
        return []
    if not mail.is_multipart():
        return [mail] if mail.get_content_type() in _TEXTS else []
    found = [body_parts(part, kind, depth + 1) for part in _parts(mail)]
    if mail.get_content_type() != "multipart/alternative":
        return [part for parts in found for part in parts]
    shown = [parts for parts in found if parts]
    of_kind = (parts for parts in shown if any(part.get_content_type() == kind for part in parts))
    return next(of_kind, shown[-1] if shown else [])


def attachments(mail: Message[Any, Any]) -> Iterator[tuple[str, bytes]]:
    """The files that a mail carries, with their names on one line and without folders."""
    for part in mail.walk():
        name = _file_name(part)
        data = None if part.is_multipart() or not name else part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            yield name, data


def flowed(text: str, spaces_go: bool) -> list[str]:
    """The paragraphs of a text whose lines were broken to be short (RFC 3676): a line that ends in a space goes on."""
    found: list[list[str]] = []
    goes_on = False
    for line in text.splitlines():
        # A space before certain lines only shields them on their way.
        shown = line.removeprefix(" ")
        if goes_on and shown != "-- ":
            found[-1].append(shown)
        else:
            found.append([shown])
        goes_on = shown.endswith(" ") and shown != "-- "
        if goes_on and spaces_go:
            found[-1][-1] = shown[:-1]
    return ["".join(parts) for parts in found]


def subject_of(mail: Message[Any, Any]) -> str:
    """A mail's subject without the marks of answering and forwarding; empty if it has none."""
    found = (text for name, text in mail.raw_items() if name.lower() == "subject")
    return _PREFIXES.sub("", neat(_decoded(next(found, ""))))


def date_of(mail: Message[Any, Any]) -> Date | None:
    """The day on which a mail was sent, where it was sent; None if it does not say."""
    try:
        sent: datetime | None = parsedate_to_datetime(str(mail.get("Date") or ""))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return sent.date() if sent else None


def _parts(mail: Message[Any, Any]) -> list[Message[Any, Any]]:
    payload = mail.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _is_file(part: Message[Any, Any]) -> bool:
    said = str(part.get("Content-Disposition") or "").strip().lower()
    return said.startswith("attachment") or (bool(_file_name(part)) and not said.startswith("inline"))


def _file_name(part: Message[Any, Any]) -> str:
    try:
        name = _decoded(part.get_filename())
    except (LookupError, ValueError, TypeError):
        return ""
    return neat(re.split(r"[\\/]", name)[-1])


def _decoded(header: object) -> str:
    """A header's letters, whatever they are coded in; what cannot be decoded stays as it is."""
    raw = "" if header is None else str(header)
    try:
        if not raw.isascii():
            # Sent as bytes without saying what they mean.
            return decode_html(raw.encode("utf-8", "surrogateescape"), "")
        return "".join(_piece(*piece) for piece in decode_header(raw))
    except (HeaderParseError, LookupError, ValueError, IssueError):
        return raw.encode("utf-8", "replace").decode("utf-8")


def _piece(text: str | bytes, charset: str | None) -> str:
    return text if isinstance(text, str) else decode_html(text, "", charset or "")
