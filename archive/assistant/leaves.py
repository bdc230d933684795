"""A long article in leaves: an assistant takes in so much at a time and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.assistant.values import Block
from archive.models import Block as Printed

MOST = 8000
"""Code points of a leaf."""


def leaves(blocks: Sequence[Printed], most: int = MOST) -> list[list[Block]]:
    """The blocks in leaves of at most `most` code points; a block goes over to the next leaf only if it is longer.

    There is one leaf at least.
    """
    made: list[list[Block]] = [[]]
    room = most
    for piece in (piece for block in blocks for piece in _pieces(block, most)):
        if len(piece.text) > room and made[-1]:
            made.append([])
            room = most
        made[-1].append(piece)
        room -= len(piece.text)
    return made


def _pieces(block: Printed, most: int) -> Iterator[Block]:
    for start in range(0, max(1, len(block.text)), most):
        yield Block(kind=block.kind, text=block.text[start : start + most], goes_on=start > 0)
