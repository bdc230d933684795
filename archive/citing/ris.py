"""RIS (Research Information Systems, RIS format specifications): one tag a line, from `TY` to `ER`.

A line is two capital letters or digits, two spaces, a hyphen, a space and the value; it ends in CR LF. A value has no
line end in it, so what was printed over two lines stands in one. `MGZN`, a magazine article, is the nearest type to
an article of a newsletter that is dated to the day. Nothing is escaped; Han and Hangul are UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.citing import Source
from archive.citing.bibtex import key

LINE_END = "\r\n"


def ris(source: Source) -> str:
    """The record, ended by an empty line."""
    return "".join(f"{tag}  - {value}{LINE_END}" for tag, value in _tags(source)) + LINE_END


def _tags(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", "MGZN"
    yield "ID", key(source.id)
    for author in source.authors:
        yield "AU", author
    yield "TI", source.title
    if source.newsletter:
        yield "T2", source.newsletter
    if source.issue is not None:
        yield "IS", str(source.issue)
    if source.page is not None:
        yield "SP", str(source.page)
    yield "PY", f"{source.date.year:04}"
    yield "DA", f"{source.date:%Y/%m/%d}"
    if source.publisher:
        yield "PB", source.publisher
    yield "LA", "ko"
    if source.url:
        yield "UR", source.url
    yield "ER", ""
