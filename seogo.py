"""The command line (docs/contract.md, Commands): with `commands/`, what alone knows all three packages."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.errors import SeogoError, SettingsError
from archive.flags import Parser, add_search_flags, search_arguments
from archive.settings import Settings, read_base_url, read_settings
from commands import alerts, backup, doctor, serve, user
from commands.common import Command, add_command, print_json, tell, tell_all

DEFAULT_SITE = "http://127.0.0.1:8000"
"""Where `seogo serve` opens the site unless it is told otherwise."""

SETTINGS = ("corpus", "index", "engine", "workers", "desk", "access")
"""Settings that a command may have as flags."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 not done (said why in one sentence), 2 not understood."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options, _settings(options))
    except SeogoError as error:
        print(f"seogo: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("seogo: 멈추었습니다.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader (`head`, say) has gone; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _settings(options: argparse.Namespace) -> Settings:
    """The settings; the usual ones where those that were made cannot be used, for a command that tells of that."""
    flags = {name: getattr(options, name, None) for name in SETTINGS}
    try:
        return read_settings(Path.cwd(), os.environ, flags)
    except SettingsError as error:
        if not hasattr(options, "settings_problem"):
            raise
        options.settings_problem = error
        return Settings()


def _run(options: argparse.Namespace, settings: Settings) -> int:
    command: Command = options.command
    return command(options, settings)


def index(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo index`: bring the index up to date with the corpus."""
    from archive.analysis import build_analyzer
    from archive.engines import open_engine
    from archive.engines.standings import other_engines
    from indexer.moving import move
    from indexer.pipeline import update
    from indexer.progress import progress_bar
    from indexer.report_lines import moved_lines, notices, summary

    engine = open_engine(settings)
    if not options.rebuild:
        with progress_bar() as bar:
            moved = move(engine, other_engines(settings), bar, bar)
        tell_all(moved_lines(moved, engine.name))
    with progress_bar() as bar:
        report = update(settings.corpus, engine, build_analyzer, bar, rebuild=options.rebuild, watch=bar)
    tell_all(notices(report, settings.corpus))
    if options.json:
        print_json(report.as_json())
    else:
        print(summary(report))
    return 1 if report.failed else 0


def engines(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo engines`: what there is of each engine."""
    from indexer.engine_rows import engine_lines, engine_rows

    rows, untold = engine_rows(settings)
    tell_all(untold)
    if options.json:
        print_json({"engines": [row.as_json() for row in rows]})
    else:
        print("\n".join(engine_lines(rows)))
    return 0


def check(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo check`: parse without indexing and hold the articles against the issue's own table of contents."""
    from archive.errors import IssueError
    from indexer.check import issue_json
    from indexer.check_lines import issue_lines
    from indexer.corpus import corpus_files
    from indexer.parse import parse_file

    files = [(Path(name), name) for name in options.files] or [(f.path, f.name) for f in corpus_files(settings.corpus)]
    checked, unread = [], 0
    for path, name in files:
        try:
            parsed = parse_file(path, name)
        except IssueError as error:
            tell(str(error))
            unread += 1
            continue
        tell_all(parsed.errors)
        unread += len(parsed.errors)
        checked.append(parsed)
    if options.json:
        print_json([issue_json(parsed.issue, parsed.check) for parsed in checked])
    else:
        for line in (line for parsed in checked for line in issue_lines(parsed)):
            print(line)
    return 1 if unread or any(parsed.issue.warnings for parsed in checked) else 0


def search(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo search`: a page of hits, as JSON or to be read."""
    from archive.engines import open_engine
    from archive.opening import open_archive
    from archive.parameters import read_search

    asked = read_search(search_arguments(options))
    open_engine(settings).snapshot()
    results = open_archive(settings).search(asked)
    if options.json:
        from archive.wire import search_json

        print_json(search_json(results))
    else:
        from archive.terminal import listing

        print(listing(results, colour=sys.stdout.isatty()))
    return 0


def export(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo export`: every hit, written as it is found."""
    from archive import exporting
    from archive.engines import open_engine
    from archive.exporting_files import write_out
    from archive.opening import open_archive
    from archive.parameters import read_search

    asked, kind = read_search(search_arguments(options)), exporting.read_format(options.format)
    open_engine(settings).snapshot()
    site = read_base_url(options.site, "--site") if options.site else settings.base_url
    made = exporting.export(open_archive(settings), asked, kind, site)
    write_out(made, Path(options.output) if options.output else None)
    some = " 모두 나오는 글이 없어 일부만 나오는 글입니다." if made.relaxed else ""
    tell(f"{made.total:,}건을 내보냈습니다.{some}")
    return 0


def mcp(options: argparse.Namespace, settings: Settings) -> int:
    """`seogo mcp`: the archive for an assistant, over standard input and output."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise SeogoError(
            "seogo mcp에는 mcp 꾸러미가 있어야 합니다. 서고 폴더에서 .venv/bin/pip install -e '.[mcp]'로 설치해 주세요."
        )
    from archive.assistant.server import serve as serve_assistant
    from archive.engines import open_engine
    from archive.opening import open_archive

    open_engine(settings)
    serve_assistant(lambda: open_archive(settings), settings.base_url or DEFAULT_SITE)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="seogo",
        description="주간 중국 창업의 모든 글을 찾는 서고.",
        epilog="예: seogo index && seogo serve",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="명령", metavar="명령", required=True)
    at = _place_options()
    _add_index(commands, at)
    _add_engines(commands, at)
    _add_check(commands, at)
    _add_search(commands, at)
    _add_export(commands, at)
    serve.add(commands, at)
    user.add(commands, at)
    alerts.add(commands, at)
    backup.add(commands, at)
    doctor.add(commands, at)
    add_command(
        commands, at, "mcp", mcp, "AI 도우미가 서고를 찾아보게 합니다 (docs/mcp.md).", "seogo mcp --index var/index"
    )
    return parser


def _place_options() -> argparse.ArgumentParser:
    at = Parser(add_help=False)
    at.add_argument("--corpus", metavar="DIR", help="호 파일이 있는 폴더 (기본 corpus)")
    at.add_argument("--index", metavar="DIR", help="색인을 두는 폴더 (기본 var/index)")
    at.add_argument("--engine", metavar="NAME", help="검색 엔진 (기본 whoosh)")
    return at


def _add_index(commands: Any, at: argparse.ArgumentParser) -> None:
    parser = add_command(commands, at, "index", index, "바뀐 호만 색인에 넣거나 뺍니다.", "seogo index --corpus corpus")
    parser.add_argument("--rebuild", action="store_true", help="처음부터 모두 다시 만들어 바꿔 넣습니다")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로")


def _add_engines(commands: Any, at: argparse.ArgumentParser) -> None:
    about = "검색 엔진마다 쓸 수 있는지, 어떤 색인이 있는지 보입니다."
    parser = add_command(commands, at, "engines", engines, about, "seogo engines --index var/index")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로")


def _add_check(commands: Any, at: argparse.ArgumentParser) -> None:
    about = "색인하지 않고 호를 나누어 그 호의 차례와 맞추어 봅니다."
    parser = add_command(commands, at, "check", check, about, "seogo check corpus/issues/307.txt")
    parser.add_argument("files", nargs="*", metavar="FILE", help="호 파일 (없으면 모든 호)")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로")


def _add_search(commands: Any, at: argparse.ArgumentParser) -> None:
    example = "seogo search '과학혁신 금융' --section 'CHINA 창업' --from 2022-12"
    parser = add_command(commands, at, "search", search, "글을 찾습니다.", example)
    add_search_flags(parser)
    parser.add_argument("--page", metavar="N", help="쪽 (기본 1)")
    parser.add_argument("--per-page", metavar="N", help="한 쪽의 글 수 (기본 20, 최대 100)")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로")


def _add_export(commands: Any, at: argparse.ArgumentParser) -> None:
    example = "seogo export '과학혁신 금융' --from 2022-12 --format csv --output 금융.csv"
    parser = add_command(commands, at, "export", export, "찾은 글을 모두 파일로 내보냅니다.", example)
    add_search_flags(parser)
    parser.add_argument("--format", required=True, metavar="HOW", help="csv, jsonl, bibtex, ris")
    parser.add_argument("--output", metavar="FILE", help="쓸 파일 (없으면 화면으로)")
    parser.add_argument(
        "--site", default="", metavar="URL", help="서고의 주소 (기본 설정 base_url); 글마다 온전한 주소가 적힙니다"
    )


if __name__ == "__main__":
    sys.exit(main())
