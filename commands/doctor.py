"""`seogo doctor`: whether everything is as it should be, and what to do where it is not."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.flags import port
from archive.settings import Settings
from commands.common import add_command, add_desk, print_json


def add(commands: Any, at: argparse.ArgumentParser) -> None:
    """The command and its flags."""
    about = "모든 것이 제대로인지 살펴보고, 아니면 무엇을 할지 말해 줍니다."
    parser = add_command(commands, at, "doctor", _doctor, about, "seogo doctor --deep")
    parser.add_argument("--deep", action="store_true", help="모든 호와 색인의 모든 글을 끝까지 읽어 봅니다")
    parser.add_argument("--port", default=8000, type=port, metavar="P", help="서버를 찾아볼 포트 (기본 8000)")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로")
    add_desk(parser)
    # Settings that cannot be used are a finding like any other.
    parser.set_defaults(settings_problem=None)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from indexer.doctor import examine, examine_program, lines
    from indexer.doctor_findings import Patient

    with _doing() as doing:
        patient = Patient(settings, Path.cwd(), options.port, options.deep, doing)
        problem = options.settings_problem
        findings = list(examine_program(patient, problem) if problem else examine(patient))
    if options.json:
        print_json({"checks": [each.as_json() for each in findings]})
    else:
        print("\n".join(lines(findings)))
    return 1 if any(each.state == "wrong" for each in findings) else 0


@contextmanager
def _doing() -> Iterator[Callable[[str], None]]:
    """A line on standard error, in a terminal only, that says what is being looked at and goes with the block."""
    from tqdm import tqdm

    with tqdm(disable=None, leave=False, bar_format="{desc}", dynamic_ncols=True) as bar:
        yield lambda what: bar.set_description_str("".join(each if each.isprintable() else "?" for each in what))
