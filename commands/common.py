"""What commands share: how they are added, and how they speak."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from archive.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]
"""What runs a command: its flags and the settings in, its exit status out."""


def add_command(
    commands: Any, at: argparse.ArgumentParser, name: str, run: Command | None, about: str, example: str
) -> Any:
    """The parser of one more command; `at` are flags that it shares with others, `run` is None where it has parts."""
    added = commands.add_parser(
        name,
        parents=[at],
        help=about,
        description=about,
        epilog=f"예: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if run:
        added.set_defaults(command=run)
    return added


def add_desk(parser: argparse.ArgumentParser) -> None:
    """The flag that says where the staff desk's state is."""
    parser.add_argument("--desk", metavar="DIR", help="편집실의 자료를 두는 폴더 (기본 var/desk)")


def print_json(value: Any) -> None:
    """To standard output, for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def tell(message: str) -> None:
    """To standard error, for the person who typed the command."""
    # A file may be named so as to speak to the terminal.
    shown = "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in message)
    print(shown, file=sys.stderr, flush=True)


def tell_all(problems: Iterable[object]) -> None:
    """Each on a line of its own."""
    for problem in problems:
        tell(str(problem))
