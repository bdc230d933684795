"""Names of XML elements without their namespaces, which differ from one edition of a format to the next."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name_of(element: Any) -> str:
    """An element's or attribute's name without its namespace; empty for a comment or an entity."""
    tag = element if isinstance(element, str) else element.tag
    return _local(tag) if isinstance(tag, str) else ""


def child(element: Any, *path: str) -> Any | None:
    """The first element at the end of this path of names below `element`, which may itself be None."""
    for name in path:
        element = None if element is None else next((each for each in element if name_of(each) == name), None)
    return element


def children(element: Any, name: str) -> Iterator[Any]:
    """The children of this name; none where there is no element."""
    return (each for each in (() if element is None else element) if name_of(each) == name)


def value(element: Any, name: str = "val") -> str | None:
    """The attribute of this name, in whatever namespace; None without it, or where there is no element."""
    if element is None:
        return None
    return next((held for key, held in element.attrib.items() if _local(key) == name), None)


def number(element: Any, name: str = "val", otherwise: int = 0) -> int:
    """The attribute of this name as a whole number; `otherwise` if it is absent or no number."""
    held = value(element, name)
    try:
        return int(held) if held is not None and len(held) < 12 else otherwise
    except ValueError:
        return otherwise
