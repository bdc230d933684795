"""Laws of the splitter, for any text: it says what is wrong, or accounts for every character."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import IssueError
from indexer.document import Document
from indexer.parse import parse_bytes
from indexer.splitter import split
from tests.growing import growth
from tests.split_helpers import FILE, assert_accounts_for_every_character, body_307, split_text, text_307

# What decides where an article begins and ends, in every order and combination.
PIECES = [
    "주간 중국 창업 제 307호",
    "2022.12.14",
    "발행처: 글로벌혁신센터",
    "메일: info@example.org",
    "목록",
    "01",
    "WEEKLY\t첫 소식의 제목\tP1",
    "뉴스\t둘째 줄\t",
    "\t둘째 소식\tP4",
    "WEEKLY 뉴스",
    "1. 첫 소식의 제목 둘째 줄",
    "2. 둘째 소식 — 과기일보(科技日报)",
    "２．둘째 소식",
    "3. 차례에 없는 소식",
    "— 징리런왕(经理人网)",
    "1) 작은 제목",
    "- 2) 작은 제목",
    "3) 문장이다.",
    "본문의 한 문단이다. " * 20,
    "- 항목",
    "▷항목 ▷항목",
    "가\t나\t다",
    "\t",
    "사진 1) 출처: 어디",
    "(*낱말 편집자 주: 뜻)",
    "*출처: 중국전자은행망(中国电子银行网)·둘째 <보고서>",
    "주간 중국 창업",
    "구독을 원하시는 분은",
    "① 동그라미 번호의 소식",
    "② 둘째 동그라미",
    "Ⅰ. 로마 숫자",
    "II. 로마 글자",
    "(1) 괄호 번호",
    "1-1. 섹션과 차례",
    "02",
    "가. 작은 제목",
    "■ 네모 제목",
    "【둘러싼 제목】",
    "▶ 세모 제목 / 신화통신(新华社)",
    "제목 (출처: 과기일보)",
    "(자료출처: 신화통신)",
    "※ 출처 신화통신(新华社)",
    "----------",
    "번호 없는 제목",
    "\u200b",
    "",
    "",
    "",
]
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), min_size=1, max_size=60)
ENDINGS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
THOROUGH = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(st.text())
def test_any_text_is_accounted_for(text: str) -> None:
    assert_split_or_refused(text)


@THOROUGH
@given(LINES, ENDINGS)
def test_any_order_of_an_issues_lines_is_accounted_for(lines: list[str], ending: str) -> None:
    assert_split_or_refused(ending.join(lines))


@THOROUGH
@given(st.data())
def test_an_issue_with_lines_missing_is_accounted_for(data: st.DataObject) -> None:
    lines = text_307().splitlines(keepends=True)
    count = data.draw(st.integers(1, 40))
    places = sorted(data.draw(st.lists(st.integers(0, len(lines)), min_size=2 * count, max_size=2 * count)))
    kept = "".join("".join(lines[a:b]) for a, b in zip(places[::2], places[1::2], strict=True))
    assert_split_or_refused(kept)


@THOROUGH
@given(st.binary(max_size=400), st.sampled_from(["1-2024-01-01.txt", "x.txt", "x.jsonl"]))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, file: str) -> None:
    try:
        parse_bytes(data, file)
    except IssueError as error:
        assert str(error).startswith(f"{file}: ")
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda megabytes: text_307() * (16 * megabytes), id="many issues"),
        pytest.param(lambda megabytes: text_307() + body_307() * (16 * megabytes), id="many articles"),
        pytest.param(lambda megabytes: "가" * (350_000 * megabytes), id="one line"),
        pytest.param(lambda megabytes: "1. 가 - " + " " * (1_000_000 * megabytes) + "나", id="one gap"),
        pytest.param(lambda megabytes: "1. 가" + " - " * (300_000 * megabytes) + "나", id="dashes"),
        pytest.param(lambda megabytes: "(" * (1_000_000 * megabytes), id="brackets"),
    ],
)
def test_twenty_megabytes_take_as_much_longer_than_two_as_they_are_larger(text: Callable[[int], str]) -> None:
    few, many = text(2).encode(), text(20).encode()
    assert growth(lambda: parse_bytes(few, FILE), lambda: parse_bytes(many, FILE), runs=1) < 40


@pytest.mark.parametrize(
    "piece",
    [
        "1. 가\n\n1) 나\n\n",
        "1. 가\n",
        "■ 제목\n\n짧은 글\n\n",
        "① 가\n\n섹션\n\n",
        "제목 — 과기일보(科技日报)\n\n" + "글 " * 40 + "\n\n출처: 신화통신\n\n",
        "주간 중국 창업 제307호\n- 1 -\n",
        "1. 가\n\n---\n\n",
    ],
    ids=["numbers", "no blank lines", "ornaments", "circled", "credits", "running lines", "rules"],
)
def test_time_grows_with_the_number_of_lines_and_no_faster(piece: str) -> None:
    assert growth(lambda: split_or_refused(piece * 1_000), lambda: split_or_refused(piece * 10_000), runs=2) < 40


def split_or_refused(text: str) -> None:
    with suppress(IssueError):
        split_text(text)


def assert_split_or_refused(text: str) -> None:
    document = Document.of_pages(FILE, [text])
    assert document.text == text
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    try:
        result = split(document)
    except IssueError as error:
        assert error.file == FILE
        return
    assert_accounts_for_every_character(document, result)
