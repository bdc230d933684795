"""Markdown (CommonMark with tables): as it is printed, without the marks; a line break stays one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.html import html_sheet, parse_html
from indexer.readers.text import read_text

_FRONT = re.compile(r"\A---[ \t]*\n((?:[^\n]*:[^\n]*\n|[ \t]+[^\n]*\n|- [^\n]*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_BREAKS = re.compile("\r\n|\r")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_DEEPEST = 10_000
"""Below it the parser would leave text out; long before that, it gives up and says so."""


def read_markdown(data: bytes, file: str) -> Document:
    """The rows of a Markdown file in any encoding of text files; list items keep their signs and count as printed.

    Settings between `---` at the top stay as lines: they may say the number and the date.
    Raises IssueError if it is empty or its letters cannot be known.
    """
    text = _BREAKS.sub("\n", read_text(data, file).text)
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    try:
        page = _parser().render(body)
    except RecursionError as error:
        message = f"{file}: 목록이나 인용이 지나치게 깊어 읽을 수 없습니다. 표시를 줄이거나 .txt로 저장해 주세요."
        raise IssueError(file, message) from error
    sheet = html_sheet(parse_html(page, file))
    if front:
        rows, sheet.rows = sheet.rows, []
        for line in front[1].splitlines():
            sheet.line(line)
        sheet.gap()
        sheet.add(rows)
    return sheet.document(file)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"breaks": True, "maxNesting": _DEEPEST}).enable("table")
    # Indented text is a paragraph that somebody indented, not a program.
    parser.disable("code")
    parser.core.ruler.before("text_join", "seogo_bold", _bold)
    parser.add_render_rule("bullet_list_open", _list_open)
    parser.add_render_rule("ordered_list_open", _list_open)
    parser.add_render_rule("bullet_list_close", _list_close)
    parser.add_render_rule("ordered_list_close", _list_close)
    parser.add_render_rule("list_item_open", _item_open)
    return parser


def _bold(state: Any) -> None:
    """Drop the marks of bold type that CommonMark does not see between Hangul letters: `**혁신(革新)**이`."""
    for token in state.tokens:
        for each in token.children or ():
            if each.type == "text":
                each.content = _BOLD.sub(r"\2", each.content)


def _list_open(_: Any, tokens: Sequence[Any], index: int, __: Any, env: dict[str, list[int]]) -> str:
    env.setdefault("next", []).append(int(tokens[index].attrs.get("start", 1)))
    return "<ul>"


def _list_close(_: Any, __: Sequence[Any], ___: int, ____: Any, env: dict[str, list[int]]) -> str:
    env["next"].pop()
    return "</ul>"


def _item_open(_: Any, tokens: Sequence[Any], index: int, __: Any, env: dict[str, list[int]]) -> str:
    """An item with its sign: `-` as typed, other bullets as dots, numbers counted and marked as typed."""
    mark = tokens[index].markup
    sign = f"{env['next'][-1]}{mark}" if mark in (".", ")") else "-" if mark == "-" else "•"
    env["next"][-1] += 1
    return f"<li style='list-style-type: \"{sign}\"'>"
