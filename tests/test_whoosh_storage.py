"""Segments of an index are read where they lie: opening one takes no memory for what is in it."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.engines.contract import Every, Request
from archive.engines.whoosh import WhooshEngine
from archive.engines.whoosh.storage import Storage
from tests.contract.documents import document

WORDS = " ".join(f"낱말{number}" for number in range(2000))


def made(folder: Path) -> WhooshEngine:
    """An index of some megabytes."""
    engine = WhooshEngine(folder)
    with engine.writer("test") as writer:
        for number in range(60):
            writer.put(f"{number}.txt", bytes(50_000), [document(str(number), WORDS)])
    return engine


def test_an_open_index_is_not_copied_into_memory(tmp_path: Path) -> None:
    made(tmp_path)
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.seg"))
    tracemalloc.start()
    snapshot = WhooshEngine(tmp_path).snapshot()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert snapshot.search(Request(Every())).total == 60
    assert peak < size / 4


steps = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.integers(-1, 30)),
        st.tuples(st.just("readline")),
        st.tuples(st.just("seek"), st.integers(0, 60)),
        st.tuples(st.just("tell")),
    )
)


@given(st.binary(min_size=1, max_size=50), steps)
def test_a_segment_is_read_as_any_file(data: bytes, steps: Sequence[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.seg").write_bytes(data)
        mapped, plain = Storage(Path(folder)).open_file("x.seg"), io.BytesIO(data)
        for name, *arguments in steps:
            assert getattr(mapped.file, name)(*arguments) == getattr(plain, name)(*arguments)


@given(st.binary(min_size=1, max_size=50), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_a_part_is_what_it_is_of_the_whole(data: bytes, start: int, length: int, within: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.seg").write_bytes(data)
        part = Storage(Path(folder)).open_file("x.seg").subset(start, length)
        assert part.get(within, 5) == data[start : start + length][within : within + 5]
        assert part.subset(within, 5).read() == data[start : start + length][within : within + 5]
