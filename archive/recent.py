"""What was read lately, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Values by name, each of some `size`, in two ages of at most `room` each: when the young are too many, they are
    the old, and what was old and has not been asked for since is forgotten. Safe to use from several threads: at worst
    one is read twice.
    """

    def __init__(self, room: int, size: Callable[[T], int] = lambda value: 1) -> None:
        self._room = room
        self._size = size
        self._young: dict[str, T] = {}
        self._old: dict[str, T] = {}
        self._taken = 0

    def get(self, name: str) -> T | None:
        """The value, which is then among the young."""
        value = self._young.get(name)
        if value is None and (value := self._old.get(name)) is not None:
            self.put(name, value)
        return value

    def put(self, name: str, value: T) -> None:
        """Keep a value."""
        size = self._size(value)
        if self._taken + size > self._room:
            self._old, self._young, self._taken = self._young, {}, 0
        self._young[name] = value
        self._taken += size
