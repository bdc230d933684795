"""A progress bar on standard error; where that is no terminal, nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from indexer.pipeline import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A function to call with the number of files done and of all files; the bar goes with the block."""
    bar = tqdm(unit="호", disable=None, leave=False, desc="색인")

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.n = done
        bar.refresh()

    try:
        yield show
    finally:
        bar.close()
