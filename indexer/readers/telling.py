"""What stands around an issue and not in it (a mail's subject, a page's title), where it tells what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date

from archive.errors import IssueError
from indexer.cover import identify, read_cover
from indexer.document import Document, Row
from indexer.outline import outline_of
from indexer.wording import neat


def tell(document: Document, said: Sequence[str], sent: Date | None = None) -> Document:
    """The document with those lines of `said` above it that give the number or date which its cover does not.

    `sent` is a date to be put there if neither the cover, nor these lines, nor the file's name give one.
    """
    if not any(said) and sent is None:
        return document
    cover = outline_of(document.lines).cover
    told = [line for line in map(neat, said) if line and _adds(line, document.file, cover.number, cover.date)]
    whole = _with(document, told)
    if sent is not None and not _dated(whole):
        whole = _with(document, [*told, f"{sent.year}.{sent.month:02}.{sent.day:02}"])
    return whole


def _adds(line: str, file: str, number: int | None, date: Date | None) -> bool:
    said = read_cover(Document.of_rows(file, [Row(line)]).lines)
    return (number is None and said.number is not None) or (date is None and said.date is not None)


def _dated(document: Document) -> bool:
    cover = outline_of(document.lines).cover
    if cover.date is not None:
        return True
    try:
        identify(cover, document.file)
    except IssueError:
        # Without a number it is refused anyway; with one, what is missing is the date.
        return False
    return True


def _with(document: Document, told: Sequence[str]) -> Document:
    if not told:
        return document
    above = [row for line in told for row in (Row(line), Row(""))]
    below = (Row(line.text, line.page, line.heading, line.last_page) for line in document.lines)
    return replace(document, lines=Document.of_rows(document.file, [*above, *below]).lines)
