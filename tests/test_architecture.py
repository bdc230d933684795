"""Imports point to the core: who may import what, as a table, and a checker that holds the code against it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("archive", "indexer", "webui", "commands", "benchmarks", "tests", "seogo.py")


class Rule(NamedTuple):
    """`module`, and all that is in it, is imported by files that match `importers` (`*` also stands for `/`)."""

    module: str
    importers: tuple[str, ...]
    reason: str


JUDGES = ("tests/*", "benchmarks/*")
PICTURES = ("archive/page_rendering.py", "indexer/readers/scan*.py")
COMMANDS = ("commands/*", "seogo.py")
PAGES = ("webui/*", *COMMANDS, *JUDGES)
RULES = (
    Rule("indexer", ("indexer/*", "webui/desk*.py", *COMMANDS, *JUDGES), "of the pages, only the staff desk indexes"),
    Rule("webui", PAGES, "neither the core nor the indexer knows that there are pages"),
    Rule("seogo", JUDGES, "the command line is the end of the line"),
    Rule("commands", (*COMMANDS, "tests/*"), "the command line is the end of the line"),
    Rule("argon2", ("webui/desk/passwords.py", *JUDGES), "passwords are hashed in one place"),
    Rule("kiwipiepy", ("archive/analysis/korean.py", *JUDGES), "Korean is analyzed in one place"),
    Rule("jieba", ("archive/analysis/chinese.py", *JUDGES), "Chinese is analyzed in one place"),
    Rule("opencc", ("archive/analysis/chinese.py", "archive/names/conversion.py", *JUDGES), "Chinese in one place"),
    Rule("pypinyin", ("archive/names/conversion.py", *JUDGES), "names are converted in one place"),
    Rule("whoosh", ("archive/engines/whoosh/*", *JUDGES), "engines can be exchanged"),
    Rule("tantivy", ("archive/engines/tantivy/*", *JUDGES), "engines can be exchanged"),
    Rule("opensearchpy", ("archive/engines/opensearch/*", *JUDGES), "engines can be exchanged"),
    Rule("lxml", ("indexer/readers/*", *JUDGES), "a file format is known to its reader"),
    Rule("hwpx", ("indexer/readers/hwp.py", *JUDGES), "a file format is known to its reader"),
    Rule("markdown_it", ("indexer/readers/markdown.py", *JUDGES), "a file format is known to its reader"),
    Rule("tinycss2", ("indexer/readers/html_styles.py", *JUDGES), "style sheets are read in one place"),
    Rule("tomlkit", ("indexer/writing_*.py", *JUDGES), "files of staff's are written in one place"),
    Rule("docx", JUDGES, "Word files are made for tests only"),
    Rule("unhwp", JUDGES, "a second opinion for tests"),
    Rule(
        "pypdfium2",
        ("indexer/readers/pdf*.py", "indexer/readers/scan*.py", "archive/page_rendering.py", *JUDGES),
        "PDF",
    ),
    Rule("resvg_py", ("webui/trend_files.py", *JUDGES), "pictures of charts are drawn in one place"),
    Rule("babel", ("archive/language.py", *JUDGES), "languages are known in one place"),
    Rule("schemathesis", JUDGES, "the API is tried in tests only"),
    Rule("openapi_spec_validator", JUDGES, "its description is judged in tests only"),
    Rule("openapi_schema_validator", JUDGES, "its description is judged in tests only"),
    Rule("axe_playwright_python", JUDGES, "pages are judged in tests only"),
    Rule("PIL", ("indexer/readers/scan*.py", "archive/page_rendering.py", *JUDGES), "pictures"),
    Rule("mcp", ("archive/assistant/server.py", *JUDGES), "only the assistant's server knows the protocol"),
    Rule("mcp_types", ("archive/assistant/server.py", *JUDGES), "only the assistant's server knows the protocol"),
    Rule("pydantic", ("archive/assistant/*", *JUDGES), "it comes with the extra `mcp`, which few install"),
    Rule("flask", PAGES, "only pages know the web"),
    Rule("waitress", PAGES, "only pages know the web"),
)


def test_imports_follow_the_rules() -> None:
    broken = list(violations(ROOT))
    assert not broken, "\n" + "\n".join(broken)


def test_all_packages_are_read() -> None:
    read = {path.relative_to(ROOT).parts[0] for path in python_files(ROOT)}
    assert read >= {"archive", "indexer", "webui", "tests", "seogo.py"}


def test_a_site_without_a_desk_starts_without_readers_of_files_and_of_names() -> None:
    """They would take half a second of each start, and 70 MB."""
    program = "import sys, webui; print(*(set(sys.argv[1:]) & set(sys.modules)))"
    spared = ["indexer.readers", "indexer.pipeline", "pypinyin", "lxml", "pypdfium2"]
    told = subprocess.run(
        [sys.executable, "-c", program, *spared], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == []


def test_the_checker_sees_every_way_to_import(tmp_path: Path) -> None:
    write(tmp_path / "archive/search.py", "import os, indexer.pipeline\nfrom webui import pages\n")
    write(tmp_path / "archive/engines/later.py", "def load():\n    import whoosh.index as index\n    return index\n")
    write(tmp_path / "archive/engines/by_name.py", 'from importlib import import_module\nimport_module("seogo")\n')
    assert [message.partition(" (")[0] for message in violations(tmp_path)] == [
        "archive/engines/by_name.py:2 imports seogo",
        "archive/engines/later.py:2 imports whoosh",
        "archive/search.py:1 imports indexer",
        "archive/search.py:2 imports webui",
    ]


def test_the_checker_lets_pass_what_is_allowed(tmp_path: Path) -> None:
    write(tmp_path / "archive/engines/whoosh/format.py", "import whoosh\n")
    write(tmp_path / "indexer/pipeline.py", "from . import readers\nfrom archive import models\n")
    write(tmp_path / "webui/desk_issues.py", "from indexer import pipeline\n")
    write(tmp_path / "webui/flask.py", "from .seogo import flask\n")
    write(tmp_path / "seogo.py", "import archive, indexer, webui, waitress\n")
    assert list(violations(tmp_path)) == []


def test_only_the_desk_among_the_pages_imports_the_indexer(tmp_path: Path) -> None:
    write(tmp_path / "webui/search.py", "from indexer import pipeline\n")
    assert list(violations(tmp_path)) == [
        "webui/search.py:1 imports indexer (of the pages, only the staff desk indexes;"
        " allowed in indexer/*, webui/desk*.py, commands/*, seogo.py, tests/*, benchmarks/*)"
    ]


def write(path: Path, source: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def violations(root: Path) -> Iterator[str]:
    """One line for each import that a rule forbids: where, what, and the rule."""
    rules = {rule.module: rule for rule in RULES}
    for path in python_files(root):
        file = path.relative_to(root).as_posix()
        for line, module in imports(ast.parse(path.read_bytes(), filename=file)):
            rule = rules.get(module)
            if rule and not any(fnmatchcase(file, pattern) for pattern in rule.importers):
                yield f"{file}:{line} imports {module} ({rule.reason}; allowed in {', '.join(rule.importers)})"


def python_files(root: Path) -> list[Path]:
    return sorted(path for part in PARTS for path in (root / part, *(root / part).rglob("*.py")) if path.is_file())


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and top-level name of every absolute import; a relative one cannot leave its package."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, top(alias.name)) for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield node.lineno, top(module)
            case ast.Call(func=called, args=[ast.Constant(value=str(module)), *_]) if by_name(called):
                yield node.lineno, top(module)


def by_name(called: ast.expr) -> bool:
    return ast.unparse(called).rpartition(".")[2] in ("import_module", "__import__")


def top(module: str) -> str:
    return module.partition(".")[0]
