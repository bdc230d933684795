"""Mails (RFC 5322 and MIME): the issue in a mail's HTML or text, or in the file that it carries."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from pathlib import PurePosixPath
from typing import Any

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.disguises import refuse_disguise
from indexer.readers.eml_parts import attachments, body_parts, date_of, flowed, subject_of
from indexer.readers.html import html_sheet, parse_html
from indexer.readers.html_charset import decode_html
from indexer.readers.rows import Sheet
from indexer.readers.telling import tell
from indexer.wording import plain

_HARDLY_ANY = 400
"""A mail of no more characters than this, with a file beside it that can be read, is that file's wrapper."""
_CARRIED = (".docx", ".hwpx", ".hwp", ".pdf", ".html", ".htm", ".md", ".txt")


def read_eml(data: bytes, file: str) -> Document:
    """The rows of a mail: its HTML, else its text; or, if it says hardly anything, the rows of its attachment.

    Subject and date come first where they say a number or date that the issue does not. Nothing is ever fetched.
    Raises IssueError if there is nothing to read.
    """
    refuse_disguise(data, file, "eml")
    try:
        # The oldest policy gives headers as they are and never fails on them.
        mail = message_from_bytes(data, policy=policy.compat32)
        document = _document(mail, file)
    except (MessageError, RecursionError, AssertionError) as error:
        message = f"{file}: 메일을 읽을 수 없습니다. 메일 프로그램에서 다시 .eml로 저장해 주세요."
        raise IssueError(file, message) from error
    return tell(document, [subject_of(mail)], date_of(mail))


def _document(mail: Message[Any, Any], file: str) -> Document:
    sheet = _body(mail, "text/html", file)
    if not _letters(sheet):
        # A mail that is all pictures may still have its words in the part that nobody sees.
        sheet = _body(mail, "text/plain", file)
    if _letters(sheet) <= _HARDLY_ANY:
        carried = _carried(mail, file)
        if carried is not None:
            return carried
    return sheet.document(file)


def _body(mail: Message[Any, Any], kind: str, file: str) -> Sheet:
    """The rows that a mail shows, of alternatives those of this kind."""
    sheet = Sheet()
    for part in body_parts(mail, kind):
        sheet.gap()
        sheet.add(_rows(part, file).rows)
    return sheet


def _letters(sheet: Sheet) -> int:
    return sum(len(plain(row.text)) for row in sheet.rows)


def _rows(part: Message[Any, Any], file: str) -> Sheet:
    """The rows of one text part of a mail."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_param("charset")
    text = decode_html(data, file, str(charset[2] if isinstance(charset, tuple) else charset or "")) if data else ""
    if part.get_content_type() == "text/html":
        return html_sheet(parse_html(text, file))
    sheet = Sheet()
    is_flowed = str(part.get_param("format") or "").lower() == "flowed"
    spaces_go = str(part.get_param("delsp") or "").lower() == "yes"
    for line in flowed(text, spaces_go) if is_flowed else text.splitlines():
        sheet.line(line)
    return sheet


def _carried(mail: Message[Any, Any], file: str) -> Document | None:
    """The first attachment that can be read, as if it were the file. Raises IssueError if there are but bad ones."""
    # All formats are registered there, this one too.
    from indexer.readers import SUFFIXES, read

    failed: IssueError | None = None
    for name, data in attachments(mail):
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in _CARRIED or suffix not in SUFFIXES:
            continue
        try:
            found = read(data, name)
        except IssueError as error:
            failed = failed or IssueError(file, f"{file}: 첨부 파일을 읽을 수 없습니다. {error}")
            continue
        if isinstance(found, Document):
            return replace(found, file=file)
    if failed:
        raise failed
    return None
