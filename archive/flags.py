"""Flags of the command line: how they are read, and a search as flags, the same for every command that asks one."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from archive.errors import UsageError


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one plain sentence and where help is to be had."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} — {self.prog} --help", file=sys.stderr)
        raise SystemExit(UsageError.exit_status)


def port(typed: str) -> int:
    """The number of a port; 0 is any free one."""
    if not (typed.isascii() and typed.isdigit() and int(typed) < 65536):
        raise argparse.ArgumentTypeError(f"포트는 0부터 65535까지의 수여야 합니다: '{typed}'")
    return int(typed)


def add_search_flags(parser: argparse.ArgumentParser) -> None:
    """The query, the filters and the order."""
    parser.add_argument("query", metavar="QUERY", help="찾는 말")
    parser.add_argument("--section", action="append", default=[], metavar="S", help="섹션 (여러 번 쓸 수 있음)")
    parser.add_argument("--outlet", action="append", default=[], metavar="O", help="매체 (여러 번 쓸 수 있음)")
    parser.add_argument("--from", dest="first", metavar="DATE", help="이 날부터: 2022, 2022-12, 2022-12-14")
    parser.add_argument("--to", dest="last", metavar="DATE", help="이 날까지")
    parser.add_argument("--sort", metavar="HOW", help="relevance, newest, oldest")
    parser.add_argument("--match", metavar="HOW", help="all: 모든 낱말, any: 하나라도")
    parser.add_argument("--expand", metavar="0|1", help="이름의 다른 꼴까지 (기본 1)")
    parser.add_argument("--inside", metavar="0|1", help="다른 낱말 속 글자까지 (기본 0)")


def search_arguments(options: argparse.Namespace) -> dict[str, list[str]]:
    """What was typed, as parameters.read_search reads it; `page` and `per_page` where the command has them."""
    single = {"q": options.query, "from": options.first, "to": options.last, "sort": options.sort}
    single |= {"match": options.match, "expand": options.expand, "inside": options.inside}
    single |= {name: getattr(options, name, None) for name in ("page", "per_page")}
    arguments = {name: [value] for name, value in single.items() if value is not None}
    return {**arguments, "section": options.section, "outlet": options.outlet}
