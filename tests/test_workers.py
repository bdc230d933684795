"""Files are read in processes of their own: what hangs, dies or eats memory costs itself, and the next goes on."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import IssueError
from archive.models import BLOCK_KINDS, Article, Block, Issue, IssueWarning, Outlet
from indexer.handing import answer_of, parsed_of
from indexer.parse import Parsed, parse_bytes
from indexer.workers import AHEAD_BYTES, File, Limits, Workers
from tests.split_helpers import FILE, text_307

ISSUE = File(FILE, text_307().encode())
LONG = File("긴 글.txt", ("주간 중국 창업 제9호 2022-12-14\n" + "가나다라 마바사 아자차\n" * 450_000).encode())


def children() -> set[int]:
    """The processes that this one has started, of all its threads."""
    return {int(each) for path in Path("/proc/self/task").glob("*/children") for each in path.read_text().split()}


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(2, Limits())
    yield made
    made.close()


def limited(*files: File, **limits: float) -> list[Parsed | IssueError]:
    made = Workers(1, Limits(**limits))  # type: ignore[arg-type]
    try:
        return list(made.parse_all(files))
    finally:
        made.close()


def test_a_worker_reads_what_the_reader_reads(workers: Workers) -> None:
    assert list(workers.parse_all([ISSUE])) == [parse_bytes(ISSUE.data, ISSUE.name)]


def test_answers_come_in_the_order_of_the_files(workers: Workers) -> None:
    names = [f"{number}.txt" for number in range(1, 8)]
    files = [File(name, ISSUE.data if number % 2 else b"\x00\x01") for number, name in enumerate(names)]
    found = list(workers.parse_all(files))
    assert [isinstance(each, IssueError) for each in found] == [number % 2 == 0 for number in range(7)]
    assert [each.file if isinstance(each, IssueError) else each.issue.file for each in found] == names


def test_files_are_taken_as_they_are_needed(workers: Workers) -> None:
    taken = 0

    def files() -> Iterator[File]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield File(f"{number}.txt", b"")

    next(workers.parse_all(files()))
    assert taken <= 6


def test_big_files_are_not_held_in_memory_by_the_dozen(workers: Workers) -> None:
    taken = 0

    def files() -> Iterator[File]:
        nonlocal taken
        for number in range(5):
            taken += 1
            yield File(f"{number}.txt", bytes(AHEAD_BYTES // 2))

    for answered, answer in enumerate(workers.parse_all(files()), 1):
        assert isinstance(answer, IssueError) and taken <= answered + 2
    assert taken == answered == 5


def test_who_waits_is_told_for_what(workers: Workers) -> None:
    told: list[str] = []
    for number, _ in enumerate(workers.parse_all([ISSUE, File("2.txt", b"")], told.append)):
        assert told == [FILE, "2.txt"][: number + 1]


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    first, second = limited(LONG, File("10.txt", b""), seconds=4)
    assert isinstance(first, IssueError) and "4초가 넘게 걸려 그만두었습니다" in str(first)
    assert isinstance(second, IssueError) and "그만두었습니다" not in str(second)


def test_a_file_that_wants_too_much_memory_is_told_and_the_next_is_read() -> None:
    first, second = limited(LONG, ISSUE, memory=250 * 1024**2)
    assert isinstance(first, IssueError) and "기억 장치가 모자라거나" in str(first)
    assert isinstance(second, Parsed) and len(second.issue.articles) == 7


def test_a_worker_that_is_killed_costs_one_file() -> None:
    made = Workers(1, Limits())
    before = children()

    def kill() -> None:
        while not children() - before:
            time.sleep(0.01)
        time.sleep(0.3)
        for child in children() - before:
            os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    first, second = made.parse_all([LONG, ISSUE])
    killer.join()
    made.close()
    assert isinstance(first, IssueError) and "멈추었습니다" in str(first)
    assert isinstance(second, Parsed)


def test_closing_ends_the_processes() -> None:
    before = children()
    made = Workers(1, Limits())
    list(made.parse_all([ISSUE]))
    assert children() - before
    made.close()
    assert not children() - before


def test_who_stops_asking_does_not_wait_and_may_ask_again(workers: Workers) -> None:
    found = workers.parse_all([ISSUE, *[LONG] * 4])
    assert isinstance(next(found), Parsed)
    found.close()
    assert [len(each.issue.articles) for each in workers.parse_all([ISSUE]) if isinstance(each, Parsed)] == [7]


texts = st.text(st.characters(exclude_categories=()), max_size=10)
articles = st.builds(
    Article,
    id=texts,
    issue=st.none() | st.integers(0, 999),
    ordinal=st.none() | st.integers(1, 99),
    section=st.none() | texts,
    title=texts,
    outlets=st.lists(st.builds(Outlet, texts, st.none() | texts), max_size=2).map(tuple),
    source_note=st.none() | texts,
    date=st.dates(),
    page=st.none() | st.integers(1, 99),
    blocks=st.lists(st.builds(Block, st.sampled_from(BLOCK_KINDS), texts), max_size=3).map(tuple),
)
issues = st.builds(
    Issue,
    file=texts,
    newsletter=texts,
    number=st.none() | st.integers(0, 999),
    date=st.none() | st.dates(date(1, 1, 1)),
    publisher=st.none() | texts,
    articles=st.lists(articles, max_size=2).map(tuple),
    warnings=st.lists(st.builds(IssueWarning, st.none() | st.integers(1, 99), texts), max_size=2).map(tuple),
)


@given(issues, st.lists(texts, max_size=2))
def test_any_issue_comes_through_as_it_was(issue: Issue, problems: list[str]) -> None:
    parsed = Parsed(issue, tuple(IssueError("파일", problem) for problem in problems))
    came = parsed_of(answer_of(parsed), "x")
    assert came.issue == issue
    assert [(error.file, str(error)) for error in came.errors] == [("파일", problem) for problem in problems]


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"number": 3}', b"\xff", b'{"message": 1}'])
def test_an_answer_that_makes_no_sense_is_an_error_of_the_file(answer: bytes) -> None:
    with pytest.raises(IssueError, match="x"):
        parsed_of(answer, "x")
