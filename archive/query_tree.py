"""What a query means, as a tree of our own: no engine, no syntax. Made by `archive.query.parse`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word without white space. `exact` turns the widening to other names off (`=낱말`)."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Characters in exactly this order, white space apart."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """Words with at most `distance` tokens between them, in any order."""

    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class InTitle:
    """A node that must hold in the title."""

    node: Node


@dataclass(frozen=True, slots=True)
class Facet:
    """A whole value of a field: `section`, `outlet` or `issue`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """Dates from `first` to `last`, both included; None leaves an end open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Together:
    """Units typed side by side: all of them, or any of them, as the search says."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Node = Word | Quoted | Prefix | Nearby | InTitle | Facet | Days | Together | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What was meant; `node` is None where nothing was asked. `misread`: not readable as typed, so read as words."""

    node: Node | None
    misread: bool = False
    left_out: tuple[str, ...] = ()
