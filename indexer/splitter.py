"""From a document to the articles of one newsletter issue, with every character of the file accounted for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Literal

from archive.errors import IssueError
from archive.models import Article, Issue
from indexer.articles import Piece, Role, corrected, piece_of
from indexer.cover import Cover, Identity, identify, read_cover, with_numbers_told_apart
from indexer.document import Document, Line
from indexer.layout import Layout, layout_of, notices_of
from indexer.outline import Outline, outline_of
from indexer.overrides import IssueFix, Overrides, errors_of
from indexer.overriding import apply
from indexer.running import without_running_lines
from indexer.wording import is_drawn, squeezed

_IMPRINT = 15
"""So many lines at the end may be an imprint."""
_LONGEST_COVER_LINE = 100
"""A longer line among a cover's is a text that someone wrote to be read, and should be an article."""

Furniture = Literal["cover", "contents", "section", "rule", "running", "outside", "dropped", "colophon", "blank"]
"""`outside` is text that belongs to no article and should, perhaps; `dropped` is what staff have set aside. A `rule` is
a drawn line, `running` what is printed on every page, and a notice of the cover is `cover` wherever it stands."""


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
    """The issue (without warnings), the spans that tile its document's text, and the outline it was split by.

    `layout` has a part for each article, in order. `errors` are about overrides that could not be used.
    """

    issue: Issue
    spans: tuple[Span, ...]
    outline: Outline
    layout: Layout
    errors: tuple[IssueError, ...] = ()


def split(document: Document, overrides: Overrides | None = None) -> SplitResult:
    """The articles of the newsletter issue in `document`, put right as staff say.

    Raises IssueError if it has no number or date, on its cover or in its file's name, or no text besides the cover.
    """
    fix = overrides.issue if overrides else None
    printed, document = document, prepared(document)
    outline = outline_of(document.lines, fix.newsletter if fix else None)
    layout = layout_of(document.lines, outline)
    errors: tuple[IssueError, ...] = ()
    pieces = _pieces(document, layout)
    if overrides:
        layout, wrong = apply(document, outline, layout, pieces, overrides)
        pieces = _pieces(document, layout)
        errors = errors_of(overrides.file, [*overrides.wrong, *wrong])
    outline = _corrected(outline, layout, fix)
    identity = _identified(document, outline.cover, errors)
    if not pieces:
        raise IssueError(
            document.file, f"{document.file}: 표지와 차례뿐이고 기사가 없습니다. 본문이 빠지지 않았는지 확인해 주세요."
        )
    articles = tuple(_article(identity, ordinal, piece) for ordinal, piece in enumerate(pieces, 1))
    issue = Issue(document.file, identity.newsletter, identity.number, identity.date, identity.publisher, articles)
    spans = tuple(_spans(printed, document.lines, outline, layout, pieces, articles))
    return SplitResult(issue, spans, outline, layout, errors)


def prepared(document: Document) -> Document:
    """The document with its lines marked, and those of the printer blank, as decisions look at them."""
    return replace(document, lines=without_running_lines(with_numbers_told_apart(document.lines)))


def _pieces(document: Document, layout: Layout) -> list[Piece]:
    """The articles' lines, read."""
    return [corrected(piece_of(document.lines, part.heading, part.end), part.said) for part in layout.parts]


def _corrected(outline: Outline, layout: Layout, fix: IssueFix | None) -> Outline:
    """The outline with the headings and the cover that staff's corrections leave."""
    known = bool(outline.headings) or any(part.by_hand for part in layout.parts)
    headings = tuple(part.heading for part in layout.parts) if known else ()
    cover = outline.cover
    if fix:
        name, publisher = fix.newsletter or cover.newsletter, fix.publisher or cover.publisher
        cover = Cover(name, fix.number or cover.number, fix.date or cover.date, publisher)
    return replace(outline, cover=cover, headings=headings)


def _identified(document: Document, cover: Cover, errors: Sequence[IssueError]) -> Identity:
    try:
        return identify(cover, document.file)
    except IssueError:
        # An imprint at the end may say what neither the cover nor the file's name does.
        imprint = read_cover(document.lines[-_IMPRINT:])
        cover = replace(cover, number=cover.number or imprint.number, date=cover.date or imprint.date)
    try:
        return identify(cover, document.file)
    except IssueError as error:
        # Perhaps somebody gave what is missing, and misspelt it.
        raise IssueError(error.file, " ".join(map(str, [error, *errors[:1]]))) from error


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
    printed: Document,
    lines: Sequence[Line],
    outline: Outline,
    layout: Layout,
    pieces: Sequence[Piece],
    articles: Sequence[Article],
) -> Iterator[Span]:
    """The spans in order; neighbours that are the same thing are one. `lines` are those that articles are made of."""
    notices = notices_of(lines, outline)
    owners: dict[int, tuple[Piece, str]] = {}
    for piece, article in zip(pieces, articles, strict=True):
        owners |= dict.fromkeys(range(piece.start, piece.end), (piece, article.id))
    parts = chain.from_iterable(
        [Span(line.start, line.end, "running", None)]
        if line.plain and not known.plain
        else _article_spans(line, index, *owners[index])
        if index in owners
        else [_furniture(line, index, outline, layout, notices)]
        for index, (line, known) in enumerate(zip(printed.lines, lines, strict=True))
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


def _furniture(line: Line, index: int, outline: Outline, layout: Layout, notices: Collection[str]) -> Span:
    """The span of one line that belongs to no article."""
    role: Furniture = "dropped" if index in layout.aside else _furniture_role(line, index, outline, notices)
    return Span(line.start, line.end, role if line.plain else "blank", None)


def _furniture_role(line: Line, index: int, outline: Outline, notices: Collection[str]) -> Furniture:
    if index < outline.cover_end and len(line.plain) <= _LONGEST_COVER_LINE:
        return "cover"
    if outline.cover_end <= index < outline.body_start:
        return "contents"
    if index >= outline.body_end:
        return "colophon"
    if is_drawn(line.plain):
        return "rule"
    if any(mark.index == index for mark in outline.sections):
        return "section"
    again = index >= outline.body_start and squeezed(line.plain) in notices
    return "cover" if again else "outside"
