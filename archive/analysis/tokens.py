"""Tokens: what an engine indexes and what a highlight needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

BREAK = "\ufdd0"
"""The term that stands between the parts of an article, so that no phrase runs from its title into its text.

A noncharacter, which folding takes out of every text, so that nobody can print it or ask for it.
"""


class Token(NamedTuple):
    """One term of a text: its place in the stream, and the code points [start, end) of the original it stands for."""

    term: str
    position: int
    start: int
    end: int


@dataclass(slots=True)
class TokenStream(Sequence[Token]):
    """Tokens in order, kept as columns because an archive holds millions of them."""

    terms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, term: str, start: int, end: int) -> None:
        self.terms.append(term)
        self.starts.append(start)
        self.ends.append(end)

    def extend(self, other: TokenStream, offset: int) -> None:
        """Append another stream whose offsets are counted from code point `offset` of this one's text."""
        self.terms += other.terms
        if not offset:
            self.starts += other.starts
            self.ends += other.ends
            return
        self.starts += [start + offset for start in other.starts]
        self.ends += [end + offset for end in other.ends]

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        position = range(len(self))[index]
        return Token(self.terms[position], position, self.starts[position], self.ends[position])

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Token]:
        return (self[position] for position in range(len(self)))


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as an engine sees it.

    `words` holds the content words (Korean morphemes, Chinese words, Latin words, numbers): what a text is about.
    `letters` holds every printed letter with what begins and ends at it: where exactly something is written.
    """

    words: TokenStream
    letters: TokenStream
