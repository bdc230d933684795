"""From pages of runs to the rows of a document: what stands where the reader of a page reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.document import Row
from indexer.readers.pdf_columns import Band, bands_of
from indexer.readers.pdf_joins import Joiner
from indexer.readers.pdf_paragraphs import Measures, Paragraph, groups_of_lines, paragraphs_of
from indexer.readers.pdf_running import without_running
from indexer.readers.pdf_shapes import Cell, Flow, Leaf, Thing
from indexer.readers.pdf_tables import aligned_tables, ruled_tables

_SAME_EDGE = 12.0
"""Columns whose left edges are so many points apart at most have the same place on their pages."""


def rows_of(leaves: Sequence[Leaf]) -> Iterator[Row]:
    """The rows of a document with these pages: paragraphs, rows of tables, and empty ones where room parts them.

    Text that runs in another direction stands behind its page.
    """
    kept = without_running(leaves)
    columns = list(_flows(kept))
    measures = Measures(columns)
    flows = [flow._replace(things=aligned_tables(flow.things, measures.pitches)) for flow in columns]
    joiner = Joiner(groups_of_lines(flows, measures))
    asides = {leaf.number: leaf.aside for leaf in kept if leaf.aside}
    page = 1
    for place, paragraph in enumerate(paragraphs_of(flows, measures, joiner.keeps_words)):
        for number in range(page, paragraph.page):
            if number in asides:
                yield from (Row("", number), Row(asides.pop(number), number))
        page = paragraph.page
        if paragraph.spaced and place:
            yield Row("", page)
        yield from _printed(paragraph, joiner)
    yield from (Row(text, page) for text in asides.values())


def _printed(paragraph: Paragraph, joiner: Joiner) -> Iterator[Row]:
    if paragraph.table is None:
        text = joiner.join(paragraph.lines)
        yield Row(text, paragraph.page, paragraph.level, paragraph.last_page)
        return
    for row in paragraph.table.rows:
        yield Row("\t".join(_cell(cell, joiner) for cell in row), paragraph.page, None, paragraph.last_page)
    yield Row("", paragraph.page)


def _cell(cell: Cell, joiner: Joiner) -> str:
    return joiner.join(cell) if cell else ""


def _flows(leaves: Sequence[Leaf]) -> Iterator[Flow]:
    """The columns of all pages. Columns in the same place on several pages are equally wide."""
    bands: list[tuple[int, Band]] = []
    edges: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    known = list(dict.fromkeys(gutter for leaf in leaves for gutter in leaf.gutters))
    for leaf in leaves:
        for band in bands_of(ruled_tables(leaf.runs, leaf.rules), known):
            bands.append((leaf.number, band))
            edges[band.place, band.columns].append(_edges(band.things))
    for page, band in bands:
        left, right = _widest(_edges(band.things), edges[band.place, band.columns])
        yield Flow(page, band.place, band.columns, left, right, band.things)


def _edges(things: Sequence[Thing]) -> tuple[float, float]:
    return min(thing.x0 for thing in things), max(thing.x1 for thing in things)


def _widest(own: tuple[float, float], others: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The edges of the widest of the columns that have a column's place."""
    near = [(left, right) for left, right in others if abs(left - own[0]) <= _SAME_EDGE]
    return min(left for left, _ in near), max(right for _, right in near)
