"""corpus/names.toml: what is right is used, and what is wrong is told with its line, whatever is around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import IssueError
from archive.names.corrections import Corrections, Given
from indexer.names_file import FILE, read_names_file

SHENZHEN = '[[name]]\nzh = "深圳"\nforms = ["선전", "심천"]\n'


def read(corpus: Path, text: str | bytes) -> tuple[Corrections, list[str]]:
    data = text.encode() if isinstance(text, str) else text
    (corpus / FILE).write_bytes(data)
    failed: list[IssueError] = []
    corrections = read_names_file(corpus, failed)
    assert all(error.file == FILE for error in failed)
    return corrections, [str(error) for error in failed]


def test_without_the_file_nothing_is_corrected(tmp_path: Path) -> None:
    failed: list[IssueError] = []
    assert read_names_file(tmp_path, failed) == Corrections() and not failed


def test_names_are_added_or_replaced_and_pairs_forbidden(tmp_path: Path) -> None:
    text = SHENZHEN + '[[name]]\nzh = "海信家电"\nforms = ["하이신가전"]\nonly = true\n'
    text += '[[never]]\nzh = "厨电"\nform = "INSE Kitchen"\n[[never]]\nzh = "万和"\n'
    corrections, failed = read(tmp_path, text)
    assert not failed
    assert corrections.names == (Given("深圳", ("선전", "심천")), Given("海信家电", ("하이신가전",), only=True))
    assert corrections.never == (("厨电", "INSE Kitchen"), ("万和", ""))


def test_a_change_of_the_file_can_be_told(tmp_path: Path) -> None:
    first, _ = read(tmp_path, SHENZHEN)
    second, _ = read(tmp_path, SHENZHEN + "# 다른 줄\n")
    assert first.made_with and second.made_with and first.made_with != second.made_with


@pytest.mark.parametrize("around", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ('[[name]]\nzh = "深圳\nforms = ["선전"]', 5, "읽을 수 없습니다: zh ="),
        ('[[name]]\nzh = "선전"\nforms = ["심천"]', 4, "중국어 이름이 없습니다"),
        ('[[name]]\nforms = ["심천"]', 4, "중국어 이름이 없습니다"),
        ('[[name]]\nzh = "深圳"', 4, "forms가 없습니다"),
        ('[[name]]\nzh = "深圳"\nforms = "선전"', 4, "목록이어야"),
        ('[[name]]\nzh = "深圳"\nforms = ["선전", 3]', 4, "목록이어야"),
        ('[[name]]\nzh = "深圳"\nforms = [" "]', 4, "목록이어야"),
        ('[[name]]\nzh = "深圳"\nforms = ["선전"]\nonly = 1', 4, "only는"),
        (
            '[[name]]\nzh = "深圳"\nform = "선전"',
            6,
            "알 수 없는 이름 'form'이(가) 있습니다. 쓸 수 있는 것: forms, only, zh",
        ),
        ('[[nmae]]\nzh = "深圳"', 4, "'nmae'은(는) 알 수 없는 항목"),
        ('[name]\nzh = "深圳"\nforms = ["선전"]', 4, "[[name]] 또는 [[never]] 아래에"),
        ('[[never]]\nzh = "深圳"\nform = ["선전"]', 4, "form은 따옴표로"),
        ("[[name]\nzh = 3", 4, "읽을 수 없습니다: [[name]"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line_and_the_others_are_used(
    tmp_path: Path, wrong: str, line: int, said: str, around: str
) -> None:
    text = f'{SHENZHEN}{wrong}\n[[name]]\nzh = "宁波"\nforms = [\n  "닝보",\n]\n'
    corrections, failed = read(tmp_path, text.replace("\n", around))
    assert [name.zh for name in corrections.names] == ["深圳", "宁波"]
    (message,) = failed
    assert message.startswith(f"names.toml {line}번째 줄: ") and said in message
    assert message.endswith("나머지 항목은 그대로 썼습니다.")


def test_what_stands_before_the_first_entry_is_no_entry(tmp_path: Path) -> None:
    assert read(tmp_path, f"# 이름\n\n{SHENZHEN}")[1] == []
    corrections, failed = read(tmp_path, f'zh = "深圳"\n{SHENZHEN}')
    assert len(corrections.names) == len(failed) == 1 and "1번째 줄" in failed[0]


def test_a_mark_at_the_beginning_and_lists_over_lines_are_read(tmp_path: Path) -> None:
    text = '[[name]]\nzh = "深圳"\nforms = [\n["선전"],\n]\n[[name]] # 둘째\nzh = "宁波"\nforms = ["닝보"]'
    corrections, failed = read(tmp_path, "\ufeff" + text)
    assert [name.zh for name in corrections.names] == ["宁波"] and "1번째 줄" in failed[0]


def test_a_folder_or_another_encoding_is_told(tmp_path: Path) -> None:
    _, failed = read(tmp_path, b'[[name]]\nzh = "' + "선전".encode("cp949") + b'"')
    assert failed[0].startswith("names.toml 2번째 줄: UTF-8로 읽을 수 없습니다.")
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    errors: list[IssueError] = []
    assert read_names_file(tmp_path, errors) == Corrections()
    assert "파일을 읽을 수 없습니다" in str(errors[0])


@given(st.text(st.sampled_from("[]name\"zh=深圳forms,\n #'{}\\") | st.characters(), max_size=80))
def test_whatever_is_written_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _, failed = read(tmp_path_factory.mktemp("corpus"), text.encode("utf-8", "replace"))
    lines = [int(message.removeprefix("names.toml ").split("번째")[0]) for message in failed]
    # An old Mac's line ends count as well.
    assert all(1 <= line <= len(re.split("\r\n|\r|\n", text)) for line in lines)
