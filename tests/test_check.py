"""What `seogo check` warns about: each case is issue 307 with one thing wrong."""

from __future__ import annotations

import json

import pytest

from archive.models import Article, IssueWarning
from indexer.check import issue_json
from tests.split_helpers import issue_307, parse, text_307

WRONG = {
    "an entry without article": (
        "3. 월드컵을 통해 본 중국의 중동 가전 마케팅 — 매일경제신문(每日经济新闻)",
        "",
        24,
        "월드컵",
    ),
    "an article without entry": ("\nCHINA 창업\n\n1.", "\n4. 새 글\n\n본문.\n\nCHINA 창업\n\n1.", 160, "'새 글'"),
    "a section without heading": ("\nCHINA 창업\n", "\n", 28, "섹션 'CHINA 창업'"),
    "a page before the last": ("\tP20\n", "\tP8\n", 30, "8쪽인데 앞 기사는 9쪽"),
    "text outside of articles": ("WEEKLY 뉴스\n\n1.", "WEEKLY 뉴스\n\n길 잃은 글\n\n1.", 40, "'길 잃은 글'"),
}


@pytest.mark.parametrize("case", WRONG)
def test_one_wrong_thing_gives_a_warning_that_shows_it(case: str) -> None:
    old, new, line, shown = WRONG[case]
    assert text_307().count(old) == 1
    warnings = parse(text_307().replace(old, new)).warnings
    assert [warning.line for warning in warnings] == [line] * len(warnings)
    assert shown in warnings[0].message
    assert warnings[0].message.endswith("주세요.")


def test_an_article_without_text() -> None:
    start, end = text_307().index("안녕하십니까?"), text_307().index("주간 중국 창업\n\n\n\n구독을")
    (warning,) = parse(text_307()[:start] + text_307()[end:]).warnings
    assert (warning.line, "본문이 없습니다" in warning.message) == (522, True)


def test_a_letter_to_the_reader_before_the_contents_page_is_not_lost_in_silence() -> None:
    letter = "독자 여러분께 드리는 글입니다. " * 10
    (warning,) = parse(text_307().replace("목록\n", f"{letter}\n\n목록\n", 1)).warnings
    assert (warning.line, "독자 여러분께" in warning.message) == (14, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("짧은 글.", "'월드컵을 통해 본 중국의 중동 가전 마케팅'이(가) 5글자뿐입니다"),
        ("긴 글이다. " * 2500, "17,499글자나 됩니다"),
    ],
)
def test_an_article_much_shorter_or_longer_than_others(text: str, said: str) -> None:
    start, end = text_307().index("월드컵에서 각국의"), text_307().index("CHINA 창업\n\n1.")
    (warning,) = parse(f"{text_307()[:start]}{text}\n\n{text_307()[end:]}").warnings
    assert warning.line == 114 and said in warning.message and warning.message.endswith("확인해 주세요.")


def test_warnings_are_in_the_order_of_their_lines() -> None:
    text = text_307().replace("\tP20\n", "\tP8\n").replace("\nCHINA 창업\n", "\n").replace("\tP6\n", "\tP3\n")
    lines = [warning.line for warning in parse(text).warnings]
    assert lines == [24, 28, 30]


def test_equal_pages_are_no_mistake() -> None:
    assert parse(text_307().replace("\tP23\n", "\tP20\n")).warnings == ()


def test_json_has_the_shape_of_the_contract() -> None:
    value = json.loads(json.dumps(issue_json(issue_307())))
    assert list(value) == ["file", "newsletter", "number", "date", "articles", "warnings", "check"]
    assert (value["number"], value["date"], value["warnings"]) == (307, "2022-12-14", [])
    assert [Article.from_json(article) for article in value["articles"]] == list(issue_307().articles)


def test_json_of_a_warning() -> None:
    value = issue_json(parse(text_307().replace("\tP20\n", "\tP8\n")))
    (warning,) = value["warnings"]
    assert warning == IssueWarning(30, warning["message"]).as_json()
