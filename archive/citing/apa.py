"""APA style (Publication Manual of the American Psychological Association, 7th edition), as plain text.

    Author. (Year, Month day). Title. Newsletter, (issue), page. Link

A newsletter is a periodical with the whole date in its reference; without a volume the issue stands in parentheses
after the comma. Groups are written out as they are called; the last of several follows an ampersand. From the
twenty-first author on, the first nineteen and the last are named. Without an author the title takes that place.
The title of the newsletter would be in italics, which plain text has not.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.citing import Source

MOST_AUTHORS = 20
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def apa(source: Source) -> str:
    """The reference in one line."""
    return " ".join(_parts(source))


def _parts(source: Source) -> Iterator[str]:
    day = f"({source.date.year}, {MONTHS[source.date.month - 1]} {source.date.day})."
    if source.authors:
        yield from (_closed(_names(source.authors)), day, _closed(source.title))
    else:
        yield from (_closed(source.title), day)
    issue = f"({source.issue})" if source.issue is not None else None
    page = str(source.page) if source.page is not None else None
    container = ", ".join(filter(None, (source.newsletter, issue, page)))
    if container:
        yield f"{container}."
    if source.url:
        yield source.url


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) > MOST_AUTHORS:
        return f"{', '.join(authors[: MOST_AUTHORS - 1])}, . . . {authors[-1]}"
    *first, last = authors
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} & {last}" if first else last


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!", "？", "！", "。")) else f"{text}."
