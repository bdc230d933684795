"""Markdown: as printed, without the marks."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.errors import IssueError
from indexer.parse import parse_bytes
from indexer.readers.markdown import read_markdown
from tests.making.likeness import assert_is_307, texts
from tests.making.markdown import escaped, markdown_307, table
from tests.split_helpers import visible

LETTERS = st.sampled_from("가나다 漢字aZ19.,·()<>&\"'‘’%—*_#`|[]-+!\\~")
WORDS = st.text(LETTERS, min_size=1, max_size=14).filter(str.strip)


def read(text: str) -> list[str]:
    return texts(read_markdown(text.encode(), "x.md"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_issue_307_is_the_same_seven_articles(encoding: str) -> None:
    assert_is_307(read_markdown(markdown_307().encode(encoding), "307-2022-12-14.md"))


def test_headings_have_their_level() -> None:
    lines = read_markdown("# 가\n글\n\n### 1. 나\n\n다\n--\n".encode(), "x.md").lines
    assert [(line.text, line.heading) for line in lines if line.text] == [
        ("가", 1), ("글", None), ("1. 나", 3), ("다", 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("**굵게** *기울여* `틀` ~~그대로~~", ["굵게 기울여 틀 ~~그대로~~"]),
        ("**혁신(革新)**이 _어절_과 **'말'**은", ["혁신(革新)이 _어절_과 '말'은"]),
        ("[링크](http://example.org) ![그림](a.png) <https://example.org/a>", ["링크 https://example.org/a"]),
        ("*출처: 과기일보(科技日报)", ["*출처: 과기일보(科技日报)"]),
        ("첫 줄\n둘째 줄", ["첫 줄", "둘째 줄"]),
        ("1. a\n1. b\n\n   - c\n   * d\n3. e", ["1. a", "2. b", "- c", "• d", "3. e"]),
        ("3) a\n4) b", ["3) a", "4) b"]),
        ("- 1) a\n- 2) b", ["- 1) a", "- 2) b"]),
        ("2022\\. 12", ["2022. 12"]),
        ("| a | b |\n|---|---|\n| c |  |", ["a\tb", "c\t"]),
        ("> 인용\n\n    들여쓴 글", ["인용", "들여쓴 글"]),
        ("```\n코드 <b>\n```", ["코드 <b>"]),
        ("<div>가</div>\n<script>x</script>", ["가"]),
    ],
)
def test_marks_are_not_printed(text: str, lines: list[str]) -> None:
    assert read(text) == lines


def test_settings_at_the_top_may_tell_number_and_date() -> None:
    text = "---\ntitle: 주간 중국 창업 제307호\ndate: 2022-12-14\n---\n\n# 1. 기사\n\n글입니다.\n"
    issue = parse_bytes(text.encode(), "a.md").issue
    assert (issue.number, str(issue.date), issue.articles[0].title) == (307, "2022-12-14", "기사")


@pytest.mark.parametrize("data", [b"", b" \n", b"<!-- x -->", b"\x89PNG\x00\x01"])
def test_what_has_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(IssueError, match=r"^x\.md: .*주세요\.$"):
        read_markdown(data, "x.md")


def test_long_lists_and_deep_quotes_are_read() -> None:
    assert read("1. a\n" * 3000)[-1] == "3000. a"
    assert read("> " * 40 + "바닥") == ["바닥"]
    with pytest.raises(IssueError, match="지나치게 깊어"):
        read("> " * 3000 + "바닥")


def test_a_number_alone_is_an_item_without_text_and_stays() -> None:
    assert read("가\n\n1.\n\n나") == ["가", "1.", "나"]


@given(st.lists(st.tuples(st.booleans(), WORDS, WORDS), min_size=1, max_size=6))
@example([(False, "1", "1"), (False, "1.", "1")])
@settings(deadline=None, max_examples=150)
def test_every_visible_character_comes_back_once_and_in_order(parts: list[tuple[bool, str, str]]) -> None:
    pieces = [
        table(((one, other), (other, one))) if is_table else escaped(one.strip()) for is_table, one, other in parts
    ]
    wanted = "".join(visible(one + other + other + one if is_table else one) for is_table, one, other in parts)
    assert "".join(map(visible, read("\n\n".join(pieces)))) == wanted
