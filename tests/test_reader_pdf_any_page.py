"""Laws that hold for pages of any kind: whatever stands where, no character is lost, doubled or put out of its line."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.pdf_columns import bands_of, gutters_of
from indexer.readers.pdf_rows import rows_of
from indexer.readers.pdf_runs import runs_of
from indexer.readers.pdf_shapes import Glyph, Leaf, Rule, Run
from indexer.readers.pdf_tables import ruled_tables

PLACES = st.integers(0, 60).map(lambda step: 10.0 * step)
SIZES = st.sampled_from([8.0, 10.5, 10.5, 14.0])
WORDS = st.text("가나다 라마바ab1.,-①▷(中", min_size=1, max_size=20).filter(lambda text: text.strip(" -"))
RUNS = st.builds(
    lambda text, x, y, size, bold: Run(" ".join(text.split()), x, x + 0.7 * size * len(text), y, size, bold),
    WORDS,
    PLACES,
    PLACES,
    SIZES,
    st.booleans(),
)
RULES = st.one_of(
    st.builds(lambda x, y, length: Rule(x, y, x + length, y + 0.5), PLACES, PLACES, PLACES),
    st.builds(lambda x, y, length: Rule(x, y, x + 0.5, y + length), PLACES, PLACES, PLACES),
)
GLYPHS = st.builds(
    Glyph, st.sampled_from("가나a1 .中"), PLACES, PLACES, PLACES, SIZES, st.booleans(), st.integers(0, 2)
)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@given(st.lists(st.lists(RUNS, max_size=25), min_size=1, max_size=2), st.lists(RULES, max_size=12))
def test_rows_hold_every_character_of_the_runs(pages: list[list[Run]], rules: list[Rule]) -> None:
    leaves = [Leaf(n, runs, rules, gutters_of(ruled_tables(runs, rules)), "") for n, runs in enumerate(pages, 1)]
    rows = list(rows_of(leaves))
    assert letters("".join(row.text for row in rows)) == letters("".join(run.text for runs in pages for run in runs))
    assert [row.page for row in rows] == sorted(row.page for row in rows)


@given(st.lists(GLYPHS, max_size=80), st.lists(RULES, max_size=6))
def test_runs_hold_every_character(glyphs: list[Glyph], rules: list[Rule]) -> None:
    glyphs = [glyph._replace(x1=glyph.x0 + glyph.size) for glyph in glyphs]
    runs = runs_of(glyphs, rules, [(200.0, 220.0)])
    assert letters("".join(run.text for run in runs)) == letters("".join(glyph.text for glyph in glyphs))


@given(st.lists(RUNS, max_size=30))
def test_bands_hold_every_run_once(runs: list[Run]) -> None:
    things = [thing for band in bands_of(runs, gutters_of(runs)) for thing in band.things]
    assert Counter(things) == Counter(runs)
