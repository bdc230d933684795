"""The form of Korean academic journals: author, 「article」, 『newsletter』 issue, publisher, date, page, link.

Corner brackets and the points of the date are those of the rules of Korean orthography (한글 맞춤법, 부록 문장 부호, in
force since 2015): 『』 for books and newspapers, 「」 for what stands in them, `2022. 12. 14.` for a day in digits. The
order, with commas between, is that of notes in Korean journals of the humanities.
"""

from __future__ import annotations

from archive.citing import Source


def korean(source: Source) -> str:
    """The citation in one line, closed by a full stop, but not behind a link, which would take it for its own."""
    named = f"『{source.newsletter}』" if source.newsletter else ""
    number = f"제{source.issue}호" if source.issue is not None else ""
    # The publisher is named once, also where it stands in place of an author.
    publisher = source.publisher if source.publisher not in source.authors else None
    parts = (
        "·".join(source.authors),
        f"「{source.title}」",
        " ".join(filter(None, (named, number))),
        publisher,
        f"{source.date.year}. {source.date.month}. {source.date.day}.",
        f"{source.page}쪽" if source.page is not None else "",
        source.url,
    )
    line = ", ".join(filter(None, parts))
    return line if source.url or line.endswith(".") else f"{line}."
