"""Passages cut at line ends and tabs: nothing printed is lost, and marks stay on their characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.results import Passage, Span
from webui.pieces import cells, lines, split


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(st.text(alphabet="가나 a\t\n<", max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))
    return Passage(text, spans, draw(st.booleans()), draw(st.booleans()))


def marked_letters(passage: Passage, left_out: str = "") -> str:
    marked = "".join(passage.text[span.start : span.end] for span in passage.spans)
    return marked.replace(left_out, "") if left_out else marked


@given(passages(), st.sampled_from("\n\t"))
def test_pieces_hold_the_whole_text_and_all_marks(passage: Passage, separator: str) -> None:
    pieces = split(passage, separator)
    assert separator.join(piece.text for piece in pieces) == passage.text
    assert "".join(map(marked_letters, pieces)) == marked_letters(passage, separator)


@given(passages())
def test_marks_of_a_piece_lie_within_it_in_order(passage: Passage) -> None:
    for piece in lines(passage):
        edges = [edge for span in piece.spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(span.start < span.end <= len(piece.text) for span in piece.spans)


@given(passages())
def test_only_the_outer_pieces_are_cut(passage: Passage) -> None:
    pieces = lines(passage)
    assert [piece.cut_before for piece in pieces] == [passage.cut_before] + [False] * (len(pieces) - 1)
    assert [piece.cut_after for piece in pieces] == [False] * (len(pieces) - 1) + [passage.cut_after]


def test_a_mark_across_cells_is_a_mark_in_each() -> None:
    row = cells(Passage("과학\t혁신 금융", (Span(0, 5),)))
    assert [(cell.text, cell.spans) for cell in row] == [("과학", (Span(0, 2),)), ("혁신 금융", (Span(0, 2),))]
