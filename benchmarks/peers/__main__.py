"""Seogo with Whoosh and with Tantivy beside Datasette and OpenSearch with nori, on the same articles and queries.

    python -m benchmarks.peers FOLDER --data DATA [--texts FILE_OR_FOLDER ...] [--articles long leads growth]
        [--clients 1 2 4] [--queries 500] [--only indexing asking increment starting] [--sides whoosh tantivy ...]
    python -m benchmarks.peers FOLDER --table

DATA is a folder as docs/search-quality.md describes, --texts more Korean text (docs/scale.md says which was used).
FOLDER keeps the archives, the indexes and results.jsonl; what is there is not made or measured again, unless --again
says so. `make peers` fetches Datasette; OpenSearch and nori come from Maven. Archives: long are 3,500 articles of some
2,000 code points, leads 20,000 of some 250, growth is long with 350, 3,500 and 35,000; long-200 and leads-300 are to
try it. What is measured, and what came out: docs/performance.md.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from benchmarks.peers import building, opensearch
from benchmarks.peers.archives import Place, named, only_grows, place_of
from benchmarks.peers.asking import asked, queries
from benchmarks.peers.increment import one_more
from benchmarks.peers.report import report
from benchmarks.peers.results import Key, Results, Row
from benchmarks.peers.sides import Side, sides
from benchmarks.peers.starting import started
from benchmarks.scale.texts import documents

PARTS = ("indexing", "asking", "increment", "starting")
SIDES = (*building.ENGINES, "datasette", "opensearch")


def main() -> None:
    options = _options()
    # So that the server that is running is ended with this process.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results = Results(options.folder / "results.jsonl")
    if not options.table:
        opensearch.prepare()
        for key, measure in _all(options):
            missing = key.part == "indexing" and not building.built(place_of(options.folder, key.archive), key.side)
            again = missing or (options.again and key.part in options.only)
            if again or key not in results.rows:
                print(
                    " ".join(map(str, (key.part, key.archive, key.side, key.way, key.clients or ""))), file=sys.stderr
                )
            results.measure(key, measure, again)
    print(report(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--articles", nargs="+", default=["long", "leads"])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=SIDES)
    parser.add_argument("--serve", nargs="+", default=[], metavar="OPTION=VALUE", help="options of seogo serve, no --")
    parser.add_argument("--seed", type=int, default=307)
    parser.add_argument("--again", action="store_true", help="measure what there are results of, too")
    parser.add_argument("--table", action="store_true", help="only print what was measured before")
    options = parser.parse_args()
    if not options.table and not (options.data and (options.data / "corpus.jsonl").is_file()):
        parser.error("--data must name a folder that holds corpus.jsonl (docs/search-quality.md)")
    options.folder = options.folder.resolve()
    return options


Measure = Callable[[], Row]


def _all(options: argparse.Namespace) -> Iterator[tuple[Key, Measure]]:
    texts = cache(lambda: documents(options.data, options.texts))
    chosen = [side for side in sides([f"--{each}" for each in options.serve]) if side.name in options.sides]
    for place in named(options.folder, options.articles):
        building.make(place, texts, options.seed)
        yield from _indexing(options, place, chosen)
        for side in chosen:
            yield from _of_side(options, place, side)


def _indexing(options: argparse.Namespace, place: Place, chosen: list[Side]) -> Iterator[tuple[Key, Measure]]:
    """What is missing is made even where it is not to be measured; all others' articles come from the first side."""
    source = [side for side in sides() if side.name == building.SOURCE and side.name not in options.sides]
    for side in [*source, *chosen]:
        if "indexing" in options.only or not building.built(place, side.name):
            yield Key("indexing", place.name, side.name), partial(building.build, place, side)
    if "indexing" in options.only:
        yield Key("indexing", place.name, "kiwi"), partial(building.raw, place)


def _of_side(options: argparse.Namespace, place: Place, side: Side) -> Iterator[tuple[Key, Measure]]:
    if "asking" in options.only:
        warming, some = queries(place, options.queries, options.seed)
        for name, way in side.ways.items():
            for clients in options.clients[:1] if only_grows(place) else options.clients:
                key = Key("asking", place.name, side.name, name, clients)
                yield key, partial(asked, place, side, way, clients, warming, some)
    if "increment" in options.only and side.name in building.ENGINES:
        yield Key("increment", place.name, side.name), partial(one_more, place, side)
    if "starting" in options.only:
        yield Key("starting", place.name, side.name), partial(started, place, side)


if __name__ == "__main__":
    main()
