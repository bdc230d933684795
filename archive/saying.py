"""Sentences in which the words of a reader and of an article stand out: pieces of text, some of them words."""

from __future__ import annotations

from string import Formatter
from typing import NamedTuple


class Piece(NamedTuple):
    """A piece of a sentence; `word`: it was typed or printed, and is set in bold where there is bold."""

    text: str
    word: bool = False


Sentence = tuple[Piece, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as text."""
    return "".join(piece.text for piece in sentence)


def word(text: str) -> Sentence:
    """What was typed or printed."""
    return (Piece(text, word=True),)


def filled(template: str, **parts: Sentence | str | int) -> Sentence:
    """The template with its `{name}` replaced: by pieces, or by plain text."""
    pieces: list[Piece] = []
    for text, name, _, _ in Formatter().parse(template):
        pieces.append(Piece(text))
        if name is not None:
            part = parts[name]
            pieces += part if isinstance(part, tuple) else (Piece(str(part)),)
    return tuple(piece for piece in pieces if piece.text)


def joined(joint: str, sentences: list[Sentence]) -> Sentence:
    """The sentences with the same text between each two."""
    return tuple(piece for at, each in enumerate(sentences) for piece in ((Piece(joint),) * bool(at) + each))
