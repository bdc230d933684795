"""The names that an archive knows in several forms: made when it is indexed, kept with the index, asked by searches.

A name is one Chinese form (its key is that form simplified) with all others it is known by. A form that is printed
beside the Chinese keeps the places where it is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

import zstandard

Kind = Literal["chinese", "printed", "staff", "place", "headline", "transcription", "reading", "pinyin"]
"""Where a form is from: the Chinese itself, print, corpus/names.toml, the tables of places and of headline characters,
and the rules for Chinese names."""

RULES: frozenset[Kind] = frozenset({"transcription", "reading", "pinyin"})
"""Kinds that nobody has written down for the name."""

KEPT = "names"
"""The name under which an engine keeps the book."""


class Place(NamedTuple):
    """Code points of an article's searchable text: the form at [start, end), the Chinese at [zh_start, zh_end)."""

    article: str
    start: int
    end: int
    zh_start: int
    zh_end: int


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name. `whole`: it counts only as a word by itself, since it may mean something else.

    `key` is the form as comparisons see it (Analyzer.plain).
    """

    text: str
    key: str
    kind: Kind
    whole: bool = False
    places: tuple[Place, ...] = ()

    @property
    def articles(self) -> int:
        """How many articles print it beside the Chinese."""
        return len({place.article for place in self.places})


@dataclass(frozen=True, slots=True)
class Name:
    """A name by its Chinese form. `forms` are the others; `listed` tells a name of this archive from general ones."""

    zh: str
    key: str
    forms: tuple[Form, ...]
    listed: bool = True

    @property
    def printed(self) -> tuple[Form, ...]:
        """The forms that print or staff give, the commonest first."""
        given = [form for form in self.forms if form.kind in ("printed", "staff")]
        return tuple(sorted(given, key=lambda form: (-form.articles, form.kind != "staff", form.text)))

    @property
    def all_forms(self) -> tuple[Form, ...]:
        """The Chinese form and the others, each once: a form that is given hides the same one by rule."""
        chinese = Form(self.zh, self.key, "headline" if len(self.zh) == 1 else "chinese")
        found: dict[str, Form] = {}
        for form in (chinese, *self.forms):
            found.setdefault(_own_key(form), form)
        return tuple(found.values())

    @property
    def articles(self) -> int:
        """How many articles give the name in two scripts."""
        return len({place.article for form in self.forms for place in form.places})


class Book:
    """All names. Built once (`archive.names.building`); reading it back leaves each name packed until it is needed."""

    def __init__(self, rows: list[list[Any]], made_with: str = "") -> None:
        self._rows = rows
        self.made_with = made_with

    @classmethod
    def of(cls, names: Iterable[Name], made_with: str = "") -> Book:
        """A book of these names; `made_with` tells what it was made from, for whoever wants to know whether it is."""
        return cls([_row(name) for name in names], made_with)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Book:
        """The book that `as_bytes` wrote."""
        value = json.loads(zstandard.ZstdDecompressor().decompress(stored))
        return cls(value["names"], value["made_with"])

    def as_bytes(self) -> bytes:
        value = {"made_with": self.made_with, "names": self._rows}
        return zstandard.ZstdCompressor().compress(json.dumps(value, ensure_ascii=False).encode("utf-8"))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Name]:
        return map(_name, self._rows)

    @property
    def keys(self) -> Collection[str]:
        """The keys of all forms of all names."""
        return self._by_key.keys()

    def named(self, key: str) -> Name | None:
        """The name with this Chinese form, given as its key."""
        return next((name for name in self.known_as(key) if name.key == key), None)

    def known_as(self, key: str) -> tuple[Name, ...]:
        """The names that have a form with this key; where it is given for some, not those that have it by rule."""
        names = [_name(self._rows[number]) for number in self._by_key.get(key, ())]
        given = [name for name in names if _is_given(name, key)]
        return tuple(given or names)

    def others(self, key: str) -> tuple[Form, ...]:
        """The other forms of all names that are known by this one, each once: Chinese first, then as they are kept.

        Latin forms with the same key may be among them: pinyin in one piece and pinyin in syllables are other words.
        """
        found: dict[str, Form] = {}
        for name in self.known_as(key):
            for form in self.forms_of(name):
                if form.key != key or _is_latin(form):
                    found.setdefault(_own_key(form), form)
        return tuple(found.values())

    def forms_of(self, name: Name) -> tuple[Form, ...]:
        """The forms that stand for a name: all but those by rule that are given for another."""
        return tuple(form for form in name.all_forms if form.kind not in RULES or self._is_free(form.key, name))

    def _is_free(self, key: str, name: Name) -> bool:
        """Whether no other name is given this form: then the form by rule stands for the name."""
        return all(other.key == name.key or not _is_given(other, key) for other in self.known_as(key))

    @cached_property
    def listed(self) -> tuple[Name, ...]:
        """The names of this archive, those that most articles give first."""
        names = (name for name in self if name.listed)
        return tuple(sorted(names, key=lambda name: (-name.articles, name.zh)))

    @cached_property
    def _by_key(self) -> Mapping[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number, (_, key, _, forms) in enumerate(self._rows):
            for each in dict.fromkeys((key, *(form[1] for form in forms))):
                numbers.setdefault(each, []).append(number)
        return numbers


def _own_key(form: Form) -> str:
    """What tells a form from others of its name. Latin ones by their spaces too: an index has other words for them."""
    return form.text.lower() if _is_latin(form) else form.key


def _is_latin(form: Form) -> bool:
    return form.text[:1].isascii()


def _is_given(name: Name, key: str) -> bool:
    return name.key == key or any(form.key == key and form.kind not in RULES for form in name.forms)


def _row(name: Name) -> list[Any]:
    forms = [
        [form.text, form.key, form.kind, form.whole, [list(place) for place in form.places]] for form in name.forms
    ]
    return [name.zh, name.key, name.listed, forms]


def _name(row: list[Any]) -> Name:
    zh, key, listed, forms = row
    made = (
        Form(text, own, kind, whole, tuple(Place(*at) for at in places)) for text, own, kind, whole, places in forms
    )
    return Name(zh, key, tuple(made), listed)
