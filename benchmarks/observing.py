"""What watching the site costs: processor time of answers with it and without it, in one process.

    python -m benchmarks.observing [INDEX] [--queries 200] [--rounds 5]

INDEX is the folder of an index of Whoosh; without one the project's own corpus is indexed, whose answers are the
quickest that there are. Each address is answered by sites that are alike but for what is watched, in turn; the order
changes from round to round. Of each address the least time counts; sums over all addresses are compared.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from tqdm import tqdm
from werkzeug.test import EnvironBuilder

from archive.analysis import build_analyzer
from archive.engines.whoosh import WhooshEngine
from archive.results import Search
from archive.search import Archive
from benchmarks.queries import varied_queries
from indexer.pipeline import update
from webui import create_app
from webui.observing import Observing, watching
from webui.observing.log_lines import open_log

CORPUS = Path(__file__).parent.parent / "corpus"
SITES = ("nothing", "numbers", "numbers and log")

Ask = Callable[[str], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path, nargs="?")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        open_log("json", f"{place}/log.jsonl")
        archive = _archive(options.index or Path(place) / "index", is_new=options.index is None)
        sites = [_unwatched(archive), _site(archive, "off"), _site(archive, "json")]
        queries = varied_queries(_texts(archive), options.queries)
        print(f"{len(archive.issues())} issues, {archive.overview().articles} articles, {len(queries)} queries")
        for kind, path in (("page", "/search"), ("JSON", "/api/v1/search")):
            addresses = [f"{path}?q={quote(query)}" for query in queries]
            _compare(f"{kind}, made", sites, addresses, options.rounds, fresh=True)
            _compare(f"{kind}, kept", sites, addresses, options.rounds, fresh=False)


def _compare(what: str, sites: list[Ask], addresses: list[str], rounds: int, *, fresh: bool) -> None:
    """Print the processor time of each site for these addresses, never asked before if `fresh`, else kept."""
    least = [[float("inf")] * len(addresses) for _ in sites]
    for number in tqdm(range(rounds + 1), leave=False, disable=None):
        for at, address in enumerate(addresses):
            for turn in range(len(sites)):
                site = (turn + number) % len(sites)
                asked = f"{address}&n={number}" if fresh else address
                took = _timed(sites[site], asked)
                # The first round fills what is kept of earlier requests.
                if number:
                    least[site][at] = min(least[site][at], took)
    for name, times in zip(SITES, least, strict=True):
        share = (sum(times) / sum(least[0]) - 1) * 100
        mean = sum(times) / len(times) / 1000
        print(f"{what:12}  {name:16}{mean:10.1f} µs{share:+8.2f} %{_more(least[0], times):+8.1f} µs", flush=True)


def _more(bare: list[float], times: list[float]) -> float:
    """µs that an answer takes longer, by the median."""
    return statistics.median((mine - other) / 1000 for other, mine in zip(bare, times, strict=True))


def _timed(ask: Ask, address: str) -> int:
    started = time.process_time_ns()
    ask(address)
    return time.process_time_ns() - started


def _site(archive: Archive, log: str) -> Ask:
    return _asking(create_app(archive, observing=Observing(log=log)))


def _unwatched(archive: Archive) -> Ask:
    app = create_app(archive)
    watch = app.extensions[watching.KEY]
    app.before_request_funcs[None].remove(watch.begin)
    app.after_request_funcs[None].remove(watch.end)
    return _asking(app)


def _asking(app: Flask) -> Ask:
    def ask(address: str) -> None:
        environment = EnvironBuilder(path=address, headers=[("Accept-Encoding", "gzip")]).get_environ()
        body = app.wsgi_app(environment, lambda status, headers, error=None: lambda data: None)
        for _ in body:
            pass
        body.close()  # type: ignore[attr-defined]

    return ask


def _archive(index: Path, *, is_new: bool) -> Archive:
    analyzer, engine = build_analyzer(), WhooshEngine(index)
    if is_new:
        update(CORPUS, engine, lambda: analyzer, lambda done, total: None)
    return Archive(engine, analyzer)


def _texts(archive: Archive) -> list[str]:
    return [article.text for article in islice(archive.listing(Search()).articles, 500)]


if __name__ == "__main__":
    main()
