"""Archives of real words in any size, written to each engine and searched: time, memory and size.

    python -m benchmarks.scale DATA --articles 3500 35000 350000 --engines whoosh tantivy opensearch
        [--opensearch-url URL] [--texts FILE_OR_FOLDER ...] [--place FOLDER] [--clients 1 4]
    python -m benchmarks.scale --table [--place FOLDER]

DATA is a folder as docs/search-quality.md describes, --texts more Korean text (docs/scale.md says which was used).
Everything is made below --place, which holds results.jsonl too: a row for each step as soon as it is done, so that a
run that is cut short keeps what it has, and one that goes on leaves out what is there. Every step is a process of its
own and is given up after its limit. --table prints the rows as Markdown.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.engines import NAMES
from benchmarks.scale.run import run
from benchmarks.scale.step import Step
from benchmarks.scale.table import tables

WRITING = ("make", "held", "index")
"""Steps whose limit is --limit; others are to end by themselves after --within, and are ended after twice as long."""


def main() -> None:
    options = _options()
    results = options.place / "results.jsonl"
    if options.table:
        print(tables(_rows(results)))
        return
    options.place.mkdir(parents=True, exist_ok=True)
    # So that the step that is running is ended with this process.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    without: set[tuple[str, int]] = set()
    for step in _steps(options):
        row = None if options.again else next((each for each in _rows(results) if _answers(each, step)), None)
        if row is None and (step.engine, step.articles) not in without:
            limit = options.limit if step.name in WRITING else 2 * options.within
            row = run(step, limit)
            with results.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(json.dumps(row, ensure_ascii=False), flush=True)
        if row is not None and step.name == "index" and not row["reached"]:
            without.add((step.engine, step.articles))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, nargs="+", default=[3500])
    parser.add_argument("--engines", nargs="+", choices=NAMES, default=["whoosh"])
    parser.add_argument("--opensearch-url", default="http://127.0.0.1:9200")
    parser.add_argument("--shards", type=int, default=1, help="of an OpenSearch index")
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--place", type=Path, default=Path("var/scale"))
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--searches", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=307)
    parser.add_argument("--limit", type=float, default=3600, help="seconds for making an archive and for writing it")
    parser.add_argument("--within", type=float, default=600, help="seconds in which clients ask what they can")
    parser.add_argument("--held", action="store_true", help="also what Seogo holds of each archive, whatever engine")
    parser.add_argument("--again", action="store_true", help="measure what there are results of, too")
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    if options.data is None and not options.table:
        parser.error("DATA is missing")
    return options


def _steps(options: argparse.Namespace) -> Iterator[Step]:
    for articles in options.articles:
        whole = Step(
            "make",
            articles,
            str(options.place),
            within=options.within,
            url=options.opensearch_url,
            shards=options.shards,
            data=str(options.data),
            texts=tuple(map(str, options.texts)),
            searches=options.searches,
            seed=options.seed,
        )
        yield whole
        if options.held:
            yield replace(whole, name="held")
        for engine in options.engines:
            of_engine = replace(whole, engine=engine)
            yield replace(of_engine, name="index")
            yield replace(of_engine, name="start")
            for name in ("engine", "archive"):
                for clients in options.clients:
                    yield replace(of_engine, name=name, clients=clients)


def _answers(row: dict[str, Any], step: Step) -> bool:
    """Whether a row is of this step, and the step need not be tried again: an error may have been mended."""
    return (row["reached"] or row["gave_up"]) and all(
        row[name] == getattr(step, name) for name in ("name", "engine", "articles", "clients", "shards")
    )


def _rows(results: Path) -> list[dict[str, Any]]:
    if not results.exists():
        return []
    return [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
