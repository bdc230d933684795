"""The article page as plain values: blocks by kind, each cut where it is drawn in pieces, with numbered marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from markupsafe import Markup

from archive.check_words import pages_words
from archive.language import gettext as _
from archive.models import Article, BlockKind
from archive.near import NameHere, Similar
from archive.results import IssueSummary, Passage, Reading
from webui.marking import NumberedMarks
from webui.picturing import OriginalPages, Picture
from webui.pieces import cells, lines

FEWEST_HEADINGS = 2
"""With fewer there is no outline."""

NAMES_SHOWN = 8
"""Names that are shown before they are asked for."""


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A block with its HTML: `html` for running text, `lines` for lists, `rows` for tables.

    `turn` is the picture of its page, where it is the first block on that.
    """

    kind: BlockKind
    id: str
    turn: Picture | None = None
    html: Markup | None = None
    lines: tuple[Markup, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All of an article page. `others` are the articles of its issue, itself among them; `original` is None where
    there are no pictures to be shown beside the text. `notes` tell of scanned pages, where letters may be wrong or
    missing. Of its `names` the first few are shown at once, `more_names` when asked for."""

    article: Article
    title: Markup
    blocks: tuple[DrawnBlock, ...]
    outline: tuple[Heading, ...]
    found: int
    source: str
    issue: IssueSummary | None
    others: tuple[Article, ...]
    names: tuple[NameHere, ...]
    more_names: tuple[NameHere, ...]
    similar: tuple[Similar, ...]
    previous: Article | None
    next: Article | None
    original: OriginalPages | None
    notes: tuple[str, ...]


def article_page(
    reading: Reading,
    issue: IssueSummary | None,
    others: tuple[Article, ...],
    original: OriginalPages | None = None,
    names: tuple[NameHere, ...] = (),
    similar: tuple[Similar, ...] = (),
) -> ArticlePage:
    """What the template needs to draw this article."""
    article, marks = reading.article, NumberedMarks()
    title = marks(reading.title)
    blocks = zip(article.blocks, reading.blocks, _turns(reading, original), strict=True)
    return ArticlePage(
        article=article,
        title=title,
        blocks=tuple(
            replace(_drawn(block.kind, f"b{n}", text, marks), turn=turn)
            for n, (block, text, turn) in enumerate(blocks, 1)
        ),
        outline=_outline(article),
        found=reading.found,
        source=_source(article, reading.newsletter, issue),
        issue=issue,
        others=others,
        names=names[:NAMES_SHOWN],
        more_names=names[NAMES_SHOWN:],
        similar=similar,
        previous=reading.previous,
        next=reading.next,
        original=original,
        notes=tuple(_notes(reading)),
    )


def _turns(reading: Reading, original: OriginalPages | None) -> Iterator[Picture | None]:
    """For each block the picture of its page, where the block before it begins on another one."""
    pictures = {picture.page: picture for picture in original.pictures} if original else {}
    pages = reading.original.block_pages if reading.original else ()
    before: int | None = None
    for page, _block in zip_longest(pages, reading.blocks):
        yield pictures.get(page) if page != before else None
        before = page


def _notes(reading: Reading) -> Iterator[str]:
    pages = reading.original.pages if reading.original else reading.by_machine
    if reading.by_machine:
        some = _("원본 %(pages)s은 기계가 스캔에서 읽은 것입니다.", pages=pages_words(reading.by_machine))
        whole = _("스캔한 쪽을 기계가 읽은 글입니다.")
        said = whole if reading.by_machine == pages else some
        advice = _("틀린 글자가 있을 수 있으니 원본과 맞추어 보세요.")
        yield f"{said} {advice}"
    if reading.original and reading.original.unread:
        yield _(
            "원본 %(pages)s은 그림뿐이라 글자를 읽지 못했습니다. 원본을 보세요.",
            pages=pages_words(reading.original.unread),
        )


def _drawn(kind: BlockKind, name: str, passage: Passage, marks: NumberedMarks) -> DrawnBlock:
    if kind == "list":
        return DrawnBlock(kind, name, lines=tuple(marks(line) for line in lines(passage)))
    if kind == "table":
        return DrawnBlock(kind, name, rows=_rows(passage, marks))
    return DrawnBlock(kind, name, html=marks(passage))


def _rows(passage: Passage, marks: NumberedMarks) -> tuple[tuple[Markup, ...], ...]:
    """The rows of a table, short ones filled up, so that its lines are drawn to the end."""
    rows = [tuple(marks(cell) for cell in cells(line)) for line in lines(passage)]
    width = max(map(len, rows))
    return tuple(row + (Markup(),) * (width - len(row)) for row in rows)


def _outline(article: Article) -> tuple[Heading, ...]:
    headings = [
        Heading(" ".join(block.text.split()), f"#b{number}")
        for number, block in enumerate(article.blocks, 1)
        if block.kind == "heading"
    ]
    return tuple(headings) if len(headings) >= FEWEST_HEADINGS else ()


def _source(article: Article, newsletter: str | None, issue: IssueSummary | None) -> str:
    """How to name where the article is from, as far as it is known."""
    number = f"제{article.issue}호" if article.issue is not None else ""
    named = " ".join(part for part in (newsletter, number) if part)
    publisher = issue.publisher if issue else None
    return ", ".join(part for part in (publisher, f"「{article.title}」", named, article.date.isoformat()) if part)
