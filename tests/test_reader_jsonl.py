"""Ready articles, one JSON object a line: what comes in, and what is said about lines that do not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import IssueError
from archive.models import Article, Outlet
from indexer.parse import Parsed, parse_bytes

GOOD: dict[str, Any] = {"title": "제목", "text": "첫 줄\n둘째 줄", "date": "2022-12-14"}


def parse(*lines: object, file: str = "issues/all.jsonl") -> Parsed:
    """The file with these lines; what is not text or bytes is written as JSON."""
    return parse_bytes(b"\n".join(map(as_line, lines)), file)


def as_line(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode()


def article(**fields: object) -> Article:
    (found,) = parse({**GOOD, **fields}).issue.articles
    return found


def test_three_fields_make_an_article() -> None:
    parsed = parse(GOOD)
    assert parsed.errors == ()
    issue = parsed.issue
    assert (issue.file, issue.newsletter, issue.number, issue.date) == ("issues/all.jsonl", "all", None, None)
    (found,) = issue.articles
    assert (found.id, found.title, found.date) == ("all-L1", "제목", date(2022, 12, 14))
    assert (found.issue, found.ordinal, found.section, found.page, found.outlets) == (None, None, None, None, ())
    assert [(block.kind, block.text) for block in found.blocks] == [("paragraph", "첫 줄"), ("paragraph", "둘째 줄")]


def test_all_fields_come_in() -> None:
    found = article(id="kci.2022:7-a", section="논문", outlet="과기일보(科技日报)", issue=7, page=3, url="https://x/")
    assert (found.id, found.section, found.issue, found.page) == ("kci.2022:7-a", "논문", 7, 3)
    assert found.outlets == (Outlet("과기일보", "科技日报"),)
    assert found.url == "/articles/kci.2022:7-a", "the url of the source is not the article's here"


def test_null_is_as_good_as_absent() -> None:
    fields = ("id", "section", "outlet", "outlets", "issue", "page", "url")
    assert article(**dict.fromkeys(fields)) == article()


@pytest.mark.parametrize(
    ("outlets", "found"),
    [
        (["갑(甲)", "을"], (Outlet("갑", "甲"), Outlet("을"))),
        ([{"name": "갑", "name_zh": "甲"}, {"name": "을"}], (Outlet("갑", "甲"), Outlet("을"))),
        (["갑", "갑"], (Outlet("갑"),)),
        ([], ()),
    ],
)
def test_outlets_are_names_or_objects(outlets: object, found: tuple[Outlet, ...]) -> None:
    assert article(outlets=outlets).outlets == found


@given(st.text(min_size=1).filter(lambda text: bool(text.strip()) and "\0" not in text))
def test_the_text_is_kept_to_the_last_character(text: str) -> None:
    assert article(text=text).text == text


def test_ids_without_a_name_follow_file_and_line() -> None:
    parsed = parse(GOOD, "", GOOD, file="my archive(1).jsonl")
    assert [found.id for found in parsed.issue.articles] == ["my-archive-1--L1", "my-archive-1--L3"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + b"\r\n".join([as_line(GOOD), as_line(GOOD), b""])
    parsed = parse_bytes(data, "all.jsonl")
    assert (len(parsed.issue.articles), parsed.errors) == (2, ())
    assert parsed.issue.articles[1].text == GOOD["text"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "JSON"),
        ("[1, 2]", "객체"),
        ("[" * 100_000, "JSON으로 읽을 수 없습니다"),
        ('{"issue": ' + "1" * 5000 + "}", "JSON으로 읽을 수 없습니다"),
        (b'{"title": "\xff"}', "UTF-8"),
        ({"text": "글", "date": "2022-12-14"}, "'title'"),
        ({**GOOD, "title": 3}, "'title'"),
        ({**GOOD, "title": "  "}, "'title'"),
        ({**GOOD, "text": None}, "'text'"),
        ({**GOOD, "date": "2022-12"}, "'date'"),
        ({**GOOD, "date": "20221214"}, "'date'"),
        ({**GOOD, "date": "2022-02-30"}, "'date'"),
        ({**GOOD, "date": 2022}, "'date'"),
        ({**GOOD, "id": "a/b"}, "'id'"),
        ({**GOOD, "id": "a..b"}, "'id'"),
        ({**GOOD, "id": "."}, "'id'"),
        ({**GOOD, "id": "a b"}, "'id'"),
        ({**GOOD, "id": "a?b"}, "'id'"),
        ({**GOOD, "id": "a\n"}, "'id'"),
        ({**GOOD, "id": "가" * 200}, "'id'"),
        ({**GOOD, "id": 7}, "'id'"),
        ({**GOOD, "issue": "7"}, "'issue'"),
        ({**GOOD, "issue": True}, "'issue'"),
        ({**GOOD, "issue": 0}, "'issue'"),
        ({**GOOD, "page": 1.5}, "'page'"),
        ({**GOOD, "section": ["가"]}, "'section'"),
        ({**GOOD, "outlet": ["가"]}, "'outlet'"),
        ({**GOOD, "outlets": "가"}, "'outlets'"),
        ({**GOOD, "outlets": [1]}, "'outlets'"),
        ({**GOOD, "outlets": [""]}, "'outlets'"),
        ({**GOOD, "outlets": [{"name_zh": "甲"}]}, "'name'"),
        ('{"title": "\\ud800", "text": "글", "date": "2022-12-14"}', "'title'"),
        ('{"title": "제목", "text": "\\u0000", "date": "2022-12-14"}', "'text'"),
    ],
)
def test_a_bad_line_is_named_and_costs_only_itself(line: object, reason: str) -> None:
    parsed = parse(GOOD, line, GOOD)
    assert [found.id for found in parsed.issue.articles] == ["all-L1", "all-L3"]
    (error,) = parsed.errors
    assert error.file == "issues/all.jsonl"
    assert str(error).startswith("issues/all.jsonl: 2번째 줄: ")
    assert reason in str(error)


def test_the_later_of_two_equal_ids_is_refused() -> None:
    parsed = parse({**GOOD, "id": "a"}, {**GOOD, "id": "a", "title": "둘째"}, {**GOOD, "id": "all-L4"}, GOOD)
    assert [(found.id, found.title) for found in parsed.issue.articles] == [("a", "제목"), ("all-L4", "제목")]
    assert ["2번째 줄" in str(parsed.errors[0]), "4번째 줄" in str(parsed.errors[1])] == [True, True]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "빈 파일"), (b"\n \n", "빈 파일"), (b"\0{}", "글자가 아닌"), (b"{\n[", "1번째 줄.*1줄도")],
)
def test_a_file_without_any_article_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(IssueError, match=f"^x.jsonl: .*{reason}"):
        parse_bytes(data, "x.jsonl")
