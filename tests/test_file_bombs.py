"""Files that are made to do harm are read or refused with a plain word, within limits that an issue needs anyway.

A small part of what `python -m benchmarks.bombs` reads: nests as they are, lines, columns and strokes fewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from archive.errors import IssueError
from benchmarks.fuzz import outcome
from indexer import document, readers
from indexer.parse import Parsed
from indexer.readers import read
from indexer.workers import File, Limits, Workers
from tests.making.bombs import (
    BOMBS,
    HEAD,
    UNITS,
    long_lines,
    looping_pdf,
    tiny_lines,
    wide_markdown,
    wide_table,
    zip_bomb,
)
from tests.split_helpers import FILE, text_307

WHOLE = ("laughs.hwpx", "boxes.html", "mail.eml", "parts.eml", "json.jsonl")
FEWER: dict[str, Callable[[], bytes]] = {
    "zip-bomb.docx": lambda: zip_bomb(80),
    "wide-9-2022-12-14.html": lambda: wide_table(20_000),
    "wide-9-2022-12-14.md": lambda: wide_markdown(2_000),
    "lines.txt": lambda: tiny_lines(1)[: 100 * 1024],
}

MEMORY = 1024**3
"""Bytes of address space: half of what a worker may have."""

SECONDS = 240.0
"""Only what hangs takes so long, however busy the machine is."""


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(1, Limits(MEMORY, SECONDS))
    yield made
    made.close()


@pytest.mark.parametrize("name", [*WHOLE, *FEWER])
def test_a_file_that_is_made_to_do_harm_does_none(workers: Workers, name: str) -> None:
    data = (FEWER.get(name) or BOMBS[name])()
    (found,) = workers.parse_all([File(name, data)])
    assert outcome(found) in ("read", "refused"), found
    if isinstance(found, IssueError):
        assert str(found).startswith(f"{name}: ") and "\n" not in str(found)


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_a_text_of_more_lines_than_any_issue_has_is_refused_before_it_is_split(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEAD + f"가{ending}" * (document.MOST_LINES + 1)
    with pytest.raises(IssueError, match=r"^줄\.txt: 줄이 500,000줄을 넘어 읽지 않았습니다\. .*주세요\.$"):
        read(text.encode(), "줄.txt")
    monkeypatch.setattr(readers, "MOST_LINES", 3)
    assert len(read(b"a\nb\nc\n", "x.txt").lines) == 3  # type: ignore[union-attr]
    with pytest.raises(IssueError, match="줄을 넘어"):
        read(b"<p>a<p>b<p>c<p>d", "x.html")


def test_a_page_that_draws_itself_costs_its_worker_at_most_and_the_next_file_is_read(workers: Workers) -> None:
    loop, sound = workers.parse_all([File("loop.pdf", looping_pdf(100)), File(FILE, text_307().encode())])
    assert outcome(loop) in ("read", "refused", "died"), loop
    assert isinstance(sound, Parsed) and len(sound.issue.articles) == 7


def test_no_pattern_of_the_splitter_goes_back_and_forth_in_a_long_line(workers: Workers) -> None:
    files = [File(f"{number}.txt", long_lines(unit)[: 30 * 1024]) for number, unit in enumerate(UNITS)]
    outcomes = [outcome(found) for found in workers.parse_all(files)]
    assert set(outcomes) <= {"read", "refused"}, list(zip(UNITS, outcomes, strict=True))
