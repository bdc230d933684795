"""An archive and its searches, made once and kept as files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from archive.analysis import build_analyzer
from benchmarks.scale import questions
from benchmarks.scale.archive import Ingredients
from benchmarks.scale.file import about, make
from benchmarks.scale.queries import drawn
from benchmarks.scale.texts import documents


def made(file: Path, articles: int, data: Path, texts: Sequence[Path], searches: int, seed: int) -> dict[str, Any]:
    """What was counted of the archive; `made` are the seconds that it took, 0 where it was there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    analyzer = build_analyzer()
    if not file.with_suffix(".json").exists():
        make(Ingredients(documents(data, texts), analyzer, seed), articles, seed, file)
        taken = time.perf_counter() - started
    else:
        taken = 0.0
    questions.keep(file, drawn(file, searches, seed), analyzer)
    return {**asdict(about(file)), "made": taken}
