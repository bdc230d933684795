"""Indexing in a process that holds its models: python -m benchmarks.peers.warm CORPUS INDEX ENGINE

It says "ready" once they are loaded. For each line that it is given it brings the index up to date, and prints the
seconds that this took.
"""

from __future__ import annotations

import sys
from pathlib import Path

from archive.analysis import build_analyzer
from archive.engines import open_engine
from archive.settings import Settings
from indexer.pipeline import update


def main() -> None:
    corpus, place, name = sys.argv[1:]
    settings = Settings(corpus=Path(corpus), index=Path(place), engine=name)
    analyzer, engine = build_analyzer(), open_engine(settings)
    print("ready", flush=True)
    for _ in sys.stdin:
        report = update(settings.corpus, engine, lambda: analyzer, lambda done, files: None)
        print(report.seconds, flush=True)


if __name__ == "__main__":
    main()
