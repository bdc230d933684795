"""An article with its analysis as bytes: what an engine keeps for us and gives back unread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.analysis import Analysis
from archive.engines.contract import Snapshot
from archive.errors import NotFound
from archive.language import gettext as _
from archive.models import Article, Block, Outlet
from archive.packed_streams import GivenLetters, packed_letters, packed_words
from archive.packing import joined_parts, packed_text, parted, unpacked_text
from archive.printed import Printed
from archive.stored_streams import StoredLetters, StoredWords, as_changes, read_changes


@dataclass(frozen=True, slots=True)
class StoredStreams:
    """The streams of an article."""

    words: StoredWords
    letters: StoredLetters


@dataclass(frozen=True, slots=True)
class StoredArticle(StoredStreams):
    """An article and the streams that highlights are made from."""

    article: Article


def searchable_parts(article: Article) -> tuple[str, str, str]:
    """Title, source line and text: what a search looks through, in this order, each a part of its own."""
    outlets = " · ".join(f"{o.name}({o.name_zh})" if o.name_zh else o.name for o in article.outlets)
    source = " ".join(filter(None, (outlets, article.source_note)))
    return article.title, source, article.text


def pack(article: Article, analysis: Analysis) -> bytes:
    """The article and its analysis as bytes; some three quarters of the text in UTF-8."""
    parts = searchable_parts(article)
    printed = Printed(parts)
    letters = GivenLetters(analysis.letters)
    changed = letters.changes(printed)
    if changed:
        printed = Printed(parts, changed)
    offsets, other_words = packed_words(printed, analysis.words)
    marks, other_letters = packed_letters(printed, letters)
    head = (*_as_list(article), as_changes(changed), other_words, other_letters)
    return joined_parts((packed_text(json.dumps(head, ensure_ascii=False, separators=(",", ":"))), offsets, marks))


def unpack_article(stored: bytes) -> Article:
    """The article alone."""
    head: Sequence[Any] = json.loads(unpacked_text(next(parted(stored))))
    return _article(head[:_FIELDS])


def unpack_letters(stored: bytes) -> str:
    """All letters and digits of the searchable text in plain form, without white space and signs."""
    return unpack(stored).letters.plain


def unpack(stored: bytes) -> StoredArticle:
    """The article with its streams."""
    packed, offsets, marks = parted(stored)
    head: Sequence[Any] = json.loads(unpacked_text(packed))
    changed, other_words, other_letters = head[_FIELDS:]
    article = _article(head[:_FIELDS])
    printed = Printed(searchable_parts(article), read_changes(changed))
    return StoredArticle(
        StoredWords(printed, offsets, other_words), StoredLetters(printed, marks, other_letters), article
    )


_FIELDS = 11
"""Values of an article; what follows is of its streams."""


def _as_list(article: Article) -> tuple[Any, ...]:
    return (
        article.id,
        article.issue,
        article.ordinal,
        article.section,
        article.title,
        [(outlet.name, outlet.name_zh) for outlet in article.outlets],
        article.source_note,
        article.date.toordinal(),
        article.page,
        [block.kind for block in article.blocks],
        [block.text for block in article.blocks],
    )


def _article(values: Sequence[Any]) -> Article:
    id_, issue, ordinal, section, title, outlets, source_note, day, page, kinds, texts = values
    return Article(
        id=id_,
        issue=issue,
        ordinal=ordinal,
        section=section,
        title=title,
        outlets=tuple(Outlet(name, name_zh) for name, name_zh in outlets),
        source_note=source_note,
        date=date.fromordinal(day),
        page=page,
        blocks=tuple(map(Block, kinds, texts)),
    )


def stored_in(snapshot: Snapshot, article_id: str) -> bytes:
    """What a generation keeps of an article. Raises NotFound."""
    (stored,) = snapshot.stored([article_id])
    if stored is None:
        raise NotFound(_("'%(id)s'(이)라는 글은 없습니다.", id=article_id[:80]))
    return stored
