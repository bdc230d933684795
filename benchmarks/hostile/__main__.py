"""Hostile requests to a running site: queries of a grammar and of any Unicode, and hostile values of everything else.

    python -m benchmarks.hostile FOLDER --data DATA [--queries 100000] [--engine whoosh] [--clients 2] [--seed 10]
    python -m benchmarks.hostile FOLDER --index INDEX

No answer may be a 5xx, take longer than two seconds, or tell of the program's inside; a search that is too dear is
refused with 400 and a sentence that says so. Exit status 1 where one is or does. FOLDER keeps the archive of 3,500
articles that is made of DATA's text (docs/search-quality.md), --index asks one that is there. The slowest
of those that took longer are asked again at the end, alone and of a new server: the machine may have had other work.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from archive.engines import open_engine
from archive.records import SourceRecord
from archive.settings import Settings
from benchmarks.hostile.addresses import Addresses
from benchmarks.hostile.asking import SLOWEST
from benchmarks.hostile.report import report
from benchmarks.hostile.run import Run, alone, asked
from benchmarks.peers.archives import Place
from benchmarks.peers.building import built, make
from benchmarks.peers.clients import Ask as First
from benchmarks.peers.processes import SEOGO
from benchmarks.peers.processes import index as indexing
from benchmarks.peers.processes import run as ran
from benchmarks.peers.servers import Server, server
from benchmarks.scale.texts import documents
from tests.opensearch.nodes import free_port

COMMON, RARE = 300, 2000
"""Words that queries are made of: the most frequent of the archive, and some of all others."""


def main() -> None:
    options = _options()
    index = options.index or _made(options)
    words, ids = vocabulary(Settings(index=index, engine=options.engine))
    each = options.queries // options.clients
    makers = [Addresses(options.seed + number, words, ids) for number in range(options.clients)]
    with _serving(options, index) as site:
        until = time.monotonic() + 60 * options.minutes
        run = asked(site.port, makers, each, lambda: site.memory()["pss"], _tell, until)
        worked = site.worked()
    again = []
    if run.slow:
        with _serving(options, index) as site:
            again = alone(site.port, site.worked, [answer.ask for answer in run.slowest])
    print(report(options.engine, run, worked, again))
    sys.exit(1 if run.broken or any(answer.seconds > SLOWEST for answer, _ in again) else 0)


def vocabulary(settings: Settings) -> tuple[list[str], list[str]]:
    """Words that stand in an archive, the most frequent ones in every second place, and ids of its articles."""
    snapshot = open_engine(settings).snapshot()
    by_count = sorted(snapshot.terms("words").items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, _ in by_count]
    others = Random(0).sample(words[COMMON:], min(RARE, max(0, len(words) - COMMON)))
    records = [SourceRecord.from_bytes(record) for record in snapshot.sources().values()]
    ids = [key for record in records for key in record.articles]
    return words[:COMMON] * max(1, len(others) // COMMON) + others, ids


@contextmanager
def _serving(options: argparse.Namespace, index: Path) -> Iterator[Server]:
    port = free_port()
    command = (*SEOGO, "serve", "--port", str(port), "--index", str(index), "--engine", options.engine)
    more = {"SEOGO_REQUESTS_PER_MINUTE": "0"}
    log = options.folder / f"hostile-{options.engine}.log"
    with server([*command, "--workers", str(options.workers)], port, First("/healthz"), log, more) as site:
        yield site


def _made(options: argparse.Namespace) -> Path:
    place = Place(options.folder, "long", options.articles)
    make(place, lambda: documents(options.data, options.texts), seed=307)
    if not built(place, options.engine):
        ran(*indexing(place.corpus, place.index(options.engine), options.engine, "--rebuild"))
    return place.index(options.engine)


def _tell(run: Run) -> None:
    broken = f", {len(run.broken)} broken: {run.broken[-1].broken} {run.broken[-1].ask}" if run.broken else ""
    print(f"{run.answers:,} {dict(run.statuses)} slow {len(run.slow)} {run.memory[-1]:.0f} MB{broken}", file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path, help="an index that is there")
    parser.add_argument("--data", type=Path, help="a folder with corpus.jsonl (docs/search-quality.md)")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="more Korean text (docs/scale.md)")
    parser.add_argument("--articles", type=int, default=3500)
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", default="whoosh", choices=("whoosh", "tantivy"))
    parser.add_argument("--minutes", type=float, default=math.inf, help="end sooner than with the last query")
    parser.add_argument("--seed", type=int, default=10)
    options = parser.parse_args()
    if not options.index and not options.data:
        parser.error("--data or --index must say what is asked")
    options.folder = options.folder.resolve()
    return options


if __name__ == "__main__":
    main()
