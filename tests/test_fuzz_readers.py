"""Damaged files of every format, a small number of what `python -m benchmarks.fuzz` runs by the thousand."""

from __future__ import annotations

from benchmarks.fuzz import fuzz
from indexer.readers import SUFFIXES
from indexer.workers import File
from tests.making.seeds import SEEDS

CASES = 120


def test_no_damaged_file_crashes_or_hangs_a_reader_or_is_refused_without_a_word() -> None:
    files = [File(name, make()) for name, make in SEEDS.items()]
    outcomes = fuzz(files, CASES, seed=307)
    assert {outcome for counts in outcomes.values() for outcome in counts} <= {"read", "refused"}
    assert sum(count for counts in outcomes.values() for count in counts.values()) == CASES


def test_every_format_is_among_them() -> None:
    assert {f".{name.rpartition('.')[2]}" for name in SEEDS} | {".htm"} == set(SUFFIXES)
