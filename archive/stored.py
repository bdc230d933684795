"""An article with its analysis as bytes: what an engine keeps for us and gives back unread."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.analysis import Analysis, TokenStream
from archive.models import Article

_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class StoredStream:
    """A token stream as it is stored: terms joined by spaces, one before the first and one after the last.

    `starts` and `ends` are code-point offsets of the searchable text.
    """

    joined: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article and the streams that highlights are made from."""

    article: Article
    words: StoredStream
    letters: StoredStream


def searchable_parts(article: Article) -> tuple[str, str, str]:
    """Title, source line and text: what a search looks through, in this order, each a part of its own."""
    outlets = " · ".join(f"{o.name}({o.name_zh})" if o.name_zh else o.name for o in article.outlets)
    source = " ".join(filter(None, (outlets, article.source_note)))
    return article.title, source, article.text


def pack(article: Article, analysis: Analysis) -> bytes:
    """The article and its analysis as bytes; about as large as the text in UTF-8."""
    head = json.dumps(article.as_json() | {"text": None}, ensure_ascii=False)
    pieces = [head, *(" ".join(stream.terms) for stream in (analysis.words, analysis.letters))]
    texts = zlib.compress(_SEPARATOR.join(pieces).encode("utf-8", "surrogatepass"))
    numbers = [zlib.compress(_numbers(stream).tobytes()) for stream in (analysis.words, analysis.letters)]
    return b"".join(len(part).to_bytes(4, "big") + part for part in (texts, *numbers))


def unpack_article(stored: bytes) -> Article:
    """The article alone."""
    return Article.from_json(json.loads(_texts(_parts(stored)[0])[0]))


def unpack_letters(stored: bytes) -> str:
    """All letters and digits of the searchable text in plain form, without white space and signs."""
    units = (term[1:] for term in _texts(_parts(stored)[0])[2].split(" "))
    return "".join(filter(str.isalnum, units))


def unpack(stored: bytes) -> StoredArticle:
    """The article with its streams."""
    texts, *numbers = _parts(stored)
    head, *terms = _texts(texts)
    words, letters = (_stream(t, n) for t, n in zip(terms, numbers, strict=True))
    return StoredArticle(Article.from_json(json.loads(head)), words, letters)


def _numbers(stream: TokenStream) -> array[int]:
    """Steps between starts, then lengths: small numbers that compress well."""
    steps = [b - a for a, b in zip([0, *stream.starts], stream.starts, strict=False)]
    lengths = [end - start for start, end in zip(stream.starts, stream.ends, strict=True)]
    return array("i", steps + lengths)


def _stream(terms: str, packed: bytes) -> StoredStream:
    steps, lengths = np.frombuffer(zlib.decompress(packed), dtype=np.int32).reshape(2, -1)
    starts = np.cumsum(steps, dtype=np.int32)
    return StoredStream(f" {terms} ", starts, starts + lengths)


def _parts(stored: bytes) -> list[bytes]:
    parts = []
    at = 0
    while at < len(stored):
        size = int.from_bytes(stored[at : at + 4], "big")
        parts.append(stored[at + 4 : at + 4 + size])
        at += 4 + size
    return parts


def _texts(packed: bytes) -> list[str]:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass").split(_SEPARATOR)
