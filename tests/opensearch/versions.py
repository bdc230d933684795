"""The versions of OpenSearch that the engine is held against, and the Java that each of them runs on."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Version:
    """`runner` is the version of Maven's package that brings the server; it runs on Java `least` up to `most`."""

    runner: str
    least: int
    most: int

    @property
    def jars(self) -> Path:
        """The folder that holds the server."""
        return ROOT / ".venv" / f"opensearch-{self.runner}"

    @property
    def java(self) -> Path | None:
        """The oldest Java on this machine that fits."""
        fitting = [(major, path) for path, major in _javas().items() if self.least <= major <= self.most]
        return min(fitting)[1] if fitting else None


VERSIONS = {"2": Version("2.19.1.0", 17, 23), "3": Version("3.5.0.0", 21, 99)}


@cache
def _javas() -> dict[Path, int]:
    """Every Java with a compiler that is where such programs are, and its major version."""
    found = [Path(path) for path in [shutil.which("java")] if path]
    found += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    majors: dict[Path, int] = {}
    for path in dict.fromkeys(each.resolve() for each in found):
        told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
        number = re.search(r'version "([0-9]+)', told)
        if number and path.with_name("javac").exists():
            majors[path] = int(number[1])
    return majors
