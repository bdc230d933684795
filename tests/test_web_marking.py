"""Passages as HTML: escaped, marked, numbered, Chinese announced."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from archive.results import Passage, Span
from webui.marking import NumberedMarks, chinese, marked


def test_marks_and_chinese_together() -> None:
    passage = Passage("지난(济南)은 <p>", (Span(0, 5),))
    assert marked(passage) == '<mark>지난(<span lang="zh-Hans">济南</span></mark>)은 &lt;p&gt;'


def test_a_mark_that_begins_inside_chinese_is_not_crossed() -> None:
    assert marked(Passage("科技日报", (Span(2, 4),))) == (
        '<span lang="zh-Hans">科技</span><mark><span lang="zh-Hans">日报</span></mark>'
    )


def test_a_chinese_title_is_one_run() -> None:
    assert chinese("第一财经《中小企业》白皮书") == '<span lang="zh-Hans">第一财经《中小企业》白皮书</span>'


def test_marks_of_a_page_are_numbered_through() -> None:
    draw = NumberedMarks()
    first = draw(Passage("금융과 금융", (Span(0, 2), Span(4, 6))))
    assert first == '<mark id="m1">금융</mark>과 <mark id="m2">금융</mark>'
    assert draw(Passage("금융", (Span(0, 2),))) == '<mark id="m3">금융</mark>'


@given(st.text(alphabet="가科技<>&\"'/bmark =", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_only_our_tags_come_out_and_every_letter_stays(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    drawn = marked(Passage(text, (Span(start, end),) if start < end else ()))
    tags = set(re.findall(r"<[^>]*>", drawn))
    assert tags <= {"<mark>", "</mark>", '<span lang="zh-Hans">', "</span>"}
    assert unescape(re.sub(r"<[^>]*>", "", drawn)) == text
