"""Names that every archive knows: places of China, and the single characters that headlines write for a country."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def places() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(Chinese, other forms) of provinces and large cities; source in the head of places.tsv."""
    for zh, *forms in _rows("places.tsv"):
        yield zh, tuple(forms)


def headlines() -> Iterator[tuple[str, str]]:
    """(Han character, the word it stands for) as Korean headlines write them; source in the head of headlines.tsv."""
    yield from ((character, word) for character, word in _rows("headlines.tsv"))


def _rows(name: str) -> Iterator[list[str]]:
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
