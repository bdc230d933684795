"""`python -m benchmarks.faults`, which is run with larger numbers for docs/reliability.md, with small ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def faults(*arguments: str | Path) -> str:
    """The tables that the command prints; it fails where something did not hold."""
    command = [sys.executable, "-m", "benchmarks.faults", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_index_outlives_every_kill(tmp_path: Path) -> None:
    told = faults("kills", "--count", "2", "--place", tmp_path, "--seed", "1")
    assert told.count("Rounds in which something did not hold: 0.") == 2
    assert not list(tmp_path.iterdir()), "nothing of it is left"
