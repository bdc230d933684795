"""BibTeX: an `@article` (O. Patashnik, BibTeXing, 1988: author, title, journal, year; number, pages, month optional).

Values stand in braces, so quotation marks need nothing. BibTeX counts braces also where a backslash stands before
them; those of the text are therefore written as commands, and every value is balanced whatever was printed. The ten
special characters of LaTeX are escaped; Han and Hangul stay as they are, in UTF-8. A second pair of braces keeps the
letters of titles as they are and each outlet one author, also with `and` or a comma in its name. `url` is not
escaped: the packages that print it take it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from archive.citing import Source

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        # In LaTeX's oldest font encoding these two print as inverted marks of Spanish.
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        **{letter: f"\\{letter}" for letter in "#$%&_"},
    }
)
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DIGITS = 10


def bibtex(source: Source) -> str:
    """The entry, ended by a line end."""
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(source))
    return f"@article{{{key(source.id)},\n{lines}}}\n"


def key(article_id: str) -> str:
    """What the article is called by in a text: `kic307-1`. The same article has the same key for ever.

    A ready article's own id may hold what no key can, or differ from another's in capital letters alone, which BibTeX
    does not tell apart: its key ends in a hash of the id, after a dot, which no plain one has.
    """
    if _PLAIN_ID.fullmatch(article_id):
        return f"kic{article_id}"
    letters = "-".join(re.findall("[a-z0-9]+", article_id.lower()))[:40]
    digest = sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"kic{letters}.{digest}"


def escaped(text: str) -> str:
    """The text as LaTeX reads it: every character prints as itself."""
    return text.translate(_ESCAPES)


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    if source.authors:
        yield "author", f"{{{' and '.join(f'{{{escaped(author)}}}' for author in source.authors)}}}"
    yield "title", f"{{{{{escaped(source.title)}}}}}"
    if source.newsletter:
        yield "journal", f"{{{escaped(source.newsletter)}}}"
    if source.issue is not None:
        yield "number", f"{{{source.issue}}}"
    if source.page is not None:
        yield "pages", f"{{{source.page}}}"
    yield "year", f"{{{source.date.year}}}"
    yield "month", _MONTHS[source.date.month - 1]
    yield "day", f"{{{source.date.day}}}"
    if source.publisher:
        yield "publisher", f"{{{escaped(source.publisher)}}}"
    if source.url:
        yield "url", f"{{{source.url}}}"
    yield "langid", "{korean}"
