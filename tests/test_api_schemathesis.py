"""Addresses that the description allows, and others that it forbids, asked of the running server by Schemathesis.

It holds every answer against the description. `python -m benchmarks.api_fuzz --examples N` asks for many more.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from archive.search import Archive
from benchmarks.api_fuzz import command
from tests.browser.room import served

EXAMPLES = 15
"""Of each address and kind, besides those at the limits of every parameter."""


def test_every_answer_is_as_described(archive: Archive, tmp_path: Path) -> None:
    with served(archive) as url:
        done = subprocess.run(command(url, EXAMPLES), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "generated" in done.stdout
