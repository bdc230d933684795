"""Outlets as readers know them: 과기일보, 과학기술일보(科技日报) and 科技日报 are one, whatever an article prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from archive.names.book import RULES, Book

KEPT = "outlets"
"""The name under which an engine keeps what staff say about outlets."""


@dataclass(frozen=True, slots=True)
class SameOutlets:
    """What staff say (corpus/outlets.toml): groups of names of one outlet, the name to be shown first.

    `made_with` changes whenever the file does.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    made_with: str = ""

    def as_bytes(self) -> bytes:
        return json.dumps([self.made_with, self.groups], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, stored: bytes | None) -> SameOutlets:
        """What `as_bytes` wrote; nothing for None."""
        made_with, groups = json.loads(stored) if stored is not None else ("", [])
        return cls(tuple(map(tuple, groups)), made_with)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: the name to be shown, its Chinese name, and all names that print gives it."""

    label: str
    name_zh: str | None
    names: frozenset[str]


class Outlets:
    """The outlets of one generation.

    `counts` has every printed name with its number of articles, `chinese` the Chinese name printed beside a name.
    Names are one outlet if they are printed with the same Chinese name, if a pair of the book of names says so, or if
    staff do. `plain` gives the form in which names are compared (Analyzer.plain).
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        chinese: Iterable[tuple[str, str]],
        same: SameOutlets,
        book: Book,
        plain: Callable[[str], str],
    ) -> None:
        self._plain = plain
        self._parents: dict[str, str] = {}
        pairs = list(chinese)
        for name, name_zh in pairs:
            self._join(name, name_zh)
        for group in same.groups:
            for name in group[1:]:
                self._join(group[0], name)
        for name in counts:
            self._join_by_book(name, book)
        self._outlets = self._gathered(counts, pairs, {self._root(group[0]): group[0] for group in same.groups})
        # Every page asks for fifty of them.
        self._by_name = {name: outlet for outlet in self._outlets.values() for name in outlet.names}

    def of(self, name: str) -> Outlet:
        """The outlet that goes by this name, printed or Chinese; a name that nobody printed is an outlet by itself."""
        return self._by_name.get(name) or self._outlets.get(self._root(name)) or Outlet(name, None, frozenset({name}))

    def _gathered(
        self, counts: Mapping[str, int], pairs: list[tuple[str, str]], labels: Mapping[str, str]
    ) -> dict[str, Outlet]:
        names: dict[str, set[str]] = {}
        for name in (*counts, *(each for pair in pairs for each in pair)):
            names.setdefault(self._root(name), set()).add(name)
        outlets: dict[str, Outlet] = {}
        for root, of_root in names.items():
            printed = sorted(of_root & counts.keys() or of_root, key=lambda name: (-counts.get(name, 0), name))
            label = labels.get(root, printed[0])
            given = dict(reversed([pair for pair in pairs if pair[0] in of_root]))
            name_zh = given.get(label) or next((given[name] for name in printed if name in given), None)
            outlets[root] = Outlet(label, name_zh if name_zh != label else None, frozenset(of_root))
        return outlets

    def _join_by_book(self, name: str, book: Book) -> None:
        key = self._plain(name)
        known = [each for each in book.known_as(key) if any(f.key == key and f.kind not in RULES for f in each.forms)]
        if len(known) == 1 and known[0].listed:
            self._join(name, known[0].zh)

    def _join(self, name: str, other: str) -> None:
        self._parents[self._root(other)] = self._root(name)

    def _root(self, name: str) -> str:
        key = self._plain(name)
        while self._parents.get(key, key) != key:
            key = self._parents[key]
        return key
