"""What the description of the interface is made of: texts, parameters, operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from archive.language import OWN, language

Json = dict[str, Any]

MOST_BOXES = 2
"""So many boxes a form has at most for a parameter that may be repeated."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text for programmers, in English for the document and in both languages for the page."""

    en: str
    ko: str

    @property
    def said(self) -> str:
        """The text in the language that is spoken; in English for all that are not Korean."""
        return self.ko if language() == OWN else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the address: below `path` it is in the path, otherwise behind the `?`.

    `schema` is JSON Schema; `example` finds something in issue 307; `shown` says whether a form asks for it.
    """

    name: str
    about: Text
    schema: Mapping[str, Any]
    example: str | None = None
    path: bool = False
    required: bool = False
    shown: bool = True

    @property
    def item(self) -> Mapping[str, Any]:
        """The schema of one value, where several may be given too."""
        items: Mapping[str, Any] = self.schema.get("items", self.schema)
        return items

    @property
    def boxes(self) -> int:
        """How many boxes a form has for it."""
        return MOST_BOXES if self.schema["type"] == "array" else 1

    def as_json(self) -> Json:
        """The parameter as OpenAPI has it."""
        many = self.schema["type"] == "array"
        described: Json = {
            "name": self.name,
            "in": "path" if self.path else "query",
            "description": self.about.en,
            "required": self.path or self.required,
            "schema": dict(self.schema),
        }
        if self.example is not None:
            described["example"] = [self.example] if many else _typed(self.example, self.schema)
        if many:
            described |= {"style": "form", "explode": True}
        if not (self.path or self.required):
            # What a form leaves empty takes its default.
            described["allowEmptyValue"] = True
        return described


@dataclass(frozen=True, slots=True)
class Operation:
    """What one address answers to GET. `content` is JSON Schema by media type; `codes` are those of 400."""

    id: str
    path: str
    title: Text
    about: Text
    content: Mapping[str, Mapping[str, Any]]
    parameters: tuple[Parameter, ...] = ()
    codes: tuple[str, ...] = ()
    may_miss: bool = False
    of_index: bool = True

    def address(self, given: Mapping[str, str]) -> str:
        """The path with the values of its parameters put in, as they stand in an address."""
        values = {each.name: quote(given.get(each.name, ""), safe="") for each in self.parameters if each.path}
        return self.path.format_map(values)


def _typed(value: str, schema: Mapping[str, Any]) -> str | int:
    return int(value) if schema["type"] == "integer" else value
