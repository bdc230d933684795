"""The query language (docs/contract.md, Query language): what was typed -> a tree of what was meant. Knows no engine.

    query    = either
    either   = both (("OR" | "|") both)*
    both     = unit+ ("AND" unit+)*            units side by side are a Together, AND joins them strictly
    unit     = ("NOT" | "-") unit | "(" either ")" | field ":" value | quoted | word
    quoted   = '"' text '"' ["~" number]
    word     = ["="] text ["*"]

What cannot be read so is read as words: nothing raises, and `Query.misread` says that it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from unicodedata import category, normalize

from archive.dates import read_range
from archive.errors import ParameterError
from archive.query_tree import (
    And,
    Days,
    Facet,
    InTitle,
    Nearby,
    Node,
    Not,
    Or,
    Prefix,
    Query,
    Quoted,
    Together,
    Word,
)

__all__ = [
    "And",
    "Days",
    "Facet",
    "InTitle",
    "Nearby",
    "Node",
    "Not",
    "Or",
    "Prefix",
    "Query",
    "Quoted",
    "Together",
    "Word",
    "parse",
]

MAX_DEPTH = 20
"""Deeper parentheses are read as words; nobody types them, and every level costs a stack frame."""


FIELDS = {
    "제목": "title",
    "title": "title",
    "섹션": "section",
    "section": "section",
    "매체": "outlet",
    "outlet": "outlet",
    "호": "issue",
    "issue": "issue",
    "날짜": "date",
    "date": "date",
}

_TYPED = str.maketrans("“”„＂（）｜：＊＝－～", '""""()|:*=-~')
_HIDDEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_FIELD = "|".join(FIELDS)
_LEXEMES = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<or>\|)
    | (?P<field>(?ai:{_FIELD}):(?=\S))
    | "(?P<quoted>[^"]*)"(?:~(?P<distance>\d{{1,9}})(?=[\s()|]|$))?
    | (?P<minus>-(?=[^\s\-]))
    | (?P<word>[^\s()|"]+)
    """,
    re.VERBOSE,
)
_OPERATORS = {"AND": "and", "OR": "or", "NOT": "not"}


class _Unreadable(Exception):
    """The query does not follow the grammar."""


class _Lexeme(NamedTuple):
    kind: str
    text: str
    distance: int | None = None


def parse(typed: str) -> Query:
    """The meaning of any string. Never raises."""
    text = _HIDDEN.sub("", normalize("NFC", typed).translate(_TYPED))
    try:
        node, left_out = _Parser(list(_lexemes(text))).parse()
        return Query(node, left_out=left_out)
    except _Unreadable:
        node, left_out = _as_words(text)
        return Query(node, misread=True, left_out=left_out)


def _as_words(text: str) -> tuple[Node | None, tuple[str, ...]]:
    """The words of a text whose operators make no sense: those are left out, with whatever else is no word."""
    pieces = [piece for piece in re.split(r'[\s()|"]+', text) if piece]
    words = [Word(piece) for piece in pieces if piece not in _OPERATORS] or [Word(piece) for piece in pieces]
    node, left_out = _together(words)
    operators = [piece for piece in pieces if piece in _OPERATORS and len(words) < len(pieces)]
    return node, (*operators, *left_out)


def _lexemes(text: str) -> Iterator[_Lexeme]:
    end = 0
    while end < len(text):
        match = _LEXEMES.match(text, end)
        if match is None:
            raise _Unreadable
        kind = match.lastgroup or "quoted"
        end = match.end()
        if kind in ("quoted", "distance"):
            distance = match["distance"]
            yield _Lexeme("quoted", match["quoted"], int(distance) if distance else None)
        elif kind == "word" and match["word"] in _OPERATORS:
            yield _Lexeme(_OPERATORS[match["word"]], match["word"])
        elif kind != "space":
            yield _Lexeme(kind, match[kind])


class _Parser:
    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._depth = 0
        self._left_out: list[str] = []

    def parse(self) -> tuple[Node | None, tuple[str, ...]]:
        if not self._lexemes:
            return None, ()
        node = self._either()
        if self._next() is not None:
            raise _Unreadable
        return node, tuple(self._left_out)

    def _next(self) -> str | None:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else None

    def _take(self) -> _Lexeme:
        if self._at >= len(self._lexemes):
            raise _Unreadable
        self._at += 1
        return self._lexemes[self._at - 1]

    def _either(self) -> Node | None:
        nodes = [self._both()]
        while self._next() == "or":
            self._take()
            nodes.append(self._both())
        return _joined(Or, nodes)

    def _both(self) -> Node | None:
        nodes = [self._side_by_side()]
        while self._next() == "and":
            self._take()
            nodes.append(self._side_by_side())
        return _joined(And, nodes)

    def _side_by_side(self) -> Node | None:
        units = [self._unit()]
        while self._next() not in (None, "or", "and", "close"):
            units.append(self._unit())
        node, left_out = _together(units)
        self._left_out += left_out
        return node

    def _unit(self) -> Node | None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _Unreadable
        node = self._of(self._take())
        self._depth -= 1
        return node

    def _of(self, lexeme: _Lexeme) -> Node | None:
        match lexeme.kind:
            case "not" | "minus":
                node = self._unit()
                return None if node is None else Not(node)
            case "open":
                node = self._either()
                if self._take().kind != "close":
                    raise _Unreadable
                return node
            case "field":
                return self._field(FIELDS[lexeme.text[:-1].lower()])
            case "quoted":
                return _quoted(lexeme)
            case "word":
                return _word(lexeme.text)
        raise _Unreadable

    def _field(self, field: str) -> Node | None:
        if field == "title":
            node = self._unit()
            return None if node is None else InTitle(node)
        value = self._take()
        if value.kind not in ("word", "quoted") or not value.text.strip():
            raise _Unreadable
        return _value(field, value.text.strip())


def _value(field: str, value: str) -> Node:
    if field == "date":
        try:
            return Days(*read_range(normalize("NFKC", value)))
        except ParameterError as error:
            raise _Unreadable from error
    if field == "issue":
        value = normalize("NFKC", value)
        if not (value.isascii() and value.isdigit()):
            raise _Unreadable
        value = value.lstrip("0") or "0"
    return Facet(field, value)


def _word(text: str) -> Node:
    exact = text.startswith("=") and len(text.strip("=")) > 0
    if exact:
        text = text.lstrip("=")
    if text.endswith("*") and text.strip("*"):
        return Prefix(text.rstrip("*"))
    return Word(text, exact)


def _quoted(lexeme: _Lexeme) -> Node | None:
    words = lexeme.text.split()
    if not words:
        return None
    if lexeme.distance is not None and len(words) > 1:
        return Nearby(tuple(words), lexeme.distance)
    return Quoted(" ".join(words))


def _joined(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    kept = tuple(node for node in nodes if node is not None)
    if len(kept) < 2:
        return kept[0] if kept else None
    return kind(kept)


def _together(units: list[Node | None] | list[Word]) -> tuple[Node | None, tuple[str, ...]]:
    """The units as one node, without marks that nobody can be asked for, unless there is nothing else."""
    kept = [_trimmed(unit) for unit in units if unit is not None]
    letters = [unit for unit in kept if not isinstance(unit, Word) or _has_letters(unit.text)]
    signs = tuple(unit.text for unit in kept if isinstance(unit, Word) and not _has_letters(unit.text))
    left_out = signs if letters else ()
    nodes = tuple(letters or kept)
    if len(nodes) < 2:
        return (nodes[0] if nodes else None), left_out
    return Together(nodes), left_out


def _trimmed(unit: Node) -> Node:
    """A word without the punctuation around it, which a reader copies along and never means; its accents stay."""
    if isinstance(unit, Word | Prefix) and _has_letters(unit.text):
        letters = [offset for offset, character in enumerate(unit.text) if character.isalnum()]
        end = letters[-1] + 1
        while end < len(unit.text) and category(unit.text[end])[0] == "M":
            end += 1
        return replace(unit, text=unit.text[letters[0] : end])
    return unit


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)
