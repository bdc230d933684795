"""How Whoosh keeps postings here: all that is known of a term is one row of bytes (archive.engines.whoosh.occurrences).

Whoosh's own codec keeps blocks of 128 postings, each a compressed pickle: a frequent letter of 35,000 articles is
hundreds of them. Everything else is that codec's. Whoosh pickles the codec with each segment, and with it the names of
these classes; no language model may ever be reached from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter, W3TermInfo, W3TermsReader
from whoosh.fields import FieldType
from whoosh.formats import Existence
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound

from archive.engines.whoosh.occurrences import Occurrences, joined, read
from archive.packing import packed_bytes, unpacked_bytes

LEAST = 128
"""Bytes of a term that are worth compressing, which makes them a fifth less."""

_PLAIN, _PACKED = b"p", b"z"


class Terms(FieldType):  # type: ignore[misc]
    """A field whose terms are given to the writer by themselves (archive.engines.whoosh.writer)."""

    indexed = True
    stored = False
    scorable = False
    unique = False
    vector = None
    analyzer = None

    def __init__(self) -> None:
        self.format = Existence()


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with postings of ours."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _PostingsWriter:
        return _PostingsWriter(dbfile)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        documents = _read(dbfile, terminfo).documents.tolist()
        nothing = [b""] * len(documents)
        weights = [1.0] * len(documents)
        return ListMatcher(documents, weights, nothing, format_, scorer=scorer, term=term, terminfo=terminfo)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        name = segment.make_filename(self.TERMS_EXT)
        terms = storage.open_file(name)
        return TermsReader(self, terms, storage.file_length(name), segment.open_file(storage, self.POSTS_EXT))


class TermsReader(W3TermsReader):  # type: ignore[misc]
    """The terms of a segment."""

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Where a term of a field stands; nowhere, if it is none of the segment's."""
        try:
            info = self.term_info(field, as_bytes(term))
        except TermNotFound:
            return joined([])
        return _read(self._postfile, info)

    def begun_by(self, field: str, prefix: str) -> Iterator[str]:
        """The terms of a field that begin so, in order of their bytes."""
        begins = as_bytes(prefix)
        for name, term in self.terms_from(field, begins):
            if name != field or not term.startswith(begins):
                return
            yield _as_text(term)

    def counts(self, field: str) -> Iterator[tuple[str, int]]:
        """Each term of a field with the number of documents that hold it, removed ones among them."""
        file = self._tindex.dbfile
        for key_at, key_length, info_at, _ in self._tindex.ranges_from(self._keycoder(field, b"")):
            name, term = self._keydecoder(file.get(key_at, key_length))
            if name != field:
                return
            # Of all that is known of a term only this one number is unpacked.
            yield _as_text(term), W3TermInfo.read_doc_freq(file, info_at)

    def all_occurrences(self) -> Iterator[tuple[str, bytes, Occurrences]]:
        """Every term with its field, in order of both."""
        for (field, term), info in self.items():
            yield field, term, _read(self._postfile, info)


def as_bytes(term: str) -> bytes:
    """A term as segments hold it."""
    return term.encode("utf-8", "surrogatepass")


def _as_text(term: bytes) -> str:
    return term.decode("utf-8", "surrogatepass")


def _read(file: Any, info: Any) -> Occurrences:
    offset, length = info.extent()
    # Whoosh, which never asks, leaves the length as it was unpacked: a tuple of one.
    size = length[0] if isinstance(length, tuple) else length
    data = bytes(file.get(offset, size))
    return read(unpacked_bytes(data[1:]) if data[:1] == _PACKED else data[1:])


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Takes parts of what is known of a term: as `weight` the number of documents in it, as `vbytes` its bytes."""

    def __init__(self, file: Any) -> None:
        self._terminfo: Any = None
        super().__init__(file, blocklimit=1)

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        self._ids.append(id_)
        self._weights.append(weight)
        self._values.append(vbytes)

    def finish_postings(self) -> Any:
        info, start = self._terminfo, self._postfile.tell()
        info.add_block(self)
        data = b"".join(self._values)
        self._postfile.write(_PLAIN + data if len(data) < LEAST else _PACKED + packed_bytes(data))
        info.set_extent(start, self._postfile.tell() - start)
        self._terminfo = None
        self._new_block()
        return info

    def __len__(self) -> int:
        return int(sum(self._weights))
