"""An article with its analysis as bytes: what an engine keeps for us and gives back unread."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import zstandard
from numpy.typing import NDArray

from archive.analysis import Analysis, TokenStream
from archive.models import Article

_SEPARATOR = "\n"
_LEVEL = 6
"""As small as zlib makes it, and unpacked three times as fast; level 9 takes a third more time for 0.2 %."""


class StoredStream:
    """A token stream as it is stored: terms joined by spaces, one before the first and one after the last.

    `starts` and `ends` are code-point offsets of the searchable text. Each part is unpacked when it is first asked
    for: to mark a hit, most of it is not needed.
    """

    def __init__(self, terms: bytes, numbers: bytes) -> None:
        self._terms = terms
        self._numbers = numbers

    @cached_property
    def joined(self) -> str:
        return f" {_text(self._terms)} "

    @property
    def terms(self) -> list[str]:
        return self.joined[1:-1].split(" ") if self.joined.strip(" ") else []

    @property
    def starts(self) -> NDArray[np.int32]:
        return self._offsets[0]

    @property
    def ends(self) -> NDArray[np.int32]:
        return self._offsets[1]

    @cached_property
    def _offsets(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        steps, lengths = _unpacked_numbers(self._numbers).reshape(2, -1)
        starts = np.cumsum(steps, dtype=np.int32)
        return starts, starts + lengths


class StoredLetters(StoredStream):
    """The stream of letters: `units` joined as `joined` is, and `marks`, the first character of each term."""

    @cached_property
    def joined(self) -> str:
        pairs = zip(self.marks, self.units[1:-1].split(" "), strict=True) if self.marks else ()
        return f" {' '.join(mark + unit for mark, unit in pairs)} "

    @property
    def units(self) -> str:
        return self._parted[0]

    @property
    def marks(self) -> str:
        return self._parted[1]

    @cached_property
    def _parted(self) -> tuple[str, str]:
        units, marks = _text(self._terms).split(_SEPARATOR)
        return f" {units} ", marks


@dataclass(frozen=True, slots=True)
class StoredStreams:
    """The streams of an article."""

    words: StoredStream
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
    """The article and its analysis as bytes; about as large as the text in UTF-8."""
    words, letters = analysis.words, analysis.letters
    units = _SEPARATOR.join((" ".join(term[1:] for term in letters.terms), "".join(term[0] for term in letters.terms)))
    parts = (
        _packed(json.dumps(article.as_json() | {"text": None}, ensure_ascii=False)),
        _packed(" ".join(words.terms)),
        _packed_numbers(words),
        _packed(units),
        _packed_numbers(letters),
    )
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unpack_article(stored: bytes) -> Article:
    """The article alone."""
    return Article.from_json(json.loads(_text(_parts(stored)[0])))


def unpack_letters(stored: bytes) -> str:
    """All letters and digits of the searchable text in plain form, without white space and signs."""
    return "".join(filter(str.isalnum, unpack(stored).letters.units.split(" ")))


def unpack(stored: bytes) -> StoredArticle:
    """The article with its streams."""
    streams = unpack_streams(stored)
    return StoredArticle(streams.words, streams.letters, unpack_article(stored))


def unpack_streams(stored: bytes) -> StoredStreams:
    """The streams alone."""
    _, words, word_numbers, letters, letter_numbers = _parts(stored)
    return StoredStreams(StoredStream(words, word_numbers), StoredLetters(letters, letter_numbers))


def _packed(text: str) -> bytes:
    return _compressed(text.encode("utf-8", "surrogatepass"))


def _text(packed: bytes) -> str:
    return _decompressed(packed).decode("utf-8", "surrogatepass")


def _packed_numbers(stream: TokenStream) -> bytes:
    """Steps between starts, then lengths, in as few bytes each as the largest needs."""
    starts, ends = np.array(stream.starts, dtype=np.int32), np.array(stream.ends, dtype=np.int32)
    numbers = np.concatenate((np.diff(starts, prepend=np.int32(0)), ends - starts))
    size = next(kind for kind in _SIZES if _fits(numbers, kind))
    return size.encode() + _compressed(numbers.astype(size).tobytes())


_SIZES = ("b", "h", "i")
"""numpy's one, two and four bytes, signed: words of Chinese overlap, so a step may go back."""


def _fits(numbers: NDArray[np.int32], size: str) -> bool:
    return not numbers.size or bool(np.iinfo(size).min <= numbers.min() and numbers.max() <= np.iinfo(size).max)


def _unpacked_numbers(packed: bytes) -> NDArray[np.int32]:
    return np.frombuffer(_decompressed(packed[1:]), dtype=packed[:1].decode()).astype(np.int32)


def _compressed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def _decompressed(packed: bytes) -> bytes:
    # A new one each time: they are cheap, and none may be used by two threads at once.
    return zstandard.ZstdDecompressor().decompress(packed)


def _parts(stored: bytes) -> list[bytes]:
    parts = []
    at = 0
    while at < len(stored):
        size = int.from_bytes(stored[at : at + 4], "big")
        parts.append(stored[at + 4 : at + 4 + size])
        at += 4 + size
    return parts
