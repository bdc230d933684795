"""What a terminal shows: a search to be read, and how far a run of `seogo index` has come."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from archive.results import Passage, Results, Search, Span
from archive.search import Archive
from archive.terminal import listing
from benchmarks.volume_run import index
from indexer.progress import in_words
from tests.corpora import issue, ready, write
from tests.making.pdf import printed, scan_of


def has_terminals() -> bool:
    """Whether this machine lends pseudo-terminals; a bare chroot without /dev/pts does not."""
    try:
        ends = os.openpty()
    except OSError:
        return False
    for end in ends:
        os.close(end)
    return True


on_a_terminal = pytest.mark.skipif(not has_terminals(), reason="no pseudo-terminals here: /dev/pts is not mounted")


def test_a_page_of_hits_is_a_list_to_be_read(archive: Archive) -> None:
    lines = listing(archive.search(Search("=양추안동")), colour=False).splitlines()
    assert lines[0] == "1건 — =양추안동이 나오는 글"
    assert lines[2] == "1. 【기업분석】 <중소기업 혁신 엔진 백서> 발표"
    assert lines[3] == "   CHINA 창업  중국전자은행망 中国电子银行网  2022-12-14  제307호  P20  307-5"
    assert "[양추안동][杨传东, 스탠다드차타드은행" in lines[4]
    assert lines[-1] == "   (양추안동 그대로 2번)"


def test_colours_stand_for_brackets(archive: Archive) -> None:
    results = archive.search(Search("금융 디지털"))
    plain, coloured = listing(results, colour=False), listing(results, colour=True)
    assert "\x1b" not in plain
    assert "<mark>" not in plain + coloured
    assert "\x1b[1;33m금융\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == unmarked(results)


def test_hits_are_numbered_through_the_pages(archive: Archive) -> None:
    pages = [listing(archive.search(Search("중국", page=page, per_page=3)), colour=False) for page in (1, 2, 3)]
    numbers = [int(number) for page in pages for number in re.findall(r"^(\d+)\. ", page, re.MULTILINE)]
    assert numbers == list(range(1, 8))


@pytest.mark.parametrize(
    ("search", "said"),
    [
        (Search("금융 뷁뷁뷁"), "모두 들어 있는 글은 없어 일부만 맞는 글을 보입니다."),
        (Search("금융 뷁뷁뷁"), "이렇게 찾아보세요: 금융"),
        (Search("학기"), "낱말 속 글자까지: 6건 더 (--inside 1)"),
        (Search("금융 &"), "찾을 글자가 없는 것은 뺐습니다: &"),
        (Search("뷁뷁뷁"), "0건 — 뷁뷁뷁이 나오는 글"),
        (Search(""), "7건"),
    ],
)
def test_what_else_there_is_to_know_is_told(archive: Archive, search: Search, said: str) -> None:
    assert said in listing(archive.search(search), colour=False).splitlines()


def test_an_article_of_which_little_is_known_is_listed_with_what_is(archive: Archive) -> None:
    results = archive.search(Search("=양추안동"))
    (hit,) = results.hits
    bare = replace(hit.article, section=None, outlets=(), issue=None, page=None)
    shown = listing(replace(results, hits=(replace(hit, article=bare, reasons=(), snippets=()),)), colour=False)
    assert shown.splitlines()[3:] == ["   2022-12-14  307-5"]


def test_an_article_cannot_give_orders_to_the_terminal(archive: Archive) -> None:
    results = archive.search(Search("양추안동"))
    hostile = replace(results.hits[0], title=Passage("\x1b[2J빈\x07 화면\r\x9b31m", (Span(4, 5),)), snippets=())
    shown = listing(replace(results, hits=(hostile,)), colour=False)
    assert "빈" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


def unmarked(results: Results) -> str:
    """The listing with nothing found in it."""

    def bare(passage: Passage) -> Passage:
        return replace(passage, spans=())

    hits = tuple(replace(hit, title=bare(hit.title), snippets=tuple(map(bare, hit.snippets))) for hit in results.hits)
    return listing(replace(results, hits=hits), colour=False)


def test_other_forms_of_a_name_are_told(archive: Archive) -> None:
    assert listing(archive.search(Search("닝보")), colour=False).splitlines()[1] == "닝보 → 宁波 포함 (--expand 0)"


@on_a_terminal
def test_a_run_shows_files_done_and_the_time_left(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", **{f"{number}__txt": issue(number) for number in range(101, 107)})
    run = index(corpus, tmp_path / "index")
    counted = [told.done for told in run.told]
    assert run.status == 0 and counted == sorted(counted) and {*counted} == {*range(7)}
    assert "색인   0%|" in run.shown and "색인 100%|" in run.shown
    assert all(told.left is None for told in run.told if told.done < 2), "nothing is known yet"
    assert all(told.left is not None for told in run.told if 2 <= told.done < 6)
    assert run.shown.rpartition("\r")[2] == "", "the bar is gone when the run has ended"


@on_a_terminal
def test_unchanged_files_tell_nothing_of_the_time_left(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", **{f"a{number}__jsonl": ready(f"a{number}", "글") for number in range(30)})
    index(corpus, tmp_path / "index")
    write(corpus, **{f"b{number}__txt": issue(number) for number in range(101, 104)})
    run = index(corpus, tmp_path / "index")
    assert run.report["added"] == 3
    assert {told.done for told in run.told if told.left is not None} == {32}, "when two of three have been read"


@on_a_terminal
def test_a_run_says_what_keeps_it(tmp_path: Path) -> None:
    """A scan is read by machine, page by page; whoever named it gives no orders to the terminal."""
    corpus = write(tmp_path / "corpus", **{"1__jsonl": ready("a", "글")})
    page = "<p style='break-before: page'>"
    # As many pages as take longer to read than the language models to load, on whatever machine.
    scan = scan_of(printed(f"<p>{'스캔한 호에 글이 있습니다. ' * 150}" + f"{page}{'글과 글 ' * 300}" * 2))
    (corpus / "issues" / "308-2022-12-21-\x1b[2J.pdf").write_bytes(scan)
    run = index(corpus, tmp_path / "index")
    assert "/2호, issues/308-2022-12-21-?[2J.pdf 읽는 중" in run.shown


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "약 5초"),
        (42, "약 40초"),
        (54.9, "약 55초"),
        (55, "약 1분"),
        (149, "약 2분"),
        (3569, "약 59분"),
        (3571, "약 1시간 0분"),
        (93784, "약 26시간 3분"),
    ],
)
def test_an_estimate_is_no_more_precise_than_it_can_be(seconds: float, said: str) -> None:
    assert in_words(seconds) == said
