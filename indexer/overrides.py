"""What staff say about the split of an issue, as written in the .toml beside it (docs/ko/호-고치기.md).

[issue]                       what was misread on the cover: number, date, newsletter, publisher

[[article]]                   an article as found, put right: title, section, outlets, page, its first and last line
was = "그 글의 지금 제목"       which one, by the beginning of the title that the splitter finds
article = 3                   and by its place in the issue as the splitter finds it; needed where titles are alike
title = "고친 제목"
starts = "이 줄부터"            a line, by how it begins

[[split]]                     an article begins at a line where the splitter has seen none
at = "둘째 글의 제목 줄"

[[merge]]                     neighbours are one article
was = ["첫 글의 제목", "둘째 글의 제목"]

[[drop]]                      what was found is no article
was = "그 글의 지금 제목"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date as Date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from archive.errors import IssueError
from archive.models import Outlet
from indexer.override_values import Pointer, Quote, Values
from indexer.tables import Table, Wrong, tables

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Said:
    """What staff say an article's head is; None where they say nothing. Said to be empty: "", () and page 0."""

    title: str | None = None
    section: str | None = None
    outlets: tuple[Outlet, ...] | None = None
    page: int | None = None


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class IssueFix:
    """[issue]: what the cover should have said; None where it is right. `line` is that of the entry, as below."""

    line: int
    number: int | None = None
    date: Date | None = None
    newsletter: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleFix:
    """[[article]]"""

    line: int
    pointer: Pointer
    said: Said
    starts: Quote | None
    ends: Quote | None


@dataclass(frozen=True, slots=True)
class SplitFix:
    """[[split]]; `within` is the article in which the line stands, None where it is to be looked for everywhere."""

    line: int
    at: Quote
    within: Pointer | None
    said: Said
    ends: Quote | None


@dataclass(frozen=True, slots=True)
class MergeFix:
    """[[merge]]"""

    line: int
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class DropFix:
    """[[drop]]"""

    line: int
    pointer: Pointer


Fix = ArticleFix | SplitFix | MergeFix | DropFix


@dataclass(frozen=True, slots=True)
class Overrides:
    """All entries of a file that can be used, in its order, and what is wrong with the others.

    `file` is the name of the .toml below the corpus.
    """

    file: str
    issue: IssueFix | None = None
    fixes: tuple[Fix, ...] = ()
    wrong: tuple[Wrong, ...] = ()


def overrides_name(file: str) -> str:
    """The name below the corpus of the file that corrects `file`: `issues/307.toml` for `issues/307.pdf`."""
    return str(PurePosixPath(file).with_suffix(SUFFIX))


def overrides_bytes(path: Path, file: str) -> bytes | None:
    """The bytes of the .toml beside the issue file at `path` (`file` below the corpus), None where there is none.

    Raises IssueError, about the .toml, if the system does not give them.
    """
    beside = path.with_suffix(SUFFIX)
    try:
        return beside.read_bytes() if beside.exists() or beside.is_symlink() else None
    except OSError as error:
        name = overrides_name(file)
        reason = error.strerror or str(error)
        message = (
            f"{name}: 고치는 파일을 열 수 없습니다({reason}). 보통 파일이어야 합니다. 호는 고치지 않고 넣었습니다."
        )
        raise IssueError(name, message) from error


def errors_of(file: str, wrong: Iterable[Wrong]) -> tuple[IssueError, ...]:
    """What is wrong with the entries of the .toml called `file`, in order of lines, for a person to read."""
    return tuple(
        IssueError(file, f"{file} {each.line}번째 줄: {each} 이 항목은 쓰지 않았고 나머지는 그대로 썼습니다.")
        for each in sorted(wrong, key=lambda each: each.line)
    )


def read_overrides(data: bytes, file: str) -> Overrides:
    """The entries in the bytes of the .toml called `file` below the corpus."""
    wrong: list[Wrong] = []
    issue: IssueFix | None = None
    fixes: list[Fix] = []
    for table in tables(data, wrong):
        try:
            fix = _READERS[_kind(table)](Values(table))
            if not isinstance(fix, IssueFix):
                fixes.append(fix)
            elif issue:
                raise Wrong(fix.line, f"[issue]가 {issue.line}번째 줄에 이미 있습니다. 한곳에 모아 적어 주세요.")
            else:
                issue = fix
        except Wrong as error:
            wrong.append(error)
    return Overrides(file, issue, tuple(fixes), tuple(wrong))


def _kind(table: Table) -> str:
    """The kind of a table whose head is written as it should be."""
    heads = {kind: f"[{kind}]" if kind == "issue" else f"[[{kind}]]" for kind in _READERS}
    if not table.kind:
        key = next(iter(table.values))
        raise Wrong(
            table.line_of(key), f"'{key}'이(가) 어느 항목의 것인지 알 수 없습니다. {_or(heads)} 아래에 적어 주세요."
        )
    if table.kind not in heads:
        like = get_close_matches(table.kind, heads, 1)
        hint = f"혹시 {heads[like[0]]}인가요? " if like else ""
        raise Wrong(table.line, f"'{table.kind[:40]}'은(는) 알 수 없는 항목입니다. {hint}쓸 수 있는 것: {_or(heads)}.")
    if table.double == (table.kind == "issue"):
        raise Wrong(table.line, f"항목의 머리를 {heads[table.kind]}처럼 적어 주세요.")
    return table.kind


def _or(heads: dict[str, str]) -> str:
    return ", ".join(heads.values())


def _issue(values: Values) -> IssueFix:
    values.only("number", "date", "newsletter", "publisher")
    values.some("number", "date", "newsletter", "publisher")
    number, name, publisher = values.count("number", least=1), values.name("newsletter"), values.name("publisher")
    return IssueFix(values.line, number, values.date("date"), name, publisher)


def _article(values: Values) -> ArticleFix:
    changes = ("title", "section", "outlets", "page", "starts", "ends")
    values.only("was", "article", *changes)
    pointer = values.pointer()
    values.some(*changes)
    return ArticleFix(values.line, pointer, _said(values), values.quote("starts"), values.quote("ends"))


def _split(values: Values) -> SplitFix:
    values.only("at", "title", "section", "outlets", "page", "ends", "was", "article")
    at = values.quote("at")
    if at is None:
        raise Wrong(values.line, 'at이 없습니다. 새 글이 시작되는 줄을 at = "그 줄의 앞부분"처럼 적어 주세요.')
    within = values.pointer() if values.has("was") or values.has("article") else None
    return SplitFix(values.line, at, within, _said(values), values.quote("ends"))


def _merge(values: Values) -> MergeFix:
    values.only("was", "articles")
    return MergeFix(values.line, values.pointers())


def _drop(values: Values) -> DropFix:
    values.only("was", "article")
    return DropFix(values.line, values.pointer())


def _said(values: Values) -> Said:
    title, section = values.name("title"), values.name("section", may_be_empty=True)
    return Said(title, section, values.outlets("outlets"), values.count("page", least=0))


_READERS: dict[str, Callable[[Values], Fix | IssueFix]] = {
    "issue": _issue,
    "article": _article,
    "split": _split,
    "merge": _merge,
    "drop": _drop,
}
