"""Analyzed pieces of text, and texts put together of them: what Kiwi does slowly is done once for each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from archive.analysis import BREAK, Analysis, Analyzer, TokenStream


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and its streams; offsets are code points of the text."""

    text: str
    words: TokenStream
    letters: TokenStream

    def head(self, most: int) -> Piece:
        """The whole words that its first `most` code points hold; all of it where it is one word."""
        end = self.text.rfind(" ", 0, most + 1) if len(self.text) > most else len(self.text)
        end = end if end > 0 else len(self.text)
        return Piece(self.text[:end], _until(self.words, end), _until(self.letters, end))


class Composition:
    """A text in the making: pieces are added to its last part, and a BREAK stands between two parts."""

    def __init__(self) -> None:
        self.analysis = Analysis(TokenStream(), TokenStream())
        self._length = 0

    def add(self, piece: Piece) -> None:
        """Put a piece behind what there is; nothing stands between them."""
        self.analysis.words.extend(piece.words, self._length)
        self.analysis.letters.extend(piece.letters, self._length)
        self._length += len(piece.text)

    def skip(self) -> None:
        """One code point without a token: a space, or a line feed between two blocks."""
        self._length += 1

    def part(self) -> None:
        """End a part, as `Analyzer.analyze` does between its texts."""
        for stream in (self.analysis.words, self.analysis.letters):
            stream.add(BREAK, self._length, self._length + 1)
        self._length += 1


def analyzed(texts: Iterable[str], analyzer: Analyzer) -> Iterator[Piece]:
    """A piece for each text, in order; equal terms are one object, since there are millions."""
    kept: list[str] = []

    def parts() -> Iterator[Sequence[str]]:
        for text in texts:
            kept.append(text)
            yield (text,)

    for analysis in analyzer.analyze_all(parts()):
        yield Piece(kept.pop(0), _shared(analysis.words), _shared(analysis.letters))


def _shared(stream: TokenStream) -> TokenStream:
    return TokenStream([intern(term) for term in stream.terms], stream.starts, stream.ends)


def _until(stream: TokenStream, end: int) -> TokenStream:
    kept = [token for token in stream if token.end <= end]
    return TokenStream([t.term for t in kept], [t.start for t in kept], [t.end for t in kept])
