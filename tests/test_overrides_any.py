"""Laws of corrections, whatever staff write on whatever issue: every character stays, and errors are told."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.checked import Check
from archive.errors import IssueError
from indexer.check import check
from indexer.checking import checked
from indexer.document import Document, Row
from indexer.overrides import overrides_name, read_overrides
from indexer.parse import parse_bytes
from indexer.splitter import SplitResult, split
from tests.growing import growth
from tests.split_helpers import (
    SECTION_LINES,
    assert_accounts_for_every_character,
    body_307,
    cover_307,
    text_307,
    visible,
)

FILE = "issues/307-2022-12-14.txt"
THOROUGH = settings(deadline=None, max_examples=70, suppress_health_check=[HealthCheck.too_slow])
KINDS = ["[[article]]", "[[split]]", "[[merge]]", "[[drop]]", "[issue]", "[[none]]"]
KEYS = ["was", "article", "articles", "title", "section", "outlets", "page", "starts", "ends", "at", "number", "date"]


@cache
def documents() -> dict[str, Document]:
    """Issue 307 as it may come: as it is, without contents page, sections, headings, decomposed, in pages."""
    unnumbered = re.sub(r"^\d\. ", "", SECTION_LINES.sub("", body_307()), flags=re.MULTILINE)
    texts = {
        "whole": text_307(),
        "no contents": cover_307() + body_307(),
        "no sections": cover_307() + SECTION_LINES.sub("", body_307()),
        "no headings": unnumbered,
        "NFD": unicodedata.normalize("NFD", text_307()),
        "CR LF": text_307().replace("\n", "\r\n"),
        "twice": text_307() * 2,
    }
    rows = [Row(text, 1 + place // 30) for place, text in enumerate(text_307().split("\n"))]
    made = {name: Document.of_pages(FILE, [text]) for name, text in texts.items()}
    return made | {"pages": Document.of_rows(FILE, rows)}


@cache
def words(name: str) -> tuple[list[str], list[str]]:
    """The beginnings of a variant's lines and of its articles' titles."""
    document = documents()[name]
    titles = [article.title for article in split(document).issue.articles]
    return [line.plain[:40] for line in document.lines if line.plain], titles


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ") + '"'


@st.composite
def entries(draw: st.DrawFn, name: str) -> str:
    """An entry that points at what is there, most of the time."""
    lines, titles = words(name)
    line, title = st.sampled_from(lines).map(quoted), st.sampled_from(titles).map(lambda text: quoted(text[:20]))
    kind = draw(st.sampled_from(KINDS[:4]))
    first = draw(st.integers(0, len(titles) - 2)) if len(titles) > 1 else 0
    said = {
        "[[split]]": [f"at = {draw(line)}"],
        "[[merge]]": [f"was = [{', '.join(quoted(each) for each in titles[first : first + draw(st.integers(2, 4))])}]"],
    }.get(kind, [f"was = {draw(title)}"])
    if kind in ("[[article]]", "[[split]]"):
        wanted = draw(st.sets(st.sampled_from(["title", "starts", "ends", "section", "page"]), min_size=1))
        said += [f"title = {draw(line)}"] if "title" in wanted else []
        said += [f"starts = {draw(line)}"] if "starts" in wanted and kind == "[[article]]" else []
        said += [f"ends = {draw(line)}"] if "ends" in wanted else []
        said += ['section = "어디"', "page = 3"][: len(wanted)]
    return "\n".join([kind, *said, ""])


@pytest.mark.parametrize("name", list(documents()))
@THOROUGH
@given(st.data())
def test_every_character_stays_whatever_is_put_right(name: str, data: st.DataObject) -> None:
    toml = "\n".join(data.draw(st.lists(entries(name), max_size=12)))
    document = documents()[name]
    assert_holds(document, split(document, read_overrides(toml.encode(), overrides_name(FILE))), toml)


@THOROUGH
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.lists(st.tuples(st.sampled_from(KEYS), st.text(max_size=20))))))
def test_whatever_is_written_is_read_or_told(written: list[tuple[str, list[tuple[str, str]]]]) -> None:
    toml = "\n".join("\n".join([kind, *(f"{key} = {value}" for key, value in said)]) for kind, said in written)
    parsed = parse_bytes(documents()["whole"].text.encode(), FILE, toml.encode("utf-8", "replace"))
    assert_lines_are_there([str(error) for error in parsed.errors], toml)


@THOROUGH
@given(st.binary(max_size=200) | st.text("[]ariclespt\"'=\n\r#世가 {}\\0123", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    try:
        parsed = parse_bytes(documents()["whole"].text.encode(), FILE, data)
    except IssueError as error:
        pytest.fail(str(error))
    assert all(error.file == overrides_name(FILE) for error in parsed.errors)


def test_ten_times_as_many_entries_on_a_long_issue_take_no_more_than_that_much_longer() -> None:
    document = Document.of_pages(FILE, [text_307() + body_307() * 40])
    toml = '[[split]]\nat = "없는 줄"\n' + '[[article]]\nwas = "【지역분석】"\npage = 3\n'
    few, many = (read_overrides((toml * n).encode(), overrides_name(FILE)) for n in (30, 300))
    assert growth(lambda: split(document, few), lambda: split(document, many), runs=1) < 40


def assert_holds(document: Document, result: SplitResult, toml: str) -> None:
    assert_accounts_for_every_character(document, result)
    parts = result.layout.parts
    assert all(one.heading.start <= one.heading.end <= one.end for one in parts)
    assert all(one.end <= other.heading.start for one, other in pairwise(parts))
    assert [article.ordinal for article in result.issue.articles] == list(range(1, len(parts) + 1))
    assert_lines_are_there([str(error) for error in result.errors], toml)
    found = checked(document, result)
    assert found.characters == len(visible(document.text))
    assert found.in_articles + sum(each.length for each in found.outside) == found.characters
    assert Check.from_json(found.as_json()) == found
    assert all(warning.message.endswith("주세요.") for warning in check(document, result, found))


def assert_lines_are_there(messages: list[str], toml: str) -> None:
    start = f"{overrides_name(FILE)} "
    lines = [int(message.removeprefix(start).split("번째")[0]) for message in messages]
    assert lines == sorted(lines)
    assert all(1 <= line <= len(re.findall(r"\r\n|\r|\n", toml)) + 1 for line in lines)
