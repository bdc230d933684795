"""What staff say about names (corpus/names.toml, read by `indexer.names_file`); it goes before what is printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Given:
    """A name as staff give it. `only`: these forms and no others, whatever is printed."""

    zh: str
    forms: tuple[str, ...]
    only: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """Names to add and pairs (Chinese, form) that are none; an empty form forbids every pair of that Chinese.

    `made_with` changes whenever the file does.
    """

    names: tuple[Given, ...] = ()
    never: tuple[tuple[str, str], ...] = field(default=())
    made_with: str = ""
