"""From a document to the articles of one newsletter issue, with every character of the file accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import Literal

from archive.errors import IssueError
from archive.models import Article, Issue
from indexer.articles import Piece, Role, piece_of, whole_body
from indexer.cover import Identity, identify
from indexer.document import Document, Line
from indexer.outline import Outline, outline_of

_LONGEST_COVER_LINE = 100
"""A longer line among a cover's is a text that someone wrote to be read, and should be an article."""

Furniture = Literal["cover", "contents", "section", "outside", "colophon", "blank"]


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` (half-open) of the document's text, and what they are.

    `article` is the id of the article to which they belong; None where `role` is a piece of furniture.
    `blank` spans hold nothing visible; all others hold something.
    """

    start: int
    end: int
    role: Furniture | Role
    article: str | None


@dataclass(frozen=True, slots=True)
class SplitResult:
    """The issue (without warnings), the spans that tile its document's text, and the outline it was split by."""

    issue: Issue
    spans: tuple[Span, ...]
    outline: Outline


def split(document: Document) -> SplitResult:
    """The articles of the newsletter issue in `document`.

    Raises IssueError if it has no number or date, on its cover or in its file's name, or no text besides the cover.
    """
    outline = outline_of(document.lines)
    identity = identify(outline.cover, document.file)
    pieces = _pieces(document, outline)
    if not pieces:
        raise IssueError(
            document.file, f"{document.file}: 표지와 차례뿐이고 기사가 없습니다. 본문이 빠지지 않았는지 확인해 주세요."
        )
    articles = tuple(_article(identity, ordinal, piece) for ordinal, piece in enumerate(pieces, 1))
    issue = Issue(document.file, identity.newsletter, identity.number, identity.date, identity.publisher, articles)
    return SplitResult(issue, tuple(_spans(document, outline, pieces, articles)), outline)


def _pieces(document: Document, outline: Outline) -> list[Piece]:
    """The articles' lines, read: from each heading to the next heading of an article or a section, or the end."""
    lines = document.lines
    if not outline.headings:
        piece = whole_body(lines, outline.body_start, outline.body_end)
        return [piece] if piece else []
    marks = [mark.index for mark in outline.sections]
    starts = sorted([*(heading.start for heading in outline.headings), *marks, outline.body_end])
    following = dict(pairwise(starts))
    return [piece_of(lines, heading, max(following[heading.start], heading.end)) for heading in outline.headings]


def _article(identity: Identity, ordinal: int, piece: Piece) -> Article:
    return Article(
        id=f"{identity.number}-{ordinal}",
        issue=identity.number,
        ordinal=ordinal,
        section=piece.section,
        title=piece.title,
        outlets=piece.outlets,
        source_note=piece.source_note,
        date=identity.date,
        page=piece.page,
        blocks=piece.blocks,
    )


def _spans(
    document: Document, outline: Outline, pieces: Sequence[Piece], articles: Sequence[Article]
) -> Iterator[Span]:
    """The spans in order; neighbours that are the same thing are one."""
    owners: dict[int, tuple[Piece, str]] = {}
    for piece, article in zip(pieces, articles, strict=True):
        owners |= dict.fromkeys(range(piece.start, piece.end), (piece, article.id))
    parts = chain.from_iterable(
        _article_spans(line, index, *owners[index]) if index in owners else [_furniture(line, index, outline)]
        for index, line in enumerate(document.lines)
    )
    for _, group in groupby(parts, key=lambda span: (span.role, span.article)):
        same = list(group)
        yield replace(same[0], end=same[-1].end)


def _article_spans(line: Line, index: int, piece: Piece, article: str) -> list[Span]:
    """The spans of one line of an article."""
    if not line.plain:
        return [Span(line.start, line.end, "blank", article)]
    cuts = piece.roles[index]
    ends = [*(line.start + offset for offset, _ in cuts[1:]), line.end]
    return [Span(line.start + offset, end, role, article) for (offset, role), end in zip(cuts, ends, strict=True)]


def _furniture(line: Line, index: int, outline: Outline) -> Span:
    """The span of one line that belongs to no article."""
    return Span(line.start, line.end, _furniture_role(line, index, outline) if line.plain else "blank", None)


def _furniture_role(line: Line, index: int, outline: Outline) -> Furniture:
    if index < outline.cover_end and len(line.plain) <= _LONGEST_COVER_LINE:
        return "cover"
    if outline.cover_end <= index < outline.body_start:
        return "contents"
    if index >= outline.body_end:
        return "colophon"
    return "section" if any(mark.index == index for mark in outline.sections) else "outside"
