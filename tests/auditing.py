"""Looks for secrets in the project and for known faults in the packages that it runs on: `python -m tests.auditing`.

detect-secrets reads what git knows of; a line that only looks like a secret ends in `# pragma: allowlist secret`.
pip-audit asks PyPI what is known of each package of requirements/run.lock. Where PyPI does not answer, as behind a
mirror, that is said and is no fault. Exit status 1 where something was found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".venv" / "audit"
"""Where `make` puts both, apart from Seogo's own packages."""

READ = frozenset({".py", ".toml", ".md", ".js", ".html", ".css", ".cfg", ".yml", ".yaml", ".sh", ".java", ".env", ""})
"""Endings of files that somebody types; in the tables and the text of the archive everything looks like a secret."""

ISSUES = ("corpus/", "tests/golden/", "requirements/")
"""Folders of texts and of hashes."""

BY_CHANCE = ("Base64HighEntropyString", "HexHighEntropyString", "KeywordDetector")
"""What guesses: of these files they find hashes, and passwords of tests. Every kind of key that has a
shape of its own is looked for."""


def main() -> int:
    """Both; 1 if something was found."""
    found = [*secrets(), *known_faults()]
    for line in found:
        print(line)
    return int(bool(found))


def secrets() -> Iterator[str]:
    """A line for each secret."""
    told = _run("git", "ls-files", "-z")
    names = [name for name in told.split("\0") if Path(name).suffix in READ and (ROOT / name).is_file()]
    names = [name for name in names if not name.startswith(ISSUES)]
    disabled = [part for plugin in BY_CHANCE for part in ("--disable-plugin", plugin)]
    scanned = json.loads(_run(sys.executable, "-m", "detect_secrets", "scan", *disabled, *names))
    print(f"detect-secrets: {len(names)} files read")
    for name, places in scanned["results"].items():
        yield from (f"{name}:{place['line_number']}: {place['type']}" for place in places)


def known_faults() -> Iterator[str]:
    """A line for each fault of a package that is known."""
    told = _run(
        *(sys.executable, "-m", "pip_audit", "-r", "requirements/run.lock", "--disable-pip", "--require-hashes"),
        *("--progress-spinner", "off", "--timeout", "5", "-f", "json"),
        may_fail=True,
    )
    packages = json.loads(told)["dependencies"] if told.startswith("{") else []
    asked = [each for each in packages if "vulns" in each]
    if not asked:
        print("pip-audit: SKIPPED, PyPI does not answer here; whether a package has a known fault was not asked")
    else:
        print(f"pip-audit: {len(asked)} of {len(packages)} packages asked about")
    for package in asked:
        for fault in package["vulns"]:
            yield f"{package['name']} {package['version']}: {fault['id']}, mended in {fault['fix_versions'] or 'none'}"


def _run(*command: str, may_fail: bool = False) -> str:
    """What a program says. Raises SystemExit where it fails and may not."""
    variables = os.environ | {"PYTHONPATH": str(PLACE)}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    if done.returncode and not may_fail:
        raise SystemExit(f"{' '.join(command[:4])}: {done.stderr[-800:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
